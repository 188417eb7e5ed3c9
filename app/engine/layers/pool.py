"""Max pooling: of every four neighbours keep the largest; blame goes back to the one that was kept."""

import numpy as np


class Pool:
    """2x2 max pooling: ``(size, channels, size, count) -> (size/2, channels, size/2, count)``.

    Of equal neighbours the first in reading order is kept, as PyTorch does.
    """

    shapes: dict = {}

    def __init__(self, channels, size, count, dtype):
        half = size // 2
        self.wide = np.empty((size, channels, half, count), dtype)
        self.right = np.empty(self.wide.shape, bool)
        self.y = np.empty((half, channels, half, count), dtype)
        self.lower = np.empty(self.y.shape, bool)
        self.dwide = np.empty_like(self.wide)
        self.dx = np.empty((size, channels, size, count), dtype)

    def forward(self, weights, x):
        larger(x[:, :, 0::2], x[:, :, 1::2], self.wide, self.right)
        larger(self.wide[0::2], self.wide[1::2], self.y, self.lower)
        return self.y

    def backward(self, weights, gradients, dy):
        share(dy, self.lower, self.dwide[0::2], self.dwide[1::2])
        share(self.dwide, self.right, self.dx[:, :, 0::2], self.dx[:, :, 1::2])
        return self.dx


def larger(one, two, y, second):
    """Write the larger of two arrays into y, and into second where it was the second one."""
    np.greater(two, one, out=second)
    np.maximum(one, two, out=y)


def share(dy, second, d_one, d_two):
    """The backward of larger: all of dy goes to the one that was kept."""
    np.multiply(dy, second, out=d_two)
    np.subtract(dy, d_two, out=d_one)
