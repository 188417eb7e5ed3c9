"""ReLU: a neuron that has nothing positive to say stays silent."""

import numpy as np


class Relu:
    """max(0, x), in place; its slope at 0 is 0."""

    shapes: dict = {}

    def __init__(self, shape, dtype):
        self.awake = np.empty(shape, bool)

    def forward(self, weights, x):
        np.greater(x, 0, out=self.awake)
        return np.maximum(x, 0, out=x)

    def backward(self, weights, gradients, dy):
        return np.multiply(dy, self.awake, out=dy)
