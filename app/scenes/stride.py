"""stride: the same knob and the same start as the ball's, at learning rates from too small to far too large."""

from functools import lru_cache
from itertools import repeat

import numpy as np

from app.engine.descent import descend
from app.engine.digits import split
from app.engine.landscapes.lone import Lone
from app.engine.optimizers import plain
from app.scenes import ball
from app.story import RUN, shown, trained
from app.stream import Field, Layout

KNOB, START = int(ball.DEFAULT["knob"]), float(ball.DEFAULT["start"])
STEPS = 24
SHOWN = ("1", "4", "32", "64")
GRID = {"rate": tuple(f"{2 ** (k / 4):.3g}" for k in range(-4, 29))}
DEFAULT = {"rate": "16"}


def layout(settings):
    each = {}
    for rate in SHOWN:
        each |= {f"w_{rate}": Field("f4", title=f"weight at rate {rate}"), f"loss_{rate}": Field("f4", title=f"loss at rate {rate}")}
    return Layout(
        before={"curve": ball.CURVE, "heard": Field("u2")},
        each=each
        | {"w": Field("f4", title="weight at your rate"), "loss": Field("f4", title="loss at your rate")}
        | {"losses": Field("f4", (len(GRID["rate"]),))},
        count=STEPS + 1,
    )


@lru_cache
def descents():
    """The weights and the losses of every rate at every step: two arrays, one row per rate of the grid."""
    landscape = Lone(split()[0], trained(RUN.seed), KNOB)
    paths = [descent(landscape, float(rate)) for rate in GRID["rate"]]
    return np.array([[step.weights[0] for step in path] for path in paths]), np.array([[step.loss for step in path] for path in paths])


def descent(landscape, rate):
    """The steps of one ball. One that no longer moves is not measured again."""
    steps = []
    for step in descend(repeat(landscape, STEPS + 1), plain.Optimizer(rate), np.array([START], np.float32)):
        steps.append(step)
        if step.weights + step.nudge == step.weights:
            break
    return steps + [steps[-1]] * (STEPS + 1 - len(steps))


def heard(value):
    """To how many training digits the knob makes any difference when it stands at that value."""
    here, beside = (shown().scores(ball.turned(KNOB, w)) for w in (value, value - 1))
    return int((here != beside).any(0).sum())


def play(settings):
    weights, losses = descents()
    row = GRID["rate"].index
    yield {"curve": ball.sliced(KNOB), "heard": heard(weights[row("64"), -1])}
    for w, loss in zip(weights.T, losses.T):
        own = row(settings["rate"])
        four = {f"{name}_{rate}": values[row(rate)] for rate in SHOWN for name, values in (("w", w), ("loss", loss))}
        yield four | {"w": w[own], "loss": loss[own], "losses": loss}
    yield {}
