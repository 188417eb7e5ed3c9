"""loss: how wrong the network is on digits it has never seen: on one after the other, from the best to the worst, and on all."""

from itertools import islice

import numpy as np

from app.engine.digits import split
from app.engine.loss import log_softmax
from app.story import RUN, steps_of, trained, unseen
from app.stream import Field, Layout

PLACES = (360, 180, 90, 45, 22, *range(12, 0, -1))
GRID = {"step": ("0", "20", "60", "140", "440")}
DEFAULT = {"step": str(RUN.steps)}


def layout(settings):
    return Layout(
        before={"losses": Field("f4", (PLACES[0],)), "mean": Field("f4"), "wrong": Field("u2")},
        each={
            "image": Field("u1", (8, 8), 1 / 16),
            "guesses": Field("u2", (10,), 1e-4),
            "place": Field("u2", title="place, the worst is 1"),
            "label": Field("u1", title="what it is"),
            "guess": Field("u1", title="what it is taken for"),
            "p": Field("f4", title="probability of its class"),
            "loss": Field("f4", title="loss on this digit"),
            "gathered": Field("f4", title="share of all loss, up to this digit"),
        },
        count=len(PLACES),
    )


def weights_after(step):
    """The weights of the run after so many nudges."""
    return trained(RUN.seed) if step == RUN.steps else next(islice(steps_of(RUN.seed), step, None)).weights


def play(settings):
    digits = split()[1]
    logs = log_softmax(unseen().scores(weights_after(int(settings["step"]))).astype(float))
    losses = -logs[digits.labels, np.arange(len(digits))]
    order, guesses = np.argsort(losses), logs.argmax(0)
    gathered = np.cumsum(losses[order]) / losses.sum()
    yield {"losses": losses[order], "mean": losses.mean(), "wrong": (guesses != digits.labels).sum()}
    for place in PLACES:
        which = order[-place]
        yield {
            "image": digits.images[:, 0, :, which],
            "guesses": np.exp(logs[:, which]),
            "place": place,
            "label": digits.labels[which],
            "guess": guesses[which],
            "p": np.exp(-losses[which]),
            "loss": losses[which],
            "gathered": gathered[-place],
        }
    yield {}
