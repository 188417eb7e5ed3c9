"""What was tried before the chapter's run was chosen: ``python -m tests.bench.choices``. The table of the README.

Each row trains from eight seeds, for as many steps as the chapter's run, and differs from that run in what it names.
"""

from itertools import islice
from typing import NamedTuple

import numpy as np

from app.engine import start
from app.engine.descent import descend
from app.engine.digits import split
from app.engine.edges import edge_shares
from app.engine.landscapes.whole import Whole
from app.engine.optimizers import adam, momentum, plain
from app.engine.run import Batch, Settings, batches
from app.story import RUN

SEEDS = range(8)


class Falling(NamedTuple):
    """Plain descent whose rate falls along a straight line to zero. It remembers how many steps were taken."""

    rate: float

    def init(self, weights):
        return 0

    def update(self, gradient, state):
        return -self.rate * (1 - state / RUN.steps) * gradient, state + 1


class Decayed(NamedTuple):
    """A batch that also pulls every weight towards zero."""

    batch: Batch
    decay: float

    def measure(self, weights):
        loss, gradient = self.batch.measure(weights)
        return loss, gradient + self.decay * weights


class Choice(NamedTuple):
    """One row: how loud the first layer starts, and who steps."""

    first: float
    optimizer: object
    batch: int = RUN.batch
    decay: float = 0.0


CHOICES = {
    "the chapter's run": Choice(start.QUIET_FIRST, plain.Optimizer(RUN.rate)),
    "first layer in full size": Choice(1, plain.Optimizer(RUN.rate)),
    "first layer a tenth": Choice(0.1, plain.Optimizer(RUN.rate)),
    "a tenth, weight decay 0.005": Choice(0.1, plain.Optimizer(RUN.rate), decay=0.005),
    "batches of 32": Choice(start.QUIET_FIRST, plain.Optimizer(RUN.rate), batch=32),
    "rate 0.4, falling to 0": Choice(start.QUIET_FIRST, Falling(0.4)),
    "momentum, rate 0.05": Choice(start.QUIET_FIRST, momentum.Optimizer(0.05)),
    "adam, rate 0.01": Choice(start.QUIET_FIRST, adam.Optimizer(0.01)),
}


def trained(choice, seed):
    """(the first weights, the last ones)"""
    first = start.start_weights(seed)
    first[:72] *= choice.first / start.QUIET_FIRST
    landscapes = (Decayed(batch, choice.decay) for batch in batches(Settings(seed, batch=choice.batch, steps=RUN.steps + 1)))
    (last,) = islice(descend(landscapes, choice.optimizer, first), RUN.steps, None)
    return first, last.weights


def told(choice):
    """Share right of the unseen digits, mean and worst; edge share; cosine of the filters to what they were."""
    unseen = split()[1]
    right, edge, cosine = [], [], []
    for first, last in (trained(choice, seed) for seed in SEEDS):
        before, filters = first[:72], last[:72]
        right.append((Whole(unseen, first).scores(last).argmax(0) == unseen.labels).mean())
        energy = (filters.reshape(8, 9) ** 2).sum(1)
        edge.append(edge_shares(filters.reshape(8, 3, 3)) @ energy / energy.sum())
        cosine.append(before @ filters / np.linalg.norm(before) / np.linalg.norm(filters))
    return f"{np.mean(right):.1%} | {min(right):.1%} | {np.mean(edge):.2f} | {np.mean(cosine):.2f}"


if __name__ == "__main__":
    print("| | right, mean of 8 seeds | the worst seed | edge share | cosine to the start |\n|---|---|---|---|---|")
    for name, choice in CHOICES.items():
        print(f"| {name} | {told(choice)} |", flush=True)
