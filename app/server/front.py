"""The front door: every request comes in here and every response goes out here, so that none lacks its headers."""

import logging
import re
import time

from app.languages import USUAL, speaking
from app.server import logs
from app.server.body import reply
from app.server.errors import ANYWHERE, Refusal
from app.server.headers import ANYONES, PREFLIGHT, completed, usual
from app.server.lane import Lane
from app.words import say

logger = logging.getLogger("downhill")
WELCOME = "/"
METHODS, OPEN_METHODS, ALL_METHODS = b"GET, HEAD", b"GET, HEAD, OPTIONS", {"GET", "HEAD", "OPTIONS"}
BODY, CLOSE = (b"content-length", b"transfer-encoding"), (b"connection", b"close")


class Front:
    """An ASGI application. ``doors`` are (kind, pattern of a path, application) that stand open to every site; all else goes to the pages.

    ``metrics``, if any, hear of every answer; every answer has the headers ``more``. What lies below ``/<tag>/`` is answered
    in that language, if it is among the ``tags``. What is on the ``shelves`` may take the ``lane`` past all this.
    """

    def __init__(self, doors, pages, errors, metrics=None, more=(), listed=(), tags=(), shelves=()):
        self.doors, self.pages, self.errors = [(kind, re.compile(path), app) for kind, path, app in doors], pages, errors
        self.metrics, self.more, self.listed, self.tags = metrics, list(more), listed, tags
        self.lane = Lane(shelves, self.tell, more)

    def addresses(self):
        """Every path that there is, but for those of films: what has a list of its own says it by ``addresses()``."""
        return [WELCOME, *(path for room in self.listed for path in room.addresses()), ANYWHERE]

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.pages(scope, receive, send)
            return
        with speaking(self.tongue(scope["path"])):
            for kind, path, app in self.doors:
                if path.match(scope["path"]):
                    await self.answer(kind, app, ANYONES, OPEN_METHODS, scope, receive, send)
                    return
            await self.answer("page", self.page, usual(scope["path"]), METHODS, scope, receive, send)

    def tongue(self, path):
        """The language of an address: that of the folder it lies in."""
        first = path.split("/")[1]
        return first if first in self.tags else USUAL

    async def page(self, scope, receive, send):
        """A page, with the headers that it does not set itself, and without its body where that was not asked for."""
        head_only = scope["method"] == "HEAD"

        async def dressed(message):
            if message["type"] == "http.response.start":
                message = message | {"headers": completed(message["headers"], usual(scope["path"]))}
            elif head_only:
                message = message | {"body": b""}
            await send(message)

        await self.pages(scope | {"method": "GET"}, receive, dressed)

    async def answer(self, kind, app, headers, methods, scope, receive, send):
        """What the app says; its refusals and its accidents in our own words."""
        begin, status = time.perf_counter(), 0

        async def watched(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if self.more:
                    message = message | {"headers": [*message["headers"], *self.more]}
            await send(message)

        try:
            if scope["method"] not in ALL_METHODS or methods is METHODS and scope["method"] == "OPTIONS":
                told = [(b"allow", methods), CLOSE]
                raise Refusal(405, say("only reading is possible here"), methods.decode().split(", "), headers=told)
            if any(name in BODY and value != b"0" for name, value in scope["headers"]):
                raise Refusal(413, say("a request for reading has no body"), headers=[CLOSE])
            if scope["method"] == "OPTIONS":
                await reply(watched, 204, [(b"allow", methods), *PREFLIGHT, *headers])
            else:
                await app(scope, receive, watched)
        except Refusal as refusal:
            await self.errors(refusal, scope, watched, headers)
        except Exception:
            logger.exception("no answer to %s %a", scope["method"], scope["path"])
            if not status:
                await self.errors(Refusal(500, say("the server made a mistake; it has been written down")), scope, watched, headers)
        finally:
            self.tell(scope["method"], kind, scope["path"], status, time.perf_counter() - begin)

    def tell(self, method, kind, path, status, seconds):
        logs.request(method, kind, path, status, seconds)
        if self.metrics:
            self.metrics.observe(kind, status, seconds)
