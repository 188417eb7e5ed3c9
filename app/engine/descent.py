"""The loop: measure, then nudge. This is all the training there is, and the chapter prints it as it stands here."""

from typing import NamedTuple

import numpy as np


class Step(NamedTuple):
    """One turn of the loop: the weights before it, their loss and gradient, and the nudge that was chosen."""

    weights: np.ndarray
    loss: float
    gradient: np.ndarray
    nudge: np.ndarray


def descend(landscapes, optimizer, weights):
    """Roll downhill, one small step per landscape: the same one again and again, or a new batch each time."""
    state = optimizer.init(weights)
    for landscape in landscapes:
        loss, gradient = landscape.measure(weights)
        nudge, state = optimizer.update(gradient, state)
        yield Step(weights, loss, gradient, nudge)
        weights = weights + nudge
