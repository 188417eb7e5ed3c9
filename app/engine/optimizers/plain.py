"""Plain gradient descent: go against the gradient, in proportion to it."""

from typing import NamedTuple


class Optimizer(NamedTuple):
    """nudge = -rate * gradient (Cauchy, 1847). It remembers nothing."""

    rate: float

    def init(self, weights):
        return ()

    def update(self, gradient, state):
        return -self.rate * gradient, state
