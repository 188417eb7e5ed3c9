"""sizes on paper: one row per network, its weights as a dot on a logarithmic axis."""

import math
from itertools import cycle, repeat

from app import marks
from app.checks import Check
from app.engine.start import start_weights
from app.scale import linear
from app.scenes.sizes import MODELS
from app.words import large, mark, say

TITLE = mark("How many weights")
SUBTITLE = mark("trained by one and the same loop")
ALT = mark("Networks by their number of weights")
HEIGHT = 598
PANELS = {"rows": (16, 24, 608, 528), "axis": (192, 24, 220, 528)}
CHECKS = (
    Check(mark("times ours"), mark("{weights} / 1,898 = {times:1}"), start_weights),
)
SCALES = {"powers": mark("powers of a thousand"), "equal": mark("equal steps")}
LABELS = {"axis": (mark("the scale"), lambda axis: say(SCALES[axis]))}
OURS = mark("ours")
LOW, HIGH = 3, 12.4
POWERS = {1e3: "1000", 1e6: mark("million"), 1e9: mark("billion"), 1e12: mark("trillion")}
SHORT = {1e3: "10³", 1e6: "10⁶", 1e9: "10⁹", 1e12: "10¹²"}
LETTER = 8  # units of the view box that a letter of a tick takes in a wide room, about
EQUAL = {0: "0", 5e11: "½", 1e12: "1", 1.5e12: mark("1½ trillion")}


def still(film):
    last = film.count - 1
    return marks.svg(HEIGHT, axis(film), f'<g class="now">{rows(film, 0)}</g><g class="later">{rows(film, last)}</g>')


def scale(film):
    """(number of weights -> x, what is marked): in powers of a thousand, or in equal steps."""
    x, _, width, _ = PANELS["axis"]
    if film.settings["axis"] == "equal":
        return linear(0, 10**HIGH / 1.5, x, x + width), EQUAL
    powers = linear(LOW, HIGH, x, x + width)
    longest = max(len(say(words)) for words in POWERS.values())
    return lambda weights: powers(math.log10(weights)), SHORT if longest * LETTER > powers(3) - powers(0) else POWERS


def axis(film):
    """The grid with its names: in a narrow room in short, or every second of them."""
    _, y, _, height = PANELS["axis"]
    across, told = scale(film)
    lines = "".join(marks.line(across(value), y, across(value), y + height, "grid") for value in told)
    kinds = repeat("spare") if told is POWERS else cycle(("spare", ""))
    names = [marks.under(across(value), y + height, say(words), kind) for (value, words), kind in zip(told.items(), kinds)]
    names += [marks.under(across(value), y + height, words, "brief") for value, words in SHORT.items() if told is POWERS]
    return lines + "".join(names)


def rows(film, last):
    """Every network up to this one; the newcomer stands out."""
    x, y, width, height = PANELS["rows"]
    pitch, (across, told) = height / len(MODELS), scale(film)
    weights, middle = film.each["weights"], [y + pitch * (k + 0.5) for k in range(last + 1)]
    return "".join(row(weights[k], name_of(k), across, min(told), middle[k], k == last) for k in range(last + 1))


def name_of(number):
    return MODELS[number]["name"] if number else say(OURS)


def row(weights, words, across, least, y, new):
    x, _, width, _ = PANELS["rows"]
    at, kind = across(weights), "true" if new else ""
    return (
        marks.beside(x, y, words, kind, "start")
        + marks.line(across(least), y, at, y, "base")
        + marks.dot(at, y, 7 if new else 5, "right")
        + marks.beside(x + width, y, large(weights), kind)
    )


def sentence(film, step):
    weights, times = large(film.each["weights"][step]), large(film.each["times"][step])
    if not step:
        return say("This chapter’s network: {weights} weights.", weights=weights)
    told = {"name": MODELS[step]["name"], "year": MODELS[step]["year"], "weights": weights, "times": times}
    if MODELS[step]["part"]:
        return say("{name} ({year}): {weights} weights, of which a part works on each word; {times} times ours.", **told)
    return say("{name} ({year}): {weights} weights; {times} times ours.", **told)


def facts(film):
    spelled = {model["name"].lower().replace("-", "").replace(" ", "_").replace(".", ""): k for k, model in enumerate(MODELS)}
    weights = {key: large(film.each["weights"][k]) for key, k in spelled.items()}
    return weights | {"times": large(film.each["times"][-1])}
