"""Max pooling: of every four neighbours keep the largest; blame goes back to the one that was kept."""

import numpy as np


class Pool:
    """2x2 max pooling: ``(size, channels, size, count) -> (size/2, channels, size/2, count)``.

    First each pair of columns, then each pair of rows. Of equal neighbours the first in reading order is kept, as
    PyTorch does.
    """

    shapes: dict = {}

    def __init__(self, channels, size, count, dtype):
        half = size // 2
        self.by_row = np.empty((size, channels, half, count), dtype)
        self.y = np.empty((half, channels, half, count), dtype)
        self.d_by_row = np.empty_like(self.by_row)
        self.share = np.empty_like(self.y), np.empty_like(self.by_row)
        self.dx = np.empty((size, channels, size, count), dtype)

    def forward(self, weights, x):
        self.x = x
        np.maximum(*columns(x), out=self.by_row)
        return np.maximum(*rows(self.by_row), out=self.y)

    def backward(self, weights, gradients, dy):
        by_rows, by_columns = self.share
        blame_the_larger(dy, *rows(self.by_row), *rows(self.d_by_row), by_rows)
        blame_the_larger(self.d_by_row, *columns(self.x), *columns(self.dx), by_columns)
        return self.dx


def columns(x):
    """The even and the odd columns."""
    return x[:, :, 0::2], x[:, :, 1::2]


def rows(x):
    """The even and the odd rows."""
    return x[0::2], x[1::2]


def blame_the_larger(dy, one, two, d_one, d_two, share):
    """The backward of maximum: all of dy goes to the larger of the two, or to the first when they are equal.

    ``share`` has room for what the second gets, in one piece: numpy is quicker there than among every other column.
    """
    np.multiply(dy, two > one, out=share)
    d_two[...] = share
    np.subtract(dy, share, out=d_one)
