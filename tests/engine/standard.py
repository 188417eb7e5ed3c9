"""The little network's weights and images in the layout that textbooks and PyTorch use: (..., channels, rows, columns)."""

import numpy as np


def parts(flat):
    """One flat vector of 1,898 weights -> [filters, bias, filters, bias, weights, bias] in the standard layout."""
    first, first_bias, second, second_bias, last, last_bias = np.split(flat, np.cumsum([72, 8, 1152, 16, 640]))
    return [
        first.reshape(8, 3, 1, 3).transpose(0, 2, 1, 3), first_bias,
        second.reshape(16, 3, 8, 3).transpose(0, 2, 1, 3), second_bias,
        last.reshape(10, 2, 16, 2).transpose(0, 2, 1, 3).reshape(10, 64), last_bias,
    ]


def flat(standard):
    """The way back."""
    first, first_bias, second, second_bias, last, last_bias = standard
    return np.concatenate([
        first.transpose(0, 2, 1, 3).ravel(), first_bias,
        second.transpose(0, 2, 1, 3).ravel(), second_bias,
        last.reshape(10, 16, 2, 2).transpose(0, 2, 1, 3).ravel(), last_bias,
    ])


def pictures(images):
    """Ours (rows, channels, columns, count) -> the standard (count, channels, rows, columns)."""
    return np.ascontiguousarray(images.transpose(3, 1, 0, 2))
