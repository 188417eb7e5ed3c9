"""Numbers come from the engine: what looks measured is not typed by hand.

Looks measured: two digits or more, a decimal, a share in percent. May be typed: a value on the grid of the scene that it stands in,
a year, "8 by 8", a part of a name as in ResNet-50, and whatever the author calls a constant: ``{constant}`64```.
"""

import re
from itertools import chain

from app import scenes
from app.engine import menu

NUMBER = re.compile(r"(?<![\w.,-])[-−]?\d+(?:[.,\u202f]\d+)*(?:[\s\u202f]?%)?(?![\w-])")
MEASURED = re.compile(r"\d\d|\d[.,]\d|%")
YEAR = re.compile(r"(1[89]|20)\d\d")
SQUARE = re.compile(r"(\d+)(?: by | por |×| × )(\d+)")


def look(page):
    for line, token, scene in words(page):
        for found in NUMBER.finditer(SQUARE.sub("", token.content)):
            if MEASURED.search(found[0]) and not YEAR.fullmatch(found[0]) and found[0] not in grid(scene):
                expected = f"{alike(page, found[0], scene)}, or {{constant}}`{found[0]}` if nothing computes it"
                yield line, f"{found[0]} is typed by hand, expected {expected}"


def words(page):
    """Text that is neither a role, nor code, nor a formula, nor the name of what a link leads to."""
    linked = 0
    for piece in page.pieces:
        linked += {"link_open": 1, "link_close": -1}.get(piece.token.type, 0)
        if piece.token.type == "text" and not linked:
            yield piece


def grid(scene):
    """Every value that a reader can choose in that scene."""
    return set(chain(*menu.pick(scenes, scene).GRID.values())) if scene in menu.names(scenes) else set()


def alike(page, number, scene):
    """The fact that has this value, one of the same scene if there is one."""
    names = sorted((name for name, text in page.facts.items() if text == number), key=lambda name: not name.startswith(f"{scene}."))
    return f"{{number}}`{names[0]}`" if names else "a {number}"


def counted(page):
    return {"numbers": sum(piece.token.type == "myst_role" and piece.token.meta["name"] == "number" for piece in page.pieces)}
