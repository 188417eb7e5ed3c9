"""chain: from one weight through the layers to the loss of one image; local slopes multiplied backwards are the gradient."""

from functools import lru_cache

import numpy as np

from app.engine.digits import split
from app.engine.network import little
from app.engine.paths import EPSILON, located, products, strongest, wired
from app.engine.trace import LOSS, SCORES, TRUTH, Trace
from app.story import RUN, steps_of
from app.stream import Field, Layout

FIRST, SECOND, LAST = ("55", "4", "22", "31", "40", "58"), ("327", "340", "686", "915"), ("1736", "1523", "1869", "1473")
GRID = {"weight": FIRST + SECOND + LAST, "image": ("22", "4", "15", "44", "1331", "1264"), "step": ("0", "60", "440")}
DEFAULT = {"weight": "40", "image": "22", "step": "60"}
SIDES = (8, 8, 4, 4, 4, 2, 2)
STAGES, PER_STAGE = 10, 10


def layer(weight):
    """The number of the layer that a weight belongs to."""
    return located(little(1), int(weight))[0]


def stages(number):
    """How many pictures the sum of all paths takes; where there is but one path, there is one."""
    return 1 if number == 6 else STAGES


def layout(settings):
    number = layer(settings["weight"])
    return Layout(
        before={
            "number": Field("u1"),
            "label": Field("u1"),
            "w": Field("f4"),
            "cell": Field("u1"),
            "square": Field("f4", (64,)),
            "maps": Field("f4", (9, 64)),
            "known": Field("u1", (9,)),
            "spots": Field("i1", (10,)),
            "values": Field("f4", (10,)),
            "slopes": Field("f4", (9,)),
            "differences": Field("f4", (9,)),
            "gradient": Field("f4"),
            "difference": Field("f4"),
            "wired": Field("u4"),
            "open": Field("u4"),
            "sums": Field("f4", (STAGES * PER_STAGE + 1,)),
        },
        each={
            "place": Field("u1", title="place on the path, 0 image to 9 loss"),
            "value": Field("f4", title="value there"),
            "slope": Field("f4", title="local slope, when it is multiplied", late=True),
            "tried": Field("f4", title="the same by nudging", late=True),
            "product": Field("f4", title="product of the slopes so far", late=True),
            "paths": Field("u4", title="paths added"),
            "sum": Field("f4", title="their sum", late=True),
        },
        count=2 * (LOSS - number) + stages(number) + 1,
    )


@lru_cache(maxsize=len(GRID["step"]))
def weights_at(step):
    """The weights of the run after that many nudges."""
    return next(turn.weights for number, turn in enumerate(steps_of(RUN.seed)) if number == step)


@lru_cache(maxsize=4)
def traced(image, step):
    """One training digit on its way through the network of that step."""
    return Trace(weights_at(step), split()[0].images[..., image], split()[0].labels[image])


def backward(image, step):
    """The gradient for one digit alone, by the code that trains, in its own float32."""
    return little(1).measure(weights_at(step), *split()[0].pick([image]))[1]


def nudged(image, step, position):
    """The slope of the loss by trying: that one weight a little larger, a little smaller."""
    digit = split()[0].images[..., image], split()[0].labels[image]
    up, down = (Trace(trial(step, position, by), *digit).loss for by in (EPSILON, -EPSILON))
    return (up - down) / (2 * EPSILON)


def trial(step, position, by):
    weights = weights_at(step).astype(np.float64)
    weights[position] += by
    return weights


def adding(shares):
    """How many paths have been added, largest first, at evenly growing powers of their number; and their sums."""
    shares = shares[np.argsort(-np.abs(shares), axis=None, kind="stable")] if shares.ndim else shares[None]
    among = max(1, len(shares))
    counts = np.rint(among ** np.linspace(0, 1, STAGES * PER_STAGE + 1)).astype(int)
    return counts, np.cumsum(shares)[counts - 1]


def play(settings):
    position, image, step = (int(settings[name]) for name in GRID)
    trace, number = traced(image, step), layer(position)
    shares, route = products(trace, position), strongest(trace, position)
    counts, sums = adding(shares[shares != 0] if shares.any() else np.zeros(1))
    values, slopes = carried(route)
    differences = [0.0] * number + [route.difference(n) for n in range(number, LOSS)]
    yield {
        "label": trace.label,
        "number": number,
        "w": trace.weights[position],
        **square(trace, position),
        **maps(route),
        "values": values,
        "slopes": slopes,
        "differences": differences,
        "gradient": backward(image, step)[position],
        "difference": nudged(image, step, position),
        "wired": wired(trace.network, position),
        "open": np.count_nonzero(shares),
        "sums": sums,
    }
    ahead = {"slope": np.nan, "tried": np.nan, "product": np.nan, "paths": 0, "sum": np.nan}
    for n in range(number, LOSS + 1):
        yield {"place": n, "value": values[n], **ahead}
    back = {}
    for n in reversed(range(number, LOSS)):
        back = {"place": n, "value": values[n], **ahead, "slope": slopes[n], "tried": differences[n], "product": np.prod(slopes[n:])}
        yield back
    for stage in range(1, stages(number) + 1):
        at = stage * (len(counts) - 1) // stages(number)
        yield back | {"paths": counts[at], "sum": sums[at]}
    yield {}


def carried(route):
    """The values along a path and its local slopes, zero before the weight's own layer."""
    unseen, links = [0.0] * route.number, range(route.number, LOSS)
    return unseen + [route.value(n) for n in (*links, LOSS)], unseen + [route.slope(n) for n in links]


def square(trace, position):
    """The weight among its neighbours: the nine numbers of its filter on one channel, or all 64 of its neuron."""
    number, (unit, *place) = located(trace.network, position)
    if number == 6:
        numbers, cell = trace.own[6]["weights"][unit].reshape(2, 16, 2).transpose(1, 0, 2).ravel(), by_map(place[0])
    else:
        row, channel, column = place
        numbers, cell = trace.own[number]["filters"][unit, :, channel].ravel(), row * 3 + column
    return {"square": np.pad(numbers, (0, 64 - len(numbers))), "cell": cell}


def by_map(place):
    """Where an input of the dense layer stands when its 64 are ordered by map."""
    row, channel, column = np.unravel_index(place, (2, 16, 2))
    return channel * 4 + row * 2 + column


def maps(route):
    """What can be seen of each thing the image becomes, as up to 64 numbers, and which of them is on the path (-1: none).

    A weight further up is not asked where its input comes from; then of a layer below only the path's own channel is known.
    """
    shown, known, spots = np.zeros((TRUTH + 1, 64)), np.zeros(TRUTH + 1), np.full(LOSS + 1, -1)
    for n, output in enumerate(route.trace.outputs[:SCORES]):
        channel = 0 if n == 0 else channel_of(route, n)
        if channel is not None:
            shown[n, : SIDES[n] ** 2], known[n] = output[:, channel, :, 0].ravel(), 1
        if n in route.places:
            row, _, column = route.places[n]
            inside = 0 <= row < SIDES[n] and 0 <= column < SIDES[n]
            spots[n] = row * SIDES[n] + column if inside else -1
    shown[SCORES, :10], shown[TRUTH, :10] = route.trace.outputs[SCORES][:, 0], route.trace.probabilities
    known[SCORES:] = 1
    spots[SCORES:] = *route.places[SCORES], route.trace.label, 0
    return {"maps": shown, "known": known, "spots": spots}


def channel_of(route, n):
    """The channel of the path at n, or of the nearest place above it in the same layer's pooling and ReLU."""
    block = range(n, 4 if n < 4 else 7)
    return next((route.places[m][1] for m in block if m in route.places), None)
