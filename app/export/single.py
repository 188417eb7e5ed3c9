"""One scene as one file that needs no network: its page, its look, its modules and its films."""

import asyncio
import base64
import re
import zlib
from functools import cache

from app import scenes
from app.engine import menu
from app.export import asked
from app.export.choice import offered
from app.export.films import every
from app.export.leaf import leaf
from app.export.site import PATIENCE, Unanswered
from app.grid import address
from app.server import worker
from app.server.bundle import bundles
from app.server.main import create_app
from app.server.modules import beside
from app.server.settings import Settings
from app.server.static import Static

LARGEST = 300_000
SPARE = 20_000
FIRST, ONLINE, PACKED = "alone.js", "parts/transfer.js", "parts/packed.js"
LATER = re.compile(r"""(?<!\{)\bimport\((["`])(\.[^"`]*)\1\)""")


def single(word):
    """The file's text. LookupError for a word that is no scene."""
    menu.pick(scenes, word)
    return whole(word, asyncio.run(page(f"/embed/{word}/")))


def whole(word, html):
    """The page of one scene, as it is served, with all that it needs."""
    scene, script = menu.pick(scenes, word), module(Static(Settings().static).files, word)
    room = LARGEST - SPARE - len(html.encode()) - len(script.encode())
    grid = offered(word, lambda settings: len(packed(word, **settings)), room)
    films = {f"films/{path(word, one)}.bin": packed(word, **one) for one in every(grid)}
    beside = getattr(scene, "BESIDE", None)
    if beside:
        films[f"films/{path(word, beside)}.bin"] = packed(word, **beside)
    return leaf(html, grid, scene.DEFAULT, script, films)


async def page(path):
    async with asked.started(create_app(Settings(patience=PATIENCE))) as ask:
        answer = await ask(path)
    if answer.status != 200:
        raise Unanswered(f"the server answers {answer.status} for {path}")
    return answer.body.decode()


def module(files, word):
    """All modules of a scene alone as one, which brings films from the page and asks for nothing later."""
    texts = {name: data.decode() for name, data in files.items() if name.endswith(".js") and not name.startswith("bundles/")}
    texts[ONLINE] = texts[PACKED]
    texts = {name: now(texts, name, word) for name in texts}
    return bundles(texts, FIRST)[FIRST]


def now(texts, name, word):
    """A module that imports at once what it would import later, if there is such a thing; a path that names a scene names this one."""
    paths = [re.sub(r"\$\{.*?\}", word, found[2]) for found in LATER.finditer(texts[name])]
    there = [beside(name, path) in texts for path in paths]
    names = (f"later{number}" if here else "{}" for number, here in enumerate(there))
    text = LATER.sub(lambda _: f"Promise.resolve({next(names)})", texts[name])
    return "".join(f'import * as later{number} from "{path}";\n' for number, path in enumerate(paths) if there[number]) + text


def path(word, settings):
    """What the page's script calls a film: its settings, as in an address."""
    return address("", word, settings).split("/", 2)[2]


@cache
def packed(word, **settings):
    """A film as text that may stand in a page."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    return base64.b64encode(squeeze.compress(b"".join(worker.play(word, settings))) + squeeze.flush()).decode()
