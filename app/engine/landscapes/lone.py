"""One weight of the first layer, measured quickly: what all the others make of the digits is worked out once."""

import numpy as np

from app.engine.landscapes import whole
from app.engine.layers.conv import Windows
from app.engine.layers.pool import columns, rows
from app.engine.loss import cross_entropy
from app.engine.network import little


class Lone:
    """The landscape that ``knob`` gives for one of the 72 first-layer weights, up to rounding, several times faster.

    The weight reaches the scores through its own filter alone. Its slope travels forward beside the values, as there is
    only one to find. The buffers serve one thread at a time.
    """

    def __init__(self, digits, held, position):
        count, own = len(digits), position // 9
        self.start, self.labels = held[[position]], digits.labels
        network = little(count, held.dtype)
        conv, pool, relu, second, *_, self.dense = network.layers
        first, _, _, then, *_, self.last = network.views(held.copy())
        first["filters"].reshape(-1)[position] = 0
        silent = conv.forward(first, digits.images)
        self.without = silent[:, own].copy()
        others = relu.forward({}, pool.forward({}, silent))
        others[:, own] = 0
        self.rest = second.forward(then, others).copy()
        self.kernel = then["filters"][:, :, own].reshape(-1, 9)
        first["filters"][:], first["bias"][:] = 0, 0
        first["filters"].reshape(-1)[position] = 1
        self.ink = conv.forward(first, digits.images)[:, own].copy()
        self.windows = Windows(1, 4, count, held.dtype), Windows(1, 4, count, held.dtype)

    def loss(self, weights):
        return self.measure(weights)[0]

    def measure(self, weights):
        value, slope = self.without + weights[0] * self.ink, self.ink
        value, slope = rectified(*pooled(value[:, None], slope[:, None]))
        value, slope = (self.convolved(windows, x) for windows, x in zip(self.windows, (value, slope)))
        value, slope = rectified(*pooled(value + self.rest, slope))
        scores = self.dense.forward(self.last, value)
        loss, blame = cross_entropy(scores, self.labels)
        slopes = self.last["weights"] @ slope.reshape(-1, len(self.labels))
        return loss, np.array([np.vdot(blame, slopes)], self.start.dtype)

    def convolved(self, windows, x):
        return (self.kernel @ windows.of(x)).reshape(self.rest.shape)


def pooled(value, slope):
    """The larger of every four neighbours, and its slope."""
    for pair in (columns, rows):
        (one, two), (d_one, d_two) = pair(value), pair(slope)
        value, slope = np.maximum(one, two), d_one + (two > one) * (d_two - d_one)
    return value, slope


def rectified(value, slope):
    return np.maximum(value, 0), slope * (value > 0)


def example():
    inside = whole.example()
    _, digits = inside.parts[0]
    return Lone(digits, inside.start, 40)
