"""training on paper: the loss of the whole run, accuracy, the slice under the run, the filters and a dozen digits."""

import numpy as np

from app import marks
from app.checks import Check
from app.engine.descent import descend
from app.engine.digits import split
from app.engine.edges import edge_shares
from app.engine.landscapes.whole import Whole
from app.engine.network import Network
from app.scale import linear, plain
from app.scenes.training import REACH
from app.stills.noise import filters, strip, verdicts
from app.story import RUN, SEEDS, right
from app.words import counted, fixed, mark, percent, say, trend, written

TITLE = mark("One training run")
SUBTITLE = mark("440 steps, 64 digits at a time")
ALT = mark("A training run: loss, accuracy, filters and a dozen digits")
HEIGHT = 662
PANELS = {
    "loss": (64, 32, 392, 162),
    "slice": (500, 32, 124, 162),
    "right": (64, 274, 392, 84),
    "filters": (16, 438, 608, 62),
    "strip": (16, 580, 608, 42),
}
CAPTIONS = {
    "loss": mark("loss"),
    "right": mark("% right, unseen digits"),
    "slice": mark("the slice"),
    "filters": mark("eight filters, with the share that is edge"),
    "strip": mark("what it takes them for; bold is right"),
}
LABELS = {"seed": (mark("seed of the run"), str)}
CHECKS = (
    Check(mark("the loss"), mark("mean of −log p over all 1,437 training digits: {loss:4}"), Whole.loss),
    Check(mark("the batch loss"), mark("the same over the 64 digits of the next batch: {batch_loss:4}"), Network.measure),
    Check(mark("the step"), mark("weights − 0.3 × gradient of the batch loss; the loss goes from {loss:4} to {loss+1:4}"), descend),
    Check(mark("right answers"), mark("{right} of 360 unseen digits have their highest score at their true class"), right),
    Check(mark("edge share"), mark("energy in the two first-derivative directions, of all energy: {edge:3}"), edge_shares),
)
UNSEEN = 360
TOP = 2.8
LOUD = 1.4
KEYFRAMES = (0, 60, 140, 440)


def still(film):
    last = film.count - 1
    return marks.svg(
        HEIGHT,
        captions(),
        axes(film),
        strip(PANELS["strip"], film.before["images"]),
        f'<g class="now">{moment(film, 0)}</g><g class="later">{curves(film, last)}{moment(film, last)}</g>',
    )


def captions():
    return "".join(marks.text(PANELS[panel][0], PANELS[panel][1] - 14, say(words), "fine") for panel, words in CAPTIONS.items())


def across(film):
    x, _, width, _ = PANELS["loss"]
    return linear(0, film.count - 1, x, x + width)


def up(panel, top):
    _, y, _, height = PANELS[panel]
    return linear(0, top, y + height, y)


def axes(film):
    """Grids and axis labels of the loss, the accuracy and the slice."""
    x, y, width, height = PANELS["loss"]
    loss, share, step_at = up("loss", TOP), up("right", 1), across(film)
    grid = [level(PANELS["loss"], loss(t), plain(t), 10) for t in (1, 2)]
    steps = [marks.under(step_at(t), y + height, t) for t in range(0, film.count, 100)]
    shares = [level(PANELS["right"], share(t), plain(100 * t), 10) for t in (0.5, 1)]
    along, _ = slice_scales()
    ends = [marks.under(along(place), y + height, words) for place, words in ((0, say("start")), (1, say("end")))]
    floors = [marks.line(px, py + h, px + w, py + h, "base") for px, py, w, h in (PANELS[name] for name in ("loss", "right", "slice"))]
    return "".join(grid + steps + shares + ends + floors)


def level(panel, y, words, gap):
    """A grid line across a panel, and its label."""
    x, _, width, _ = panel
    return marks.line(x, y, x + width, y, "grid") + marks.beside(x - gap, y, words)


def curves(film, step):
    """The lines up to that step: the jittery loss of each batch, on it the loss of all training digits, thinner, and the share right."""
    steps = np.arange(step + 1)
    x, _, width, _ = PANELS["right"]
    along = linear(0, film.count - 1, x, x + width)
    return (
        marks.polyline(across(film)(steps), up("loss", TOP)(np.minimum(film.each["batch_loss"][: step + 1], TOP)), "batch", marks.ROUGH)
        + marks.polyline(across(film)(steps), up("loss", TOP)(film.each["loss"][: step + 1]), "curve thin", marks.ROUGH)
        + marks.polyline(along(steps), up("right", 1)(film.each["right"][: step + 1] / UNSEEN), "accuracy", marks.ROUGH)
    )


def slice_scales():
    x, y, width, height = PANELS["slice"]
    return linear(REACH[0], REACH[-1], x, x + width), linear(0, TOP, y + height, y)


def slope_down(film, step):
    """The loss along the straight line from the first weights to the last, as far as the run has come down it."""
    along, high = slice_scales()
    seen = REACH[:np.searchsorted(REACH, film.after["along"][step]) + 1] if step < film.count - 1 else REACH
    return marks.polyline(along(seen), high(np.minimum(film.after["slice"][:len(seen)], TOP)), "curve thin")


def moment(film, step):
    """What belongs to one step: the ball on the loss and on the slice, the share right, the filters, the dozen."""
    loss, right = film.each["loss"][step], film.each["right"][step]
    x, y, width, height = PANELS["right"]
    along, high = slice_scales()
    return (
        marks.dot(across(film)(step), up("loss", TOP)(loss), 8, "ball")
        + marks.dot(linear(0, film.count - 1, x, x + width)(step), up("right", 1)(right / UNSEEN), 5, "right")
        + marks.beside(x + width + 14, up("right", 1)(right / UNSEEN), share_right(right), "true", "start")
        + slope_down(film, step)
        + marks.dot(along(film.after["along"][step]), high(loss), 6, "ball")
        + filters(PANELS["filters"], film.each["filters"][step], LOUD)
        + shares_of_edge(film.each["edges"][step])
        + verdicts(PANELS["strip"], film.before["labels"], film.each["guess"][step])
    )


def share_right(right):
    return say("{right} of {unseen}", right=int(right), unseen=UNSEEN)


def shares_of_edge(shares):
    x, y, width, side = PANELS["filters"]
    pitch = (width - side) / (len(shares) - 1)
    return "".join(marks.under(x + k * pitch + side / 2, y + side, percent(share)) for k, share in enumerate(shares))


def keyframes(film):
    """The eight filters at four steps, for paper: noise above, what became of it below."""
    side, rows = 50, []
    for row, step in enumerate(KEYFRAMES):
        y = row * (side + 16)
        rows.append(marks.beside(112, y + side / 2, say("step {step}", step=step)))
        rows.append(filters((132, y, 492, side), film.each["filters"][step], LOUD))
    return marks.svg(len(KEYFRAMES) * (side + 16), *rows)


def sentence(film, step):
    loss, right = film.each["loss"], film.each["right"]
    return say(
        "Step {step}: loss {loss}. {right} of {unseen} unseen digits right ({share}).",
        step=step, loss=trend(loss[step - 1], loss[step], 2) if step else fixed(loss[0], 2),
        right=int(right[step]), unseen=UNSEEN, share=percent(right[step] / UNSEEN),
    )


def facts(film):
    loss, right, batch = film.each["loss"], film.each["right"] / UNSEEN, film.each["batch_loss"]
    filters_, edges = film.each["filters"], film.each["edges"][-1]
    nine, dip = int(np.argmax(right > 0.9)), fallback(right)
    bets, labels = film.each["guess"], film.before["labels"]
    return {
        "steps": str(film.count - 1),
        "rate": written(str(RUN.rate)),
        "batch": str(RUN.batch),
        "epochs": str(RUN.steps // (len(split()[0]) // RUN.batch)),
        "unseen": str(UNSEEN),
        "edge_random": percent(2 / 9),
        "right_end": percent(right[-1]),
        "wrong_end": str(round((1 - right[-1]) * UNSEEN)),
        "half_right": str(int(np.argmax(right > 0.5))),
        "nine_tenths": str(nine),
        "nine_for_good": str(for_good(right, 0.9)),
        "dip_step": str(dip),
        "dip_after": counted(dip - nine),
        "dip_right": percent(right[dip]),
        "rises": percent(np.mean(np.diff(batch[:-1]) > 0)),
        "stumbles": percent(np.mean(np.diff(loss) > 0)),
        "edgiest": str(int(edges.argmax()) + 1),
        "edgiest_share": percent(edges.max()),
        "without_edgiest": str(int(film.after["without"][edges.argmax()])),
        "unmissed": joined(np.flatnonzero(film.after["without"] == film.each["right"][-1]) + 1),
        "right_count": str(int(film.each["right"][-1])),
        "other_seed": str((int(film.settings["seed"]) + 1) % len(SEEDS)),
        "other_right": str(int(film.after["neighbour_right"])),
        "ridge": fixed(film.after["ridge"], 2),
        **farthest(film),
        **edge_histories(film.each["edges"][0], edges),
        "growth": counted(round(np.linalg.norm(filters_[-1]) / np.linalg.norm(filters_[0]))),
        "dozen_start": counted(int((bets[0] == labels).sum())),
        "dozen_end": counted(int((bets[-1] == labels).sum())),
    }


def farthest(film):
    """The steps at which the ball is farthest below the slice and farthest above it."""
    above = film.each["loss"] - np.interp(film.after["along"], REACH, film.after["slice"])
    return {"below_step": str(int(above.argmin())), "above_step": str(int(above.argmax()))}


def joined(numbers):
    """'2 or 8', '2, 5 or 8'."""
    *rest, last = (str(number) for number in numbers)
    return say("{numbers} or {last}", numbers=", ".join(rest), last=last) if rest else last


def for_good(right, share):
    """The step from which more than that share is right, and stays so."""
    return int(np.flatnonzero(right <= share)[-1]) + 1


def fallback(right):
    """The step, among the twenty after nine in ten were right for the first time, at which fewest are."""
    nine = int(np.argmax(right > 0.9))
    return nine + int(np.argmin(right[nine:nine + 20]))


def edge_histories(before, after):
    """Which filters are edges in the end: those that were by luck, and those that became so."""
    lucky, became = (np.flatnonzero((after > 0.5) & was) for was in (before > 0.5, before <= 0.5))
    return {
        "lucky_first": counted(len(lucky)).capitalize(),
        "became": counted(len(became)),
        "became_first": counted(len(became)).capitalize(),
        "how_became": "; ".join(
            say("filter {number} from {before} to {after}", number=k + 1, before=fixed(100 * before[k], 0), after=percent(after[k]))
            for k in became
        ),
    }
