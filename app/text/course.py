"""The course that the chapters belong to: their numbers, titles and addresses, as far as this site knows them."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import yaml

from app.languages import USUAL
from app.text.mistakes import ChapterError

ADDRESS = re.compile(r"(https?://|/|\.{0,2}/?[\w-])[^\s\"'<>:]*")
NEIGHBOUR, ELSEWHERE = re.compile(r"\.\./([\w-]+)/"), re.compile(r"https?:|/")
KEYS = ("number", "part", "title", "address")


class Entry(NamedTuple):
    """One chapter. ``part`` and ``address`` are None where this site does not know them."""

    number: int
    part: int | None
    title: str
    address: str | None


class Course(NamedTuple):
    title: str
    chapters: list

    def by_number(self):
        """Chapters by their number, as text."""
        return {str(entry.number): entry for entry in self.chapters}


class Lines(dict):
    """A mapping that remembers on which line it and each of its values began."""


class Loader(yaml.SafeLoader):
    """Plain YAML, with the lines kept."""


def with_lines(loader, node):
    mapping = Lines(loader.construct_mapping(node, deep=True))
    mapping.line = node.start_mark.line + 1
    mapping.lines = {key.value: value.start_mark.line + 1 for key, value in node.value}
    return mapping


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, with_lines)


def mapping(text, label, line=0):
    """YAML whose top is a mapping, with its lines. ``line`` is how many lines of the file stand above the text."""
    try:
        found = yaml.load(text, Loader)  # noqa: S506, a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ChapterError(label, line + (mark.line + 1 if mark else 1), f"not YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(found, Lines):
        raise ChapterError(label, line + 1, "expected lines of the form key: value")
    found.lines = {key: line + at for key, at in found.lines.items()}
    return found


def read(file, language=USUAL):
    """The course in that file as pages in that language name it. ChapterError names the file and the line of what is wrong."""
    label = f"{Path(file).parent.name}/{Path(file).name}"
    told = mapping(Path(file).read_text("utf-8"), label)
    check(told, label, title=str | dict, base=str | None, chapters=list)
    entries = []
    for one in told["chapters"]:
        entries.append(entry(one, told, label, language))
        if entries[-1].number in [other.number for other in entries[:-1]]:
            raise ChapterError(label, one.lines["number"], f"chapter {one['number']} is here twice")
    return Course(titled(told, label, language), [at_hand(entry, Path(file).parent, language) for entry in entries])


def check(told, label, **kinds):
    """Every key is there and of its kind."""
    for key, kind in kinds.items():
        if not isinstance(told.get(key), kind):
            expected = getattr(kind, "__name__", kind)
            raise ChapterError(label, told.lines.get(key, 1), f"{key} is {told.get(key)!r}, expected {expected}")


def titled(told, label, language):
    """A title in that language, in English where it has none."""
    title = told["title"]
    if isinstance(title, str):
        return title
    if not isinstance(title.get(language, title.get(USUAL)), str):
        raise ChapterError(label, told.lines["title"], f"got titles in {', '.join(title) or 'no language'}, expected one in {USUAL}")
    return title.get(language, title[USUAL])


def at_hand(entry, folder, language):
    """The chapter as a page in that language links to it: one level deeper than English, and there only those that it has."""
    neighbour = NEIGHBOUR.fullmatch(entry.address or "")
    if language == USUAL or not entry.address or ELSEWHERE.match(entry.address):
        return entry
    if neighbour and (folder / neighbour[1] / f"index.{language}.md").exists():
        return entry
    return entry._replace(address=f"../{entry.address}")


def entry(one, above, label, language):
    """The chapter that this mapping tells of."""
    if not isinstance(one, Lines) or set(one) != set(KEYS):
        line = getattr(one, "line", above.lines["chapters"])
        told = ", ".join(one) if isinstance(one, Lines) else one
        raise ChapterError(label, line, f"got {told}, expected {', '.join(KEYS)}")
    check(one, label, number=int, part=int | None, title=str | dict, address=str | None)
    if one["address"] is not None and not ADDRESS.fullmatch(one["address"]):
        raise ChapterError(label, one.lines["address"], f"{one['address']!r} is no address: expected one with https, or a relative one")
    whole = one["address"] and urljoin(above["base"] or "", one["address"])
    return Entry(one["number"], one["part"], titled(one, label, language), whole)
