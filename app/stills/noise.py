"""noise on paper: the filters as they start, one digit that goes in, and ten guesses near chance."""

import numpy as np

from app import marks
from app.checks import Check
from app.engine.loss import cross_entropy, softmax
from app.engine.start import start_weights
from app.words import counted, fixed, mark, percent, say, signed, whole

TITLE = mark("Before any training")
SUBTITLE = mark("eight filters of random numbers, one digit, ten guesses")
ALT = mark("Random filters, a digit and ten guess bars")
HEIGHT = 470
PANELS = {"filters": (16, 34, 608, 62), "digit": (16, 150, 150, 150), "guesses": (226, 150, 398, 150), "strip": (16, 388, 608, 42)}
CAPTIONS = {
    "filters": mark("eight filters, nine numbers each"), "digit": mark("one digit in"), "guesses": mark("ten guesses out"),
    "strip": mark("what it takes them for; bold is right"),
}
LABELS = {"seed": (mark("seed of the noise"), str)}
CHECKS = (
    Check(mark("the guess for the true class"), mark("its score, through softmax: {guesses[label]:4}"), softmax),
    Check(mark("the loss on this digit"), "−log {guesses[label]:4} = {loss:4}", cross_entropy),
    Check(mark("the weights"), mark("drawn at random from seed {settings.seed}"), start_weights),
)
TOP = 0.3


def still(film):
    return marks.svg(
        HEIGHT,
        captions(),
        filters(PANELS["filters"], film.before["filters"], loudest(film)),
        chance(),
        strip(PANELS["strip"], film.each["image"]),
        f'<g class="now">{moment(film, 0)}</g><g class="later">{moment(film, film.count - 1)}</g>',
    )


def loudest(film):
    """The size of the largest weight: full colour, so that quiet noise can be seen at all."""
    return float(np.abs(film.before["filters"]).max())


def captions():
    return "".join(marks.text(PANELS[panel][0], PANELS[panel][1] - 12, say(words), "fine") for panel, words in CAPTIONS.items())


def filters(box, numbers, scale):
    """Eight squares of weights in a row."""
    x, y, width, side = box
    pitch = (width - side) / (len(numbers) - 1)
    return "".join(marks.weights((x + k * pitch, y, side, side), square, scale) for k, square in enumerate(numbers))


def chance():
    """The dashed line where all ten would stand if the network only threw dice."""
    x, y, width, height = PANELS["guesses"]
    level = y + height * (1 - 0.1 / TOP)
    return marks.line(x, level, x + width, level, "chance") + marks.text(x + width, level - 6, percent(0.1), anchor="end")


def moment(film, step):
    labels, guesses = film.each["label"], film.each["guesses"]
    x, y, _, side = PANELS["strip"]
    return (
        marks.digit(PANELS["digit"], film.each["image"][step])
        + marks.guesses(PANELS["guesses"], guesses[step], labels[step], TOP)
        + marks.chosen((x + step * strip_pitch(PANELS["strip"]), y, side, side))
        + verdicts(PANELS["strip"], labels[: step + 1], guesses.argmax(1))
    )


def strip_pitch(box, count=12):
    _, _, width, side = box
    return (width - side) / (count - 1)


def strip(box, images):
    """Digits in a row."""
    x, y, _, side = box
    return "".join(marks.digit((x + k * strip_pitch(box), y, side, side), image) for k, image in enumerate(images))


def verdicts(box, labels, bets):
    """Under each digit of the strip what the network takes it for: in ink if right, in grey if wrong."""
    x, y, _, side = box
    return "".join(
        verdict(x + k * strip_pitch(box) + side / 2, y + side, int(bets[k]), int(label)) for k, label in enumerate(labels)
    )


def verdict(x, y, guess, label):
    return marks.under(x, y, guess, "true" if guess == label else "")


def sentence(film, step):
    label, guesses = int(film.each["label"][step]), film.each["guesses"][step]
    guess = int(guesses.argmax())
    return say(
        "Digit {number} of {count}, a {label}: the network gives it {share} and bets on a {guess} ({most}). Loss {loss}.",
        number=step + 1, count=film.count, label=label, share=percent(guesses[label]), guess=guess, most=percent(guesses[guess]),
        loss=fixed(film.each["loss"][step], 2),
    )


def facts(film):
    labels, guesses = film.each["label"], film.each["guesses"]
    bets = guesses.argmax(1)
    numbers = film.before["filters"]
    return {
        "loss": fixed(film.before["all_loss"], 2),
        "chance_loss": fixed(np.log(10), 2),
        "right": percent(film.before["right"]),
        "weights": whole(len(start_weights(0))),
        "first_layer": str(numbers.size),
        "dozen": counted(film.count),
        "dozen_right": counted(int((bets == labels).sum())),
        "favourite": str(int(np.bincount(bets).argmax())),
        "highest": percent(guesses.max()),
        "smallest": signed(numbers.min()),
        "largest": signed(numbers.max()),
        "seed": film.settings["seed"],
    }
