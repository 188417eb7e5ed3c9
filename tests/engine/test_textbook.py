"""The engine gives the numbers that the textbook's plain loops give."""

import numpy as np
import pytest

from app.engine.digits import split
from app.engine.network import little
from app.engine.run import Settings, train
from app.engine.start import start_weights
from tests.bench.rivals import textbook
from tests.engine import standard


def test_the_standard_layout_leads_there_and_back():
    weights = np.arange(1898)
    assert (standard.flat(standard.parts(weights)) == weights).all()


@pytest.mark.parametrize("count", [1, 32, 64])
def test_loss_and_gradient_are_the_textbooks(count):
    digits = split()[0].pick(np.arange(count))
    weights = start_weights(2) + 0.05 * np.random.default_rng(2).standard_normal(1898)
    check(weights, digits.images.astype(float), digits.labels)


def test_they_are_the_textbooks_on_the_chapters_own_run_where_blank_pixels_tie():
    digits = split()[1].pick(np.arange(64))
    *_, last = train(Settings(steps=41))
    check(last.weights.astype(float), digits.images.astype(float), digits.labels)


def check(weights, images, labels):
    loss, gradient = little(len(labels), float).measure(weights, images, labels)
    expected_loss, expected = textbook.measure(standard.parts(weights), standard.pictures(images), labels)
    assert loss == pytest.approx(expected_loss, rel=1e-12)
    np.testing.assert_allclose(gradient, standard.flat(expected), rtol=1e-9, atol=1e-14)
