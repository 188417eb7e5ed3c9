"""loop on paper: the batch with what is misread, the lengths of loss, gradient and nudge, and 72 weights before and after."""

import numpy as np

from app import marks
from app.checks import Check
from app.engine.descent import descend
from app.engine.loss import cross_entropy
from app.engine.network import Network
from app.engine.optimizers import plain
from app.engine.run import batches
from app.listing import block, printed
from app.scenes.loop import PHASES
from app.story import RUN
from app.words import counted, figures, fixed, mark, percent, say, written

TITLE = mark("The training loop, line by line")
SUBTITLE = mark("the code that trained this network, printed from its source")
ALT = mark("One step of the training loop: its batch, loss, gradient and nudge")
HEIGHT = 616
PANELS = {
    "batch": (16, 34, 608, 152), "loss": (16, 252, 176, 16), "slope": (232, 252, 176, 16), "nudge": (448, 252, 176, 16),
    "weights": (160, 356, 464, 48), "gradients": (160, 422, 464, 48), "nudges": (160, 488, 464, 48), "after": (160, 554, 464, 48),
}
LABELS = {"from": (mark("from step"), str)}
ABOVE = {"batch": mark("the batch"), "loss": mark("loss"), "slope": mark("gradient"), "nudge": mark("nudge")}
ROWS = {"weights": mark("weights"), "gradients": mark("gradient"), "nudges": mark("nudge"), "after": mark("after")}
TOLD = len(PHASES) - 1  # the end of the first turn
TOP = 2.8
LEVELS = 48  # of which the largest number of a strip is as tall as all
DARK, PALE = 0.35, 0.35  # the ink that a tile of a digit needs to be drawn; what is left of it in those that are right
CHECKS = (
    Check(mark("the loss"), mark("mean of −log p over the 64 digits of the batch: {loss:4}"), cross_entropy),
    Check(mark("the gradient"), mark("1,898 slopes; the root of the sum of their squares: {slope:4}"), Network.measure),
    Check(mark("the nudge"), mark("0.3 × {slope:4} = {nudge:4}"), plain.Optimizer.update),
)
ACROSS = 16
PITCH = PANELS["batch"][2] / ACROSS
SIDE = PITCH * 8 / 9
SAID = {
    "batch": mark("Training step {turn}, take a batch: {batch} digits, drawn at random."),
    "forward": mark("Training step {turn}, forward, through all layers: {right} of {batch} digits right."),
    "loss": mark("Training step {turn}, the mean loss of these {batch} is {loss}."),
    "gradient": mark("Training step {turn}, back through all layers: 1,898 slopes, together of length {slope}."),
    "nudge": mark("Training step {turn}, minus {rate} times the gradient: a nudge of length {nudge}."),
    "weights": mark("Training step {turn}, add the nudge: every weight has a new value."),
}
LOOP = {
    "batch": "for landscape in landscapes:",
    "forward": "loss, gradient = landscape.measure(weights)",
    "loss": "loss, gradient = landscape.measure(weights)",
    "gradient": "loss, gradient = landscape.measure(weights)",
    "nudge": "nudge, state = optimizer.update(gradient, state)",
    "weights": "weights = weights + nudge",
}
INSIDE = (
    (batches, {"batch": "yield Batch(network, *shown.pick("}),
    (Network.forward, {"forward": "x = layer.forward(own, x)"}),
    (cross_entropy, {"loss": "loss = -logs[true].sum() / len(labels)"}),
    (Network.measure, {"gradient": "blame = layer.backward(own, change, blame)"}),
    (plain.Optimizer.update, {"nudge": "return -self.rate * gradient, state"}),
)


def code(film, root=""):
    """The loop, and below it what its lines call."""
    called = [printed(function, running, root) for function, running in INSIDE]
    return block(say("The training loop"), printed(descend, LOOP, root)) + block(say("What the loop calls"), *called)


def still(film):
    return marks.svg(
        HEIGHT,
        captions(),
        room(),
        f'<g class="now">{moment(film, 0)}</g><g class="later">{moment(film, TOLD)}</g>',
    )


def captions():
    above = "".join(marks.text(PANELS[panel][0], PANELS[panel][1] - 12, say(words), "fine") for panel, words in ABOVE.items())
    return above + "".join(marks.text(16, PANELS[panel][1] + 30, say(words)) for panel, words in ROWS.items())


def moment(film, step):
    """What is known in this phase of this turn."""
    turn, phase = divmod(step, len(PHASES))
    before, each = film.before, film.each
    lengths = max(each["slope"].max(), each["nudge"].max())
    loud, steep = np.abs(before["weights"]).max(), np.abs(before["gradients"]).max()
    slopes, nudges = (strip(name, before[name][turn], steep) for name in ("gradients", "nudges"))
    parts = [
        batch(before["images"][turn], before["bets"][turn] != before["labels"][turn] if phase else np.zeros(RUN.batch, bool)),
        marks.text(624, PANELS["batch"][1] - 12, told(int(each["right"][step])) if phase else "", anchor="end"),
        strip("weights", before["weights"][turn], loud),
        bar("loss", each["loss"][step], TOP, "lossbar", "ball") if phase > 1 else "",
        bar("slope", each["slope"][step], lengths, "slopebar", "slope") + slopes if phase > 2 else "",
        bar("nudge", each["nudge"][step], lengths, "nudgebar", "own") + nudges if phase > 3 else "",
        strip("after", before["weights"][turn + 1], loud) if phase > 4 else "",
    ]
    return "".join(parts)


def told(right):
    return say("{right} right, {wrong} misread", right=right, wrong=RUN.batch - right)


def room():
    """What stands before anything is known: the frames of three bars, the zero lines of four strips."""
    bars = "".join(marks.rect(PANELS[panel], "frame") for panel in ("loss", "slope", "nudge"))
    zeros = "".join(marks.line(x, y + height / 2, x + width, y + height / 2, "grid") for x, y, width, height in map(PANELS.get, ROWS))
    return bars + zeros


def batch(images, wrong):
    """64 digits in four rows, all in the same tone; those that are misread in a frame, the others pale."""
    x, y, *_ = PANELS["batch"]
    apart = np.pad(images.reshape(-1, ACROSS, 8, 8), ((0, 0), (0, 0), (0, 1), (0, 1)))
    tiles = walked(apart.swapaxes(1, 2).reshape(-1, 9 * ACROSS) > DARK)
    right = ~wrong if wrong.any() else wrong
    return (
        marks.grid((x, y + PITCH / 18, PITCH * ACROSS, 0), 9 * ACROSS, f'<path class="dark" d="{tiles}"/>')
        + squares(right, "clear", 1 - PALE) + squares(np.ones_like(wrong), "frame") + squares(wrong, "misread")
    )


def walked(tiles):
    """A stroke over each tile, row by row, with a move from where the one before it ended: shorter to send."""
    strokes, x, y = "", 0, 0
    for row, column in np.argwhere(tiles):
        strokes += "h1" if (column, row) == (x, y) and strokes else f"m{column - x} {row - y}h1"
        x, y = column + 1, row
    return strokes


def squares(there, kind, opacity=1.0):
    """A square around each digit of the batch for which that is true."""
    x, y, *_ = PANELS["batch"]
    one, column, row, drawn = f"h{marks.number(SIDE)}v{marks.number(SIDE)}h{marks.number(-SIDE)}z", 0, 0, ""
    for k in np.flatnonzero(there):
        drawn += f"m{marks.number((k % ACROSS - column) * PITCH)} {marks.number((k // ACROSS - row) * PITCH)}{one}"
        row, column = divmod(k, ACROSS)
    return f'<path class="{kind}"{marks.ink(opacity)} d="M{x} {y}{drawn}"/>' if drawn else ""


def bar(panel, value, top, kind, tone):
    x, y, width, height = PANELS[panel]
    return marks.rect((x, y, width * min(1, value / top), height), kind) + marks.text(x, y + height + 30, figures(value), f"num {tone}")


def strip(panel, values, top):
    """72 numbers as bars, up or down: strokes, one path per colour, in which a column is one wide."""
    x, y, width, height = PANELS[panel]
    pitch, middle = width / len(values), y + height / 2
    kinds = {"gradients": ("slope", "slope"), "nudges": ("nudge", "nudge")}.get(panel, ("up", "down"))
    paths = {kind: "" for kind in kinds}
    for k, level in enumerate(np.rint(values / top * LEVELS).astype(int)):
        if level:
            paths[kinds[0 if level > 0 else 1]] += f"M{k} 0v{-level}"
    bars = "".join(f'<path class="{kind}" d="{d}"/>' for kind, d in paths.items())
    place = f"translate({marks.number(x + pitch / 2)} {marks.number(middle)})scale({pitch:.3f} {height / 2 / LEVELS})"
    return f'<g class="bars" transform="{place}">{bars}</g>'


def sentence(film, step):
    turn, right, loss, slope, nudge = (film.each[name][step] for name in ("turn", "right", "loss", "slope", "nudge"))
    told = {
        "turn": int(turn), "batch": RUN.batch, "right": int(right), "loss": fixed(loss, 3), "slope": figures(slope),
        "nudge": figures(nudge), "rate": written(str(RUN.rate)),
    }
    return say(SAID[PHASES[step % len(PHASES)]], **told)


def facts(film):
    each, first = film.each, {name: film.each[name][0] for name in film.each}
    losses = each["loss"][:: len(PHASES)]
    return {
        "from": film.settings["from"],
        "lines": counted(len(set(LOOP.values()))),
        "batch": str(RUN.batch),
        "rate": written(str(RUN.rate)),
        "right": str(int(first["right"])),
        "wrong": str(RUN.batch - int(first["right"])),
        "loss": fixed(first["loss"], 3),
        "slope": figures(first["slope"]),
        "nudge": figures(first["nudge"]),
        "length": figures(first["length"]),
        "share": percent(first["nudge"] / first["length"], 1),
        "turns": counted(len(losses)),
        "highest": fixed(losses.max(), 2),
        "lowest": fixed(losses.min(), 2),
    }
