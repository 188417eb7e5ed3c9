"""The little network: 1,898 weights in one flat vector, a loss, and its gradient."""

import numpy as np
import pytest

from app.engine.digits import Digits, split
from app.engine.network import little
from app.engine.start import start_weights
from tests.engine import differences, reused


def few(count):
    digits = split()[0].pick(np.arange(count))
    return Digits(digits.images.astype(float), digits.labels)


def test_the_little_network_has_1898_weights_and_each_has_one_place():
    network = little(1)
    assert network.size == 1898
    places = [place for where, _ in network.layout.values() for place in range(network.size)[where]]
    assert places == list(range(1898))


def test_writing_to_a_view_writes_to_the_vector():
    network = little(1)
    weights = np.zeros(network.size)
    for own in network.views(weights):
        for view in own.values():
            view += 1
    assert (weights == 1).all()


@pytest.mark.parametrize("count", [1, 3])
def test_its_gradient_is_its_slope_in_every_one_of_the_1898_directions(count):
    network, digits, rng = little(count, float), few(count), np.random.default_rng(count)
    weights = start_weights(1) + 0.1 * rng.standard_normal(network.size)
    _, gradient = network.measure(weights, *digits)
    found = reused.slopes(network, weights, *digits)
    np.testing.assert_allclose(gradient, found, differences.RELATIVE, differences.ABSOLUTE, err_msg=f"{count} digits")


def test_its_slopes_are_the_same_to_the_last_bit_when_layers_below_are_not_computed_again():
    network, digits = little(2, float), few(2)
    weights = start_weights(1).astype(float)
    plainly = differences.slopes(lambda w: network.loss(w, *digits), weights)
    assert (reused.slopes(network, weights, *digits) == plainly).all()


def test_each_digit_is_scored_alone_whatever_else_is_in_the_batch():
    weights, digits = start_weights(3).astype(float), few(9)
    together = little(9, float).forward(weights, digits.images)
    for index in range(9):
        alone = little(1, float).forward(weights, digits.pick([index]).images)[:, 0]
        np.testing.assert_allclose(alone, together[:, index], rtol=1e-10, atol=1e-14)


def test_measuring_leaves_weights_and_images_as_they_were():
    digits, weights = few(5), start_weights(0).astype(float)
    images, before = digits.images.copy(), weights.copy()
    little(5, float).measure(weights, *digits)
    assert (digits.images == images).all() and (weights == before).all()


def test_in_single_precision_the_same_loss_and_gradient_come_out_but_for_rounding():
    digits, weights = few(64), start_weights(2)
    rough = little(64).measure(weights, digits.images.astype(np.float32), digits.labels)
    exact = little(64, float).measure(weights.astype(float), *digits)
    assert rough[1].dtype == np.float32
    assert rough[0] == pytest.approx(exact[0], rel=1e-6)
    np.testing.assert_allclose(rough[1], exact[1], rtol=1e-3, atol=1e-6)
