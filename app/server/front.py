"""The front door: every request comes in here and every response goes out here, so that none lacks its headers."""

import logging
import re

from app.server.body import reply
from app.server.errors import Refusal
from app.server.headers import ANYONES, OURS, PREFLIGHT, completed

logger = logging.getLogger("downhill")
METHODS, OPEN_METHODS = b"GET, HEAD", b"GET, HEAD, OPTIONS"


class Front:
    """An ASGI application. ``doors`` are (pattern of a path, application) that stand open to every site; all else goes to the pages."""

    def __init__(self, doors, pages, errors):
        self.doors, self.pages, self.errors = [(re.compile(path), app) for path, app in doors], pages, errors

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.pages(scope, receive, send)
            return
        for path, app in self.doors:
            if path.match(scope["path"]):
                await self.answer(app, ANYONES, OPEN_METHODS, scope, receive, send)
                return
        await self.answer(self.page, OURS, METHODS, scope, receive, send)

    async def page(self, scope, receive, send):
        """A page, with the headers that it does not set itself, and without its body where that was not asked for."""
        head_only = scope["method"] == "HEAD"

        async def dressed(message):
            if message["type"] == "http.response.start":
                message = message | {"headers": completed(message["headers"], OURS)}
            elif head_only:
                message = message | {"body": b""}
            await send(message)

        await self.pages(scope | {"method": "GET"}, receive, dressed)

    async def answer(self, app, headers, methods, scope, receive, send):
        """What the app says; its refusals and its accidents in our own words."""
        started = False

        async def watched(message):
            nonlocal started
            started = True
            await send(message)

        try:
            if scope["method"] == "OPTIONS" and b"OPTIONS" in methods:
                await reply(watched, 204, [(b"allow", methods), *PREFLIGHT, *headers])
            elif scope["method"] in ("GET", "HEAD"):
                await app(scope, receive, watched)
            else:
                told = [(b"allow", methods), (b"connection", b"close")]
                raise Refusal(405, "only reading is possible here", methods.decode().split(", "), headers=told)
        except Refusal as refusal:
            await self.errors(refusal, scope, send, headers)
        except Exception:
            logger.exception("no answer to %s %a", scope["method"], scope["path"])
            if not started:
                await self.errors(Refusal(500, "the server made a mistake; it has been written down"), scope, send, headers)
