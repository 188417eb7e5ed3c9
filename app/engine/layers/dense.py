"""Dense: every neuron weighs everything it is given and adds it up."""

import numpy as np


class Dense:
    """``(..., count) -> (neurons, count)``: all of an example's values, flattened in (row, channel, column) order."""

    def __init__(self, inputs, neurons, count, dtype, first=False):
        self.shapes = {"weights": (neurons, inputs), "bias": (neurons,)}
        self.first = first
        self.y = np.empty((neurons, count), dtype)
        self.dx = np.empty((inputs, count), dtype)

    def forward(self, weights, x):
        self.x = x.reshape(self.dx.shape)
        self.came = x.shape
        np.matmul(weights["weights"], self.x, out=self.y)
        self.y += weights["bias"][:, None]
        return self.y

    def backward(self, weights, gradients, dy):
        np.matmul(dy, self.x.T, out=gradients["weights"])
        dy.sum(1, out=gradients["bias"])
        if self.first:
            return None
        return np.matmul(weights["weights"].T, dy, out=self.dx).reshape(self.came)
