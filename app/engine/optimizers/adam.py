"""Adam: every weight takes steps of about the same size, however steep its own slope is."""

from typing import NamedTuple

import numpy as np


class Memory(NamedTuple):
    """Steps taken; running means of the gradient and of its square, both shaped as the weights."""

    steps: int
    mean: np.ndarray
    square: np.ndarray


class Optimizer(NamedTuple):
    """Running means of gradient and squared gradient, corrected for their start at zero (Kingma and Ba, 2015)."""

    rate: float
    keep_mean: float = 0.9
    keep_square: float = 0.999
    tiny: float = 1e-8

    def init(self, weights):
        return Memory(0, np.zeros_like(weights), np.zeros_like(weights))

    def update(self, gradient, state):
        steps = state.steps + 1
        mean = self.keep_mean * state.mean + (1 - self.keep_mean) * gradient
        square = self.keep_square * state.square + (1 - self.keep_square) * gradient**2
        likely_mean = mean / (1 - self.keep_mean**steps)
        likely_square = square / (1 - self.keep_square**steps)
        return -self.rate * likely_mean / (np.sqrt(likely_square) + self.tiny), Memory(steps, mean, square)
