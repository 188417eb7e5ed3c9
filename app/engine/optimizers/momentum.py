"""Momentum: keep some of the speed of the steps before, like a heavy ball."""

from typing import NamedTuple

import numpy as np


class Optimizer(NamedTuple):
    """velocity = friction * velocity + gradient; nudge = -rate * velocity (Polyak, 1964, in PyTorch's form)."""

    rate: float
    friction: float = 0.9

    def init(self, weights):
        return np.zeros_like(weights)

    def update(self, gradient, state):
        velocity = self.friction * state + gradient
        return -self.rate * velocity, velocity
