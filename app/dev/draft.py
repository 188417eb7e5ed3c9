"""The press of a writer's desk: it prints again only the pages, and draws again only the figures, for which something changed."""

from app.languages import spoken
from app.server.headers import etag
from app.server.press import Press
from app.text.chapters import file_of


class Draft(Press):
    """``memory`` is what the press before it has made; ``kept`` what of it is still of use, and all that is new."""

    tries = 0

    def __init__(self, settings, version, runs, static, memory):
        super().__init__(settings, version, runs, static)
        self.memory, self.kept = memory, {}
        paper = [*sorted(settings.templates.glob("*.html")), self.folder / "course.yml"]
        self.look = etag(static.version, *(file.read_bytes() for file in paper))

    def read(self, slug, facts):
        text = (self.folder / slug / file_of(spoken().tag)).read_bytes()
        return self.once(("text", self.look, spoken().tag, slug, text, etag(repr(facts))), lambda: Press.read(self, slug, facts))

    def body(self, chapter, blocks, films):
        return self.once(("body", self.look, *page(chapter)), lambda: Press.body(self, chapter, blocks, films))

    def alone(self, chapter, block, cast):
        told = etag(repr(chapter.meta))
        return self.once(("alone", self.look, told, *named(chapter, block)), lambda: Press.alone(self, chapter, block, cast))

    def figure(self, chapter, block, root, *cast):
        return self.once(("figure", root, *named(chapter, block)), lambda: Press.figure(self, chapter, block, root, *cast))

    def once(self, key, make):
        self.kept[key] = self.memory.get(key) or self.kept.get(key) or make()
        return self.kept[key]


def page(chapter):
    """What tells a chapter's page from all others, on the same paper."""
    return spoken().tag, chapter.slug, etag(repr(chapter))


def named(chapter, block):
    """What tells a figure from all others, as long as Python does not change."""
    return spoken().tag, chapter.slug, block.word, tuple(block.settings.items())
