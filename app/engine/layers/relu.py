"""ReLU: a neuron that has nothing positive to say stays silent."""

import numpy as np


class Relu:
    """max(0, x), any shape, written over x itself, as its backward is written over dy; the slope at 0 is 0."""

    shapes: dict = {}

    def forward(self, weights, x):
        self.y = np.maximum(x, 0, out=x)
        return self.y

    def backward(self, weights, gradients, dy):
        return np.multiply(dy, self.y > 0, out=dy)
