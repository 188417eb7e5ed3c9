"""A run: one training of the little network, a pure function of its settings."""

from typing import NamedTuple

import numpy as np

from app.engine import menu, optimizers
from app.engine.descent import descend
from app.engine.digits import split
from app.engine.network import little
from app.engine.start import start_weights


class Settings(NamedTuple):
    """What decides a run: the seed of its noise and of its batches, and how it steps."""

    seed: int = 2
    rate: float = 0.3
    batch: int = 64
    optimizer: str = "plain"
    steps: int = 440


class Batch(NamedTuple):
    """A landscape that lasts for one step: the network's loss on a handful of digits."""

    network: object
    images: np.ndarray
    labels: np.ndarray

    def measure(self, weights):
        return self.network.measure(weights, self.images, self.labels)


def batches(settings):
    """One landscape per step. Each epoch visits the shuffled training digits once, but for a last few that fill no batch."""
    shown, _ = split()
    rng = np.random.default_rng([settings.seed, 1])
    network = little(settings.batch)
    per_epoch = len(shown) // settings.batch
    for step in range(settings.steps):
        if step % per_epoch == 0:
            order = rng.permutation(len(shown))
        begin = step % per_epoch * settings.batch
        yield Batch(network, *shown.pick(order[begin:begin + settings.batch]))


def train(settings):
    """The steps of a run, each made when it is asked for."""
    optimizer = menu.pick(optimizers, settings.optimizer).Optimizer(settings.rate)
    return descend(batches(settings), optimizer, start_weights(settings.seed))
