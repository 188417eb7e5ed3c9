"""Roles: words in the prose that are more than words: a number of the engine, a colour with a meaning, another chapter."""

import re
from html import escape

from app.words import say

COLOURS = ("ball", "gradient", "loss", "weight", "rate", "positive", "negative")
OWN_WORDS = re.compile(r"(.+?)\s*<(\d+)>")


def coloured(colour):
    """A word in the colour that its meaning has in every figure."""
    return lambda manuscript, line, text: f'<b class="{colour}">{escape(text)}</b>'


def number(manuscript, line, text):
    """A number that the engine computed, by its name among the facts."""
    return f'<span class="number">{escape(manuscript.one_of(line, text, "facts", manuscript.facts))}</span>'


def constant(manuscript, line, text):
    """A number that is what it is, whatever the engine computes: said so, it may be typed."""
    return escape(text)


def chapter(manuscript, line, text):
    """Another chapter by its number, as "Chapter 5" or in own words: ``about filters <5>``. A link where it has an address."""
    words, which = match.groups() if (match := OWN_WORDS.fullmatch(text)) else (say("Chapter {number}", number=text), text)
    entry = manuscript.one_of(line, which, "chapters of the course", manuscript.course.by_number())
    inside = f'class="chapter" title="{escape(entry.title)}"'
    if entry.address is None:
        return f"<span {inside}>{escape(words)}</span>"
    return f'<a {inside} href="{escape(entry.address)}">{escape(words)}</a>'


ROLES = {"number": number, "constant": constant, "chapter": chapter} | {colour: coloured(colour) for colour in COLOURS}


def role(manuscript, line, name, text):
    """The HTML of one role."""
    return manuscript.one_of(line, name, "roles", ROLES)(manuscript, line, text.strip("`"))
