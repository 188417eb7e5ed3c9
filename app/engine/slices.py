"""Slices: a landscape cut along one direction, which gives a curve, or along two, which gives a map."""

import numpy as np


def curve(landscape, origin, direction, reach):
    """The losses at ``origin + t * direction`` for every t in reach, one by one; ``(len(reach),)`` of them."""
    for t in reach:
        yield landscape.loss(origin + landscape.start.dtype.type(t) * direction)


def rows(landscape, origin, across, up, reach_across, reach_up):
    """The map's rows, one by one from the first of reach_up: each an array of ``len(reach_across)`` losses."""
    for b in reach_up:
        foot = origin + landscape.start.dtype.type(b) * up
        yield np.fromiter(curve(landscape, foot, across, reach_across), float, len(reach_across))
