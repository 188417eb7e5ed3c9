"""The press: prints every chapter once, with its stills, its sentences and its numbers, from the films themselves."""

import asyncio
import logging
from contextlib import suppress

from app import scenes, stills
from app.checks import filled
from app.engine import menu
from app.grid import address
from app.server import tables
from app.server.about import of_chapter, of_scene
from app.server.errors import Refusal
from app.server.headers import FRAMED
from app.server.log import Cut
from app.server.paper import paper, printed
from app.server.room import WIDTH, height
from app.server.runs import Busy
from app.text import chapters, course
from app.values import Open

logger = logging.getLogger("downhill")
ROOT, LANGUAGE = "../", "en"
TRIES, QUICK = 9, 5


class Press:
    """The pages of the chapters below a folder, by slug: printed by ``work`` as soon as their films are there."""

    def __init__(self, settings, version, runs, static):
        self.folder, self.patience, self.address = settings.chapters, settings.patience, settings.address
        self.slugs = sorted(file.parent.name for file in self.folder.glob("*/index.md"))
        self.templates = paper(settings.templates)
        self.version, self.runs, self.static = version, runs, static
        self.scenes = {word: menu.pick(scenes, word) for word in menu.names(scenes)}
        self.pages, self.embeds, self.printed = {}, {}, asyncio.Event()
        self.chapters: dict[str, chapters.Chapter] = {}
        self.tries = TRIES

    def addresses(self):
        """The paths of its pages."""
        return [*(f"/{slug}/" for slug in self.slugs), *(f"/embed/{word}/" for word in self.scenes)]

    async def work(self):
        """Print everything. An author's mistake is logged as one line; then there are no pages."""
        try:
            await self.everything()
            self.printed.set()
            for body in (*self.pages.values(), *self.embeds.values()):
                await asyncio.to_thread(body.compress)
        except (ValueError, Busy, Cut) as mistake:
            logger.error("the chapters cannot be printed: %s", mistake)
        finally:
            self.printed.set()

    async def everything(self):
        """Every chapter. ChapterError for an author's mistake; Busy or Cut for a film that cannot be had."""
        usual = await self.films((word, scene.DEFAULT) for word, scene in self.scenes.items())
        facts = facts_of(usual)
        for slug in self.slugs:
            await self.print(slug, facts)

    async def films(self, wanted):
        """One after another, so that readers' runs find room between them; for each scene its film, and the one beside it, if any."""
        return [[await self.film(word, one) for one in (settings, *self.beside(word))] for word, settings in wanted]

    def beside(self, word):
        """The settings of the film that this scene shows beside the chosen one, in a tuple; an empty one if it has none."""
        scene = self.scenes[word]
        return (scene.BESIDE,) if hasattr(scene, "BESIDE") else ()

    async def film(self, word, settings):
        """A film, tried again if the worker fails: the page matters more than a single run."""
        for _ in range(self.tries):
            with suppress(Busy, Cut):
                return await self.runs.film(word, settings)
            await asyncio.sleep(1)
        return await self.runs.film(word, settings)

    async def print(self, slug, usual):
        """One chapter, off the event loop. Its numbers are those of the films it shows, elsewhere those of the usual ones."""
        first = await asyncio.to_thread(chapters.read, self.folder / slug, usual, self.scenes)
        films = await self.films((block.word, block.settings) for block in shown(first))
        facts = usual | facts_of(films)
        chapter = first if facts == usual else await asyncio.to_thread(chapters.read, self.folder / slug, facts, self.scenes)
        self.chapters[slug] = chapter
        self.pages[slug] = await asyncio.to_thread(self.body, chapter, shown(chapter), films)
        for block, cast in zip(shown(chapter), films):
            if block.word not in self.embeds:
                self.embeds[block.word] = await asyncio.to_thread(self.alone, chapter, block, cast)

    def body(self, chapter, blocks, films):
        course = around(self.folder, chapter)
        about = of_chapter(self.address, course["title"], chapter, words(chapter)[0], LANGUAGE)
        html = self.templates.get_template("chapter.html").render(
            chapter=chapter, course=course, about=about, language=LANGUAGE, version=self.version, root=ROOT,
            static=f"{ROOT}static/{self.static.version}", style=self.static.style, first=blocks[:1],
            scenes={block.word: self.figure(chapter, block, ROOT, *cast) for block, cast in zip(blocks, films)},
        )
        return printed(html, more=about.header).compress(QUICK)

    def alone(self, chapter, block, cast):
        """One scene of a chapter on a page of its own, for frames."""
        root = ROOT * 2
        title = around(self.folder, chapter)["title"]
        about = of_scene(self.address, title, chapter, block.word, on_paper(block.word), LANGUAGE)
        html = self.templates.get_template("embed.html").render(
            chapter=chapter, about=about, language=LANGUAGE, root=root, home=f"{root}{chapter.slug}/#{block.word}",
            word=block.word, scene=self.figure(chapter, block, root, *cast),
            static=f"{root}static/{self.static.version}", style=self.static.style, alone=self.static.text("alone.css"),
        )
        return printed(html, FRAMED, about.header).compress(QUICK)

    def figure(self, chapter, block, root, film, *beside):
        """What the template shows of a scene."""
        still, scene = on_paper(block.word), self.scenes[block.word]
        return {
            "still": still, "film": film, "panels": still.PANELS, "grid": scene.GRID, "settings": block.settings, "default": scene.DEFAULT,
            "base": f"{root}{self.version}/{block.word}", "address": root + address(self.version, block.word, block.settings),
            "svg": still.still(film, *beside), "beside": beside and beside[0].settings,
            "sentence": still.sentence(film, 0, *beside), "last": still.sentence(film, film.count - 1, *beside),
            "table": tables.as_html(film),
            "open": {name: values.pattern for name, values in scene.GRID.items() if isinstance(values, Open)},
            "root": root, "checks": told(getattr(still, "CHECKS", ()), film),
            "keyframes": still.keyframes(film) if hasattr(still, "keyframes") else "",
            "code": still.code(film, root) if hasattr(still, "code") else "",
            "public": self.address or root, "home": f"{chapter.slug}/", "alone": f"embed/{block.word}/", "height": height(still, WIDTH),
        }

    async def page(self, slug):
        """A printed page; who comes early waits a while. Refusal if there is none."""
        if slug not in self.slugs:
            raise self.unknown()
        return await self.ready(self.pages, slug)

    async def embed(self, word):
        """A scene alone; the same."""
        self.known(word)
        return await self.ready(self.embeds, word)

    def known(self, word):
        """Refusal that lists the scenes, unless this is one."""
        if word not in self.scenes:
            raise Refusal(404, "there is no such scene", [f"embed/{word}/" for word in self.scenes])

    async def ready(self, printed, name):
        await self.wait()
        if name not in printed:
            raise Refusal(500, "this page could not be printed; the server's log says why")
        return printed[name]

    async def wait(self):
        """Until everything is printed. Refusal if that takes too long."""
        try:
            await asyncio.wait_for(self.printed.wait(), self.patience)
        except TimeoutError:
            raise Refusal(503, "this page is being printed", headers=[(b"retry-after", b"5")]) from None

    def unknown(self):
        """The refusal of a page that does not exist."""
        return Refusal(404, "there is no such page", [f"{slug}/" for slug in self.slugs])


def facts_of(films):
    """The numbers that prose may quote, as scene.name -> text."""
    return {f"{film.scene}.{name}": text for film, *beside in films for name, text in on_paper(film.scene).facts(film, *beside).items()}


def words(chapter):
    """The scenes of a chapter, the one that stands for it first."""
    found, picture = [block.word for block in shown(chapter)], chapter.meta.get("picture")
    return sorted(found, key=lambda word: word != picture)


def shown(chapter):
    return [block for block in chapter.blocks if isinstance(block, chapters.Scene)]


def told(checks, film):
    """How the numbers of a figure were made, with the values of its first step."""
    return [check._asdict() | {"text": filled(check.formula, film, 0), "source": check.source} for check in checks]


def on_paper(word):
    return menu.pick(stills, word)


def around(folder, chapter):
    """The course as the chapter's page names it: its title, and the chapters before and after."""
    told = course.read(folder / "course.yml")
    numbers = [entry.number for entry in told.chapters]
    here = numbers.index(chapter.meta["chapter"]) if chapter.meta["chapter"] in numbers else len(numbers)
    return {
        "title": told.title, "address": None,
        "before": told.chapters[here - 1] if 0 < here <= len(numbers) else None,
        "after": told.chapters[here + 1] if here + 1 < len(numbers) else None,
    }
