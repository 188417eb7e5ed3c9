"""ball on paper: the curve, the ball at its start, the filter, the digit and the guesses."""

import numpy as np

from app import marks
from app.checks import Check
from app.engine.descent import descend
from app.engine.digits import split
from app.engine.landscapes.lone import Lone
from app.engine.loss import softmax
from app.scale import ceiling, linear, plain, ticks
from app.scenes.ball import REACH, STEPS
from app.words import fixed, mark, percent, say, signed, trend, whole, written

TITLE = mark("The loss of all 1,437 training digits")
SUBTITLE = mark("as one of the network’s 1,898 weights turns")
ALT = mark("A ball on a loss curve")
HEIGHT = 556
PANELS = {"curve": (76, 34, 548, 300), "filter": (76, 416, 126, 126), "digit": (234, 416, 126, 126), "guesses": (392, 416, 232, 100)}
CHECKS = (
    Check(mark("the loss"), mark("mean of −log p over all 1,437 training digits, at w = {w:3}: {loss:5}"), Lone.measure),
    Check(
        mark("the slope"),
        mark("by the chain rule: {slope:4}; by turning the knob 0.01 either way and measuring: {measured:4}"),
        Lone.measure,
    ),
    Check(mark("the next weight"), mark("w − learning rate × slope = {w:4} − {settings.rate} × ({slope:4}) = {w+1:4}"), descend),
    Check(mark("the guess"), mark("the share of e to the power of its score: {guesses[label]:2} for the true class"), softmax),
)
LISTED = ("knob",)
CELLS = (
    mark("filter {number}, top left"), mark("filter {number}, top middle"), mark("filter {number}, top right"),
    mark("filter {number}, middle left"), mark("filter {number}, centre"), mark("filter {number}, middle right"),
    mark("filter {number}, bottom left"), mark("filter {number}, bottom middle"), mark("filter {number}, bottom right"),
)
BALL, FLAT = 10, 0.03  # units; a slope so gentle that the loss is told above the ball


def knob_name(value):
    """'filter 7, top middle' for knob 55."""
    filter_, cell = divmod(int(value), 9)
    return say(CELLS[cell], number=filter_ + 1)


LABELS = {"knob": (mark("the knob"), knob_name), "start": (mark("start"), written), "rate": (mark("learning rate"), written)}


def axes(film):
    """The two scales of the curve: weight to x, loss to y; and the loss at the top."""
    x, y, width, height = PANELS["curve"]
    top = ceiling(max(film.before["curve"].max(), 0.1))
    return linear(REACH[0], REACH[-1], x, x + width), linear(0, top, y + height, y), top


def still(film):
    last = film.count - 1
    return marks.svg(
        HEIGHT,
        landscape(film),
        captions(film),
        marks.digit(PANELS["digit"], film.before["image"]),
        f'<g class="now">{moment(film, 0)}</g><g class="later">{trail(film, last)}{moment(film, last)}</g>',
    )


def landscape(film):
    """The curve with its grid and axis labels."""
    x, y, width, height = PANELS["curve"]
    across, up, top = axes(film)
    floor = y + height
    curve = across(REACH), up(film.before["curve"])
    grid = "".join(marks.line(x, up(t), x + width, up(t), "grid") for t in ticks(top))
    grid += "".join(marks.beside(x - 14, up(t), plain(t)) for t in ticks(top))
    names = "".join(marks.under(across(w), floor, signed(w, 0)) for w in range(-4, 5, 2))
    names += marks.briefly(across(3), floor, say("weight w"), "w")
    names += marks.text(x, y - 12, say("loss"))
    return (
        grid
        + marks.area(*curve, floor)
        + marks.polyline(*curve, "curve")
        + marks.line(x, floor, x + width, floor, "base")
        + names
    )


def captions(film):
    filter_ = int(film.settings["knob"]) // 9 + 1
    above = {
        "filter": say("filter {number}", number=filter_),
        "digit": say("a digit: {label}", label=int(film.before["label"])),
        "guesses": say("the guess"),
    }
    return "".join(marks.text(PANELS[panel][0], PANELS[panel][1] - 12, words, "fine") for panel, words in above.items())


def moment(film, step):
    """What moves: ball, tangent, loss bar, the filter's cell and the guesses."""
    x, y, width, height = PANELS["curve"]
    across, up, _ = axes(film)
    w, loss, slope = (film.each[name][step] for name in ("w", "loss", "slope"))
    px, py = across(np.clip(w, REACH[0], REACH[-1])), up(loss)
    return (
        marks.rect((x - 10, py, 6, y + height - py), "lossbar")
        + marks.line(px, py, px, y + height, "drop")
        + tangent(across, up, w, loss, slope)
        + marks.dot(px, py, BALL, "ball")
        + told(px, py, loss, slope)
        + turned(film, w)
        + marks.guesses(PANELS["guesses"], film.each["guesses"][step], film.before["label"])
    )


def told(x, y, loss, slope):
    """The loss in figures: beside the ball on a slope, where the curve is lower; above it where the ground is level."""
    dx, lift, anchor = (0, 20, "middle") if abs(slope) < FLAT else (-18, 16, "end") if slope > 0 else (18, 16, "start")
    return marks.text(x + dx, y - lift, fixed(loss, 3), "num ball", anchor)


def tangent(across, up, w, loss, slope, reach=52):
    """A piece of the tangent, ``reach`` long on either side of the ball."""
    dx, dy = across(1) - across(0), (up(1) - up(0)) * slope
    share = reach / np.hypot(dx, dy)
    x, y = across(w), up(loss)
    return marks.line(x - dx * share, y - dy * share, x + dx * share, y + dy * share, "tangent")


def turned(film, w):
    """The filter with this weight in its place, and a ring around it."""
    row, column = divmod(int(film.settings["knob"]) % 9, 3)
    x, y, width, _ = PANELS["filter"]
    side = width / 3
    numbers = film.before["filter"].copy()
    numbers[row, column] = w
    return marks.weights(PANELS["filter"], numbers, 2) + marks.chosen((x + column * side, y + row * side, side, side))


def trail(film, last):
    """Where the ball was at every step before."""
    across, up, _ = axes(film)
    return marks.trail(across(film.each["w"][:last]), up(film.each["loss"][:last]))


def sentence(film, step):
    w, loss = film.each["w"], film.each["loss"]
    label, guess = int(film.before["label"]), int(film.each["guess"][step])
    here = {"step": step, "w": signed(w[step]), "loss": trend(loss[step - 1], loss[step]) if step else fixed(loss[0], 3)}
    away = abs(w[step]) > REACH[-1]
    where = say("Step {step}: w = {w} (off the map), loss {loss}.", **here) if away else say("Step {step}: w = {w}, loss {loss}.", **here)
    takes = say("It takes the {label} for a {guess} ({share}).", label=label, guess=guess, share=percent(film.each["guesses"][step][guess]))
    return f"{where} {takes}"


def facts(film):
    w, loss, slope, guesses = (film.each[name] for name in ("w", "loss", "slope", "guesses"))
    label = int(film.before["label"])
    return {
        "knob": knob_name(film.settings["knob"]),
        "rate": written(film.settings["rate"]),
        "steps": str(STEPS),
        "cuts": str(len(REACH)),
        "shown": whole(len(split()[0])),
        "w_start": signed(w[0]),
        "w_end": signed(w[-1]),
        "loss_start": fixed(loss[0], 2),
        "loss_end": fixed(loss[-1], 3),
        "slope_start": signed(slope[0], 4),
        "nudge_start": signed(w[1] - w[0], 3),
        "label": str(label),
        "mistaken": str(int(film.each["guess"][0])),
        "mistaken_sure": percent(guesses[0].max()),
        "true_sure": percent(guesses[-1][label]),
        "half_step": str(int(np.argmax(loss < loss[0] / 2))),
    }
