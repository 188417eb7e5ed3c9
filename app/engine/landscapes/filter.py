"""One filter of the network: turn its nine numbers, hold all the others."""

import numpy as np

from app.engine.landscapes import whole
from app.engine.landscapes.some import Some


def nine(inside, held, number):
    """The landscape of the nine weights of first-layer filter ``number`` (0 to 7)."""
    return Some(inside, held, np.arange(9 * number, 9 * number + 9))


def example():
    inside = whole.example()
    return nine(inside, inside.start, 6)
