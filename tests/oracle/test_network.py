"""The network's scores, loss and gradient are PyTorch's."""

import numpy as np
import pytest
import torch

from app.engine.digits import split
from app.engine.network import little
from app.engine.run import Settings, train
from app.engine.start import start_weights
from tests.engine import standard
from tests.oracle import reference


def some_digits(count, seed):
    digits = split()[0].pick(np.random.default_rng(seed).permutation(1437)[:count])
    return digits.images.astype(float), digits.labels


def noisy(seed):
    """A start with biases that are not zero, so that no neuron stands exactly at its kink."""
    return start_weights(seed) + 0.05 * np.random.default_rng(seed).standard_normal(1898)


@pytest.mark.parametrize("count", [1, 3, 32, 64, 479])
@pytest.mark.parametrize("seed", range(3))
def test_loss_and_gradient_are_pytorchs(count, seed):
    weights, (images, labels) = noisy(seed), some_digits(count, seed)
    loss, gradient = little(count, float).measure(weights, images, labels)
    expected_loss, expected_gradient = reference.measure(weights, images, labels)
    assert loss == pytest.approx(expected_loss, rel=1e-13)
    np.testing.assert_allclose(gradient, expected_gradient, rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("step", [0, 1, 50, 440])
def test_they_are_pytorchs_on_the_chapters_own_run_where_blank_pixels_tie(step):
    *_, last = train(Settings(steps=step + 1))
    weights, (images, labels) = last.weights.astype(float), some_digits(64, step)
    loss, gradient = little(64, float).measure(weights, images, labels)
    expected_loss, expected_gradient = reference.measure(weights, images, labels)
    assert loss == pytest.approx(expected_loss, rel=1e-13)
    np.testing.assert_allclose(gradient, expected_gradient, rtol=1e-10, atol=1e-15)


def test_scores_are_pytorchs():
    weights, (images, _) = noisy(5), some_digits(20, 5)
    with torch.no_grad():
        expected = reference.network(weights)(torch.from_numpy(standard.pictures(images))).numpy().T
    np.testing.assert_allclose(little(20, float).forward(weights, images), expected, rtol=1e-12, atol=1e-14)
