"""Every landscape that is found in the folder keeps what landscapes promise."""

from itertools import repeat

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.engine import landscapes, menu, optimizers
from app.engine.descent import descend
from app.engine.digits import split
from app.engine.landscapes.filter import nine
from app.engine.landscapes.whole import Whole
from app.engine.network import little
from app.engine.start import start_weights
from tests.engine.differences import assert_slopes

EXAMPLES = {name: menu.pick(landscapes, name).example() for name in menu.names(landscapes)}


@pytest.fixture(params=menu.names(landscapes))
def landscape(request):
    return menu.pick(landscapes, request.param).example()


def test_a_landscapes_gradient_is_its_slope(landscape):
    _, gradient = landscape.measure(landscape.start)
    assert gradient.any(), "an example on level ground proves nothing"
    assert_slopes(gradient, landscape.loss, landscape.start, type(landscape).__name__)


@pytest.mark.parametrize("optimizer", menu.names(optimizers))
@pytest.mark.parametrize("name", [name for name, landscape in EXAMPLES.items() if len(landscape.start) == 2])
@given(balls=arrays.arrays(float, st.tuples(st.just(2), st.integers(1, 9)), elements=st.floats(-9, 9, width=32)))
def test_many_balls_on_two_weights_go_as_each_would_alone(name, optimizer, balls):
    def way(start):
        steps = descend(repeat(EXAMPLES[name], 5), menu.pick(optimizers, optimizer).Optimizer(0.02), start)
        return [(step.weights, step.loss) for step in steps]

    together = way(balls)
    for number, alone in enumerate(map(way, balls.T)):
        for (weights, loss), (own, height) in zip(together, alone):
            np.testing.assert_allclose(weights[:, number], own, rtol=1e-12, atol=1e-12)
            np.testing.assert_allclose(loss[number], height, rtol=1e-12, atol=1e-12)


def test_its_loss_alone_is_the_loss_it_measures(landscape):
    assert landscape.loss(landscape.start) == pytest.approx(landscape.measure(landscape.start)[0], rel=1e-12)


def test_measuring_changes_nothing(landscape):
    start = landscape.start.copy()
    loss, gradient = landscape.measure(landscape.start)
    again, same = landscape.measure(landscape.start)
    assert loss == again and (gradient == same).all()
    assert (landscape.start == start).all()
    assert gradient.shape == start.shape and gradient.dtype == start.dtype
    assert not np.shares_memory(gradient, landscape.start) and not np.shares_memory(gradient, same)


@pytest.mark.parametrize("count", [1, 5, 48])
def test_the_loss_of_many_is_the_mean_of_their_losses_however_they_are_divided(monkeypatch, count):
    digits, weights = split()[0].pick(np.arange(count)), start_weights(1)
    whole = Whole(digits, weights)
    singles = [Whole(digits.pick([index]), weights) for index in range(count)]
    monkeypatch.setattr("app.engine.landscapes.whole.AT_ONCE", 7)
    divided = Whole(digits, weights)
    mean = np.mean([single.loss(weights) for single in singles])
    slope = np.mean([single.measure(weights)[1] for single in singles], axis=0)
    for landscape in (whole, divided):
        loss, gradient = landscape.measure(weights)
        assert landscape.loss(weights) == pytest.approx(mean, rel=1e-5) == loss
        np.testing.assert_allclose(gradient, slope, rtol=1e-4, atol=1e-6)
        np.testing.assert_allclose(landscape.scores(weights), whole.scores(weights), rtol=1e-4, atol=1e-6)


def test_turning_some_weights_holds_all_the_others():
    few = menu.pick(landscapes, "some").example()
    moved = few.full(few.start + 1)
    changed = np.flatnonzero(moved != few.held)
    assert changed.tolist() == few.which.tolist()
    assert (few.full(few.start) == few.held).all()
    assert few.loss(few.start) == few.inside.loss(few.held)


@pytest.mark.parametrize("number", [0, 3, 7])
def test_a_filters_landscape_turns_its_own_nine_numbers(number):
    held = start_weights(2)
    filters = little(1).views(held)[0]["filters"]
    landscape = nine(Whole(split()[0].pick([0]), held), held, number)
    assert landscape.start.tolist() == filters[number].ravel().tolist()
    filters[number] += 1
    assert (landscape.full(landscape.start + 1) == held).all()
