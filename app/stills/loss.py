"""loss on paper: one digit and its guesses, minus the logarithm of one of them, and the same for all digits, sorted."""

import numpy as np

from app import marks
from app.checks import Check
from app.engine.landscapes.whole import Whole
from app.engine.loss import cross_entropy, softmax
from app.scale import linear, plain
from app.scenes.loss import PLACES
from app.stills.noise import strip, strip_pitch, verdicts
from app.words import counted, fixed, mark, percent, say

TITLE = mark("What each of 360 unseen digits costs")
SUBTITLE = mark("from the best to the worst, and their mean")
ALT = mark("A digit, its guesses and its loss on the curve of minus log p, beside the losses of all digits")
HEIGHT = 612
PANELS = {
    "digit": (16, 40, 116, 116), "guesses": (204, 40, 420, 116),
    "curve": (76, 246, 236, 176), "bar": (330, 246, 16, 176), "sorted": (380, 246, 244, 176), "gathered": (380, 436, 244, 14),
    "strip": (16, 532, 608, 42),
}
CAPTIONS = {
    "guesses": mark("the guess, its true class in ink"), "curve": mark("loss = −log p"), "sorted": mark("all 360, sorted"),
    "strip": mark("the worst: what it takes them for; bold is right"),
}
CHECKS = (
    Check(mark("the probability of its class"), mark("its score, through softmax: {guesses[label]:5}"), softmax),
    Check(mark("its loss"), "−log {p:5} = {loss:4}", cross_entropy),
    Check(mark("the mean"), mark("the sum of all 360 losses, divided by 360: {mean:4}"), Whole.loss),
)
LABELS = {"step": (mark("after step"), str)}
TOP, EVEN, WORST = 10, np.log(10), 12


def share(p):
    """A probability that may be tiny: '0.014 %', '99.3 %'."""
    return percent(p, 3 if p < 0.01 else 1)


def scales():
    """Probability to x on the curve, digit (0 is the best) to x among the sorted, loss to y on both."""
    x, y, width, height = PANELS["curve"]
    left, _, wide, _ = PANELS["sorted"]
    return linear(0, 1, x, x + width), linear(0, PLACES[0] - 1, left, left + wide), linear(0, TOP, y + height, y)


def still(film):
    last = film.count - 1
    return marks.svg(
        HEIGHT,
        captions(),
        axes(),
        everyone(film),
        strip(PANELS["strip"], film.each["image"][-WORST:]),
        f'<g class="now">{moment(film, 0)}</g><g class="later">{moment(film, last)}</g>',
    )


def captions():
    return "".join(marks.text(PANELS[panel][0], PANELS[panel][1] - 12, say(words), "fine") for panel, words in CAPTIONS.items())


def axes():
    """Grids, axis labels, the curve of minus log p, and the dashed line of ten even bets."""
    across, _, up = scales()
    x, y, width, height = PANELS["curve"]
    right, floor = PANELS["sorted"][0] + PANELS["sorted"][2], y + height
    levels = "".join(marks.line(x, up(t), right, up(t), kind) for t, kind in ((0, "base"), (EVEN, "chance"), (5, "grid"), (10, "grid")))
    steps, names = ((0, 0), (EVEN, fixed(EVEN, 2)), (5, 5), (10, 10)), ((0, 0), (0.5, plain(0.5)), (0.75, "p"), (1, 1))
    heights = "".join(marks.beside(x - 12, up(t), words) for t, words in steps)
    shares = "".join(marks.under(across(p), floor, words) for p, words in names)
    losses = np.linspace(0, TOP, 61)
    return levels + heights + shares + marks.polyline(across(np.exp(-losses)), up(losses), "curve")


def everyone(film):
    """The losses of all digits, sorted, and their mean."""
    _, along, up = scales()
    x, y, width, height = PANELS["sorted"]
    places, mean = along(np.arange(PLACES[0])), float(film.before["mean"])
    return (
        marks.area(places, up(film.before["losses"]), y + height)
        + marks.polyline(places, up(film.before["losses"]), "curve thin")
        + marks.line(x, up(mean), x + width, up(mean), "drop")
        + marks.text(x + 6, up(mean) - 8, say("mean {mean}", mean=fixed(mean, 3)), "num ball")
    )


def moment(film, step):
    """One digit: its image and guesses, its dot on the curve and among all, its loss as a bar, and what is gathered so far."""
    place, label, p, loss, gathered = (film.each[name][step] for name in ("place", "label", "p", "loss", "gathered"))
    across, along, up = scales()
    left, _, wide, _ = PANELS["bar"]
    x, y, width, height = PANELS["gathered"]
    end = along(PLACES[0] - place)
    return (
        marks.digit(PANELS["digit"], film.each["image"][step])
        + marks.text(PANELS["digit"][0], PANELS["digit"][1] - 12, say("it is a {label}", label=int(label)), "fine")
        + marks.guesses(PANELS["guesses"], film.each["guesses"][step], label)
        + marks.line(across(p), up(loss), end, up(loss), "drop")
        + marks.rect((left, up(loss), wide, up(0) - up(loss)), "lossbar")
        + marks.dot(across(p), up(loss), 8, "ball") + marks.dot(end, up(loss), 5, "ball")
        + told(across(p), up, p, loss)
        + marks.rect((x, y, width * gathered, height), "lossbar") + marks.rect((x, y, width, height), "frame")
        + marks.under(x, y + height, say("{share} of all loss", share=percent(gathered)), anchor="start")
        + ring(place)
        + verdicts(PANELS["strip"], film.each["label"][-WORST:], film.each["guess"][-WORST:])
    )


def told(x, up, p, loss):
    """The loss in figures beside the dot, where there is room."""
    dx, anchor = (14, "start") if p < 0.6 else (-14, "end")
    y = up(loss) + 24 if loss > 7 else (up(EVEN) if 1 < loss < EVEN else up(loss)) - 12
    return marks.text(x + dx, y, fixed(loss, 3), "num ball", anchor)


def ring(place):
    """Around a digit that is among the worst."""
    x, y, _, side = PANELS["strip"]
    return marks.chosen((x + (WORST - place) * strip_pitch(PANELS["strip"]), y, side, side)) if place <= WORST else ""


def sentence(film, step):
    place, label, guess = (int(film.each[name][step]) for name in ("place", "label", "guess"))
    digit = say("Digit {number} of {count}, from best to worst: a {label}.", number=PLACES[0] + 1 - place, count=PLACES[0], label=label)
    given = {"share": share(film.each["p"][step]), "guess": guess, "most": percent(film.each["guesses"][step].max(), 1)}
    bet = say("The network gives it {share} and bets on a {guess} ({most}).", **given)
    answer = say("The network gives it {share}.", **given) if guess == label else bet
    return " ".join([digit, answer, say("Loss {loss}.", loss=price(film.each["loss"][step]))])


def price(loss):
    """A loss in words: one that three digits would make nothing, in seven."""
    return fixed(loss, 3 if loss >= 0.0005 else 7)


def facts(film):
    losses, mean = film.before["losses"], float(film.before["mean"])
    worst = {name: values[-1] for name, values in film.each.items()}
    return {
        "count": str(len(losses)),
        "mean": fixed(mean, 3),
        "middle": fixed(np.median(losses), 4),
        "half_sure": fixed(np.log(2), 2),
        "best_loss": price(film.each["loss"][0]),
        "worst_label": str(int(worst["label"])),
        "worst_guess": str(int(worst["guess"])),
        "worst_sure": percent(worst["guesses"].max(), 1),
        "worst_given": share(worst["p"]),
        "worst_loss": fixed(worst["loss"], 2),
        "wrong": counted(int(film.before["wrong"])),
        "cheap": percent(np.mean(losses < 0.1)),
        "half": counted(int(np.argmax(np.cumsum(losses[::-1]) > losses.sum() / 2)) + 1),
    }
