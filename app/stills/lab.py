"""How lab is drawn and told on paper: the reader's run over another, and settings worth trying, each with its reason."""

from math import prod
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml

from app import marks
from app.checks import Check
from app.engine.optimizers import plain as plain_descent
from app.engine.run import train
from app.scale import linear
from app.scenes.lab import BESIDE, FLEW_OFF, GRID, verdict
from app.stills.noise import filters
from app.stills.training import for_good
from app.story import RUN
from app.words import percent

TITLE = "Two runs"
SUBTITLE = "a fresh network, trained now, over another run"
ALT = "Two training runs with different settings: loss, accuracy and filters"
HEIGHT = 476
FREE = True  # whatever the reader chooses, the text beside it holds
PANELS = {"loss": (76, 40, 420, 160), "right": (76, 262, 420, 90), "mine": (16, 436, 290, 28), "other": (334, 436, 290, 28)}
CAPTIONS = {
    "loss": "loss on unseen digits, in powers of ten",
    "right": "% right, unseen digits",
    "mine": "this run’s filters",
    "other": "the other’s",
}
LABELS = {"rate": ("learning rate", str), "optimizer": ("optimizer", str), "batch": ("batch", str), "seed": ("seed", str)}
SHORT = {"rate": "rate {}", "optimizer": "{}", "batch": "batch {}", "seed": "seed {}"}
CHECKS = (
    Check("the run", "optimizer {settings.optimizer}, rate {settings.rate}, batch {settings.batch}, seed {settings.seed}", train),
    Check("the loss", "mean of −log p over the 360 unseen digits: {loss:4}", verdict),
    Check("plain", "weights − rate × gradient of the batch loss, which is {batch_loss:4}", plain_descent.Optimizer.update),
)
UNSEEN, LOUD = 360, 1.4
LOW, HIGH, NOTHING = 0.03, FLEW_OFF, np.log(10)
LINE = 15


class Preset(NamedTuple):
    """A pair of runs worth seeing: the settings of both, and why the first comes out as it does."""

    name: str
    settings: dict
    beside: dict
    reason: str


PRESETS = [
    Preset(told["name"], BESIDE | told["run"], BESIDE | told.get("beside", {}), told["reason"])
    for told in yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
]


def still(film, beside):
    last = film.count - 1
    return marks.svg(
        HEIGHT,
        captions(),
        axes(),
        lines(beside, beside.count - 1, "other"),
        filters(PANELS["other"], beside.each["filters"][-1], LOUD),
        f'<g class="now">{moment(film, beside, 0)}</g>'
        f'<g class="later">{jitter(film)}{lines(film, last, "curve thin")}{moment(film, beside, last)}</g>',
    )


def captions():
    return "".join(marks.text(PANELS[panel][0], PANELS[panel][1] - 14, words, "fine") for panel, words in CAPTIONS.items())


def scales(panel):
    """Step to x and value to y: the loss on a logarithmic scale from LOW to HIGH, the share right from 0 to 1."""
    x, y, width, height = PANELS[panel]
    across = linear(0, RUN.steps, x, x + width)
    if panel == "right":
        return across, linear(0, 1, y + height, y)
    log = linear(np.log(LOW), np.log(HIGH), y + height, y)
    return across, lambda loss: log(np.log(np.clip(loss, LOW, HIGH)))


def axes():
    parts = []
    for panel, levels in {"loss": (0.1, 1, 10), "right": (0, 0.5, 1)}.items():
        x, y, width, height = PANELS[panel]
        across, up = scales(panel)
        for value in levels:
            parts.append(marks.line(x, up(value), x + width, up(value), "grid"))
            parts.append(marks.text(x - 12, up(value) + 4, f"{value:g}" if panel == "loss" else round(100 * value), "tick", "end"))
        parts.append(marks.line(x, y + height, x + width, y + height, "base"))
    parts += [marks.text(across(step), y + height + 20, step, "tick", "middle") for step in range(0, RUN.steps + 1, 100)]
    x, _, width, _ = PANELS["loss"]
    level = scales("loss")[1](NOTHING)
    parts += [marks.line(x, level, x + width, level, "dotted base"), marks.text(x + width, level - 6, "knowing nothing", "tick", "end")]
    return "".join(parts)


def lines(film, step, kind):
    """Loss and share right up to that step."""
    steps = np.arange(step + 1)
    drawn = ""
    for panel, values in {"loss": film.each["loss"], "right": film.each["right"] / UNSEEN}.items():
        across, up = scales(panel)
        drawn += marks.polyline(across(steps), up(values[: step + 1]), kind)
    return drawn


def jitter(film):
    """The loss on each batch."""
    across, up = scales("loss")
    return marks.polyline(across(np.arange(film.count)), up(film.each["batch_loss"]), "batch")


def moment(film, beside, step):
    """What belongs to one step: where both runs are, what they are called, and this run's filters."""
    (across, loss), (_, share) = scales("loss"), scales("right")
    here = min(step, beside.count - 1)
    parts = [
        marks.dot(across(here), loss(beside.each["loss"][here]), 5, "was"),
        marks.dot(across(here), share(beside.each["right"][here] / UNSEEN), 4, "was"),
        marks.dot(across(step), loss(film.each["loss"][step]), 7, "ball"),
        marks.dot(across(step), share(film.each["right"][step] / UNSEEN), 5, "right"),
        filters(PANELS["mine"], film.each["filters"][step], LOUD),
    ]
    return "".join(parts) + names(film, beside, step)


def names(film, beside, step):
    """What is different about each run, at the height where it is."""
    x, _, width, _ = PANELS["loss"]
    up = scales("loss")[1]
    told = named(film.settings, beside.settings, "this run"), named(beside.settings, film.settings, "the other")
    places = apart(up(film.each["loss"][step]), up(beside.each["loss"][-1]), LINE * (max(map(len, told)) + 0.4))
    return "".join(
        marks.text(x + width + 10, place + 4 + LINE * number, word, kind)
        for words, place, kind in zip(told, places, ("tick true", "tick")) for number, word in enumerate(words)
    )


def named(settings, other, otherwise):
    """What to call a run beside another: by what is different, if that is not too much."""
    different = [SHORT[name].format(settings[name]) for name in SHORT if settings[name] != other[name]]
    return different if 1 <= len(different) <= 2 else [otherwise]


def apart(one, two, room):
    """Two heights, moved apart until there is room between them."""
    missing = max(0, room - abs(one - two)) / 2
    return (one + missing, two - missing) if one >= two else (one - missing, two + missing)


def sentence(film, step, beside):
    end = ", then it flew off" if film.diverged and step == film.count - 1 else ""
    return f"Step {step}: loss {told(film, step)} right{end}; the other run {other_told(beside, step)}."


def other_told(film, step):
    if step >= film.count:
        return f"flew off at step {film.count}"
    return told(film, step)


def told(film, step):
    """The loss and the share right."""
    return f"{film.each['loss'][step]:.2f}, {percent(film.each['right'][step] / UNSEEN)}"


def facts(film, beside):
    told = {"times": f"{nine_for_good(film) / nine_for_good(beside):.1f}", "choices": f"{prod(map(len, GRID.values())):,}"}
    for name, run in (("", film), ("other_", beside)):
        told |= {
            f"{name}rate": run.settings["rate"],
            f"{name}right_end": percent(run.each["right"][-1] / UNSEEN),
            f"{name}nine_tenths": str(nine_for_good(run)),
        }
    return told


def nine_for_good(film):
    """The step from which nine in ten of the unseen digits are right, and stay so."""
    return for_good(film.each["right"] / UNSEEN, 0.9)
