"""staircase: one image climbs through every layer of the network, at any time of its training; it may be the reader's own."""

from functools import lru_cache
from itertools import islice

import numpy as np

from app.engine import drawing
from app.engine.trace import Trace
from app.story import RUN, steps_of, twelve
from app.stream import Field, Layout
from app.values import Open

EVERY = 20
GRID = {"image": Open(tuple(str(number) for number in range(12)), drawing.PATTERN, drawing.FORM)}
DEFAULT = {"image": "7"}
STAIRS = {"maps": 1, "features": 3, "neurons": 6}
SHAPES = {"maps": (8, 8, 8), "features": (8, 4, 4), "neurons": (16, 2, 2)}
NOBODY_KNOWS = -1


def layout(settings):
    return Layout(
        before={"image": Field("u1", (8, 8), 1 / 16), "label": Field("i1"), "largest": Field("f4", (len(STAIRS),))},
        each={
            "at": Field("u2", title="training step"),
            "guess": Field("u1", title="its guess"),
            "sure": Field("f4", title="how sure it is"),
            "guesses": Field("u2", (10,), 1e-4),
        } | {name: Field("i1", shape, 1 / 127) for name, shape in SHAPES.items()},
        count=RUN.steps // EVERY + 1,
    )


@lru_cache(maxsize=1)
def moments():
    """The weights of the chapter's run at every EVERY-th step."""
    return [step.weights for step in islice(steps_of(RUN.seed), 0, None, EVERY)]


def chosen(image):
    """(ink (8, 8), label): one of the dozen, or a drawing, whose label nobody knows."""
    if len(image) > 2:
        return drawing.read(image), NOBODY_KNOWS
    return twelve().images[:, 0, :, int(image)], twelve().labels[int(image)]


def climb(trace):
    """What the image becomes on each stair: maps first, then rows and columns."""
    return {name: np.moveaxis(trace.outputs[number][..., 0], 1, 0) for name, number in STAIRS.items()}


def play(settings):
    image, label = chosen(settings["image"])
    traces = [Trace(weights, image, max(label, 0)) for weights in moments()]
    climbs = [climb(trace) for trace in traces]
    largest = {name: max(1e-9, *(np.abs(stairs[name]).max() for stairs in climbs)) for name in STAIRS}
    yield {"image": image, "label": label, "largest": list(largest.values())}
    for number, (trace, stairs) in enumerate(zip(traces, climbs)):
        guesses = trace.probabilities
        told = {"at": number * EVERY, "guess": guesses.argmax(), "sure": guesses.max(), "guesses": guesses}
        yield told | {name: values / largest[name] for name, values in stairs.items()}
    yield {}
