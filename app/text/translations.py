"""What a translation has in common with its original, and where it slips."""

from collections import Counter
from typing import NamedTuple

from app.text import chapters
from app.text.beats import OPTION
from app.text.directives import MARKDOWN, OPENING
from app.text.roles import COLOURS

OURS = ("title", "lede", "truth", "authors")


class Mark(NamedTuple):
    """What no translation changes, where it stands, and whether it is a place (a directive, a heading) or may wander within one."""

    line: int
    what: str
    place: bool = False


def marks(text, line):
    """The marks of a text that begins on that line, in reading order."""
    for token in MARKDOWN.parse(text, {"line": line}):
        at = token.meta["line"]
        if token.type == "directive":
            yield from directive(token, at)
        elif token.type == "heading_open":
            yield Mark(at, f"a heading {token.markup}", True)
        elif token.type.startswith("math"):
            yield formula(token, at)
        yield from within(token.children or ())


def directive(token, line):
    name, argument = OPENING.fullmatch(token.info.strip()).groups()
    shown = f"{{{name}}}" if name == "aside" else f"{{{name}}} {argument}"
    yield Mark(line, shown, True)
    lines = token.content.splitlines(keepends=True)
    settings = next((k for k, one in enumerate(lines) if not OPTION.fullmatch(one.strip())), len(lines))
    yield from (Mark(line + 1 + k, one.strip(), True) for k, one in enumerate(lines[:settings]))
    yield from marks("".join(lines[settings:]), line + 1 + settings)
    yield Mark(line + len(lines) + 1, f"the end of {shown}", True)


def within(tokens):
    """The marks among words: roles, formulas and links."""
    for token in tokens:
        at = token.meta["line"]
        if token.type == "myst_role":
            yield Mark(at, role(token.meta["name"], token.content.strip("`")))
        elif token.type.startswith("math"):
            yield formula(token, at)
        elif token.type == "link_open":
            yield Mark(at, f"a link to {token.attrGet('href')}")


def role(name, text):
    """A role without what is the translator's: a coloured word, a constant with its decimal comma, a chapter's description."""
    if name == "chapter":
        return f"a {{chapter}} {text.rpartition('<')[2].strip('>')}"
    return f"a {{{name}}}" if name in (*COLOURS, "constant") else f"{{{name}}}`{text}`"


def formula(token, line):
    return Mark(line, f"${token.content.strip()}$")


def sections(text, line):
    """Every place with the marks that stand between it and the next."""
    found = [(Mark(line, "the beginning"), [])]
    for mark in (*marks(text, line), Mark(line + len(text.splitlines()) - 1, "the end of the file", True)):
        if mark.place:
            found.append((mark, []))
        else:
            found[-1][1].append(mark)
    return found


def slips(original, translation, label="index.md"):
    """One line for each place of the translation that says something else than the original; none after a place is missing."""
    (meta, *old), (ours, *new) = (chapters.front_matter(text, label) for text in (original, translation))
    for key in sorted(set(meta) | set(ours)):
        came, expected = (one.get(key) and (key in OURS or one[key]) for one in (ours, meta))
        if came != expected:
            yield f"{label}:{ours.lines.get(key, 1)}: {key} is {came!r}, expected {expected!r}"
    for (there, theirs), (here, said) in zip(sections(*old), sections(*new)):
        if there.what != here.what:
            yield f"{label}:{here.line}: got {here.what}, expected {there.what}"
            return
        came, expected = (Counter(mark.what for mark in marks) for marks in (said, theirs))
        if came != expected:
            line = next((mark.line for mark in said if mark.what in came - expected), here.line)
            yield f"{label}:{line}: after {here.what} got {named(came - expected)}, expected {named(expected - came)}"


def named(counts):
    return ", ".join(sorted(counts.elements())) or "nothing more"
