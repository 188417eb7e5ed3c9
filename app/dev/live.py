"""The live site: the newest edition that could be printed, on pages that listen for the next."""

import asyncio
import importlib
import logging
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import FileResponse, HTMLResponse
from starlette.routing import Route

from app.dev import watch
from app.dev.listening import listening, plainly
from app.dev.news import FRESH, News
from app.dev.trouble import told

logger = logging.getLogger("downhill")
DESK, HERE = "/dev/", Path(__file__).parent
LISTENER = ("live.js", "trouble.js")
BEFORE = "<!doctype html>\n<html lang=\"en\">\n<head>\n<title>Downhill</title>\n</head>\n<body><p>{}</p></body>\n</html>\n"


class Live:
    """An ASGI application. ``again`` is called when Python was saved, and only a new process will do."""

    def __init__(self, settings, again):
        self.settings, self.again = settings, again
        self.site, self.scripts, self.news = None, "", News()
        self.wanted = asyncio.Event()
        routes = [Route(f"{DESK}news", self.news.answer), *(Route(DESK + name, script) for name in LISTENER)]
        self.desk = Starlette(routes=routes, lifespan=self.lifespan)

    @asynccontextmanager
    async def lifespan(self, app):
        work = [asyncio.create_task(self.watch()), asyncio.create_task(self.work())]
        yield
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)

    async def watch(self):
        """Want another edition whenever something is saved, until that is Python."""
        saved = watch.saved(self.settings)
        while not await anext(saved):
            self.wanted.set()
        self.news.end()
        self.again()

    async def work(self):
        """Print an edition whenever one is wanted, as long as Python can be read and its films can be made."""
        try:
            editions = importlib.import_module("app.dev.editions").Editions(self.settings)
            async with editions.at_work():
                while True:
                    self.wanted.clear()
                    await self.print(editions)
                    await self.wanted.wait()
        except Exception as error:
            self.wrong(error)

    async def print(self, editions):
        """A new edition, or what is wrong with it; the one before stays."""
        try:
            self.site, self.scripts = await editions.print()
        except Exception as error:
            self.wrong(error)
        else:
            self.news.out()

    def wrong(self, error):
        trouble = told(error, self.settings.chapters.resolve().parent)
        logger.error("%(file)s:%(line)d: %(what)s", trouble)
        self.news.wrong(trouble)

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or scope["path"].startswith(DESK):
            await self.desk(scope, receive, send)
        else:
            await (self.site or self.before())(plainly(scope), receive, listening(send, self.tag(scope["path"])))

    def before(self):
        """The page before the first edition."""
        words = "{file}:{line}: {what}".format(**self.news.trouble) if self.news.trouble else "The course is being printed."
        return HTMLResponse(BEFORE.format(escape(words)), 503, FRESH)

    def tag(self, path):
        """The listener, as a page at that path asks for it."""
        up = "../" * (path.count("/") - 1) or "./"
        told = f'data-edition="{self.news.edition}" data-scripts="{self.scripts}"'
        return f'<script type="module" src="{up}dev/live.js" {told}></script>\n'.encode()


async def script(request):
    return FileResponse(HERE / request.url.path.removeprefix(DESK), media_type="text/javascript", headers=FRESH)
