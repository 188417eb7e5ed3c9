"""Editions: the chapters in each language, where their pages lie, and what a page not in English brings along for its scripts."""

import re

from app.languages import USUAL, language, spoken
from app.text.chapters import file_of

OPENING = re.compile(r"^:{3,}\{scene\}\s+([a-z]+)\s*$", re.MULTILINE)
SCENE = re.compile(r"(?:static|app)/(?:scenes|hands)/(\w+)\.")


def editions(folder):
    """The slugs of the chapters below a folder by language, English first."""
    files = sorted(folder.glob("*/index*.md"), key=lambda file: (file.stem != "index", file.stem, file.parent.name))
    slugs = {USUAL: []}
    for file in files:
        slugs.setdefault(file.stem.removeprefix("index").removeprefix(".") or USUAL, []).append(file.parent.name)
    return slugs


def told(folder, slugs):
    """The scenes that the chapters of each edition tell of, in reading order, by language; known before any is printed."""
    texts = {tag: "".join((folder / name / file_of(tag)).read_text("utf-8") for name in names) for tag, names in slugs.items()}
    return {tag: list(dict.fromkeys(OPENING.findall(text))) for tag, text in texts.items()}


def openings(folder):
    """The scenes that chapters open with, each once."""
    found = [OPENING.search((folder / slug / file_of(USUAL)).read_text("utf-8")) for slug in editions(folder)[USUAL]]
    return list(dict.fromkeys(first[1] for first in found if first))


def folder_of(tag):
    """Where pages in that language are below the site's root: English ones lie there, others in a folder of their own."""
    return "" if tag == USUAL else f"{tag}/"


def root_of(tag, depth=1):
    """The way to the site's root from a page in that language, so many folders deep in its edition."""
    return "../" * (depth + (tag != USUAL))


def others(slugs, name, depth=1):
    """The same page in every language whose edition has it, where it is from the page of this moment; none if there is only one.

    ``slugs`` are the names of each edition, ``name`` a path below it.
    """
    tags = [tag for tag, names in slugs.items() if name in names]
    up = root_of(spoken().tag, depth)
    return [(language(tag), f"{up}{folder_of(tag)}{name}/") for tag in tags] if len(tags) > 1 else []


def carried(words):
    """How to write numbers, and the messages that scripts say, of scenes only those of these words; nothing in English."""
    now = spoken()
    if now.tag == USUAL:
        return {}
    marks = {name: getattr(now, name) for name in ("tag", "decimal", "group", "least", "minus", "plurals")}
    return marks | {"messages": {text: said for text, said in now.messages.items() if heard(now.files[text], words)}}


def heard(files, words):
    """Whether a script of a page with these scenes says what stands in those files."""
    return any(
        file.startswith("static/") and not SCENE.match(file) or (scene := SCENE.match(file)) and scene[1] in words for file in files
    )
