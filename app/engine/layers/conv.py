"""Convolution: the same small filters look at every place of the image."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


class Conv:
    """3x3 convolution with zero padding: ``(size, inputs, size, count) -> (size, filters, size, count)``.

    The weights of one filter are ordered (row, channel, column), as the image is.
    """

    def __init__(self, inputs, filters, size, count, dtype, first=False):
        self.shapes = {"filters": (filters, 3, inputs, 3), "bias": (filters,)}
        self.first = first
        self.y = np.empty((size, filters, size * count), dtype)
        self.shape = (size, filters, size, count)
        self.seen = Windows(inputs, size, count, dtype)
        self.felt = None if first else Windows(filters, size, count, dtype)
        self.dx = None if first else np.empty((size, inputs, size * count), dtype)
        self.by_row = np.empty((size, filters, 9 * inputs), dtype)
        self.ones = np.ones(size * count, dtype)

    def forward(self, weights, x):
        filters, bias = weights["filters"], weights["bias"]
        np.matmul(filters.reshape(len(filters), -1), self.seen.of(x), out=self.y)
        self.y += bias[:, None]
        return self.y.reshape(self.shape)

    def backward(self, weights, gradients, dy):
        rows = dy.reshape(self.y.shape)
        np.matmul(rows, self.seen.windows.transpose(0, 2, 1), out=self.by_row)
        self.by_row.sum(0, out=gradients["filters"].reshape(self.by_row.shape[1:]))
        (rows @ self.ones).sum(0, out=gradients["bias"])
        if self.first:
            return None
        flipped = weights["filters"][:, ::-1, :, ::-1].transpose(2, 1, 0, 3)
        np.matmul(flipped.reshape(len(flipped), -1), self.felt.of(dy), out=self.dx)
        return self.dx.reshape(self.shape[0], -1, *self.shape[2:])


class Windows:
    """What each output row sees: three input rows, each laid out three times, shifted by -1, 0 and 1 columns.

    The three shifted copies are made once per input row; neighbouring output rows share them, as overlapping
    matrices of shape ``(9 * channels, size * count)``.
    """

    def __init__(self, channels, size, count, dtype):
        self.shifted = np.zeros((size + 2, channels, 3, size, count), dtype)
        row = self.shifted.strides[0]
        self.windows = as_strided(self.shifted, (size, 9 * channels, size * count), (row, row // (3 * channels), self.shifted.itemsize))

    def of(self, x):
        inner = self.shifted[1:-1]
        inner[:, :, 0, 1:] = x[:, :, :-1]
        inner[:, :, 1] = x
        inner[:, :, 2, :-1] = x[:, :, 1:]
        return self.windows
