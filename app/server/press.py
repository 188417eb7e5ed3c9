"""The press: prints every chapter once, with its stills, its sentences and its numbers, from the films themselves."""

import asyncio
import logging
from contextlib import suppress

from app import scenes, stills
from app.checks import filled
from app.engine import menu
from app.grid import address
from app.languages import USUAL, speaking, spoken
from app.server.about import authors, of_chapter, of_scene
from app.server.editions import carried, editions, folder_of, others, root_of
from app.server.editions import told as told_in
from app.server.errors import Refusal
from app.server.gallery import gallery
from app.server.headers import FRAMED
from app.server.log import Cut
from app.server.paper import paper, printed
from app.server.room import WIDTH, height
from app.server.runs import Busy
from app.server.static import VOLUME
from app.server.thrift import let_go
from app.text import chapters, course
from app.values import Open
from app.words import say

logger = logging.getLogger("downhill")
TRIES, PAUSE, QUICK = 9, 1, 5


class Press:
    """The pages of the chapters below a folder, by their paths: printed by ``work`` once their films are there, English first."""

    tries, pause = TRIES, PAUSE

    def __init__(self, settings, version, runs, static):
        self.folder, self.patience, self.address = settings.chapters, settings.patience, settings.address
        self.slugs = editions(self.folder)
        self.templates = paper(settings.templates)
        self.version, self.runs, self.static = version, runs, static
        self.scenes = {word: menu.pick(scenes, word) for word in menu.names(scenes)}
        self.pages, self.printed = {}, asyncio.Event()
        self.chapters: dict[str, chapters.Chapter] = {}
        self.authors: dict[str, list] = {}
        self.ready = {tag: asyncio.Event() for tag in self.slugs}
        self.told = {tag: [word for word in words if word in self.scenes] for tag, words in told_in(self.folder, self.slugs).items()}
        self.homes = [f"{folder_of(tag)}{slug}/" for tag, slugs in self.slugs.items() for slug in slugs]

    def addresses(self):
        """The paths of its pages, and of the ways to them."""
        folders = [folder_of(tag) for tag in self.slugs]
        galleries = {f"{folder_of(tag)}embed/": words for tag, words in self.told.items() if words}
        alone = [gallery + below for gallery, words in galleries.items() for below in ("", *(f"{word}/" for word in words))]
        return [f"/{path}" for path in [*filter(None, folders), *self.homes, *alone]]

    async def work(self):
        """Print everything. An author's mistake is logged as one line, an accident as it happened; then there are no pages."""
        try:
            await self.everything()
            self.printed.set()
            for body in self.pages.values():
                await asyncio.to_thread(body.compress)
            await asyncio.to_thread(let_go)
        except (ValueError, LookupError, Busy, Cut) as mistake:
            logger.error("the chapters cannot be printed: %s", mistake)
        except Exception:
            logger.exception("the chapters cannot be printed")
        finally:
            for event in (self.printed, *self.ready.values()):
                event.set()

    async def edition(self, tag, usual):
        """The chapters in the language of the moment."""
        facts = await asyncio.to_thread(facts_of, usual)
        casts = [cast for slug in self.slugs[tag] for cast in await self.print(slug, facts)]
        if casts:
            self.pages[f"{folder_of(tag)}embed/"] = await asyncio.to_thread(gallery, self, casts)

    async def everything(self):
        """Every chapter. ChapterError for an author's mistake; Busy or Cut for a film that cannot be had."""
        usual = await self.films((word, scene.DEFAULT) for word, scene in self.scenes.items())
        for tag in self.slugs:
            with speaking(tag):
                await self.edition(tag, usual)
            self.ready[tag].set()

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
            await asyncio.sleep(self.pause)
        return await self.runs.film(word, settings)

    async def print(self, slug, usual):
        """One chapter, off the event loop, and what is in it: (chapter, block, films) for every scene that no other shows.

        Its numbers are those of the films it shows, elsewhere those of the usual ones.
        """
        tag = spoken().tag
        first = await asyncio.to_thread(self.read, slug, usual)
        films = await self.films((block.word, block.settings) for block in shown(first))
        facts = usual | facts_of(films)
        chapter = first if facts == usual else await asyncio.to_thread(self.read, slug, facts)
        if tag == USUAL:
            self.chapters[slug] = chapter
        self.pages[f"{folder_of(tag)}{slug}/"] = await asyncio.to_thread(self.body, chapter, shown(chapter), films)
        own = {f"{folder_of(tag)}embed/{block.word}/": (chapter, block, cast) for block, cast in zip(shown(chapter), films)}
        new = {path: cast for path, cast in own.items() if path not in self.pages}
        for path, cast in new.items():
            self.pages[path] = await asyncio.to_thread(self.alone, *cast)
            self.authors[path] = authors(chapter)
        return new.values()

    def read(self, slug, facts):
        return chapters.read(self.folder / slug, facts, self.scenes, spoken().tag)

    def body(self, chapter, blocks, films):
        root = root_of(spoken().tag)
        course = around(self.folder, chapter)
        about = of_chapter(self.address, course["title"], chapter, words(chapter)[0], spoken().tag)
        html = self.templates.get_template("chapter.html").render(
            chapter=chapter, course=course, about=about, language=spoken(), version=self.version, root=root,
            static=f"{root}static/{self.static.version}", look=self.static.look,
            volumes={block.word: self.static.volume(block.word) for block in blocks}, hands=VOLUME,
            editions=others(self.slugs, chapter.slug), words=carried([block.word for block in blocks]),
            scenes={block.word: self.figure(chapter, block, root, *cast) for block, cast in zip(blocks, films)},
        )
        return printed(html, more=about.header).compress(QUICK)

    def alone(self, chapter, block, cast):
        """One scene of a chapter on a page of its own, for frames."""
        root, tag = root_of(spoken().tag, 2), spoken().tag
        title = around(self.folder, chapter)["title"]
        about = of_scene(self.address, title, chapter, block.word, on_paper(block.word), tag)
        html = self.templates.get_template("embed.html").render(
            chapter=chapter, about=about, language=spoken(), root=root, home=f"../../{chapter.slug}/#{block.word}",
            words=carried([block.word]), word=block.word, scene=self.figure(chapter, block, root, *cast),
            editions=others({tag: [f"embed/{word}" for word in words] for tag, words in self.told.items()}, f"embed/{block.word}", 2),
            static=f"{root}static/{self.static.version}", look=self.static.look, alone=self.static.text("alone.css"),
        )
        return printed(html, FRAMED, about.header).compress(QUICK)

    def figure(self, chapter, block, root, film, *beside):
        """What the template shows of a scene."""
        still, scene, folder = on_paper(block.word), self.scenes[block.word], folder_of(spoken().tag)
        return {
            "still": still, "film": film, "panels": still.PANELS, "grid": scene.GRID, "settings": block.settings, "default": scene.DEFAULT,
            "base": f"{root}{self.version}/{block.word}", "address": root + address(self.version, block.word, block.settings),
            "svg": still.still(film, *beside), "beside": beside and beside[0].settings,
            "sentence": still.sentence(film, 0, *beside), "last": stills.told(still, film, *beside),
            "open": {name: values.pattern for name, values in scene.GRID.items() if isinstance(values, Open)},
            "root": root, "checks": told(getattr(still, "CHECKS", ()), film),
            "keyframes": still.keyframes(film) if hasattr(still, "keyframes") else "",
            "code": still.code(film, root) if hasattr(still, "code") else "",
            "public": self.address or root, "home": f"{folder}{chapter.slug}/", "alone": f"{folder}embed/{block.word}/",
            "height": height(still, WIDTH), "hand": self.static.hand(block.word),
        }

    async def page(self, tag, name):
        """A page of the edition in that language, by its path below it; who comes early waits a while. Refusal if there is none."""
        await self.wait(self.ready[tag])
        if folder_of(tag) + name not in self.pages:
            raise Refusal(500, say("this page could not be printed; the server's log says why"))
        return self.pages[folder_of(tag) + name]

    def finished(self, path):
        """A page that is printed, by its path, or None."""
        return self.pages.get(path[1:])

    async def wait(self, event=None):
        """Until everything is printed, or what that event stands for. Refusal if that takes too long."""
        try:
            await asyncio.wait_for((event or self.printed).wait(), self.patience)
        except TimeoutError:
            raise Refusal(503, say("this page is being printed"), headers=[(b"retry-after", b"5")]) from None

    def unknown(self):
        """The refusal of a page that does not exist."""
        return Refusal(404, say("there is no such page"), self.homes)


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
    formulas = [say(check.formula) for check in checks]
    return [
        {"what": say(check.what), "formula": formula, "text": filled(formula, film, 0), "source": check.source}
        for check, formula in zip(checks, formulas)
    ]


def on_paper(word):
    return menu.pick(stills, word)


def around(folder, chapter):
    """The course as the chapter's page names it: its title, and the chapters before and after."""
    told = course.read(folder / "course.yml", spoken().tag)
    numbers = [entry.number for entry in told.chapters]
    here = numbers.index(chapter.meta["chapter"]) if chapter.meta["chapter"] in numbers else len(numbers)
    return {
        "title": told.title, "address": None,
        "before": told.chapters[here - 1] if 0 < here <= len(numbers) else None,
        "after": told.chapters[here + 1] if here + 1 < len(numbers) else None,
    }
