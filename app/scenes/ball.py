"""ball: one knob of the trained network is turned away, and gradient descent rolls it back down a real loss curve."""

from functools import lru_cache
from itertools import repeat

import numpy as np

from app.engine.descent import descend
from app.engine.digits import split
from app.engine.landscapes.lone import Lone
from app.engine.loss import softmax
from app.engine.network import little
from app.engine.optimizers import plain
from app.engine.slices import curve
from app.story import RUN, shown, trained
from app.stream import Field, Layout

REACH = np.linspace(-4, 4, 161)
STARTS = REACH[::4]
STEPS, NUDGE = 32, 0.01
CURVE = Field("i4", (len(REACH),), 1e-5)
GRID = {
    "knob": tuple(str(position) for position in range(72)),
    "start": tuple(f"{start:.1f}" for start in STARTS),
    "rate": ("1", "2", "4", "8", "16", "32", "64"),
}
DEFAULT = {"knob": "55", "start": "-2.6", "rate": "4"}


def layout(settings):
    return Layout(
        before={
            "curve": CURVE,
            "guesses_at": Field("u1", (len(STARTS), 10), 0.01),
            "image": Field("u1", (8, 8), 1 / 16),
            "label": Field("u1"),
            "filter": Field("f4", (3, 3)),
        },
        each={
            "w": Field("i4", unit=1e-5, title="weight"),
            "loss": Field("i4", unit=1e-7, title="loss on all training digits"),
            "slope": Field("i4", unit=1e-6, title="slope"),
            "measured": Field("i4", unit=1e-5, title="slope, measured by turning the knob a little"),
            "guesses": Field("u1", (10,), 0.01),
            "guess": Field("u1"),
        },
        count=STEPS + 1,
    )


@lru_cache(maxsize=1)
def alone(position):
    """The loss of all training digits as that one weight turns and all others hold still."""
    return Lone(split()[0], trained(RUN.seed), position)


@lru_cache(maxsize=len(GRID["knob"]))
def sliced(position):
    """That loss along REACH."""
    origin, along = np.zeros(1, np.float32), np.ones(1, np.float32)
    return np.fromiter(curve(alone(position), origin, along, REACH), float, len(REACH))


def turned(position, value):
    """All weights of the trained network, but for the one."""
    weights = trained(RUN.seed).copy()
    weights[position] = value
    return weights


@lru_cache(maxsize=len(GRID["knob"]))
def witness(position):
    """The training digit whose true class loses most when the weight is turned, to whichever end it minds less."""
    labels = split()[0].labels
    kept, *ends = (
        softmax(shown().scores(weights))[labels, np.arange(len(labels))]
        for weights in (trained(RUN.seed), turned(position, REACH[0]), turned(position, REACH[-1]))
    )
    return split()[0].pick([int(np.argmax(kept - np.maximum(*ends)))])


def guesses(position, value):
    """The ten probabilities for the witness when the weight has that value."""
    return softmax(little(1).forward(turned(position, value), witness(position).images))[:, 0]


def play(settings):
    position, start, rate = int(settings["knob"]), float(settings["start"]), float(settings["rate"])
    yield {
        "curve": sliced(position),
        "guesses_at": [guesses(position, value) for value in STARTS],
        "image": witness(position).images[:, 0, :, 0],
        "label": witness(position).labels[0],
        "filter": trained(RUN.seed)[position // 9 * 9:][:9].reshape(3, 3),
    }
    landscape = alone(position)
    for step in descend(repeat(landscape, STEPS + 1), plain.Optimizer(rate), np.array([start], np.float32)):
        (w,), (slope,) = step.weights, step.gradient
        shares = guesses(position, w)
        told = {"guesses": shares, "guess": shares.argmax()}
        yield {"w": w, "loss": step.loss, "slope": slope, "measured": difference(landscape, w)} | told
    yield {}


def difference(landscape, w):
    """The slope as one would measure it without the chain rule: turn the knob a little either way."""
    return float(landscape.loss(np.array([w + NUDGE])) - landscape.loss(np.array([w - NUDGE]))) / (2 * NUDGE)
