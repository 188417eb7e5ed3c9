"""A run: one training of a network, a pure function of its settings and the digits it is shown."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from app.engine import menu, optimizers, structures
from app.engine.descent import Step, descend
from app.engine.digits import Digits, split
from app.engine.network import Network


class Settings(NamedTuple):
    """What decides a run: the seed of its noise and of its batches, how it steps, and what the network is built of."""

    seed: int = 2
    rate: float = 0.3
    batch: int = 64
    optimizer: str = "plain"
    steps: int = 440
    structure: str = "cnn"


class Batch(NamedTuple):
    """A landscape that lasts for one step: the network's loss on a handful of digits."""

    network: Network
    images: np.ndarray
    labels: np.ndarray

    def measure(self, weights):
        return self.network.measure(weights, self.images, self.labels)


def batches(settings: Settings, digits: Digits | None = None) -> Iterator[Batch]:
    """One landscape per step. Each epoch visits the shuffled training digits once, but for a last few that fill no batch."""
    shown = digits or split()[0]
    if not 1 <= settings.batch <= len(shown):
        raise ValueError(f"a batch of {settings.batch} digits, expected 1 to {len(shown)}")
    rng = np.random.default_rng([settings.seed, 1])
    network = menu.pick(structures, settings.structure).build(settings.batch)
    per_epoch = len(shown) // settings.batch
    for step in range(settings.steps):
        if step % per_epoch == 0:
            order = rng.permutation(len(shown))
        begin = step % per_epoch * settings.batch
        yield Batch(network, *shown.pick(order[begin:begin + settings.batch]))


def train(settings: Settings, digits: Digits | None = None) -> Iterator[Step]:
    """The steps of a run, each made when it is asked for, on the digits to learn from unless others are given.

    LookupError for an optimizer or a structure that is not there; ValueError, at the first step, for a batch that cannot be filled.
    """
    optimizer = menu.pick(optimizers, settings.optimizer).Optimizer(settings.rate)
    return descend(batches(settings, digits), optimizer, menu.pick(structures, settings.structure).start(settings.seed))
