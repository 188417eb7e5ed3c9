"""The press of a writer's desk: it prints again only the pages, and draws again only the figures, for which something changed."""

from app.languages import spoken
from app.server.headers import etag
from app.server.press import Press
from app.text.chapters import file_of


class Draft(Press):
    """``memory`` is what earlier presses of this process have made; ``kept`` what of it is still of use, and all that is new."""

    tries = 0

    def __init__(self, settings, version, runs, static, memory):
        super().__init__(settings, version, runs, static)
        self.memory, self.kept = memory, {}
        paper = [*sorted(settings.templates.glob("*.html")), self.folder / "course.yml"]
        self.look = etag(static.version, *(file.read_bytes() for file in paper))

    async def print(self, slug, usual):
        tag = spoken().tag
        key = tag, slug, self.look, (self.folder / slug / file_of(tag)).read_bytes()
        if key in self.memory:
            chapter, pages = self.kept[key] = self.memory[key]
            self.pages |= pages
            if chapter:
                self.chapters[slug] = chapter
            return
        before = set(self.pages)
        await super().print(slug, usual)
        self.kept[key] = self.chapters.get(slug), {path: self.pages[path] for path in self.pages.keys() - before}

    def alone(self, chapter, block, cast):
        told = tuple((key, str(value)) for key, value in chapter.meta.items())
        return self.once(("alone", self.look, told, *named(chapter, block)), lambda: Press.alone(self, chapter, block, cast))

    def figure(self, chapter, block, root, *cast):
        return self.once(("figure", root, *named(chapter, block)), lambda: Press.figure(self, chapter, block, root, *cast))

    def once(self, key, make):
        self.kept[key] = self.memory.get(key) or self.kept.get(key) or make()
        return self.kept[key]


def named(chapter, block):
    """What tells a figure from all others, as long as Python does not change."""
    return spoken().tag, chapter.slug, block.word, tuple(block.settings.items())
