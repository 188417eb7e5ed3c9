"""The whole site, written into a folder: pages and files as the server answers, and films baked on every core."""

import asyncio
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.export import asked
from app.export.bake import arithmetic, baked, oven
from app.export.films import Named, more
from app.export.folder import Folder
from app.export.headers import HEADERS, maps
from app.export.progress import progress
from app.grid import address
from app.server.body import Body
from app.server.frames import KINDS
from app.server.main import create_app
from app.server.settings import Settings
from app.server.version import version

APP = Path(__file__).resolve().parents[1]
PATIENCE = 3600
FINE = 200, 307


class Unanswered(Exception):
    """The server does not answer with what it says that it has."""


def export(place, what="small", scheduler=None):
    """Write the site below that path; the Folder. OSError where nothing can be written, LookupError for an unknown scene,
    Elsewhere for workers that do not fit, Unanswered for a site that is not in order."""
    expected, films = (version(), arithmetic()), more(what)
    with oven(scheduler) as (pool, width), progress() as shown:
        folder = Folder(place, {"version": expected[0], "bits": expected[1].hex(), "code": code()})
        answers = asyncio.run(gathered(shown))
        bodies = {file_of(path): answer.body for path, answer in answers.items()}
        for name, packed in shown.track(pressed(folder, bodies), len(bodies), description="pages and files"):
            folder.put(name, bodies[name], packed)
        folder.put(HEADERS, maps({path: answer.headers for path, answer in answers.items()}, expected[0]), {})
        pages = [answer.body.decode() for answer in answers.values() if "html" in answer.headers["content-type"]]
        missing = kept(folder, expected[0], (Named(pages).films | films).values())
        for word, settings, made in shown.track(baked(pool, width, expected, missing), len(missing), description="films"):
            for name, kind in zip(files(expected[0], word, settings), made):
                folder.put(name, *made[kind])
    folder.finish()
    return folder


async def gathered(shown):
    """Every path's answer."""
    front, answers = create_app(Settings(patience=PATIENCE)), {}
    waiting = shown.add_task("the chapters are printed", total=None)
    async with asked.started(front) as ask:
        for path in front.addresses():
            answers[path] = await ask(path)
            if answers[path].status not in FINE and file_of(path) != "404.html":
                raise Unanswered(f"the server answers {answers[path].status} for {path}")
        shown.remove_task(waiting)
        return answers


def pressed(folder, bodies):
    """(name, smaller encodings) of every file: as the folder has them, or made now, on every core."""
    with ThreadPoolExecutor(os.cpu_count()) as presses:
        yield from zip(bodies, presses.map(lambda name: folder.smaller(name, bodies[name]) or smaller(bodies[name]), bodies))


def smaller(data):
    return Body(data, "", "", []).compress().packed


def kept(folder, version, films):
    """Keep what the folder has of these films; those that it has not."""
    return [film for film in films if not folder.kept(files(version, *film))]


def files(version, word, settings):
    """The names of a film's files; the film itself is the last."""
    return [f"{address(version, word, settings)}.{kind}" for kind in sorted(KINDS, key="bin".__eq__)]


def file_of(path):
    """Where a path's answer is written: that of a folder into its index."""
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")


def code():
    """A digest of all our code: other code may write other tables, or press them differently."""
    digest = hashlib.sha256()
    for file in sorted(APP.rglob("*.py")):
        digest.update(file.relative_to(APP).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:20]
