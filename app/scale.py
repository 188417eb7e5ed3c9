"""Scales: from numbers to places on paper, and round numbers to mark them. ``static/parts/scale.js`` does the same."""

import math

from app.words import written


def linear(low, high, start, stop):
    """A function that takes low to start and high to stop, along a straight line."""
    return lambda value: start + (value - low) / (high - low) * (stop - start)


def ceiling(value):
    """The top of an axis that shows values up to this one: a little room above, in steps of a twentieth of its magnitude."""
    unit = 10 ** math.floor(math.log10(value)) / 20
    return math.ceil(value * 1.06 / unit) * unit


def ticks(top, most=4):
    """Round numbers above 0 and up to top, at most ``most`` of them, in steps of 1, 2 or 5 times a power of ten."""
    magnitude = 10 ** math.floor(math.log10(top / most))
    step = next(magnitude * m for m in (1, 2, 5, 10) if top / (magnitude * m) <= most)
    return [step * k for k in range(1, int(top / step + 1e-9) + 1)]


def plain(value):
    """A tick's label: '0.05', '2'."""
    return written(f"{value:.6g}")
