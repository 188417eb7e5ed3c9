"""One knob of the network: turn a single weight, hold all the others."""

from app.engine.landscapes import whole
from app.engine.landscapes.some import Some


def knob(inside, held, position):
    """The landscape of the one weight at that position; its weights are a vector of length 1."""
    return Some(inside, held, [position])


def example():
    inside = whole.example()
    return knob(inside, inside.start, 40)
