"""Assembly: the parts of the server, put together."""

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.languages import known
from app.server.editions import openings
from app.server.errors import Errors
from app.server.frames import Frames
from app.server.front import Front
from app.server.headers import insisting
from app.server.health import health
from app.server.oembed import OEmbed
from app.server.pages import pages, refusals
from app.server.paper import paper
from app.server.pictures import Pictures
from app.server.posters import ADDRESS, Posters
from app.server.press import Press
from app.server.runs import Runs
from app.server.settings import Settings
from app.server.shelf import Shelf
from app.server.sources import Sources
from app.server.static import Static
from app.server.version import version


def create_app(settings=None):
    """The whole site as one ASGI application."""
    settings = settings or Settings()
    shelf = Shelf(settings.cache_bytes)
    runs = Runs(version(), shelf, settings.waiting_runs, settings.films, settings.run_seconds)
    static = Static(settings.static, opening=openings(settings.chapters))
    press = Press(settings, version(), runs, static)

    @asynccontextmanager
    async def lifespan(app):
        work = [asyncio.create_task(work) for work in (runs.work(), press.work(), asyncio.to_thread(static.compress))]
        yield
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        shelf.close()

    return edition(settings, runs, shelf, static, press, lifespan)


def edition(settings, runs, shelf, static, press, lifespan=None):
    """The site as that press prints it, with these films and these static files."""
    sources = Sources(paper(settings.templates).get_template("source.html"), static.text("source.css"))
    site = FastAPI(title="Downhill", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    frames = Frames(version(), runs, shelf, settings.readers)
    metrics = None
    if settings.metrics:
        from app.server.metrics import measured
        metrics = measured(frames, runs, shelf)
    site.include_router(health(press, runs, version(), metrics))
    site.include_router(pages(press, sources))
    errors = Errors(paper(settings.templates).get_template("error.html"))
    refusals(site, press, errors)
    posters, pictures = Posters(press, static), Pictures(settings.chapters, press.slugs)
    doors = [
        ("film", r"/v[0-9a-f]{10}/", frames),
        ("static", r"/static/", static),
        ("oembed", r"/oembed$", OEmbed(settings.address, press)),
        ("poster", ADDRESS.pattern, posters),
        *(("picture", path, pictures) for path in pictures.doors),
    ]
    rooms, tags = [press, posters, pictures, static, sources], press.slugs.keys() & known()
    shelves = [("film", frames.finished, frames.counted), ("static", static.bodies.get, iter), ("page", press.finished, iter)]
    return Front(doors, site, errors, metrics, insisting(settings.insist_on_https), rooms, tags, shelves)
