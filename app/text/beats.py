"""A scene in the text: settings on the grid of its word, one heading, and beats that cover its way from 0 to 1."""

import re
from itertools import pairwise
from typing import NamedTuple

from app.grid import closest
from app.text.directives import MARKDOWN, directive
from app.text.markdown import plain

OPTION = re.compile(r":([\w-]+):\s*(.*?)\s*")
NOTHING_ELSE = "directly inside a scene stand one ## or ### heading and then beats, nothing else"


class Beat(NamedTuple):
    """The prose beside a figure while its progress goes from start to stop."""

    start: float
    stop: float
    html: str


class Scene(NamedTuple):
    """A figure: its word, a setting for every name of its grid, its heading's HTML or None and tag, and its beats."""

    word: str
    settings: dict
    heading: str | None
    tag: str
    beats: list


def scene(found):
    """A scene, with its settings checked against its grid and its beats in order."""
    module = found.manuscript.one_of(found.line, found.argument, "scenes", found.manuscript.scenes)
    noting = found.manuscript.noting
    with noting():
        found.manuscript.claim(found.line, found.argument)
    settings, rest, line = options(found, module)
    place = found.inside(line)
    heading, tag, beats = None, "h2", []
    tokens = iter(MARKDOWN.parse(rest, place))
    for token in tokens:
        if token.type == "heading_open" and token.tag in ("h2", "h3") and heading is None and not beats:
            tag, heading = token.tag, MARKDOWN.renderer.renderInline(next(tokens).children, MARKDOWN.options, place)
            found.manuscript.contents.append((found.argument, plain(heading), tag))
            next(tokens)
        else:
            with noting():
                beats.append(only_beat(token, place))
    with noting():
        in_order(found, beats)
    return Scene(found.argument, settings, heading, tag, [one for _, one in beats])


def only_beat(token, place):
    """(directive, beat); nothing else may stand directly inside a scene."""
    if token.type != "directive" or (inner := directive(token, place)).name != "beat":
        raise place["manuscript"].mistake(token.meta["line"], NOTHING_ELSE)
    return inner, beat(inner)


def options(found, module):
    """(settings, rest of the body, line where that begins): the default, with what the scene's first lines say instead."""
    settings, lines = dict(module.DEFAULT), found.body.splitlines(keepends=True)
    for above, text in enumerate(lines):
        match = OPTION.fullmatch(text.strip())
        if not match:
            return settings, "".join(lines[above:]), found.line + 1 + above
        with found.manuscript.noting():
            settings[match[1]] = on_grid(found, found.line + 1 + above, module.GRID, *match.groups())
    return settings, "", found.line + 1


def on_grid(found, line, grid, name, value):
    values = found.manuscript.one_of(line, name, f"options of {found.argument}", grid)
    if value not in values:
        told = f"{name}={value} is not on the grid of {found.argument}; the nearest is {closest(values, value)}"
        raise found.manuscript.mistake(line, told)
    return value


def beat(found):
    """The beat with its prose. Its argument is two numbers from 0 to 1."""
    try:
        start, stop = map(float, found.argument.split())
    except ValueError:
        raise found.mistake(f"got {{beat}} {found.argument}, expected two numbers: {{beat}} 0 0.25") from None
    if not 0 <= start < stop <= 1:
        raise found.mistake(f"the beat from {start:g} to {stop:g} does not go forward between 0 and 1")
    return Beat(start, stop, found.html())


def in_order(found, beats):
    """Beats cover the way from 0 to 1 without a gap or an overlap."""
    if not beats:
        raise found.mistake(f"the scene {found.argument} has no beats, expected some from 0 to 1")
    first, last = beats[0], beats[-1]
    if first[1].start != 0:
        raise first[0].mistake(f"the first beat begins at {first[1].start:g}, expected 0")
    for (_, before), (place, after) in pairwise(beats):
        if after.start != before.stop:
            raise place.mistake(f"this beat begins at {after.start:g}, but the one before ends at {before.stop:g}")
    if last[1].stop != 1:
        raise last[0].mistake(f"the last beat ends at {last[1].stop:g}, expected 1")
