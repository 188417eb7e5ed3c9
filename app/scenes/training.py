"""training: the whole run, step by step: the loss falls, the filters leave noise, twelve digits change their minds."""

import numpy as np

from app.engine.digits import split
from app.engine.edges import edge_shares
from app.engine.network import little
from app.engine.slices import curve
from app.story import RUN, SEEDS, right, shown, steps_of, trained, twelve, unseen
from app.stream import Field, Layout

GRID = {"seed": SEEDS}
DEFAULT = {"seed": str(RUN.seed)}
REACH = np.linspace(-0.25, 1.25, 61)


def layout(settings):
    return Layout(
        before={"images": Field("u1", (12, 8, 8), 1 / 16), "labels": Field("u1", (12,))},
        each={
            "batch_loss": Field("f4", title="loss on the next batch"),
            "loss": Field("f4", title="loss on all training digits"),
            "right": Field("u2", title="right of the 360 unseen digits"),
            "edge": Field("f4", title="edge share of the filters"),
            "edges": Field("u1", (8,), 1 / 255),
            "filters": Field("i2", (8, 3, 3), 1 / 2048),
            "guess": Field("u1", (12,)),
        },
        count=RUN.steps + 1,
        after={
            "slice": Field("f4", (len(REACH),)),
            "along": Field("f4", (RUN.steps + 1,)),
            "without": Field("u2", (8,)),
            "neighbour_right": Field("u2"),
            "ridge": Field("f4"),
        },
    )


def play(settings):
    dozen = twelve()
    network = little(len(dozen))
    yield {"images": np.moveaxis(dozen.images[:, 0], -1, 0), "labels": dozen.labels}
    path = []
    for step in steps_of(settings["seed"]):
        filters = step.weights[:72].reshape(8, 3, 3)
        energy, edges = (filters**2).sum((1, 2)), edge_shares(filters)
        path.append(step.weights)
        yield {
            "batch_loss": step.loss,
            "loss": shown().loss(step.weights),
            "right": unseen_right(step.weights),
            "edge": edges @ energy / energy.sum(),
            "edges": edges,
            "filters": filters,
            "guess": network.forward(step.weights, dozen.images).argmax(0),
        }
    yield straight(path) | silenced(path[-1]) | beyond(path[-1], settings["seed"])


def unseen_right(weights):
    """How many of the unseen digits come out right."""
    labels = split()[1].labels
    return round(right(unseen().scores(weights), labels) * len(labels))


def straight(path):
    """The loss along the straight line from the first weights to the last, and where along it each step of the path lies."""
    start, way = path[0], path[-1] - path[0]
    return {
        "slice": np.fromiter(curve(shown(), start, way, REACH), float, len(REACH)),
        "along": (np.array(path) - start) @ way / (way @ way),
    }


def silenced(weights):
    """How many would be right if one of the eight filters were switched off: its nine numbers and its bias set to zero."""
    alone = np.tile(weights, (8, 1))
    for number, changed in enumerate(alone):
        changed[9 * number:9 * number + 9] = changed[72 + number] = 0
    return {"without": [unseen_right(changed) for changed in alone]}


def beyond(weights, seed):
    """Where the run from the next seed ended, how well it reads, and the loss halfway between that end and this one."""
    other = trained(str((int(seed) + 1) % len(SEEDS)))
    return {"neighbour_right": unseen_right(other), "ridge": shown().loss((weights + other) / 2)}
