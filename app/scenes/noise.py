"""noise: eight filters of random numbers, a dozen digits that go in, and guesses that come out no better than chance."""

import numpy as np

from app.engine.digits import split
from app.engine.loss import softmax
from app.engine.network import little
from app.engine.start import start_weights
from app.story import RUN, SEEDS, right, shown, twelve, unseen
from app.stream import Field, Layout

GRID = {"seed": SEEDS}
DEFAULT = {"seed": str(RUN.seed)}


def layout(settings):
    return Layout(
        before={
            "filters": Field("f4", (8, 3, 3)),
            "all_loss": Field("f4"),
            "right": Field("f4"),
        },
        each={
            "image": Field("u1", (8, 8), 1 / 16),
            "label": Field("u1", title="what it is"),
            "guesses": Field("u2", (10,), 1e-4),
            "loss": Field("f4", title="loss on this digit"),
        },
        count=len(twelve()),
    )


def play(settings):
    weights = start_weights(int(settings["seed"]))
    yield {
        "filters": weights[:72].reshape(8, 3, 3),
        "all_loss": shown().loss(weights),
        "right": right(unseen().scores(weights), split()[1].labels),
    }
    dozen = twelve()
    probabilities = softmax(little(len(dozen)).forward(weights, dozen.images))
    for index, label in enumerate(dozen.labels):
        guesses = probabilities[:, index]
        yield {"image": dozen.images[:, 0, :, index], "label": label, "guesses": guesses, "loss": -np.log(guesses[label])}
    yield {}
