"""The same network as a textbook writes it: loops over positions, one array per layer, nothing saved or reused.

Images are (count, channels, rows, columns), weights as ``tests.engine.standard.parts`` gives them. It is what the
engine's speed is compared with, and it must give the engine's numbers.
"""

import numpy as np


def conv(x, filters, bias):
    """3x3, zero padding: at every position, every filter times the window, summed."""
    count, _, rows, columns = x.shape
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    y = np.empty((count, len(filters), rows, columns), x.dtype)
    for row in range(rows):
        for column in range(columns):
            window = padded[:, :, row:row + 3, column:column + 3]
            y[:, :, row, column] = np.tensordot(window, filters, ((1, 2, 3), (1, 2, 3))) + bias
    return y


def conv_backward(dy, x, filters):
    """The gradients with respect to x, filters and bias."""
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    d_padded, d_filters = np.zeros_like(padded), np.zeros_like(filters)
    for row in range(x.shape[2]):
        for column in range(x.shape[3]):
            here, window = dy[:, :, row, column], padded[:, :, row:row + 3, column:column + 3]
            d_filters += np.tensordot(here, window, (0, 0))
            d_padded[:, :, row:row + 3, column:column + 3] += np.tensordot(here, filters, (1, 0))
    return d_padded[:, :, 1:-1, 1:-1], d_filters, dy.sum((0, 2, 3))


def pool(x):
    """2x2: the largest of each four."""
    count, channels, rows, columns = x.shape
    y = np.empty((count, channels, rows // 2, columns // 2), x.dtype)
    for row in range(rows // 2):
        for column in range(columns // 2):
            y[:, :, row, column] = x[:, :, 2 * row:2 * row + 2, 2 * column:2 * column + 2].max((2, 3))
    return y


def pool_backward(dy, x):
    """The blame goes to the first of the largest, in reading order."""
    dx = np.zeros_like(x)
    count, channels, rows, columns = dy.shape
    for row in range(rows):
        for column in range(columns):
            four = x[:, :, 2 * row:2 * row + 2, 2 * column:2 * column + 2].reshape(count, channels, 4)
            kept = four.argmax(2)[:, :, None] == np.arange(4)
            blame = kept * dy[:, :, row, column, None]
            dx[:, :, 2 * row:2 * row + 2, 2 * column:2 * column + 2] = blame.reshape(count, channels, 2, 2)
    return dx


def measure(weights, images, labels):
    """(mean loss, gradients in the order of the weights)."""
    first, first_bias, second, second_bias, last, last_bias = weights
    c1 = conv(images, first, first_bias)
    p1 = pool(c1)
    r1 = np.maximum(p1, 0)
    c2 = conv(r1, second, second_bias)
    p2 = pool(c2)
    r2 = np.maximum(p2, 0)
    flat = r2.reshape(len(labels), -1)
    scores = flat @ last.T + last_bias

    raised = np.exp(scores - scores.max(1, keepdims=True))
    probabilities = raised / raised.sum(1, keepdims=True)
    one_hot = np.eye(10, dtype=scores.dtype)[labels]
    loss = -np.log((probabilities * one_hot).sum(1)).mean()

    d_scores = (probabilities - one_hot) / len(labels)
    d_flat = d_scores @ last
    d_c2 = pool_backward(d_flat.reshape(r2.shape) * (p2 > 0), c2)
    d_r1, d_second, d_second_bias = conv_backward(d_c2, r1, second)
    d_c1 = pool_backward(d_r1 * (p1 > 0), c1)
    _, d_first, d_first_bias = conv_backward(d_c1, images, first)
    return loss, [d_first, d_first_bias, d_second, d_second_bias, d_scores.T @ flat, d_scores.sum(0)]
