"""slope on paper: a ball in fog with its tangent, nine slopes, all of them sorted, and the table of nudges."""

import numpy as np

from app import marks
from app.checks import Check
from app.engine.landscapes.lone import Lone
from app.engine.network import Network
from app.scale import ceiling, linear, plain, ticks
from app.scenes.slope import ALL, LIFTED, NINE, NUDGED, NUDGES, PLACES, RATE, STEPS, WALK
from app.stills.ball import knob_name
from app.words import counted, fixed, mark, say, signed, trend, whole, written

TITLE = mark("A height and a slope, and nothing else")
SUBTITLE = mark("the loss of all 1,437 training digits, under fog")
ALT = mark("A loss curve in fog, with the slopes that descent knows")
HEIGHT = 656
PANELS = {"fog": (76, 48, 548, 200), "nine": (76, 336, 150, 150), "check": (300, 330, 324, 168), "strip": (76, 560, 548, 54)}
CHECKS = (
    Check(mark("the slope"), mark("by the chain rule, at w = {w:2}: {slope:5}"), Lone.measure),
    Check(
        mark("the nudge"),
        mark("a nudge of {nudge:4} takes the loss to {nudged:6}; the change over the nudge is {ratio:5}"),
        Lone.measure,
    ),
    Check(mark("all 1,898 slopes"), mark("back through all layers in one sweep"), Network.measure),
)
LABELS = {"knob": (mark("the knob"), knob_name)}
LISTED = ("knob",)
SMALL = 0.01
LEAST = 6  # units: how far an arrow reaches at least, so that one sees where it points


def still(film):
    now, later = (f'<g class="{kind}">{moment(film, step)}</g>' for kind, step in (("now", 0), ("later", LIFTED)))
    return marks.svg(HEIGHT, axes(film), now, later)


def scales(film):
    """Weight to x, loss to y, and the loss at the top."""
    x, y, width, height = PANELS["fog"]
    top = ceiling(max(film.before["losses"].max(), 0.1))
    return linear(PLACES[0], PLACES[-1], x, x + width), linear(0, top, y + height, y), top


def axes(film):
    x, y, width, height = PANELS["fog"]
    across, up, top = scales(film)
    names = [marks.under(across(w), y + height, signed(w, 0)) for w in range(-4, 5, 2)]
    names += [marks.beside(x - 14, up(t), plain(t)) for t in ticks(top)]
    return "".join(names) + marks.briefly(across(3), y + height, say("weight w"), "w")


def moment(film, step):
    return ground(film, step) + nine(film, step) + strip(film, step) + check(film, step)


def ground(film, step):
    """The fog, or the curve when it has lifted; where the ball has been, and where it is."""
    x, y, width, height = PANELS["fog"]
    across, up, _ = scales(film)
    lifted = step == LIFTED
    curve = marks.polyline(across(PLACES), up(film.before["losses"]), "curve")
    caption = marks.text(x, y - 12, say("loss") if lifted else say("loss, in fog"), "fine")
    drawn = caption + (curve if lifted else marks.rect(PANELS["fog"], "fog"))
    walked = [*range(WALK, min(step, LIFTED - 1)), step] if step > WALK else [step]
    for k in walked:
        drawn += felt(film, k, 34 if k == step else 16, lifted)
    return drawn + marks.line(x, y + height, x + width, y + height, "base")


def felt(film, step, reach, lifted):
    """What is known of one place: its height, and its slope as a piece of the tangent. The fog is clear just there."""
    across, up, _ = scales(film)
    w, loss, slope = (film.each[name][step] for name in ("w", "loss", "slope"))
    x, y = across(np.clip(w, PLACES[0], PLACES[-1])), up(loss)
    dx, dy = across(1) - across(0), (up(1) - up(0)) * slope
    share = reach / np.hypot(dx, dy)
    clear = "" if lifted else marks.dot(x, y, reach, "clear")
    ball = marks.dot(x, y, 9, "ball") if reach > 20 else marks.trail([x], [y])
    return clear + marks.line(x - dx * share, y - dy * share, x + dx * share, y + dy * share, "tangent") + ball


def nine(film, step):
    """The nine slopes of a filter: an arrow up where the loss rises with the weight, down where it falls."""
    x, y, width, _ = PANELS["nine"]
    knob, side = int(film.settings["knob"]), width / 3
    drawn = marks.text(x, y - 14, say("filter {number}: 9 slopes", number=knob // 9 + 1), "fine")
    longest = np.abs(film.before["nine"]).max()
    for (row, column), slope in np.ndenumerate(film.before["nine"]):
        left, top = x + column * side, y + row * side
        drawn += marks.rect((left, top, side, side), "frame")
        if step >= NINE or 3 * row + column == knob % 9:
            drawn += arrow(left + side / 2, top + side / 2, -slope / longest * side * 0.4)
    row, column = divmod(knob % 9, 3)
    return drawn + marks.chosen((x + column * side, y + row * side, side, side))


def arrow(x, middle, rise):
    """An upright arrow about that middle, its point ``rise`` below it, or above if negative; none where there is no rise."""
    rise = np.sign(rise) * max(LEAST, abs(rise))
    head = np.sign(rise) * min(8, abs(rise) * 1.2)
    tip, neck = middle + rise, middle + rise - head
    shaft = marks.line(x, middle - rise, x, neck, "tangent")
    corners = [marks.number(value) for value in (x - 6, neck, x + 6, neck, x, tip)]
    return shaft + '<path class="arrow" d="M{} {}L{} {}L{} {}z"/>'.format(*corners)


def almost_zero(slopes):
    """How many slopes are less than a hundredth of the steepest."""
    return int((np.abs(slopes) < SMALL * np.abs(slopes).max()).sum())


def strip(film, step):
    """All slopes, sorted from the one that falls most to the one that rises most; a dot where the knob's is."""
    x, y, width, height = PANELS["strip"]
    slopes = film.before["sorted"]
    along, up = linear(0, len(slopes) - 1, x, x + width), linear(slopes[0], slopes[-1], y + height, y)
    caption = say("all {count} slopes, sorted", count=whole(len(slopes)))
    drawn = marks.text(x, y - 12, caption, "fine") + marks.line(x, up(0), x + width, up(0), "base")
    if step < ALL:
        return drawn
    some = np.unique(np.r_[: len(slopes) : 12, len(slopes) - 1])
    mine = film.each["slope"][0]
    return (
        drawn
        + marks.area(along(some), up(slopes[some]), up(0), "slopes")
        + marks.dot(along(np.searchsorted(slopes, mine)), up(mine), 6, "ball")
        + marks.under(x, y + height, signed(slopes[0]), anchor="start")
        + marks.under(x + width / 2, y + height, say("{count} are almost 0", count=whole(almost_zero(slopes))))
        + marks.under(x + width, y + height, signed(slopes[-1]), anchor="end")
    )


def check(film, step):
    """The table of nudges so far: what each gives for the slope, and below what was computed."""
    x, y, width, height = PANELS["check"]
    pitch, known = height / (len(NUDGES) + 1), min(step - NUDGED + 1, len(NUDGES))
    drawn = marks.text(x, y - 8, say("nudge, and change ÷ nudge"), "fine")
    drawn += marks.line(x, y + pitch * 4.95, x + width, y + pitch * 4.95, "grid")
    if step < NUDGED:
        return drawn
    for row, (nudge, ratio) in enumerate(zip(NUDGES[:known], film.before["measured"])):
        kind = "true" if row == step - NUDGED else ""
        drawn += cells(y + pitch * (row + 0.7), plain(nudge), ratio, kind)
    return drawn + cells(y + pitch * 5.85, say("computed"), film.each["slope"][0], "slope")


def cells(y, name, value, kind):
    x, _, width, _ = PANELS["check"]
    return marks.text(x, y, name, kind) + marks.text(x + width, y, signed(value, 5), kind, "end")


def sentence(film, step):
    w, loss, slope, nudge, nudged, ratio = (film.each[name][step] for name in ("w", "loss", "slope", "nudge", "nudged", "ratio"))
    here = {"w": signed(w), "loss": fixed(loss, 3), "slope": signed(slope, 4)}
    if step < NUDGED:
        return " ".join([say("w = {w}: loss {loss}, slope {slope}.", **here), *others(film, step)])
    if step <= WALK:
        found = {"nudge": plain(nudge), "nudged": fixed(nudged, 5), "ratio": signed(ratio, 5), "slope": signed(slope, 5)}
        return say("A nudge of {nudge} takes the loss to {nudged}: {ratio} per unit. Computed: {slope}.", **found)
    if step < LIFTED:
        now = here | {"loss": trend(film.each["loss"][step - 1], loss, 4), "step": step - WALK}
        return say("Step {step} in fog: w = {w}, loss {loss}; slope {slope}.", **now)
    first = fixed(film.each["loss"][0], 3)
    return say("The fog has lifted. After {steps} steps: w = {w}, loss {loss}. It began at {first}.", steps=STEPS, first=first, **here)


def others(film, step):
    """What is told of the other slopes: of the nine of a filter, of all."""
    nine_, slopes, number = film.before["nine"], film.before["sorted"], int(film.settings["knob"]) // 9 + 1
    if step == NINE:
        ends = {"low": signed(nine_.min(), 3), "high": signed(nine_.max(), 3)}
        yield say("The nine slopes of filter {number} go from {low} to {high}.", number=number, **ends)
    if step == ALL:
        counts = {"count": whole(len(slopes)), "few": whole(almost_zero(slopes))}
        yield say("Of all {count} slopes, {few} are less than a hundredth of the steepest.", **counts)


def facts(film):
    slopes, measured, slope = film.before["sorted"], film.before["measured"], film.each["slope"][0]
    off = np.abs(measured / slope - 1)
    best = int(off.argmin())
    return {
        "w": signed(film.each["w"][0]),
        "loss": fixed(film.each["loss"][0], 3),
        "slope": signed(slope, 4),
        "falling": counted(int((film.before["nine"] < 0).sum())),
        "count": whole(len(slopes)),
        "almost_zero": whole(almost_zero(slopes)),
        "times": fixed(np.abs(slopes).max() / abs(slope), 0),
        "off_first": fixed(100 * off[0], 0),
        "best": plain(NUDGES[best]),
        "last": plain(NUDGES[-1]),
        "measured_best": signed(measured[best], 4),
        "steps_words": counted(STEPS),
        "rate": written(str(RATE)),
        "loss_end": fixed(film.each["loss"][-1], 3),
        "nearly": counted(int(np.argmax(film.each["loss"][WALK:] < 2 * film.before["losses"].min()))),
    }
