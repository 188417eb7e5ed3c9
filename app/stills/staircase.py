"""staircase on paper: five stairs, from the pixels at the foot to the ten guesses at the top, and what stands on each."""

import numpy as np

from app import marks
from app.checks import Check
from app.engine.loss import softmax
from app.engine.network import Network
from app.scenes.staircase import EVERY, NOBODY_KNOWS
from app.story import RUN, twelve
from app.words import mark, percent, say

TITLE = mark("One image, five stairs")
SUBTITLE = mark("each stair’s numbers on a scale of its own, the same at every step")
ALT = mark("One image climbing through the layers of the network")
HEIGHT = 640
FREE = True  # whatever the reader chooses, the text beside it holds
PANELS = {
    "guesses": (212, 38, 412, 82),
    "neurons": (163, 200, 461, 26),
    "features": (114, 298, 510, 44),
    "maps": (65, 396, 559, 58),
    "image": (16, 508, 122, 122),
    "pad": (120, 186, 400, 400),
}
STAIRS = ("image", "maps", "features", "neurons", "guesses")
CAPTIONS = {
    "image": mark("a grid of numbers"),
    "maps": mark("convolution: eight filters look everywhere"),
    "features": mark("features: what is strong enough"),
    "neurons": mark("neurons: 64 combinations"),
    "guesses": mark("prediction"),
}
RISE = 38
BUTTONS = {"draw": mark("Draw your own"), "clear": mark("Clear")}
FAINT = 0.1
KEYFRAMES = (0, 20, 140, 440)


def told(image):
    """'digit 8, an 8' for one of the dozen; without a number, a drawing."""
    if not image:
        return say("your drawing")
    return say("a {label}, digit {number} of 12", label=twelve().labels[int(image)], number=int(image) + 1)


CHECKS = (
    Check(mark("the guess"), mark("the highest of the ten: a {guess}, with {sure:4}"), softmax),
    Check(
        mark("the numbers on the stairs"), mark("what each layer makes of the one before, after {at} steps of training"), Network.forward,
    ),
)
LABELS = {"image": (mark("the image"), told)}


def still(film):
    last = film.count - 1
    foot = marks.digit(PANELS["image"], film.before["image"])
    return marks.svg(
        HEIGHT, stairs(), captions(), foot, f'<g class="now">{moment(film, 0)}</g><g class="later">{moment(film, last)}</g>',
    )


def stairs():
    """The outline of the staircase, climbed from the left."""
    outline = "".join(f"H{PANELS[name][0] - 12}V{PANELS[name][1] - RISE + 4}" for name in STAIRS)
    return f'<path class="stairs" d="M4 {HEIGHT}{outline}H636V{HEIGHT}z"/>'


def captions():
    return "".join(marks.text(PANELS[name][0], PANELS[name][1] - 12, say(words), "fine") for name, words in CAPTIONS.items())


def moment(film, step):
    """What stands on the stairs above the pixels at that step."""
    image, label = PANELS["image"], int(film.before["label"])
    layers = "".join(row(PANELS[name], film.each[name][step]) for name in ("maps", "features", "neurons"))
    clock = marks.text(image[0] + image[2] + 24, image[1] + 70, say("training step {step}", step=int(film.each["at"][step])), "num")
    return layers + clock + marks.guesses(PANELS["guesses"], film.each["guesses"][step], label)


def row(box, maps):
    """Feature maps in a row: blue above zero, amber below."""
    x, y, width, side = box
    pitch = (width - side) / (len(maps) - 1)
    return "".join(field((x + k * pitch, y, side, side), values) for k, values in enumerate(maps))


def field(box, values):
    """One map of numbers from -1 to 1 in its frame."""
    squares = {}
    for (row_, column), value in np.ndenumerate(values):
        if abs(value) >= FAINT:
            squares.setdefault(("up" if value > 0 else "down", round(5 * abs(float(value))) / 5 or FAINT), []).append((column, row_))
    return marks.strokes(box, len(values), squares) + marks.rect(box, "frame")


def keyframes(film):
    """The neurons and the guesses at some steps, for paper, and below all of them what the guesses are for."""
    parts, label = [], int(film.before["label"])
    for number, at in enumerate(KEYFRAMES):
        y, step = 70 * number, at // EVERY
        parts.append(marks.beside(112, y + 45, say("step {step}", step=at)))
        parts.append(row((132, y + 38, 236, 14), film.each["neurons"][step]))
        parts.append(marks.bars((392, y, 232, 60), film.each["guesses"][step], label))
    return marks.svg(70 * len(KEYFRAMES) + 24, *parts, marks.numerals((392, y, 232, 60), label))


def sentence(film, step):
    guesses = film.each["guesses"][step]
    second, first = np.argsort(guesses, kind="stable")[-2:]
    if not film.before["image"].any():
        return say("The paper is empty; even so it would say {guess}.", guess=first)
    told = {
        "step": step * EVERY, "label": int(film.before["label"]), "guess": first, "share": percent(guesses[first]),
        "second": second, "less": percent(guesses[second]),
    }
    if told["label"] == NOBODY_KNOWS:
        return say("Step {step}: it reads your drawing as a {guess} ({share}); second guess {second} ({less}).", **told)
    return say("Step {step}: it reads the {label} as a {guess} ({share}); second guess {second} ({less}).", **told)


def facts(film):
    guess, guesses, label = film.each["guess"], film.each["guesses"], int(film.before["label"])
    return {
        "label": str(label),
        "start_sure": percent(float(guesses[0].max())),
        "first": str(int(guess[0])),
        "second": str(int(guess[1])),
        "settled": str(EVERY * int(np.flatnonzero(guess != label)[-1] + 1)),
        "end_sure": percent(float(guesses[-1][label])),
        "every": str(EVERY),
        "moments": str(RUN.steps // EVERY + 1),
    }
