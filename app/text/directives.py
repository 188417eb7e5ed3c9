"""Directives: blocks between colons that are more than prose, each checked where it opens and where it closes."""

import re
from typing import NamedTuple

from app.text.markdown import parser

OPENING = re.compile(r"\{([\w-]+)\}\s*(.*?)\s*")


class Directive(NamedTuple):
    """``:::{name} argument`` on that line of the file, and the text of its body, which begins on the next."""

    name: str
    argument: str
    line: int
    body: str
    place: dict

    @property
    def manuscript(self):
        return self.place["manuscript"]

    def mistake(self, what):
        return self.manuscript.mistake(self.line, what)

    def inside(self, line=None):
        """The place of what stands inside, from that line on."""
        return self.manuscript.place(line or self.line + 1, self.place["depth"] + 1)

    def html(self):
        return self.manuscript.markdown.render(self.body, self.inside())


def directive(token, place):
    """A token between colons, checked: it is closed, and its name is known."""
    line, mistake = token.meta["line"], place["manuscript"].mistake
    match = OPENING.fullmatch(token.info.strip())
    if not match:
        told = f"{token.markup}{token.info}".strip()
        raise mistake(line, f"{told!r} opens no directive, expected {token.markup}{{name}}; what stands around others has more colons")
    if token.map[1] - token.map[0] != token.content.count("\n") + 2:
        raise mistake(line, f"{{{match[1]}}} is not closed: expected a line {token.markup!r} after it")
    place["manuscript"].one_of(line, match[1], "directives", WITHIN_PROSE)
    return Directive(match[1], match[2], line, token.content, place)


def aside(found):
    """A boxed remark, with a title or without."""
    title = found.manuscript.markdown.renderInline(found.argument, found.manuscript.place(found.line))
    box = title and f'<p class="aside-title">{title}</p>'
    return f'<div class="aside" role="note">{box}{found.html()}</div>\n'


def alone(found):
    raise found.mistake("a scene stands on its own, not inside another block")


def astray(found):
    raise found.mistake("a beat stands directly inside a scene")


WITHIN_PROSE = {"aside": aside, "beat": astray, "scene": alone}


def within_prose(token, place):
    """The HTML of a directive in the middle of prose."""
    with place["manuscript"].noting():
        found = directive(token, place)
        return WITHIN_PROSE[found.name](found)
    return ""


MARKDOWN = parser(within_prose)
