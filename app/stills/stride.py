"""stride on paper: four balls on the same curve, a fifth at the reader's rate, and the loss against the learning rate."""

import numpy as np

from app import marks
from app.checks import Check
from app.engine.descent import descend
from app.engine.landscapes.lone import Lone
from app.scale import ceiling, linear, plain, ticks
from app.scenes.ball import REACH
from app.scenes.stride import GRID, SHOWN, START, STEPS
from app.words import fixed, listed, mark, ngettext, percent, say, signed, whole, written

TITLE = mark("One curve, one start, five learning rates")
SUBTITLE = mark("the ball’s knob again; the loss of all 1,437 training digits")
ALT = mark("Balls on the same loss curve at different learning rates, and the loss against the rate")
HEIGHT = 516
PLACES = ((64, 40), (360, 40), (64, 200), (360, 200), (64, 360), (360, 360))
PANELS = {name: (x, y, 264, 106) for name, (x, y) in zip((*(f"rate_{rate}" for rate in SHOWN), "own", "chart"), PLACES)}
CHECKS = (
    Check(mark("the next weight at rate 4"), mark("w − 4 × slope: from {w_4:4} to {w_4+1:4}"), descend),
    Check(mark("the next weight at your rate"), mark("w − {settings.rate} × slope: from {w:4} to {w+1:4}"), descend),
    Check(mark("the loss"), mark("mean of −log p over all 1,437 training digits, at w = {w:3}: {loss:5}"), Lone.measure),
)
LABELS = {"rate": (mark("your learning rate"), written)}
LOOK = 10
RATES = np.array([float(rate) for rate in GRID["rate"]])


def scales(film, panel):
    """Weight to x and loss to y in that panel; and the loss at its top."""
    x, y, width, height = PANELS[panel]
    top = ceiling(film.before["curve"].max())
    return linear(REACH[0], REACH[-1], x, x + width), linear(0, top, y + height, y), top


def across_rates():
    """Learning rate to x of the chart, each doubling the same way."""
    x, _, width, _ = PANELS["chart"]
    place = linear(np.log2(RATES[0]), np.log2(RATES[-1]), x, x + width)
    return lambda rate: place(np.log2(rate))


def balls(film):
    """Panel, caption, name of the weight and of the loss of each ball."""
    shown = ((f"rate_{rate}", say("rate {rate}", rate=rate), f"w_{rate}", f"loss_{rate}") for rate in SHOWN)
    return [*shown, ("own", say("yours: {rate}", rate=written(film.settings["rate"])), "w", "loss")]


def still(film):
    last = film.count - 1
    return marks.svg(
        HEIGHT,
        "".join(hill(film, panel, caption) for panel, caption, _, _ in balls(film)),
        levels(film, "chart"),
        rates(),
        f'<g class="now">{moment(film, 0)}</g><g class="later">{moment(film, last)}</g>',
    )


def hill(film, panel, caption):
    """A panel with the curve in it."""
    across, up, _ = scales(film, panel)
    x, y, _, height = PANELS[panel]
    curve = across(REACH), up(film.before["curve"])
    names = [marks.under(across(w), y + height, signed(w, 0)) for w in (-4, 0, 4)] if panel == "own" else []
    return (
        marks.area(*curve, y + height)
        + levels(film, panel)
        + marks.polyline(*curve, "curve thin")
        + "".join(names)
        + marks.text(x, y - 12, caption, "fine own" if panel == "own" else "fine")
    )


def levels(film, panel):
    """The grid of losses; labels at the left column alone."""
    x, y, width, height = PANELS[panel]
    _, up, top = scales(film, panel)
    labels = [marks.beside(x - 12, up(t), plain(t)) for t in ticks(top)] if x < 100 else []
    lines = [marks.line(x, up(t), x + width, up(t), "grid") for t in ticks(top)]
    return "".join(lines + labels) + marks.line(x, y + height, x + width, y + height, "base")


def rates():
    _, y, _, height = PANELS["chart"]
    place = across_rates()
    names = ((1, say("rate {rate}", rate=1)), (4, 4), (16, 16), (64, 64))
    return "".join(marks.under(place(rate), y + height, words) for rate, words in names)


def moment(film, step):
    """The balls with the places where they were, and the loss of every rate."""
    return "".join(ball(film, step, *names) for names in balls(film)) + chart(film, step)


def ball(film, step, panel, _, w, loss):
    across, up, top = scales(film, panel)
    x, y, width, _ = PANELS[panel]
    ws, losses = film.each[w], film.each[loss]
    there = np.abs(ws) <= REACH[-1]
    before = np.flatnonzero(there[:step])
    trail = marks.trail(across(ws[before]), up(losses[before]))
    now = marks.dot(across(ws[step]), up(losses[step]), 8, "ball") if there[step] else ""
    return trail + now + marks.text(x + width, y - 12, told(ws[step], losses[step]), "num ball", "end")


def told(w, loss):
    return fixed(loss, 3) if abs(w) <= REACH[-1] else say("off map")


def chart(film, step):
    """The loss after so many steps against the learning rate, with the balls of the panels on it."""
    x, y, _, height = PANELS["chart"]
    place, (_, up, top) = across_rates(), scales(film, "chart")
    losses = np.minimum(film.each["losses"][step], top)
    dots = "".join(marks.dot(place(float(rate)), up(losses[GRID["rate"].index(rate)]), 5, "ball") for rate in SHOWN)
    own = film.settings["rate"]
    at, level = place(float(own)), up(losses[GRID["rate"].index(own)])
    ring = marks.line(at, level + 8, at, y + height, "dotted nudge") + marks.dot(at, level, 8, "own")
    words = marks.text(x, y - 12, ngettext("loss after {n} step", "loss after {n} steps", step, n=step), "fine")
    return marks.polyline(place(RATES), up(losses), "curve thin") + dots + ring + words


def sentence(film, step):
    loss = fixed(film.each["loss"][step], 3)
    if step == 0:
        return say("Step 0: all start at {w}, loss {loss}.", w=signed(film.each["w"][0]), loss=loss)
    four = listed(where(rate, film.each[f"w_{rate}"][step]) for rate in SHOWN)
    own = yours(film.settings["rate"], film.each["w"][step], loss)
    return " ".join([say("Step {step}: rate {places}.", step=step, places=four), own])


def where(rate, w):
    """'4 at 0.48', or '64 off the map'."""
    return say("{rate} off the map", rate=rate) if abs(w) > REACH[-1] else say("{rate} at {w}", rate=rate, w=signed(w))


def yours(rate, w, loss):
    """Where the ball at the reader's rate is."""
    if abs(w) > REACH[-1]:
        return say("Yours, {rate}, off the map, loss {loss}.", rate=written(rate), loss=loss)
    return say("Yours, {rate}, at {w}, loss {loss}.", rate=written(rate), w=signed(w), loss=loss)


def facts(film):
    w = {rate: film.each[f"w_{rate}"] for rate in SHOWN}
    loss = {rate: film.each[f"loss_{rate}"] for rate in SHOWN}
    later = film.each["losses"][LOOK:].max(0)
    good = np.flatnonzero(later < 2 * later.min())
    return {
        "start": signed(START),
        "steps": str(STEPS),
        "look": str(LOOK),
        "rates": str(len(RATES)),
        "lowest": written(GRID["rate"][0]),
        "highest": written(GRID["rate"][-1]),
        "crawl_w": signed(w["1"][LOOK]),
        "crawl_left": percent(loss["1"][LOOK] / loss["1"][0]),
        "arrive_w": signed(w["4"][LOOK]),
        "arrive_loss": fixed(loss["4"][-1], 2),
        "swing_low": signed(w["32"][3]),
        "swing_high": signed(w["32"][2]),
        "flight": listed(signed(value, 1) for value in w["64"][1:5]),
        "away_step": str(int(np.argmax(np.abs(w["64"]) > 10 * REACH[-1]))),
        "away_w": signed(w["64"][-1], 0),
        "heard": whole(int(film.before["heard"])),
        "good_low": written(GRID["rate"][good[0]]),
        "good_high": written(GRID["rate"][good[-1]]),
    }
