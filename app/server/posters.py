"""Posters: each scene as a picture, drawn from its own film when somebody first asks for it."""

import asyncio
import logging
import re
import subprocess

from app import poster, raster, stills
from app.engine import menu
from app.languages import USUAL, speaking
from app.server.body import Body
from app.server.editions import folder_of
from app.server.errors import Refusal
from app.server.frames import unless_gone
from app.server.headers import FILES, etag
from app.server.log import Cut
from app.server.runs import Busy
from app.words import say

logger = logging.getLogger("downhill")
HOUR = (b"cache-control", b"public, max-age=3600")
ADDRESS = re.compile(r"/((?P<tag>[a-z]{2,3}(-[a-z]+)?)/)?embed/(?P<word>[a-z]+)/poster\.png$")


class Posters:
    """An ASGI application: ``embed/<scene>/poster.png`` in each language. One is made at a time, if its reader waits, and kept."""

    def __init__(self, press, static):
        self.press, self.bodies, self.making = press, {}, asyncio.Lock()
        self.style = poster.look(static.text("still.css"), static.text("opening.css"))

    def addresses(self):
        """The paths of all posters."""
        return [f"/{folder_of(tag)}embed/{word}/poster.png" for tag, words in self.press.told.items() for word in words]

    async def __call__(self, scope, receive, send):
        if scope["path"] not in self.addresses():
            raise Refusal(404, say("there is no such poster"), [path.removeprefix("/") for path in self.addresses()])
        await unless_gone(receive, self.show(scope, receive, send))

    async def show(self, scope, receive, send):
        found = ADDRESS.match(scope["path"])
        tag, word = found["tag"] or USUAL, found["word"]
        body = self.bodies.get((tag, word)) or await self.made(tag, word)
        await body(scope, receive, send)

    async def made(self, tag, word):
        """The poster of a scene with its usual settings. Refusal if it cannot be made now."""
        async with self.making:
            if (tag, word) not in self.bodies:
                try:
                    [films] = await self.press.films([(word, self.press.scenes[word].DEFAULT)])
                    data = await asyncio.to_thread(self.draw, tag, word, films)
                except (Busy, Cut, OSError, subprocess.SubprocessError) as trouble:
                    logger.warning("no poster of %s: %r", word, trouble)
                    raise Refusal(503, say("this poster cannot be drawn now"), headers=[(b"retry-after", b"5")]) from trouble
                self.bodies[tag, word] = Body(data, "image/png", etag(data), [HOUR, *FILES])
            return self.bodies[tag, word]

    def draw(self, tag, word, films):
        with speaking(tag):
            return raster.png(poster.picture(menu.pick(stills, word), *films), self.style)
