"""Editions: the site as one printing of it stands after another, with the films that are there already."""

import asyncio
import sys
from contextlib import asynccontextmanager

from app.dev import films
from app.dev.draft import Draft
from app.server.headers import etag
from app.server.main import edition
from app.server.modules import stem
from app.server.process import ROOT
from app.server.runs import Runs
from app.server.shelf import Shelf
from app.server.static import HANDS, PAGES, SCENES, VOLUME, Static
from app.server.version import version


def loose(modules):
    """In place of each bundle the modules as they are written, so that their mistakes have lines."""
    folders = {page: f"bundles/{page.removesuffix('.js')}/" for page in PAGES}
    pages = {folder + page: f'import "../../{page}";\n'.encode() for page, folder in folders.items()}
    volumes = {
        f"{room}{VOLUME}.js": "".join(f'export * as {stem(name)} from "../{name}";\n' for name in modules if name.startswith(room)).encode()
        for room in (SCENES, HANDS)
    }
    scenes = [name for name in modules if name.startswith(SCENES)]
    alone = {folder + name: f'export * from "../../../{name}";\n'.encode() for folder in folders.values() for name in scenes}
    return pages | alone | volumes


class Editions:
    """Prints editions. The worker and its films outlive them: for new prose or a new style no film is made again."""

    def __init__(self, settings):
        self.settings, self.shelf = settings, Shelf(settings.cache_bytes)
        self.memory: dict = {}
        self.runs = Runs(version(), self.shelf, settings.waiting_runs, settings.films)

    @asynccontextmanager
    async def at_work(self):
        """With the films made and the worker at work. What is wrong with a scene is raised."""
        if films.noted(self.settings.films)["version"] != version():
            await self.filming()
        worker = asyncio.create_task(self.runs.work())
        try:
            yield
        finally:
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=True)

    async def filming(self):
        """Make the films, in a process of its own, which can be left in the middle."""
        child = await asyncio.create_subprocess_exec(sys.executable, "-m", films.__name__, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
        last = ""
        try:
            async for line in child.stderr:
                last = line.decode().strip()
                print(last, file=sys.stderr, flush=True)
            if await child.wait():
                raise ValueError(last)
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()

    async def print(self):
        """(site, a name for its scripts). Whatever is wrong is raised."""
        static = Static(self.settings.static, loose)
        press = Draft(self.settings, version(), self.runs, static, self.memory)
        await press.everything()
        press.printed.set()
        self.memory = press.kept
        scripts = (part for name, data in static.files.items() if not name.endswith(".css") for part in (name, data))
        return edition(self.settings, self.runs, self.shelf, static, press), etag(*scripts)
