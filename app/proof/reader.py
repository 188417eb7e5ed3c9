"""A page as the proofreader has it: read to its end, whatever is wrong with it, and taken to pieces."""

from pathlib import Path
from typing import NamedTuple

from app import scenes
from app.engine import menu
from app.languages import speaking, spoken
from app.server.editions import editions
from app.server.press import facts_of, shown
from app.text import chapters
from app.text.chapters import Chapter, file_of
from app.text.mistakes import ChapterError
from app.text.pieces import pieces


class Page(NamedTuple):
    """One file of a chapter. ``ids`` are all that an anchor may name; ``mistakes`` what the reader itself stumbled over."""

    file: Path
    label: str
    meta: dict
    pieces: list
    ids: dict
    blocks: list
    facts: dict
    mistakes: list


def pages(folder, films):
    """Every page of every chapter below that folder, in all languages."""
    for tag, slugs in editions(folder).items():
        with speaking(tag):
            facts = facts_of(films.usual())
            yield from [read(folder / slug / file_of(tag), films, facts) for slug in slugs]


def read(file, films, facts):
    """The page, with the numbers of the films that it shows."""
    try:
        first = noted(file, facts)
        cast = [films.cast(block.word, block.settings) for block in shown(Chapter("", {}, "", first.blocks, []))]
        return noted(file, facts | facts_of(cast))
    except ChapterError as mistake:
        return Page(file, mistake.file, {}, [], {}, [], facts, [mistake])


def noted(file, facts):
    mistakes = []
    there = {word: menu.pick(scenes, word) for word in menu.names(scenes)}
    manuscript, meta, text, line = chapters.opened(file.parent, facts, there, spoken().tag, mistakes)
    blocks = list(chapters.blocks(text, manuscript.place(line)))
    return Page(file, manuscript.label, meta, list(pieces(text, line)), manuscript.ids, blocks, facts, mistakes)
