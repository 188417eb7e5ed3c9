"""Begin a scene or a chapter: files that work from the start, for you to change."""

import sys
from pathlib import Path


def arguments(parser):
    kinds = parser.add_subparsers(title="what to begin", dest="kind", required=True)
    scene = kinds.add_parser("scene", help="a figure, from its numbers to its tests, in a chapter")
    scene.add_argument("word", metavar="WORD", help="its name, the same in all its rooms: letters from a to z")
    scene.add_argument("--landscape", default="ravine", help="what descends there: one of app/engine/landscapes with two weights")
    scene.add_argument("--chapter", metavar="NUMBER-SLUG", help="where it is shown (else the newest chapter)")
    chapter = kinds.add_parser("chapter", help="a text with a figure, and its line in the course")
    chapter.add_argument("slug", metavar="NUMBER-SLUG", help="its folder: 13-valleys")
    chapter.add_argument("--title", help="what it is called (else its slug)")
    chapter.add_argument("--part", type=int, help="the part of the course (else that of the last chapter)")


def run(chosen):
    from app.new.rooms import Refused
    from app.server.settings import ROOT, Settings

    try:
        print(*{"scene": scene, "chapter": chapter}[chosen.kind](chosen, ROOT, Settings().chapters), sep="\n")
    except Refused as refusal:
        sys.exit(f"downhill new {chosen.kind}: {refusal}")


def scene(chosen, root, chapters):
    """What was written, and what to do next."""
    from app.new import scene
    from app.new.rooms import Refused, named

    there = sorted(file.parent.name for file in chapters.glob("*/index.md"))
    if chosen.chapter and chosen.chapter not in there:
        raise Refused(f"no {chosen.chapter!r} among the chapters: {named(there)}")
    place = chapters / chosen.chapter if chosen.chapter else scene.newest(chapters)
    for file in scene.make(root, chosen.word, chosen.landscape, place):
        yield f"wrote {shown(file, root)}"
    yield "Next: `make dev` shows it as you change it. Its landscape and its rates stand in the first file, its look in the two after it."
    yield f"`make test TESTS=tests/scenes/test_{chosen.word}.py` proves what the text says, `make words` gathers its words for translators."


def chapter(chosen, root, chapters):
    from app.new import chapter

    for file in chapter.make(chapters, chosen.slug, chosen.title, chosen.part):
        yield f"wrote {shown(file, root)}"
    yield f"Next: `make dev`, and write {chosen.slug}/index.md. `downhill new scene WORD` adds a figure of its own, `make lint` proofreads."


def shown(file, root):
    return file.relative_to(root) if file.is_relative_to(root) else Path(file)
