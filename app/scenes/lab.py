"""lab: one training with the reader's own settings, judged at every step on the digits it has never seen."""

import numpy as np

from app.engine import menu, optimizers
from app.engine.digits import split
from app.engine.loss import cross_entropy
from app.engine.run import Settings, train
from app.story import RUN, SEEDS, unseen
from app.stream import Field, Layout

GRID = {
    "rate": ("0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10"),
    "optimizer": tuple(menu.names(optimizers)),
    "batch": ("8", "16", "32", "64", "128", "256"),
    "seed": SEEDS,
}
BESIDE = {"rate": str(RUN.rate), "optimizer": RUN.optimizer, "batch": str(RUN.batch), "seed": str(RUN.seed)}
DEFAULT = BESIDE | {"rate": "0.1"}
FLEW_OFF = 20
SHADE = 1 / 64


def layout(settings):
    return Layout(
        before={},
        each={
            "seen": Field("u4", title="digits looked at so far"),
            "batch_loss": Field("f4", title="loss on the next batch"),
            "loss": Field("f4", title="loss on the unseen digits"),
            "right": Field("u2", title="right of the 360 unseen digits"),
            "answers": Field("u1", title="different answers it gives"),
            "filters": Field("i1", (8, 3, 3), SHADE),
        },
        count=RUN.steps + 1,
    )


def play(settings):
    """The run, until it ends or a loss is beyond FLEW_OFF."""
    batch = int(settings["batch"])
    yield {}
    for number, step in enumerate(train(chosen(settings))):
        judged = verdict(step.weights)
        if not (step.loss <= FLEW_OFF and judged["loss"] <= FLEW_OFF):
            yield None
            break
        yield judged | {"seen": number * batch, "batch_loss": step.loss, "filters": shades(step.weights[:72])}
    yield {}


def chosen(settings):
    """The settings as the engine wants them."""
    rate, optimizer, batch, seed = (settings[name] for name in GRID)
    return Settings(int(seed), float(rate), int(batch), optimizer, RUN.steps + 1)


def verdict(weights):
    """What these weights make of the digits that are never shown."""
    labels = split()[1].labels
    scores = unseen().scores(weights)
    bets = scores.argmax(0)
    return {"loss": cross_entropy(scores, labels)[0], "right": np.sum(bets == labels), "answers": len(set(bets))}


def shades(weights):
    """First-layer weights as they are drawn: what is beyond full colour by far makes no difference there."""
    return np.clip(weights, -127 * SHADE, 127 * SHADE).reshape(8, 3, 3)
