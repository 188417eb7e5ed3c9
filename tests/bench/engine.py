"""How fast the engine trains, beside PyTorch and a textbook's plain loops: ``python -m tests.bench.engine``.

Everyone trains the little network with plain descent, in single precision, on one thread of the same processor.
"""

import os

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

import sys
from itertools import cycle, islice

import numpy as np

from app.engine.digits import split
from app.engine.landscapes.whole import Whole
from app.engine.run import Settings, batches, train
from app.engine.start import start_weights
from tests.bench import textbook
from tests.bench.rounds import rounds, spread
from tests.engine import standard

ROUNDS, SECONDS, RATE = 21, 0.1, 0.1
BUDGET = 2.5
OURS, TORCH, TEXTBOOK = "the engine", "PyTorch, eager", "textbook loops"


def ours(batch):
    """The loop of the chapter over its real batches; one call is one step."""
    steps = train(Settings(batch=batch, rate=RATE, steps=10**9))
    return lambda: next(steps)


def pictures(batch):
    """An epoch of the same batches in the standard layout, made beforehand, so that the others need not make them."""
    epoch = batches(Settings(batch=batch, steps=1437 // batch))
    return cycle([(standard.pictures(one.images), one.labels) for one in epoch])


def plain_loops(batch):
    weights, given = standard.parts(start_weights(2)), pictures(batch)

    def step():
        _, gradients = textbook.measure(weights, *next(given))
        for own, gradient in zip(weights, gradients):
            own -= RATE * gradient

    return step


def pytorch(batch):
    import torch

    from tests.oracle import reference

    torch.set_num_threads(1)
    layers = reference.network(start_weights(2))
    optimizer = torch.optim.SGD(layers.parameters(), RATE)
    length = 1437 // batch
    given = cycle([(torch.from_numpy(images), torch.from_numpy(labels)) for images, labels in islice(pictures(batch), length)])

    def step():
        images, labels = next(given)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(layers(images), labels).backward()
        optimizer.step()

    return step


def contenders(batch):
    """Whoever can take part here; PyTorch only where it is installed."""
    present = {OURS: ours(batch), TEXTBOOK: plain_loops(batch)}
    try:
        return present | {TORCH: pytorch(batch)}
    except ModuleNotFoundError as missing:
        print(f"without PyTorch: {missing}; install torch to compare with it")
        return present


def multiply_adds(batch):
    """Of one step's matrix products: forward, for the weights, and for the input of every layer but the first."""
    first, second, last = 64 * 8 * 9, 16 * 16 * 72, 10 * 64
    return batch * (2 * first + 3 * second + 3 * last)


def product():
    """A matrix product of 512 x 512 numbers: as fast as numpy gets."""
    a, b = np.random.default_rng(0).standard_normal((2, 512, 512), np.float32)
    y = np.empty_like(a)
    return lambda: np.matmul(a, b, out=y)


def compare(batch):
    """Print one table; the median ratio to PyTorch, or None without it."""
    times = rounds(contenders(batch) | {"product": product()}, ROUNDS, SECONDS)
    products = times.pop("product")
    ratios = {name: spread([theirs / mine for theirs, mine in zip(taken, times[OURS])]) for name, taken in times.items()}
    print(f"\nbatch {batch:<12} {'steps per second':>18} {'microseconds per step':>28}   the engine's speed over theirs")
    for name, taken in times.items():
        low, median, high = spread(taken)
        print(f"  {name:<16} {1 / median:>18,.0f} {quartiles(1e6 * low, 1e6 * median, 1e6 * high):>28}   {quartiles(*ratios[name], 2)}")
    peak, reached = 2 * 512**3 / spread(products)[1], 2 * multiply_adds(batch) / spread(times[OURS])[1]
    print(f"  its products, with all else, run at {reached / 1e9:.0f} GFLOP/s, {reached / peak:.0%} of the {peak / 1e9:.0f} of a large one")
    return ratios[TORCH][1] if TORCH in ratios else None


def quartiles(low, median, high, digits=0):
    """The median, and the middle half of the rounds beside it."""
    return f"{median:,.{digits}f} ({low:,.{digits}f} to {high:,.{digits}f})"


def whole():
    """Print what the figures wait for: the loss, and the gradient, of all digits to learn from."""
    weights = start_weights(2)
    landscape = Whole(split()[0], weights)
    times = rounds({"loss": lambda: landscape.loss(weights), "loss and gradient": lambda: landscape.measure(weights)}, ROUNDS, SECONDS)
    print("\nall 1,437 digits")
    for name, taken in times.items():
        print(f"  {name:<20} {quartiles(*(1e3 * each for each in spread(taken)), 2)} ms")


def main():
    print(f"numpy {np.__version__}, one thread each, {ROUNDS} rounds in which everyone takes turns of {SECONDS} s")
    ratios = [compare(batch) for batch in (32, 64)]
    whole()
    if None in ratios:
        return 0
    kept = min(ratios) >= BUDGET
    print(f"\nbudget: at least {BUDGET} times as fast as PyTorch at every batch: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
