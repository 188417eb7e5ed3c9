"""Slices: a landscape cut along one direction, which gives a curve, or along two, which gives a map."""

from collections.abc import Iterator

import numpy as np


def curve(landscape, origin, direction, reach) -> Iterator[float]:
    """The losses at ``origin + t * direction`` for every t in reach, one by one; origin and direction shaped as the weights."""
    for t in reach:
        yield landscape.loss(origin + landscape.start.dtype.type(t) * direction)


def rows(landscape, origin, across, up, reach_across, reach_up) -> Iterator[np.ndarray]:
    """The rows of a map, one by one from the first of reach_up: each an array of ``len(reach_across)`` losses.

    At row b and column a stands the loss at ``origin + reach_across[a] * across + reach_up[b] * up``.
    """
    for b in reach_up:
        foot = origin + landscape.start.dtype.type(b) * up
        yield np.fromiter(curve(landscape, foot, across, reach_across), float, len(reach_across))
