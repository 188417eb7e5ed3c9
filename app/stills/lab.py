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
from app.words import fixed, mark, percent, say, whole, written

TITLE = mark("Two runs")
SUBTITLE = mark("a fresh network, trained now, over another run")
ALT = mark("Two training runs with different settings: loss, accuracy and filters")
HEIGHT = 540
FREE = True  # whatever the reader chooses, the text beside it holds
PANELS = {"loss": (76, 40, 420, 160), "right": (76, 262, 420, 90), "mine": (76, 436, 420, 42), "other": (76, 488, 420, 42)}
CAPTIONS = {
    "loss": mark("loss on unseen digits, in powers of ten"),
    "right": mark("% right, unseen digits"),
    "mine": mark("filters: this run’s above, the other’s below"),
}
OPTIMIZERS = {"plain": mark("plain"), "momentum": mark("momentum"), "adam": mark("adam")}
LABELS = {
    "rate": (mark("learning rate"), written), "optimizer": (mark("optimizer"), lambda name: say(OPTIMIZERS.get(name, name))),
    "batch": (mark("batch"), str), "seed": (mark("seed"), str),
}
SHORT = {"rate": mark("rate {value}"), "optimizer": "{value}", "batch": mark("batch {value}"), "seed": mark("seed {value}")}
CHECKS = (
    Check(
        mark("the run"), mark("optimizer {settings.optimizer}, rate {settings.rate}, batch {settings.batch}, seed {settings.seed}"), train,
    ),
    Check(mark("the loss"), mark("mean of −log p over the 360 unseen digits: {loss:4}"), verdict),
    Check(mark("plain"), mark("weights − rate × gradient of the batch loss, which is {batch_loss:4}"), plain_descent.Optimizer.update),
)
UNSEEN, LOUD = 360, 1.4
LOW, HIGH, NOTHING = 0.03, FLEW_OFF, np.log(10)
ROOM, LINE = 26, 1.2  # units of the view box that a line of a name has in the narrowest room; sizes of its type from line to line


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
        f'<g class="now">{moment(film, beside, 0)}</g>'
        f'<g class="later">{lines(film, last, "curve thin")}{moment(film, beside, last)}</g>',
    )


def captions():
    return "".join(marks.text(PANELS[panel][0], PANELS[panel][1] - 14, say(words), "fine") for panel, words in CAPTIONS.items())


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
            parts.append(marks.beside(x - 12, up(value), written(f"{value:g}") if panel == "loss" else round(100 * value)))
        parts.append(marks.line(x, y + height, x + width, y + height, "base"))
    parts += [marks.under(across(step), y + height, step) for step in range(0, RUN.steps + 1, 100)]
    x, _, width, _ = PANELS["loss"]
    level = scales("loss")[1](NOTHING)
    nothing = marks.text(x + width, level - 6, say("knowing nothing"), anchor="end")
    parts += [marks.line(x, level, x + width, level, "dotted base"), nothing]
    return "".join(parts)


def lines(film, step, kind):
    """Loss and share right up to that step."""
    steps = np.arange(step + 1)
    drawn = ""
    for panel, values in {"loss": film.each["loss"], "right": film.each["right"] / UNSEEN}.items():
        across, up = scales(panel)
        drawn += marks.polyline(across(steps), up(values[: step + 1]), kind, marks.ROUGH)
    return drawn


def moment(film, beside, step):
    """What belongs to one step: where both runs are, what they are called, and the filters of both."""
    (across, loss), (_, share) = scales("loss"), scales("right")
    here = min(step, beside.count - 1)
    parts = [
        marks.dot(across(here), loss(beside.each["loss"][here]), 4, "was"),
        marks.dot(across(here), share(beside.each["right"][here] / UNSEEN), 4, "was"),
        marks.dot(across(step), loss(film.each["loss"][step]), 7, "ball"),
        marks.dot(across(step), share(film.each["right"][step] / UNSEEN), 5, "right"),
        filters(PANELS["mine"], film.each["filters"][step], LOUD),
        filters(PANELS["other"], beside.each["filters"][here], LOUD),
    ]
    return "".join(parts) + names(film, beside, step)


def names(film, beside, step):
    """What is different about each run, at the height where it is."""
    x, _, width, _ = PANELS["loss"]
    up = scales("loss")[1]
    told = named(film.settings, beside.settings, say("this run")), named(beside.settings, film.settings, say("the other"))
    places = apart(up(film.each["loss"][step]), up(beside.each["loss"][-1]), ROOM * max(map(len, told)))
    return "".join(
        marks.text(x + width + 10, place, word, kind, down=marks.CAPITAL / 2 + LINE * number)
        for words, place, kind in zip(told, places, ("true", "")) for number, word in enumerate(words)
    )


def named(settings, other, otherwise):
    """What to call a run beside another: by what is different, if that is not too much."""
    different = [say(SHORT[name], value=LABELS[name][1](settings[name])) for name in SHORT if settings[name] != other[name]]
    return different if 1 <= len(different) <= 2 else [otherwise]


def apart(one, two, room):
    """Two heights, moved apart until there is room between them."""
    missing = max(0, room - abs(one - two)) / 2
    return (one + missing, two - missing) if one >= two else (one - missing, two + missing)


def sentence(film, step, beside):
    return say("{one}; {other}.", one=one_told(film, step), other=other_told(beside, step))


def one_told(film, step):
    if film.diverged and step == film.count - 1:
        return say("Step {step}: loss {loss}, {share} right, then it flew off", step=step, **told(film, step))
    return say("Step {step}: loss {loss}, {share} right", step=step, **told(film, step))


def other_told(film, step):
    if step >= film.count:
        return say("the other run flew off at step {step}", step=film.count)
    return say("the other run {loss}, {share}", **told(film, step))


def told(film, step):
    """The loss and the share right."""
    return {"loss": fixed(film.each["loss"][step], 2), "share": percent(film.each["right"][step] / UNSEEN)}


def facts(film, beside):
    told = {"times": fixed(nine_for_good(film) / nine_for_good(beside), 1), "choices": whole(prod(map(len, GRID.values())))}
    for name, run in (("", film), ("other_", beside)):
        told |= {
            f"{name}rate": written(run.settings["rate"]),
            f"{name}right_end": percent(run.each["right"][-1] / UNSEEN),
            f"{name}nine_tenths": str(nine_for_good(run)),
        }
    return told


def nine_for_good(film):
    """The step from which nine in ten of the unseen digits are right, and stay so."""
    return for_good(film.each["right"] / UNSEEN, 0.9)
