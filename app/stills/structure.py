"""structure on paper: three sketches of what is connected to what, their losses, and how well they read, in place and moved."""

import math
from itertools import chain, cycle

import numpy as np

from app import marks
from app.checks import Check
from app.engine.loss import cross_entropy
from app.engine.run import train
from app.engine.structures.hidden import NEURONS
from app.scale import linear
from app.scenes.structure import EVERY, RATES, SEEDS, STEPS
from app.words import counted, fixed, mark, percent, say, whole, written

TITLE = mark("The same loop, three structures")
SUBTITLE = mark("same digits, same steps; mean and spread of three seeds")
ALT = mark("Three structures trained by the same loop, and how well each reads")
HEIGHT = 606
PANELS = {
    "linear": (16, 36, 184, 84),
    "hidden": (228, 36, 184, 84),
    "cnn": (440, 36, 184, 84),
    "loss": (76, 208, 548, 104),
    "right": (76, 406, 232, 148),
    "moved": (392, 406, 232, 148),
}
CAPTIONS = {
    "loss": mark("loss on the training digits, in powers of ten"),
    "right": mark("% of unseen right"),
    "moved": mark("moved one pixel"),
}
STRUCTURES = {"linear": mark("linear"), "hidden": mark("hidden layer"), "cnn": mark("CNN")}
PIXELS = {"in-place": mark("where they were"), "scrambled": mark("scrambled, all alike")}
CHECKS = (
    Check(
        mark("the loss"), mark("mean of three seeds: linear {linear_loss:4}, hidden layer {hidden_loss:4}, CNN {cnn_loss:4}"),
        cross_entropy,
    ),
    Check(mark("a run"), mark("{at} steps of the same loop, for each structure and seed"), train),
)
LABELS = {"pixels": (mark("the pixels"), lambda pixels: say(PIXELS[pixels]))}
STROKES = {"linear": "dotted", "hidden": "dashed", "cnn": "solid"}
LOW, HIGH = 0.01, 3
CORNER = 40


def still(film):
    last = film.count - 1
    sketches = "".join(sketch(film, number, name) for number, name in enumerate(RATES))
    return marks.svg(
        HEIGHT,
        sketches,
        "".join(marks.text(PANELS[panel][0], PANELS[panel][1] - 14, say(words), "fine") for panel, words in CAPTIONS.items()),
        axes(film),
        f'<g class="now">{dots(film, 0)}</g><g class="later">{lines(film)}{dots(film, last)}</g>',
    )


def sketch(film, number, name):
    """A structure: the digit, what stands between, the ten numerals; its stroke, its name and its number of weights."""
    x, y, width, height = PANELS[name]
    words = say("{count} weights", count=whole(film.before["weights"][number]))
    return (
        marks.line(x, y - 18, x + 24, y - 18, f"curve {STROKES[name]}")
        + marks.text(x + 32, y - 13, say(STRUCTURES[name]), "fine")
        + BETWEEN[name](x + height, y, width - height - 8, height)
        + marks.digit((x, y, height, height), film.before["images"][1])
        + neurons(x + width - 4, y, height, 10)
        + marks.under(x, y + height, words, anchor="start")
    )


def spread(y, height, count):
    """The heights of so many neurons, one above the other."""
    return [y + height * (k + 0.5) / count for k in range(count)]


def neurons(x, y, height, count):
    """So many neurons, one above the other: a line of round dots."""
    first, *_, last = spread(y, height, count)
    pitch = marks.number(height / count)
    return f'<path class="neurons" d="M{marks.number(x)} {marks.number(first)}V{marks.number(last + 0.5)}" stroke-dasharray="0 {pitch}"/>'


def fan(x1, tops1, x2, tops2):
    """A line from each of these to each of those. Both are even in number, so that one stroke, to and fro, does for two of these."""
    these, those = ([f"{x:.0f} {top:.0f}" for top in tops] for x, tops in ((x1, tops1), (x2, tops2)))
    ways = (chain.from_iterable(zip(cycle(two), those)) for two in zip(these[::2], these[1::2]))
    moves = "".join("M" + "L".join(way) + "z" for way in ways)
    return f'<path class="grid" d="{moves}"/>'


def straight(x, y, width, height):
    return fan(x, spread(y, height, 8), x + width, spread(y, height, 10))


def through(x, y, width, height):
    half, middle = width / 2, spread(y, height, 12)
    shown = neurons(x + half, y, height, 12)
    return fan(x, spread(y, height, 8), x + half, middle) + fan(x + half, middle, x + width, spread(y, height, 10)) + shown


def maps(x, y, width, height):
    """Two stacks of feature maps, the second with smaller ones; a small window of the digit leads to one place of a map."""
    window, end = y + height * 0.42, x + width
    first = "".join(marks.rect((x + 12 + 4 * k, y + 6 + 6 * k, 30, 30), "map") for k in range(6))
    second = "".join(marks.rect((x + 52 + 2 * k, y + 12 + 6 * k, 14, 14), "map") for k in range(8))
    corners = (window, y + 20), (window + height * 0.3, y + 24)
    look = "".join(marks.line(x - height * 0.35, a, x + 24, b, "base") for a, b in corners)
    return look + first + second + fan(x + 74, spread(y + 14, 56, 6), end, spread(y, height, 10))


BETWEEN = {"linear": straight, "hidden": through, "cnn": maps}


def scales(film, panel):
    """Step to x and value to y of one panel: the loss on a logarithmic scale, shares from 0 to 1."""
    x, y, width, height = PANELS[panel]
    across = linear(0, film.count - 1, x, x + width)
    if panel != "loss":
        return across, linear(0, 1, y + height, y)
    log = linear(math.log10(LOW), math.log10(HIGH), y + height, y)
    return across, lambda value: log(np.log10(np.clip(value, LOW, HIGH)))


def axes(film):
    parts = []
    for panel, levels in {"loss": (0.01, 0.1, 1), "right": (0, 0.5, 1), "moved": (0, 0.5, 1)}.items():
        x, y, width, height = PANELS[panel]
        across, up = scales(film, panel)
        for value in levels:
            parts.append(marks.line(x, up(value), x + width, up(value), "grid"))
            parts.append(marks.beside(x - 10, up(value), written(f"{value:g}") if panel == "loss" else round(100 * value)))
        ticks = (0, 200, STEPS) if panel == "loss" else (0, STEPS)
        parts += [marks.under(across(t / EVERY), y + height, t, anchor="end" if t == STEPS else "middle") for t in ticks]
    parts += [marks.digit(corner(panel), film.before["images"][number]) for panel, number in (("right", 1), ("moved", 2))]
    return "".join(parts)


def corner(panel):
    """Where the digit of a panel is shown: bottom right, under the lines."""
    x, y, width, height = PANELS[panel]
    return x + width - CORNER - 24, y + height - CORNER - 4, CORNER, CORNER


def lines(film):
    """The whole run: the mean of the seeds as a line, and from the worst to the best as a band."""
    steps, parts = np.arange(film.count), []
    for panel in ("loss", "right", "moved"):
        across, up = scales(film, panel)
        for number, name in enumerate(RATES):
            seeds = film.each[panel][:, number]
            parts.append(marks.band(across(steps), up(seeds.min(1)), up(seeds.max(1))))
            parts.append(marks.polyline(across(steps), up(film.each[f"{name}_{panel}"]), f"curve {STROKES[name]}", marks.ROUGH))
    return "".join(parts)


def dots(film, step):
    return "".join(
        marks.dot(scales(film, panel)[0](step), scales(film, panel)[1](film.each[f"{name}_{panel}"][step]), 5, "right")
        for panel in ("loss", "right", "moved") for name in RATES
    )


def sentence(film, step):
    shares = {f"{what}_{name}": percent(film.each[f"{name}_{what}"][step]) for what in ("right", "moved") for name in RATES}
    return say(
        "Step {step}: of the unseen digits linear {right_linear}, hidden {right_hidden}, CNN {right_cnn} right; "
        "moved by a pixel {moved_linear}, {moved_hidden}, {moved_cnn}.", step=int(film.each["at"][step]), **shares,
    )


def facts(film):
    last = {name: values[-1] for name, values in film.each.items()}
    shares = {f"{name}_{what}": percent(float(last[f"{name}_{what}"])) for name in RATES for what in ("right", "moved")}
    losses = {f"{name}_loss": fixed(last[f"{name}_loss"], 2) for name in RATES}
    weights = {f"{name}_weights": whole(count) for name, count in zip(RATES, film.before["weights"])}
    rates = {f"{name}_rate": written(f"{rate:g}") for name, rate in RATES.items()}
    sizes = {"seeds": counted(len(SEEDS)), "neurons": str(NEURONS)}
    return shares | losses | weights | rates | sizes | {"label": str(int(film.before["label"]))}
