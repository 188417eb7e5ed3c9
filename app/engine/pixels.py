"""Digits with their pixels elsewhere: moved sideways, or scrambled, all of them in the same way."""

import numpy as np

from app.engine.digits import Digits

SCRAMBLE_SEED = 7


def moved(digits: Digits, columns: int) -> Digits:
    """Every image moved so many columns to the right (to the left if below 0); blank paper follows."""
    images = np.roll(digits.images, columns, axis=2)
    images[:, :, slice(0, columns) if columns >= 0 else slice(columns, None)] = 0
    return Digits(images, digits.labels)


def scrambled(digits: Digits) -> Digits:
    """Every image with its 64 pixels in another order, drawn once by lot: no pixel is lost, but neighbours are."""
    order = np.random.default_rng(SCRAMBLE_SEED).permutation(64)
    pixels = digits.images.reshape(64, -1)[order]
    return Digits(pixels.reshape(digits.images.shape), digits.labels)
