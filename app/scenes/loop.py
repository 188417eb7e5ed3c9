"""loop: a few turns of the training loop, phase by phase, with the batch, the loss, the gradient and the nudge of that very step."""

from itertools import islice

import numpy as np

from app.engine.network import little
from app.engine.run import batches, train
from app.story import RUN
from app.stream import Field, Layout

PHASES = ("batch", "forward", "loss", "gradient", "nudge", "weights")
TURNS = 5
FIRST_LAYER = 72
GRID = {"from": ("0", "40", "200")}
DEFAULT = {"from": "40"}


def layout(settings):
    return Layout(
        before={
            "images": Field("u1", (TURNS, RUN.batch, 64), 1 / 16),
            "labels": Field("u1", (TURNS, RUN.batch)),
            "bets": Field("u1", (TURNS, RUN.batch)),
            "weights": Field("f4", (TURNS + 1, FIRST_LAYER)),
            "gradients": Field("f4", (TURNS, FIRST_LAYER)),
            "nudges": Field("f4", (TURNS, FIRST_LAYER)),
        },
        each={
            "turn": Field("u2", title="training step"),
            "phase": Field("u1", title="phase, from 0 (batch) to 5 (new weights)"),
            "right": Field("u1", title="right of the batch"),
            "loss": Field("f4", title="loss on the batch"),
            "slope": Field("f4", title="length of the gradient"),
            "nudge": Field("f4", title="length of the nudge"),
            "length": Field("f4", title="length of all weights"),
        },
        count=TURNS * len(PHASES),
    )


def turns(first):
    """The batches and steps of the run from that step on."""
    run = RUN._replace(steps=first + TURNS)
    return list(islice(zip(batches(run), train(run)), first, None))


def bets(batch, weights):
    """What the network takes each digit of the batch for."""
    return little(RUN.batch).forward(weights, batch.images).argmax(0)


def play(settings):
    first = int(settings["from"])
    batches_, steps = zip(*turns(first))
    taken = [bets(batch, step.weights) for batch, step in zip(batches_, steps)]
    weights = [step.weights for step in steps] + [steps[-1].weights + steps[-1].nudge]
    yield {
        "images": [batch.images.reshape(64, -1).T for batch in batches_],
        "labels": [batch.labels for batch in batches_],
        "bets": taken,
        "weights": [own[:FIRST_LAYER] for own in weights],
        "gradients": [step.gradient[:FIRST_LAYER] for step in steps],
        "nudges": [step.nudge[:FIRST_LAYER] for step in steps],
    }
    for turn, (batch, step) in enumerate(zip(batches_, steps)):
        numbers = {
            "turn": first + turn,
            "right": np.count_nonzero(taken[turn] == batch.labels),
            "loss": step.loss,
            "slope": np.linalg.norm(step.gradient),
            "nudge": np.linalg.norm(step.nudge),
            "length": np.linalg.norm(step.weights),
        }
        for phase in range(len(PHASES)):
            yield numbers | {"phase": phase}
    yield {}
