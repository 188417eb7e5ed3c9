"""The whole network: its loss on a set of digits, as a function of all its weights."""

import numpy as np

from app.engine.digits import Digits, split
from app.engine.network import little
from app.engine.start import start_weights

AT_ONCE = 480


class Whole:
    """The mean loss over all given digits. They are measured at most AT_ONCE at a time, few enough to stay near the processor.

    ``build(count, dtype)`` makes the network, here with buffers of ``start.dtype``; they serve one thread at a time.
    """

    def __init__(self, digits: Digits, start: np.ndarray, build=little):
        self.start = start
        self.count = len(digits)
        edges = np.linspace(0, self.count, -(-self.count // AT_ONCE) + 1).astype(int)
        networks = {size: build(size, start.dtype) for size in set(np.diff(edges))}
        self.parts = [(networks[b - a], digits.pick(np.arange(a, b))) for a, b in zip(edges, edges[1:])]

    def loss(self, weights):
        return sum(network.loss(weights, *part) * len(part) for network, part in self.parts) / self.count

    def measure(self, weights):
        loss, gradient = 0.0, np.zeros_like(weights)
        for network, part in self.parts:
            part_loss, part_gradient = network.measure(weights, *part)
            loss += part_loss * (len(part) / self.count)
            gradient += part_gradient * (len(part) / self.count)
        return loss, gradient

    def scores(self, weights):
        """Scores (10, count) of every digit, in their order."""
        return np.concatenate([network.forward(weights, part.images).copy() for network, part in self.parts], axis=1)


def example():
    shown, _ = split()
    few = shown.pick(np.arange(7))
    weights = start_weights(seed=5).astype(np.float64)
    rng = np.random.default_rng(5)
    return Whole(Digits(few.images.astype(np.float64), few.labels), weights + 0.05 * rng.standard_normal(weights.shape))
