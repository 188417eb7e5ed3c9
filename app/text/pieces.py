"""Pieces: every token of an author's text, those inside directives too, with its line and the scene that it stands in."""

from typing import NamedTuple

from markdown_it.token import Token

from app.text.beats import OPTION
from app.text.directives import MARKDOWN, OPENING


class Piece(NamedTuple):
    """``scene`` is the word of the scene around it, or None. What stands within a paragraph are pieces of their own."""

    line: int
    token: Token
    scene: str | None


def pieces(text, line, scene=None):
    """The pieces of a text that begins on that line, in reading order."""
    for token in MARKDOWN.parse(text, {"line": line}):
        at = token.meta["line"]
        yield Piece(at, token, scene)
        yield from (Piece(child.meta["line"], child, scene) for child in token.children or ())
        if token.type == "directive" and (opening := OPENING.fullmatch(token.info.strip())):
            name, argument = opening.groups()
            yield from title(name, argument, at, scene)
            above, rest = options(token.content)
            yield from pieces(rest, at + 1 + len(above), argument if name == "scene" else scene)


def title(name, argument, line, scene):
    """What is said on the line that opens an aside."""
    if name == "aside":
        yield from pieces(argument, line, scene)


def options(body):
    """(the lines of options that a body begins with, the rest of it)"""
    lines = body.splitlines(keepends=True)
    count = next((k for k, one in enumerate(lines) if not OPTION.fullmatch(one.strip())), len(lines))
    return lines[:count], "".join(lines[count:])
