"""chain on paper: ten things in a row that lead from an image to its loss, the numbers on one path, and the sum of all paths."""

import numpy as np

from app import marks
from app.checks import Check
from app.engine.digits import split
from app.engine.network import Network
from app.engine.paths import Route, products
from app.formulas import now, told
from app.scale import linear
from app.scenes.chain import FIRST, SECOND, SIDES, STAGES
from app.stills.ball import knob_name
from app.words import counted, figures, mark, percent, say, whole

TITLE = mark("From one weight to the loss of one image")
SUBTITLE = mark("numbers go forward, slopes are multiplied backward")
ALT = mark("A path from one weight through the layers to the loss")
HEIGHT = 616
BOX, PITCH, LEFT, ROUND = 84, 130, 18, 634  # ROUND: where the way goes round to the second row
PANELS = {
    "rows": (0, 40, 640, 84), "second": (0, 250, 640, 84),
    "weight": (18, 478, 120, 120), "card": (240, 478, 382, 100), "told": (166, 478, 462, 100),
}
CAPTIONS = (
    mark("image"), mark("conv"), mark("pool"), mark("ReLU"), mark("conv"), mark("pool"), mark("ReLU"),
    mark("score {label}"), "p({label})", mark("loss"),
)
FORWARD = (
    mark("Step {step}, forward: the pixel is {value}."),
    mark("Step {step}, forward: the first convolution makes it {value}."),
    mark("Step {step}, forward: pooling keeps {value}."),
    mark("Step {step}, forward: ReLU passes on {value}."),
    mark("Step {step}, forward: the second convolution makes it {value}."),
    mark("Step {step}, forward: pooling keeps {value}."),
    mark("Step {step}, forward: ReLU passes on {value}."),
    mark("Step {step}, forward: the score of {label} is {value}."),
    mark("Step {step}, forward: the probability of {label} is {value}."),
    mark("Step {step}, forward: the loss is {value}."),
)
BACK = (
    mark("Step {step}, back through the first convolution: times {slope}, which makes {product}."),
    mark("Step {step}, back through pooling: times {slope}, which makes {product}."),
    mark("Step {step}, back through ReLU: times {slope}, which makes {product}."),
    mark("Step {step}, back through the second convolution: times {slope}, which makes {product}."),
    mark("Step {step}, back through pooling: times {slope}, which makes {product}."),
    mark("Step {step}, back through ReLU: times {slope}, which makes {product}."),
    mark("Step {step}, back through the dense layer: times {slope}, which makes {product}."),
    mark("Step {step}, back through the softmax: times {slope}, which makes {product}."),
    mark("Step {step}, back through the logarithm: times {slope}, which makes {product}."),
)
CELLS = (
    mark("map {map} of filter {number}, top left"), mark("map {map} of filter {number}, top middle"),
    mark("map {map} of filter {number}, top right"), mark("map {map} of filter {number}, middle left"),
    mark("map {map} of filter {number}, centre"), mark("map {map} of filter {number}, middle right"),
    mark("map {map} of filter {number}, bottom left"), mark("map {map} of filter {number}, bottom middle"),
    mark("map {map} of filter {number}, bottom right"),
)
CORNERS = (
    mark("neuron {number}, map {map}, top left"), mark("neuron {number}, map {map}, top right"),
    mark("neuron {number}, map {map}, bottom left"), mark("neuron {number}, map {map}, bottom right"),
)
SURE = 3.0
CHECKS = (
    Check(mark("a local slope"), mark("by the rule of its layer: {slope:4}"), Route.slope),
    Check(
        mark("the same by nudging"), mark("what leaves the link, a millionth above and below, over two millionths: {tried:4}"),
        Route.difference,
    ),
    Check(mark("the paths"), mark("each the product of its slopes; {open} of {wired} are not zero"), products),
    Check(mark("the gradient"), mark("by the code that trains: {gradient:4}; by nudging the weight: {difference:4}"), Network.measure),
)


def weight_name(value):
    """'filter 7, top middle', 'map 12 of filter 7, centre', 'neuron 7, map 5, bottom left'."""
    if value in FIRST:
        return knob_name(value)
    position = int(value)
    if value in SECOND:
        unit, row, below, column = np.unravel_index(position - 80, (16, 3, 8, 3))
        return say(CELLS[row * 3 + column], map=unit + 1, number=below + 1)
    neuron, row, channel, column = np.unravel_index(position - 1248, (10, 2, 16, 2))
    return say(CORNERS[row * 2 + column], number=neuron, map=channel + 1)


def image_name(value):
    """'7 (no. 22)': what it is, and which of the training digits."""
    return say("{label} (no. {number})", label=split()[0].labels[int(value)], number=value)


LABELS = {"weight": (mark("weight"), weight_name), "image": (mark("digit"), image_name), "step": (mark("steps"), str)}


def still(film):
    last = film.count - 1
    return marks.svg(
        HEIGHT,
        captions(film),
        weight(film),
        f'<g class="now">{moment(film, 0)}</g><g class="later">{moment(film, last)}</g>',
    )


def slot(n):
    """The box of the n-th thing: five in a row."""
    y = PANELS["rows" if n < 5 else "second"][1]
    return LEFT + n % 5 * PITCH, y, BOX, BOX


def caption(film, n):
    return say(CAPTIONS[n], label=class_of(film, n))


def class_of(film, n):
    """Which of the ten the n-th thing is about: the score is the path's own, the probability that of the true class."""
    return int(film.before["spots"][7] if n == 7 else film.before["label"])


def captions(film):
    return "".join(marks.text(slot(n)[0], slot(n)[1] - 12, caption(film, n), "fine") for n in range(10))


def weight(film):
    """The weight among its neighbours, ringed."""
    before = film.before
    side = 8 if before["number"] == 6 else 3
    numbers = before["square"][: side * side].reshape(side, side)
    x, y, width, _ = PANELS["weight"]
    return (
        marks.text(x, y - 12, f"w = {figures(before['w'])}", "fine")
        + marks.weights(PANELS["weight"], numbers, np.abs(numbers).max())
        + ring(PANELS["weight"], int(before["cell"]), side)
    )


def ring(box, cell, side):
    x, y, width, _ = box
    across = width / side
    return marks.chosen((x + cell % side * across, y + cell // side * across, across, across))


def moment(film, step):
    kind, at = now(film, step)
    number = int(film.before["number"])
    reached = at if kind == "value" else 9
    back = at if kind == "slope" else number if kind == "sum" else 9
    things = "".join(thing(film, n) if n <= reached else marks.rect(slot(n), "frame") for n in range(10))
    links = "".join(link(n, "slope" if n >= back else "lit" if number <= n < reached else "grid") for n in range(9))
    numbers = "".join(value(film, n) for n in range(number, reached + 1)) + "".join(slope(film, n) for n in range(back, 9))
    return things + links + numbers + (total(film, at) if kind == "sum" else card(film, step))


def thing(film, n):
    """What the image has become at n."""
    before, box = film.before, slot(n)
    if not before["known"][min(n, 8)] or n == 9:
        return (loss(box, before["values"][9]) if n == 9 else "") + marks.rect(box, "frame")
    if n > 6:
        return bars(box, before["maps"][n][:10], int(before["spots"][n])) + marks.rect(box, "frame")
    side, spot = SIDES[n], int(before["spots"][n])
    numbers = before["maps"][n][: side**2].reshape(side, side)
    drawn = marks.digit(box, numbers) if n == 0 else marks.weights(box, numbers, max(np.abs(numbers).max(), 1e-9))
    return drawn + marks.rect(box, "frame") + (ring(box, spot, side) if spot >= 0 else "")


def bars(box, numbers, mine):
    """Ten bars, up or down; the path's own in ink."""
    x, y, width, height = box
    low, high = min(0, numbers.min()), max(0, numbers.max())
    up = linear(low, high, y + height - 4, y + 4)
    return marks.posts((x, width), up(0), up(0) - up(numbers), mine)


def loss(box, value):
    x, y, width, height = box
    tall = height * min(1, value / SURE)
    return marks.rect((x + width * 0.35, y + height - tall, width * 0.3, tall), "lossbar")


def link(n, kind):
    """The line from one thing to the next; after the fifth it goes round to the second row."""
    x, y, side, _ = slot(n)
    middle = y + side / 2
    if n != 4:
        return marks.line(x + side, middle, x + PITCH, middle, kind)
    low = slot(5)[1]
    return marks.polyline((x + side, ROUND, ROUND, 6, 6, LEFT), (middle, middle, low - 40, low - 40, low + side / 2, low + side / 2), kind)


def value(film, n):
    x, y, side, _ = slot(n)
    return marks.text(x + side / 2, y + side + 28, figures(film.before["values"][n]), "true", "middle")


def slope(film, n):
    x, y, side, _ = slot(n)
    place, anchor = (ROUND - 8, "end") if n == 4 else (x + (side + PITCH) / 2, "middle")
    return marks.text(place, y + side + 58, f"× {figures(film.before['slopes'][n])}", "slope", anchor)


def card(film, step):
    """The number of this step, with its formula."""
    x, y, _, _ = PANELS["told"]
    kind, at = now(film, step)
    kinds, lines = ("fine", "num slope" if kind == "slope" else "num", "", ""), told(film, kind, at)
    return "".join(marks.text(x, y - 12 + 38 * k, words, kind) for k, (words, kind) in enumerate(zip(lines, kinds)))


def counts(film):
    """How many paths have been added, at every sample of the sums."""
    many = max(1, int(film.before["open"]))
    return many ** np.linspace(0, 1, len(film.before["sums"]))


def total(film, stage):
    """The sum of the paths added so far, strongest first, on its way to the gradient."""
    sums, gradient = film.before["sums"], film.before["gradient"]
    x, y, width, height = PANELS["card"]
    many = counts(film)
    if many[-1] == 1:
        return card(film, film.count - 2) + marks.text(x, y + 140, say("gradient: {number}", number=figures(gradient)), "slope")
    across = linear(0, np.log(many[-1]), x, x + width)
    up = linear(min(0, sums.min()), max(0, sums.max()), y + height, y)
    last = stage * (len(sums) - 1) // STAGES
    some = int(film.each["paths"][2 * (9 - int(film.before["number"])) + stage])
    return (
        marks.text(x, y - 12, say("{some} of {count} open paths", some=whole(some), count=whole(many[-1])), "fine")
        + marks.line(x, up(0), x + width, up(0), "base")
        + marks.line(x, up(gradient), x + width, up(gradient), "chance")
        + marks.beside(x - 10, up(gradient), figures(gradient), "slope")
        + marks.polyline(across(np.log(many[: last + 1])), up(sums[: last + 1]), "tangent", marks.ROUGH)
        + marks.dot(across(np.log(many[last])), up(sums[last]), 6, "slope")
        + marks.under(x, y + height, "1")
        + marks.under(x + width, y + height, say("{count} paths added", count=whole(many[-1])), anchor="end")
    )


def sentence(film, step):
    kind, at = now(film, step)
    before, each = film.before, film.each
    if step == 0:
        numbers = {"weight": figures(before["w"]), "value": figures(before["values"][at])}
        return say("Step 0: the weight is {weight}, and what it looks at is {value}.", **numbers)
    if kind == "value":
        return say(FORWARD[at], step=step, label=class_of(film, at), value=figures(before["values"][at]))
    if kind == "slope":
        return say(BACK[at], step=step, slope=figures(before["slopes"][at]), product=figures(each["product"][step]))
    paths = added(step, figures(each["sum"][step]), int(each["paths"][step]), int(before["open"]))
    numbers = {"gradient": figures(before["gradient"]), "difference": figures(before["difference"])}
    return " ".join([paths, say("The gradient is {gradient}; a nudge finds {difference}.", **numbers)])


def added(step, sum_, some, every):
    """Which paths have been added up, and what they give."""
    here = {"step": step, "sum": sum_, "some": whole(some), "count": whole(every)}
    if every == 0:
        return say("Step {step}: no path is open, which gives {sum}.", **here)
    if every == 1:
        return say("Step {step}: its only path gives {sum}.", **here)
    if some == every:
        return say("Step {step}: all {count} open paths give {sum}.", **here)
    return say("Step {step}: the strongest {some} of {count} open paths give {sum}.", **here)


def facts(film):
    before = film.before
    values, slopes = before["values"], before["slopes"]
    label, guesses = int(before["label"]), before["maps"][8][:10]
    share = film.each["product"][-1]
    return {
        "weight": weight_name(film.settings["weight"]),
        "step": film.settings["step"],
        "label": str(label),
        "mistaken": str(int(guesses.argmax())),
        "mistaken_sure": percent(guesses.max()),
        "true_sure": percent(values[8]),
        "pixel": figures(values[0]),
        "first": figures(values[1]),
        "loss": figures(values[9]),
        "last_slope": figures(slopes[8]),
        "links": counted(int(9 - before["number"])),
        "share": figures(share),
        "wired": whole(int(before["wired"])),
        "open": whole(int(before["open"])),
        "gradient": figures(before["gradient"]),
        "sum": figures(before["sums"][-1]),
        "difference": figures(before["difference"]),
    }
