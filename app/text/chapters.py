"""A chapter: an author's text becomes prose and scenes, or a mistake that names its file and line."""

from pathlib import Path
from typing import NamedTuple

from app.languages import USUAL
from app.text import course
from app.text.beats import Scene, scene
from app.text.directives import MARKDOWN, OPENING, directive
from app.text.manuscript import TAKEN, Manuscript
from app.text.mistakes import ChapterError

REQUIRED = ("title", "chapter", "part", "lede")
FENCE = "---"


class Prose(NamedTuple):
    """What stands between the scenes."""

    html: str


class Chapter(NamedTuple):
    """``meta`` is the front matter; ``blocks`` are Prose and Scene in reading order; ``contents`` (id, title, tag) of the headings."""

    slug: str
    meta: dict
    title: str
    blocks: list[Prose | Scene]
    contents: list


def read(folder, facts, scenes, language=USUAL):
    """The chapter in that folder and language. ``facts`` maps names to the text of a number, ``scenes`` words to GRID and DEFAULT."""
    manuscript, meta, text, line = opened(folder, facts, scenes, language)
    return Chapter(Path(folder).name, dict(meta), meta["title"], list(blocks(text, manuscript.place(line))), manuscript.contents)


def opened(folder, facts, scenes, language, mistakes=None):
    """(manuscript, front matter, the text after it, the line where that begins). ``mistakes`` is a list for those who want them all."""
    folder, name = Path(folder), file_of(language)
    label = f"{folder.parent.name}/{folder.name}/{name}"
    there = course.read(folder.parent / "course.yml", language)
    manuscript = Manuscript(label, facts, scenes, there, MARKDOWN, dict(TAKEN), [], mistakes)
    meta, text, line = front_matter((folder / name).read_text("utf-8-sig"), label)
    with manuscript.noting():
        manuscript.one_of(meta.lines["chapter"], str(meta["chapter"]), "chapters of the course", manuscript.course.by_number())
    return manuscript, meta, text, line


def file_of(language):
    """The name of a chapter's file: the English one bears no language."""
    return "index.md" if language == USUAL else f"index.{language}.md"


def front_matter(text, label):
    """(what stands between the two lines ---, the text after it, the line where that begins)"""
    lines = [*text.splitlines(), ""]
    if lines[0].rstrip() != FENCE or FENCE not in lines[1:]:
        raise ChapterError(label, 1, f"expected front matter between two lines {FENCE}, with {', '.join(REQUIRED)}")
    end = lines.index(FENCE, 1)
    meta = course.mapping("\n".join(lines[1:end]), label, line=1)
    if missing := [key for key in REQUIRED if meta.get(key) in (None, "")]:
        raise ChapterError(label, 1, f"the front matter lacks {', '.join(missing)}; expected {', '.join(REQUIRED)}")
    course.check(meta, label, title=str, chapter=int, part=int | str, lede=str)
    return meta, "\n".join(lines[end + 1:]), end + 2


def blocks(text, place):
    """Prose and scenes, in turn."""
    prose = []
    for token in MARKDOWN.parse(text, place):
        if stands_alone(token):
            yield from rendered(prose, place)
            prose = []
            with place["manuscript"].noting():
                yield scene(directive(token, place))
        else:
            prose.append(token)
    yield from rendered(prose, place)


def stands_alone(token):
    """Whether this is a scene between the prose."""
    opening = OPENING.fullmatch(token.info.strip()) if token.type == "directive" and token.level == 0 else None
    return opening is not None and opening[1] == "scene"


def rendered(tokens, place):
    if tokens:
        yield Prose(MARKDOWN.renderer.render(tokens, MARKDOWN.options, place))
