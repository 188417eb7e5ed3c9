"""Training starts from random noise that a seed decides, and without an opinion."""

import numpy as np
import pytest

from app.engine.digits import split
from app.engine.network import little
from app.engine.start import start_weights
from app.story import SEEDS, right, shown, unseen


def test_the_start_is_a_pure_function_of_the_seed():
    assert start_weights(3).tobytes() == start_weights(3).tobytes()
    assert not np.isclose(start_weights(3), start_weights(4)).any(where=start_weights(3) != 0)
    assert start_weights(3).dtype == np.float32


def test_biases_start_at_zero_and_nothing_else_does():
    weights = start_weights(0)
    for (_, name), (where, _) in little(1).layout.items():
        assert (weights[where] == 0).all() == (name == "bias")


@pytest.mark.parametrize("where, spread", [
    (slice(0, 72), np.sqrt(2 / 9) / 4),
    (slice(80, 1232), np.sqrt(2 / 72)),
    (slice(1248, 1888), np.sqrt(2 / 64) / 2),
])
def test_each_layer_is_as_loud_as_it_says(where, spread):
    noise = np.concatenate([start_weights(seed)[where] for seed in range(50)])
    assert noise.std() == pytest.approx(spread, rel=0.05)
    assert abs(noise.mean()) < 0.1 * spread


@pytest.mark.parametrize("seed", SEEDS)
def test_before_training_the_loss_is_about_ln_10_and_the_accuracy_about_chance(seed):
    weights = start_weights(int(seed))
    assert abs(shown().loss(weights) - np.log(10)) < 0.1
    assert 0.02 < right(unseen().scores(weights), split()[1].labels) < 0.25
