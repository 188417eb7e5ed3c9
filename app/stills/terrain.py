"""terrain on paper: a map made of rows, its contours, the run above it, and the gap between the two."""

import numpy as np

from app import marks
from app.checks import Check
from app.engine.contours import contours
from app.engine.landscapes.whole import Whole
from app.scale import ceiling, linear, plain, ticks
from app.scenes.terrain import CAP, COLUMNS, EACH, KNOBS, LEVELS, MAPPED, PACE, POINTS, REACH, ROWS, SLICED, SWEPT
from app.stills.ball import knob_name
from app.words import counted, fixed, mark, say, signed, whole

TITLE = mark("Curve, map, slice")
SUBTITLE = mark("the loss of 120 digits, the first 12 of each numeral")
ALT = mark("The landscape of the loss: a curve, a map and a slice with the run above it")
HEIGHT = 580
PANELS = {"map": (64, 36, 560, 287), "side": (64, 410, 560, 124)}
PLANES = {"path": mark("the run’s own plane")}
CHECKS = (
    Check(mark("the loss"), mark("mean of −log p over 120 training digits: {loss:4}"), Whole.loss),
    Check(mark("the lines of equal loss"), mark("through the measured points, straight in between"), contours),
)
LABELS = {
    "plane": (mark("the slice"), lambda value: say(PLANES[value]) if value in PLANES else say("a random plane, {number}", number=value)),
    "turn": (mark("turned by"), lambda value: f"{value}°"),
}
ABOVE = (
    mark("one knob, seen from above"), mark("two knobs: a map, row by row"), mark("a slice through 1,898 knobs"),
    mark("the slice, and the run over it"),
)
BESIDE = (
    mark("the same from the side: loss"), mark("the newest row from the side: loss"), mark("the newest row from the side: loss"),
    mark("loss in powers of ten: the run, the slice"),
)
SHADES, LOW = 12, 0.02
DECADES = (0.1, 1)


def chapter_of(step):
    """Which of the four parts a step belongs to: knob, two knobs, slice, run."""
    return sum(step >= begin for begin in (SWEPT, MAPPED, SLICED))


def still(film):
    last = film.count - 1
    return marks.svg(HEIGHT, marks.rect(PANELS["map"], "frame"), part(film, 0, "now"), part(film, last, "later"))


def part(film, step, kind):
    tell = route if chapter_of(step) == 3 else profile
    lines = isolines(film, "plane") if step >= SLICED - 1 else ""
    return f'<g class="{kind}">{captions(step)}{axes(film, step)}{tiles(film, step)}{lines}{tell(film, step)}</g>'


def captions(step):
    (x, y, *_), (left, below, *_), now = PANELS["map"], PANELS["side"], chapter_of(step)
    return marks.text(x, y - 14, say(ABOVE[now]), "fine") + marks.text(left, below - 14, say(BESIDE[now]), "fine")


def places():
    """From grid points of the map, as columns and rows, to the middles of their tiles."""
    x, y, width, height = PANELS["map"]
    side = width / COLUMNS
    return linear(0, COLUMNS - 1, x + side / 2, x + width - side / 2), linear(0, ROWS - 1, y + height - side / 2, y + side / 2)


def axes(film, step):
    across, up = places()
    x, y, width, height = PANELS["map"]
    if chapter_of(step) > 1:
        return marks.under(x + width / 2, y + height, say("across the first direction, up the second"))
    second = linear(*film.before["second"], 0, ROWS - 1)
    names = [marks.under(across((w + REACH) * 5), y + height, signed(w, 0)) for w in (-4, -2, 0, 2, 4)]
    names += [marks.beside(x - 10, up(second(w)), signed(w, 0)) for w in (-2, 0, 2, 4)]
    return "".join(names)


def measured(film, step):
    """Row number to its losses, as far as they are known at that step."""
    now = chapter_of(step)
    if now == 0:
        return {ROWS // 2: film.each["row"][0][: step + 1]}
    begin = SWEPT if now == 1 else MAPPED
    return dict(enumerate(film.each["row"][begin : min(step + 1, begin + ROWS)]))


def shade(losses):
    """How dark a loss is drawn, 0 to SHADES, by its logarithm."""
    return np.rint(np.clip(np.log(losses / LOW) / np.log(CAP / LOW), 0, 1) * SHADES).astype(int)


def tiles(film, step):
    """One tile per measurement; neighbours of one shade are drawn in one go."""
    x, y, width, _ = PANELS["map"]
    runs = {}
    for row, losses in measured(film, step).items():
        shades = shade(losses)
        edges = [0, *np.flatnonzero(np.diff(shades)) + 1, len(shades)]
        for begin, end in zip(edges, edges[1:]):
            runs.setdefault(int(shades[begin]), []).append(f"M{begin} {ROWS - 1 - row}h{end - begin}v1h{begin - end}z")
    paths = (f'<path class="tile" opacity="{opacity(dark):.2f}" d="{"".join(parts)}"/>' for dark, parts in sorted(runs.items()))
    return f'<g transform="translate({x} {y})scale({marks.number(width / COLUMNS, 3)})">{"".join(paths)}</g>'


def opacity(dark):
    return 0.05 + 0.6 * dark / SHADES


def lines(film, name):
    """(number of its level, points) of every contour of a map."""
    pens, points = film.after[f"{name}_pens"].astype(int), film.after[f"{name}_points"]
    starts = [*np.flatnonzero(pens < 0), np.count_nonzero(pens)]
    return [(-pens[begin], points[begin:end]) for begin, end in zip(starts, starts[1:])]


def isolines(film, name):
    """All contours of a map, the longest of each level with its loss."""
    across, up = places()
    drawn, longest = "", {}
    for level, line in lines(film, name):
        drawn += marks.polyline(across(line[:, 0]), up(line[:, 1]), "contour")
        longest[level] = max(longest.get(level, line), line, key=len)
    for level, line in longest.items():
        column, row = np.clip(line[len(line) * (1 + level % 2 * 2) // 4], (1, 0.5), (COLUMNS - 2, ROWS - 1.5))
        drawn += marks.beside(across(column), up(row), plain(LEVELS[level - 1]), "halo", "middle")
    return drawn


def profile(film, step):
    """The newest row as a curve: the map from the side."""
    x, y, width, height = PANELS["side"]
    row, whole = list(measured(film, step).values())[-1], film.each["row"][step]
    top = ceiling(max(whole.max(), 0.1))
    across, up = places()[0], linear(0, top, y + height, y)
    return levels(PANELS["side"], up, ticks(top, 3)) + marks.polyline(across(np.arange(len(row))), up(row), "curve") + "".join(
        marks.dot(across(k), up(loss), 2.6, "right") for k, loss in enumerate(row)
    )


def levels(panel, up, values):
    """The grid of a chart: lines at these values, and its floor."""
    x, y, width, height = panel
    grid = "".join(marks.line(x, up(t), x + width, up(t), "grid") + marks.beside(x - 10, up(t), plain(t)) for t in values)
    return grid + marks.line(x, y + height, x + width, y + height, "base")


def route(film, step):
    """The run's path over the slice, and the two losses along it."""
    x, y, width, height = PANELS["side"]
    now = slice(SLICED, step + 1)
    px, py = on_map(film, film.each["across"][now], film.each["up"][now])
    along, up = linear(0, POINTS - 1, x, x + width), logarithmic(y + height, y)
    steps, run, slice_ = np.arange(step + 1 - SLICED), up(film.each["loss"][now]), up(film.each["slice"][now])
    between = marks.polyline([*along(steps), *along(steps[::-1])], [*run, *slice_[::-1]], "band", marks.ROUGH)
    names = "".join(marks.under(along(t / PACE), y + height, t) for t in range(0, PACE * POINTS, 100))
    far, _ = widest(film, step)
    return (
        marks.polyline(px, py, "route") + marks.dot(px[-1], py[-1], 8, "ball")
        + levels(PANELS["side"], up, DECADES) + names + between
        + marks.polyline(along(steps), slice_, "accuracy") + marks.polyline(along(steps), run, "route", marks.ROUGH)
        + marks.dot(along(steps[-1]), run[-1], 6, "ball")
        + marks.line(along(far), run[far], along(far), slice_[far], "accuracy")
        + marks.text(x + width, y, apart(film, step), "num", "end", 1)
    )


def times(film):
    """How many times as high as the slice below it the run stands, at every tenth step."""
    return film.each["loss"][SLICED:].astype(float) / film.each["slice"][SLICED:]


def widest(film, step):
    """Where that was the most up to this step, and how much: there the scale shows the two furthest apart."""
    known = times(film)[: step + 1 - SLICED]
    return int(known.argmax()), known.max()


def apart(film, step):
    far, most = widest(film, step)
    return say("widest gap {times}×, step {step}", times=fixed(most, 1), step=PACE * far)


def logarithmic(floor, ceiling_):
    """A scale on which every tenfold is as high as the next, from LOW up: the run's losses span a hundredfold."""
    up = linear(np.log(LOW), np.log(2 * LEVELS[-2]), floor, ceiling_)
    return lambda loss: up(np.log(loss))


def on_map(film, a, b):
    """Where a place of the plane is drawn."""
    left, right, bottom, top = film.before["frame"]
    across, up = places()
    return across((a - left) / (right - left) * (COLUMNS - 1)), up((b - bottom) / (top - bottom) * (ROWS - 1))


def sentence(film, step):
    loss, slice_, across, up = (float(film.each[name][step]) for name in ("loss", "slice", "across", "up"))
    here = {
        "point": step + 1, "points": COLUMNS, "across": signed(across), "loss": fixed(loss, 3),
        "row": step + 1 - (SWEPT if step < MAPPED else MAPPED), "rows": ROWS, "up": signed(up),
        "step": PACE * (step - SLICED), "slice": fixed(slice_, 3), "gap": apart(film, max(step, SLICED)),
    }
    return (
        say("Point {point} of {points}: with the knob at {across} the loss is {loss}.", **here),
        say("Row {row} of {rows}: the second knob at {up}. The lowest loss in it is {loss}.", **here),
        say("Row {row} of {rows} of the slice. The lowest loss in it is {loss}.", **here),
        say("Step {step} of the run: loss {loss}, slice {slice}; {gap}.", **here),
    )[chapter_of(step)]


def facts(film):
    loss, slice_ = (film.each[name][SLICED:] for name in ("loss", "slice"))
    far, most = widest(film, film.count - 1)
    return {
        "digits": str(10 * EACH),
        "each": counted(EACH),
        "cuts": str(COLUMNS),
        "rows": str(ROWS),
        "tiles": whole(COLUMNS * ROWS),
        "second": knob_name(KNOBS[1]),
        "points": str(POINTS),
        "gap_times": fixed(most, 1),
        "gap_step": str(PACE * far),
        "above": str(int((loss > slice_).sum())),
        "start": fixed(loss[0], 2),
        "end": fixed(loss[-1], 2),
        "cap": plain(CAP),
    }
