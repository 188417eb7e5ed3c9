"""Some of the weights: a landscape in which only the chosen ones turn, while all others hold still."""

import numpy as np

from app.engine.landscapes import whole


class Some:
    """``which`` are the positions, in the weights of the landscape ``inside``, of those that turn; ``held`` are all of them."""

    def __init__(self, inside, held, which):
        self.inside, self.held, self.which = inside, held, np.asarray(which)
        self.start = held[self.which]

    def full(self, weights):
        """All weights of the whole landscape: the held ones, with these in their places."""
        everything = self.held.copy()
        everything[self.which] = weights
        return everything

    def loss(self, weights):
        return self.inside.loss(self.full(weights))

    def measure(self, weights):
        loss, gradient = self.inside.measure(self.full(weights))
        return loss, gradient[self.which]


def example():
    inside = whole.example()
    return Some(inside, inside.start, [3, 80, 1897])
