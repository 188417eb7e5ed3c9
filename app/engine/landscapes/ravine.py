"""A ravine: steep across, gentle along, and the way down is along. Plain descent zigzags in it."""

import numpy as np


class Ravine:
    """loss = sum(steepness * weights^2) / 2, with one steepness per weight."""

    def __init__(self, start, steepness):
        self.start = np.asarray(start)
        self.steepness = np.asarray(steepness)
        self.halved = self.steepness / 2

    def loss(self, weights):
        return self.halved @ weights**2

    def measure(self, weights):
        return self.loss(weights), (self.steepness * weights.T).T


def example():
    return Ravine([3.0, 1.0], [1.0, 20.0])
