"""Pixels elsewhere: moved digits lose hardly any ink, scrambled ones none, and nobody's label changes."""

import numpy as np
import pytest

from app.engine.digits import split
from app.engine.pixels import moved, scrambled


@pytest.mark.parametrize("columns", [-2, -1, 0, 1, 2])
def test_moved_is_the_same_image_some_columns_on_with_blank_paper_behind(columns):
    digits = split()[1]
    images, labels = moved(digits, columns)
    for column in range(8):
        came_from = column - columns
        expected = digits.images[:, :, came_from] if 0 <= came_from < 8 else np.zeros_like(digits.images[:, :, 0])
        np.testing.assert_array_equal(images[:, :, column], expected)
    assert (labels == digits.labels).all()


@pytest.mark.parametrize("columns", [-1, 1])
def test_one_column_sideways_hardly_any_ink_is_lost(columns):
    digits = split()[1]
    assert moved(digits, columns).images.sum() > 0.99 * digits.images.sum()


def test_scrambling_keeps_every_pixel_and_treats_all_digits_alike():
    digits = split()[1]
    images, labels = scrambled(digits)
    np.testing.assert_array_equal(np.sort(images.reshape(64, -1), axis=0), np.sort(digits.images.reshape(64, -1), axis=0))
    one = scrambled(digits.pick([7]))
    np.testing.assert_array_equal(one.images[..., 0], images[..., 7])
    assert (images != digits.images).any() and (labels == digits.labels).all()
