"""How fast a map of 41 x 41 losses is measured on all digits to learn from: a row of it beside PyTorch and JAX, and all of it."""

import time

import numpy as np

from app.engine.digits import split
from app.engine.landscapes.whole import Whole
from app.engine.network import little
from app.engine.planes import scattered
from app.engine.slices import rows
from app.engine.start import start_weights
from tests.bench.rivals import jitted, pytorch
from tests.bench.rounds import rounds
from tests.bench.table import line, table
from tests.engine import standard

ROUNDS, SECONDS, SIDE, WHOLE = 9, 0.2, 41, 10
BUDGETS = {"PyTorch, eager": 2.5, "JAX, compiled": 2.5}
REACH = np.linspace(-1, 1, SIDE)


def plane():
    weights = start_weights(2)
    return scattered(little(1), weights, 1)


def foot():
    """The weights of one row of the map, (41, weights)."""
    cut = plane()
    return np.stack([cut.at(a, REACH[0]) for a in REACH])


def contenders():
    digits, cut, points = split()[0], plane(), foot()
    landscape, pictures = Whole(digits, cut.origin), standard.pictures(digits.images)
    usual = [np.concatenate([part.ravel() for part in standard.parts(point)]) for point in points]
    stacked = [np.stack(each) for each in zip(*(jitted.arranged(standard.parts(point)) for point in points))]
    theirs, compiled = pytorch.losses(pictures, digits.labels), jitted.losses(pictures, digits.labels)
    return {
        "the engine": lambda: next(rows(landscape, *cut, REACH, REACH[:1])),
        "PyTorch, eager": lambda: theirs(usual),
        "JAX, compiled": lambda: compiled(stacked),
    }


def main():
    present = contenders()
    expected, *others = (contender() for contender in present.values())
    for other in others:
        np.testing.assert_allclose(other, expected, rtol=1e-4)
    kept = table(rounds(present, ROUNDS, SECONDS), BUDGETS, "ms")
    landscape, taken = Whole(split()[0], plane().origin), []
    begin = time.process_time()
    for _ in rows(landscape, *plane(), REACH, REACH):
        pass
    taken = [time.process_time() - begin] * 2
    return not (kept & line(f"the whole map of {SIDE} rows", taken, "s", WHOLE, 2))
