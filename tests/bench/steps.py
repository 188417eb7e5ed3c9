"""How fast the engine trains: steps of plain descent in single precision, beside PyTorch, JAX and a textbook's loops.

The budgets hold for batches of 32. How near it comes to numpy's own products is told twice: beside a large product, and
beside this step's products done alone, in the same shapes.
"""

from itertools import cycle

import numpy as np

from app.engine.run import Settings, batches, train
from app.engine.start import start_weights
from tests.bench.rivals import jitted, pytorch, textbook
from tests.bench.rounds import rounds
from tests.bench.table import quartiles, table
from tests.engine import standard

ROUNDS, SECONDS, RATE = 21, 0.1, 0.1
BUDGETS = {"PyTorch, eager": 3, "JAX, compiled": 2.5, "a textbook's loops": 6}
BATCHES = {32: BUDGETS, 64: {}, 128: {}}
LARGE = 512


def ours(batch):
    """The loop of the chapter over its real batches; one call is one step."""
    steps = train(Settings(batch=batch, rate=RATE, steps=10**9))
    return lambda: next(steps)


def pictures(batch, arranged=lambda images: images):
    """An epoch of the same batches in the standard layout, made beforehand, so that the others need not make them."""
    epoch = batches(Settings(batch=batch, steps=1437 // batch))
    return cycle([(arranged(standard.pictures(one.images)), one.labels) for one in epoch])


def plain_loops(weights, given):
    def step():
        _, gradients = textbook.measure(weights, *next(given))
        for own, gradient in zip(weights, gradients):
            own -= RATE * gradient

    return step


def contenders(batch):
    parts = standard.parts(start_weights(2))
    return {
        "the engine": ours(batch),
        "PyTorch, eager": pytorch.steps(pytorch.reference.network(start_weights(2)), pictures(batch), RATE),
        "JAX, compiled": jitted.steps(parts, pictures(batch, jitted.last), RATE),
        "a textbook's loops": plain_loops(parts, pictures(batch)),
    }


def shapes(batch):
    """Of one step's products, as stacks of matrices: forward, then for the weights, then for what lies below."""
    yield from [((8, 9), (8, 9, 8 * batch)), ((16, 72), (4, 72, 4 * batch)), ((10, 64), (64, batch))]
    yield from [((8, 8, 8 * batch), (8, 8 * batch, 9)), ((4, 16, 4 * batch), (4, 4 * batch, 72)), ((10, batch), (batch, 64))]
    yield from [((8, 144), (4, 144, 4 * batch)), ((64, 10), (10, batch))]


def products(shapes):
    """Those products alone, one after the other; and how many numbers they multiply."""
    rng = np.random.default_rng(0)
    pairs = [[rng.standard_normal(shape, np.float32) for shape in pair] for pair in shapes]
    spaces = [np.matmul(*pair) for pair in pairs]

    def multiply():
        for (one, other), space in zip(pairs, spaces):
            np.matmul(one, other, out=space)

    return multiply, sum(space.size * one.shape[-1] for (one, _), space in zip(pairs, spaces))


def compare(batch, budgets):
    """Print one table; whether its budgets are kept."""
    (large, large_size), (own, own_size) = products([((LARGE, LARGE),) * 2]), products(shapes(batch))
    times = rounds(contenders(batch) | {"large": large, "own": own}, ROUNDS, SECONDS)
    large, own, step = times.pop("large"), times.pop("own"), times["the engine"]
    print(f"\nbatch {batch}: {1 / np.median(step):,.0f} steps per second")
    kept = table(times, budgets, "µs")
    of_large = [100 * own_size / large_size * theirs / mine for theirs, mine in zip(large, step)]
    of_own = [100 * theirs / mine for theirs, mine in zip(own, step)]
    print(f"  {'its products alone':<40} {quartiles([1e6 * each for each in own]) + ' µs':>34}   {quartiles(of_own)} % of the step")
    print(f"  {f'at the pace of {LARGE} x {LARGE}':<40} {'':>34}   {quartiles(of_large)} % of the step")
    return kept


def main():
    print(f"numpy {np.__version__}, one thread each, processor time, {ROUNDS} rounds in which everyone takes turns of {SECONDS} s")
    return not all([compare(batch, budgets) for batch, budgets in BATCHES.items()])
