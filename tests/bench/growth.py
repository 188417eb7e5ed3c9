"""Whether cost grows as the work does and no faster: training steps, a row of the map and rolling balls, in three sizes each."""

from itertools import islice

import numpy as np

from app.engine.digits import split
from app.engine.landscapes.whole import Whole
from app.engine.run import Settings, train
from app.engine.slices import rows
from tests.bench.balls import rolled, thrown
from tests.bench.map import REACH, plane
from tests.bench.rounds import rounds
from tests.bench.table import line

ROUNDS, SECONDS, NOISE = 9, 0.1, 1.3


def steps(count):
    return lambda: list(islice(train(Settings(batch=32, steps=count)), count))


def row(digits):
    landscape = Whole(split()[0].pick(np.arange(digits)), plane().origin)
    return lambda: next(rows(landscape, *plane(), REACH, REACH[:1]))


def balls(count):
    thrown_ = thrown(count)
    return lambda: rolled(thrown_)


WORK = {
    "training steps": (steps, (200, 400, 800)),
    "digits under a row of the map": (row, (480, 960, 1440 - 3)),
    "balls, 200 steps each": (balls, (10_000, 20_000, 40_000)),
}


def main():
    kept = True
    for what, (make, sizes) in WORK.items():
        times = rounds({size: make(size) for size in sizes}, ROUNDS, SECONDS)
        for size, taken in times.items():
            each = [seconds / size * sizes[0] / first for seconds, first in zip(taken, times[sizes[0]])]
            kept &= line(f"{size:,} {what}", each, "of the first, for each", NOISE, 2)
    return not kept
