"""How fast 10,000 balls roll 200 steps down a ravine at once, beside PyTorch with its autograd, by hand, and JAX compiled."""

from collections import deque
from itertools import repeat

import numpy as np

from app.engine.descent import descend
from app.engine.landscapes.ravine import Ravine
from app.engine.optimizers import plain
from tests.bench.rivals import jitted, pytorch
from tests.bench.rounds import rounds
from tests.bench.table import table

ROUNDS, SECONDS, BALLS, STEPS, RATE = 11, 0.1, 10_000, 200, 0.05
STEEPNESS = np.array([1, 20], np.float32)
NOISE = 1.3
BUDGETS = {"PyTorch, autograd": 10, "PyTorch, by hand": round(1 / NOISE, 2)}


def thrown(count):
    """Where the balls start, (2, count)."""
    return np.random.default_rng(0).standard_normal((2, count), np.float32)


def rolled(balls):
    """The last losses and places."""
    ravine = Ravine(balls, STEEPNESS)
    (last,) = deque(descend(repeat(ravine, STEPS), plain.Optimizer(RATE), ravine.start), 1)
    return last.loss, last.weights + last.nudge


def contenders():
    balls, roll = thrown(BALLS), jitted.roller(STEEPNESS, RATE, STEPS)
    return {
        "the engine": lambda: rolled(balls),
        "PyTorch, autograd": lambda: pytorch.rolled(balls, STEEPNESS, RATE, STEPS),
        "PyTorch, by hand": lambda: pytorch.rolled_by_hand(balls, STEEPNESS, RATE, STEPS),
        "JAX, compiled": lambda: roll(balls),
    }


def main():
    present = contenders()
    expected, *others = (contender() for contender in present.values())
    for other in others:
        for ours, theirs in zip(expected, other):
            np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-12)
    return not table(rounds(present, ROUNDS, SECONDS), BUDGETS, "ms")
