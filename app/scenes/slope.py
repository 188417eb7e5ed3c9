"""slope: all that descent knows is a height and a slope; here they are for one knob, for nine, for all, and checked by nudging."""

from functools import lru_cache
from itertools import chain, repeat

import numpy as np

from app.engine.descent import descend
from app.engine.landscapes.knob import knob
from app.engine.optimizers import plain
from app.scenes import ball
from app.scenes.ball import sliced, turned
from app.story import RUN, shown, trained
from app.stream import Field, Layout

PLACES = ball.REACH[::2]
START = 14
NUDGES = (1, 0.1, 0.01, 0.001, 0.0001)
STEPS, RATE = 12, 8
NINE, ALL, NUDGED = 1, 2, 3
WALK = NUDGED + len(NUDGES) - 1
LIFTED = WALK + STEPS + 1
GRID = {"knob": ball.GRID["knob"]}
DEFAULT = {"knob": ball.DEFAULT["knob"]}


def layout(settings):
    weights = len(trained(RUN.seed))
    return Layout(
        before={
            "losses": Field("f4", (len(PLACES),)),
            "slopes": Field("f4", (len(PLACES),)),
            "filter": Field("f4", (3, 3)),
            "nine": Field("f4", (3, 3)),
            "sorted": Field("f4", (weights,)),
            "measured": Field("f4", (len(NUDGES),)),
        },
        each={
            "w": Field("f4", title="weight"),
            "loss": Field("f4", title="loss on all training digits"),
            "slope": Field("f4", title="slope, computed"),
            "nudge": Field("f4", title="nudge of the weight"),
            "nudged": Field("f4", title="loss after the nudge"),
            "ratio": Field("f4", title="change of the loss over the nudge"),
        },
        count=LIFTED + 1,
    )


@lru_cache(maxsize=len(GRID["knob"]))
def felt(position):
    """The slope of that one knob at every place that a reader can reach."""
    landscape = knob(shown(), trained(RUN.seed), position)
    return [landscape.measure(np.array([w], np.float32))[1][0] for w in PLACES]


def nudged(position, w, nudge):
    """A record of a nudge: the weight before it, the loss after it, and the change of the loss over the nudge."""
    before, after = (shown().loss(turned(position, value)) for value in (w, w + nudge))
    return {"nudge": nudge, "nudged": after, "ratio": (after - before) / nudge}


def play(settings):
    position, start = int(settings["knob"]), PLACES[START]
    beside, weights = position // 9 * 9, turned(position, start)
    loss, gradient = shown().measure(weights)
    checks = [nudged(position, start, nudge) for nudge in NUDGES]
    yield {
        "losses": sliced(position)[::2], "slopes": felt(position),
        "filter": weights[beside:][:9].reshape(3, 3), "nine": gradient[beside:][:9].reshape(3, 3),
        "sorted": np.sort(gradient), "measured": [check["ratio"] for check in checks],
    }
    here = {"w": start, "loss": loss, "slope": gradient[position]}
    for check in chain(repeat(checks[NUDGED - 1], NUDGED), checks):
        yield here | check
    landscape = repeat(knob(shown(), trained(RUN.seed), position), STEPS + 1)
    _, *walk = descend(landscape, plain.Optimizer(RATE), np.array([start], np.float32))
    for step in [*walk, walk[-1]]:
        (w,), (slope,) = step.weights, step.gradient
        yield {"w": w, "loss": step.loss, "slope": slope} | nudged(position, w, NUDGES[NUDGED - 1])
    yield {}
