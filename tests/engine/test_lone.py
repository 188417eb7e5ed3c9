"""A weight measured alone is the same landscape as a knob of the whole network, and cheaper to measure."""

import numpy as np
import pytest

from app.engine.digits import Digits, split
from app.engine.landscapes.knob import knob
from app.engine.landscapes.lone import Lone, rectified
from app.engine.landscapes.whole import Whole
from app.engine.start import start_weights


@pytest.fixture(scope="module")
def both():
    """``both(position)``: the same landscape twice, in float64, around loud weights."""
    few = split()[0].pick(np.arange(40))
    digits = Digits(few.images.astype(np.float64), few.labels)
    held = start_weights(3).astype(np.float64) + 0.2 * np.random.default_rng(3).standard_normal(1898)
    return lambda position: (Lone(digits, held, position), knob(Whole(digits, held), held, position))


@pytest.mark.parametrize("position", [0, 35, 55, 71])
@pytest.mark.parametrize("value", [-40.0, -2.6, 0.0, 0.7, 5.0])
def test_a_lone_weight_measures_as_the_knob_does(both, position, value):
    quick, whole = (landscape.measure(np.array([value])) for landscape in both(position))
    assert quick[0] == pytest.approx(whole[0], rel=1e-12)
    assert quick[1] == pytest.approx(whole[1], rel=1e-9, abs=1e-14)


def test_it_starts_where_the_weight_is_held(both):
    quick, whole = both(35)
    assert (quick.start == whole.start).all()


def test_what_is_held_is_never_written_to():
    held = start_weights(3)
    before = held.copy()
    Lone(split()[0].pick(np.arange(5)), held, 12).measure(np.array([1.0], np.float32))
    assert (held == before).all()


def test_in_single_precision_the_slope_is_of_the_weights_own_kind():
    lone = Lone(split()[0].pick(np.arange(5)), start_weights(3), 12)
    assert lone.measure(lone.start)[1].dtype == lone.start.dtype == np.float32
    kept = [value for value in vars(lone).values() if isinstance(value, np.ndarray)] + [windows.shifted for windows in lone.windows]
    assert {array.dtype.name for array in kept if array is not lone.labels} == {"float32"}


def test_at_the_kink_nothing_passes_as_in_the_layer():
    value, slope = rectified(np.array([-1.0, 0.0, 2.0]), np.array([3.0, 3.0, 3.0]))
    assert (value.tolist(), slope.tolist()) == ([0, 0, 2], [0, 0, 3])
