"""Marks: the few shapes that every still is made of, as SVG text. ``static/parts/marks.js`` draws the same on a canvas.

Boxes are ``(x, y, width, height)`` in the units of the still's view box, which is 640 wide. Colours are CSS classes,
so that light, dark and print need no other drawing; text is set in real sizes by the stylesheet.
"""

import re
from html import escape

import numpy as np

WIDTH = 640
SMOOTH, ROUGH = (0.3, 2), (1, 1)  # units that a line may go astray, places that it knows within a unit; a rough one hides more
SHADES = 10
GAP, CAPITAL = 7, 0.72  # units between a line and the type that hangs below it; how tall a numeral is, in sizes of its type
CLASSES = 10
SAME = re.compile(r'(<path class="(grid|base|frame|misread)" d="[^"]*)"/><path class="\2" d="')
FRAMED = re.compile(r'(<path class="frame" d="[^"]*"/>)(<g transform="[^"]*">(?:<path[^>]*/>)+</g>)(?=<path class="frame")')


def number(value, digits=1):
    """A coordinate in as few characters as it needs."""
    written = f"{value:.{digits}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def svg(height, *marks):
    """The whole still. It is decoration to a screen reader: the sentence beside it says what it shows."""
    drawn = joined("".join(marks))
    return f'<svg class="still" viewBox="0 0 {WIDTH} {height}" aria-hidden="true" focusable="false">{drawn}</svg>'


def joined(drawn):
    """The same with one path in the place of neighbours that look alike and do not overlap; a row of images has its frames last."""
    while drawn != (drawn := SAME.sub(r"\1", FRAMED.sub(r"\2\1", drawn))):
        pass
    return drawn


def text(x, y, words, kind="", anchor="start", down=0):
    """Words that stand on y, or so many times their own size below it."""
    look = f' class="{kind}"' if kind else ""
    look += f' dy="{number(down, 2)}em"' if down else ""
    look += "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text{look} x="{x:.0f}" y="{y:.0f}">{escape(str(words))}</text>'


def under(x, y, words, kind="", anchor="middle"):
    """Words that hang below y, however large a narrow room makes them."""
    return text(x, y + GAP, words, kind, anchor, 1)


def briefly(x, y, words, brief):
    """Words that hang below y where there is room for them, and shorter ones where there is not."""
    return under(x, y, words, "spare") + under(x, y, brief, "brief")


def beside(x, y, words, kind="", anchor="end"):
    """Words with their middle at the height y."""
    return text(x, y, words, kind, anchor, CAPITAL / 2)


def line(x1, y1, x2, y2, kind):
    (x1, y1), (x2, y2) = (number(x1), number(y1)), (number(x2), number(y2))
    way = f"H{x2}" if y1 == y2 else f"V{y2}" if x1 == x2 else f"L{x2} {y2}"
    return f'<path class="{kind}" d="M{x1} {y1}{way}"/>'


def polyline(xs, ys, kind, grain=SMOOTH):
    """A line through points, drawn with relative moves and without points that nobody would miss: shorter to send."""
    astray, fine = grain
    xs, ys = np.rint(seen(np.array([xs, ys], float), astray) * fine) / fine
    moves = "".join(f"l{number(dx)} {number(dy)}" for dx, dy in zip(np.diff(xs), np.diff(ys)))
    return f'<path class="{kind}" d="M{number(xs[0])} {number(ys[0])}{moves}"/>'


def seen(points, most):
    """Of points (2, n) those without which the line would go astray by more than ``most`` (Douglas and Peucker 1973)."""
    way = points[:, -1:] - points[:, :1]
    inner = points[:, 1:-1] - points[:, :1]
    along = np.clip((way * inner).sum(axis=0) / max(float((way ** 2).sum()), 1e-9), 0, 1)
    astray = np.hypot(*(inner - way * along))
    if not len(astray) or astray.max() <= most:
        return points[:, [0, -1]]
    corner = int(astray.argmax()) + 1
    return np.hstack([seen(points[:, :corner + 1], most)[:, :-1], seen(points[:, corner:], most)])


def area(xs, ys, floor, kind="area"):
    """What lies between a line and the floor."""
    outline = polyline(xs, ys, kind)
    return outline.replace('"/>', f'V{number(floor)}H{number(xs[0])}z"/>')


def band(xs, lows, highs):
    """What lies between two lines: the spread of several runs."""
    there, back = polyline(xs, highs, "band", ROUGH), polyline(xs[::-1], lows[::-1], "band", ROUGH)
    return there.replace('"/>', "L" + back.partition('d="M')[2].replace('"/>', 'z"/>'))


def dot(x, y, radius, kind):
    return f'<circle class="{kind}" cx="{x:.0f}" cy="{y:.0f}" r="{number(radius)}"/>'


def trail(xs, ys):
    """Small dots where something was, as one stroke with round ends that is nowhere longer than a point."""
    places = np.rint([xs, ys])
    moves = "".join(f"M{x:.0f} {y:.0f}h.1" for x, y in places.T)
    return f'<path class="trace" d="{moves}"/>'


def ink(opacity):
    """How strongly a mark is drawn, as an attribute where it is less than wholly."""
    return "" if opacity >= 1 else f' opacity="{number(opacity, 2)}"'


def rect(box, kind, opacity=1.0):
    x, y, width, height = box
    return f'<path class="{kind}"{ink(opacity)} d="M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"/>'


def chosen(box):
    """The mark of what is chosen: a frame in ink, with paper on both sides, so that it shows on dark and on light."""
    return rect(box, "edge") + rect(box, "chosen")


def strokes(box, count, squares):
    """A square grid of ``count`` x ``count`` tiles: ``squares`` maps (class, opacity) to the (column, row) of its tiles.

    Neighbours in a row are one stroke, as wide as a tile is high.
    """
    paths = "".join(
        f'<path class="{kind}"{ink(opacity)} d="{"".join(f"M{c} {r}h{n}" for c, r, n in rows(places))}"/>'
        for (kind, opacity), places in squares.items()
    )
    x, y, width, height = box
    return grid((x, y + width / count / 2, width, height), count, paths)


def grid(box, count, paths):
    """Paths in units of the tiles of a square grid, put in their box."""
    x, y, width, _ = box
    return f'<g transform="translate({number(x)} {number(y)})scale({number(width / count, 3)})">{paths}</g>' if paths else ""


def rows(places):
    """(column, row, length) of neighbours in a row, of (column, row) that come row by row."""
    found = []
    for column, row in places:
        if found and found[-1][1] == row and found[-1][0] + found[-1][2] == column:
            found[-1][2] += 1
        else:
            found.append([column, row, 1])
    return found


def weights(box, values, scale):
    """A square of weights: the colour is the sign, its strength the size, full at ``scale``."""
    squares = {}
    for (row, column), value in np.ndenumerate(values):
        kind = "pos" if value > 0 else "neg"
        squares.setdefault((kind, round(strength(value, scale) * SHADES) / SHADES), []).append((column, row))
    return strokes(box, len(values), squares)


def strength(value, scale):
    """How strongly a weight is coloured, 0.06 to 1: even a zero leaves a trace of paper colour."""
    return max(0.06, min(1.0, abs(value) / scale))


def digit(box, image, kind="frame"):
    """An image of ink 0 to 1 in its frame."""
    squares = {}
    for (row, column), ink in np.ndenumerate(image):
        if ink:
            squares.setdefault(("px", round(float(ink), 1)), []).append((column, row))
    return strokes(box, len(image), squares) + rect(box, kind)


def guesses(box, probabilities, true, top=1.0):
    """Ten bars, one per class, with the classes under them; the true class in ink. ``top`` is the probability at full height."""
    return bars(box, probabilities, true, top) + numerals(box, true)


def bars(box, probabilities, true, top=1.0):
    """The bars of guesses, and the floor on which they stand."""
    x, y, width, height = box
    shares = height * np.minimum(1, np.asarray(probabilities) / top)
    return posts((x, width), y + height, shares, true) + line(x, y + height, x + width, y + height, "base")


def posts(room, floor, talls, true):
    """A bar for each class up from the floor, or down, as strokes; that of the true class in ink."""
    (x, width), moves = room, {"bar": "", "bar true": ""}
    pitch = width / CLASSES
    for label, tall in enumerate(talls):
        kind, up = "bar true" if label == true else "bar", number(-tall, 0 if abs(tall) >= 1 else 1)
        moves[kind] += f"M{x + pitch * (label + 0.5):.0f} {number(floor)}v{up}"
    return "".join(f'<path class="{kind}" stroke-width="{pitch * 0.64:.0f}" d="{d}"/>' for kind, d in moves.items() if d)


def numerals(box, true):
    """The ten classes under their bars."""
    x, y, width, height = box
    pitch = width / CLASSES
    return "".join(under(x + pitch * (k + 0.5), y + height, k, "true" if k == true else "") for k in range(CLASSES))
