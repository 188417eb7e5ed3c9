"""structure: the same loop on three structures; they read unseen digits alike, until each digit is moved by one pixel."""

from itertools import islice

import numpy as np

from app.engine import menu, structures
from app.engine.digits import split
from app.engine.landscapes.whole import Whole
from app.engine.pixels import moved, scrambled
from app.engine.run import Settings, train
from app.stream import Field, Layout

RATES = {"linear": 1.6, "hidden": 0.8, "cnn": 0.4}
TRIED = (0.2, 0.4, 0.8, 1.6)
SEEDS = range(3)
EVERY, STEPS = 20, 440
GRID = {"pixels": ("in-place", "scrambled")}
DEFAULT = {"pixels": "in-place"}
SHOWN_DIGIT = 0
TITLES = {"loss": "loss on all training digits", "right": "share right, unseen digits", "moved": "share right, moved by one pixel"}
NAMES = {"linear": "linear", "hidden": "hidden layer", "cnn": "CNN"}


def layout(settings):
    means = {f"{name}_{what}": Field("f4", title=f"{NAMES[name]}: {title}") for what, title in TITLES.items() for name in RATES}
    each = {what: Field("f4", (len(RATES), len(SEEDS))) for what in TITLES}
    return Layout(
        before={"weights": Field("u2", (len(RATES),)), "images": Field("u1", (3, 8, 8), 1 / 16), "label": Field("u1")},
        each={"at": Field("u2", title="training step")} | means | each,
        count=STEPS // EVERY + 1,
    )


def play(settings):
    seen = scrambled if settings["pixels"] == "scrambled" else lambda digits: digits
    shown, unseen = split()
    sideways = [moved(unseen, columns) for columns in (-1, 1)]
    tests = [seen(digits) for digits in (shown, unseen, *sideways)]
    yield {
        "weights": [structure(name).build(1).size for name in RATES],
        "images": [seen(digits).images[:, 0, :, SHOWN_DIGIT] for digits in (sideways[0], unseen, sideways[1])],
        "label": unseen.labels[SHOWN_DIGIT],
    }
    judges = {name: [Whole(digits, structure(name).start(0), structure(name).build) for digits in tests] for name in RATES}
    runs = {name: [every(name, seed, tests[0]) for seed in SEEDS] for name in RATES}
    for at in range(0, STEPS + 1, EVERY):
        scores = np.array([[judged(judges[name], tests, next(run)) for run in runs[name]] for name in RATES])
        told = dict(zip(TITLES, np.moveaxis(scores, 2, 0)))
        means = {f"{name}_{what}": told[what][k].mean() for what in TITLES for k, name in enumerate(RATES)}
        yield {"at": at} | told | means
    yield {}


def structure(name):
    return menu.pick(structures, name)


def every(name, seed, shown):
    """The weights at every EVERY-th step of a run of that structure."""
    settings = Settings(seed=seed, rate=RATES[name], steps=STEPS + 1, structure=name)
    return (step.weights for step in islice(train(settings, shown), 0, None, EVERY))


def judged(judges, tests, weights):
    """Loss on the training digits; share right of the unseen; share right of the unseen moved to the left and to the right."""
    whole, *others = judges
    shares = [np.mean(judge.scores(weights).argmax(0) == digits.labels) for judge, digits in zip(others, tests[1:])]
    return whole.loss(weights), shares[0], np.mean(shares[1:])
