"""Films by address: finished ones from the shelf, others live from the log of their run, as the worker makes them."""

import asyncio
from contextlib import aclosing

from app import grid, scenes, stream
from app.engine import menu
from app.server import tables
from app.server.body import Body, described, partial, reply
from app.server.conditions import held, wanted
from app.server.errors import Refusal
from app.server.log import Cut
from app.server.runs import BINARY, HEADERS, Busy

TABLES = {"csv": ("text/csv; charset=utf-8", tables.as_csv), "json": ("application/json", tables.as_json)}
KINDS = ["bin", *TABLES]
LATER = [(b"retry-after", b"2")]
LONGEST = 512


class Frames:
    """An ASGI application below ``/<version>/``. Raises Refusal for what it does not send."""

    def __init__(self, version, runs, shelf, readers):
        self.version, self.runs, self.shelf = version, runs, shelf
        self.readers, self.reading = readers, 0

    async def __call__(self, scope, receive, send):
        if self.reading >= self.readers:
            raise Refusal(503, f"{self.readers} readers are being served already", headers=LATER)
        self.reading += 1
        try:
            finished = self.shelf.get(scope["path"])
            await (finished or self.compute)(scope, receive, send)
        except (Busy, Cut) as trouble:
            raise Refusal(503, str(trouble), headers=LATER) from trouble
        finally:
            self.reading -= 1

    def finished(self, path):
        """The body of a film that is on the shelf, if there is room for one more reader."""
        return self.shelf.get(path) if self.reading < self.readers and path in self.shelf.bodies else None

    def counted(self, pieces):
        """These pieces, to one reader more."""
        self.reading += 1
        try:
            yield from pieces
        finally:
            self.reading -= 1

    def read(self, path):
        """(scene, settings, kind) of a path. Refusal 404 says what there is."""
        stem, _, kind = path.rpartition(".")
        if kind not in KINDS or len(path) > LONGEST:
            endings = [f".{kind}" for kind in KINDS]
            raise Refusal(404, f"the address of a film ends in {', '.join(endings)} and has at most {LONGEST} characters", endings)
        _, version, word, *segments = stem.split("/")
        if word not in menu.names(scenes):
            raise Refusal(404, f"no scene {grid.quoted(word)}", menu.names(scenes))
        try:
            settings = grid.parse(menu.pick(scenes, word).GRID, segments)
        except grid.OffGrid as off:
            raise Refusal(404, str(off), nearest=f"{grid.address(self.version, word, off.nearest)}.{kind}") from off
        if version != self.version:
            there = f"{grid.address(self.version, word, settings)}.{kind}"
            raise Refusal(404, f"no version {grid.quoted(version)}: this is {self.version}", nearest=there)
        return word, settings, kind

    async def compute(self, scope, receive, send):
        """Answer for what is not on the shelf; what can be said without computing it is."""
        path = scope["path"]
        word, settings, kind = self.read(path)
        tag = await self.runs.tag(path)
        if held(dict(scope["headers"]), [f'"{tag}"'.encode()]):
            await reply(send, 304, described(f'"{tag}"'.encode(), HEADERS))
        elif kind in TABLES:
            await unless_gone(receive, self.table(word, settings, kind, tag, scope, receive, send))
        else:
            await self.frames(word, settings, f'"{tag}"'.encode(), scope, receive, send)

    async def table(self, word, settings, kind, tag, scope, receive, send):
        name, write = TABLES[kind]
        data = await asyncio.to_thread(write, await self.runs.film(word, settings))
        body = Body(data, name, tag, HEADERS)
        self.shelf.put(scope["path"], body)
        await body(scope, receive, send)

    async def frames(self, word, settings, tag, scope, receive, send):
        """The whole film or the part that is asked for; nothing is computed for who asks for the headers alone."""
        size = stream.length(word, settings, menu.pick(scenes, word).layout(settings))
        part = wanted(dict(scope["headers"]), tag, size) if scope["method"] == "GET" else None
        if part is None:
            status, head, part = 200, described(tag, HEADERS, BINARY, size), range(size)
        else:
            status, head = partial(part, size, BINARY, tag, HEADERS)
        if status == 416 or scope["method"] == "HEAD":
            await reply(send, status, head)
        else:
            with self.runs.reading(word, settings) as log:
                await unless_gone(receive, live(log, status, head, part, send))


async def live(log, status, head, part, send):
    """Bytes as they come. The headers wait for the first of them, so that a run which fails at once is a clean refusal;
    one that fails later cuts the connection short of its Content-Length."""
    started = False
    try:
        async with aclosing(log.read(part.start, part.stop)) as chunks:
            async for chunk in chunks:
                if not started:
                    await send({"type": "http.response.start", "status": status, "headers": head})
                    started = True
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    except Cut:
        if not started:
            raise


async def unless_gone(receive, work):
    """Do the work, but drop it when the reader leaves."""
    working, leaving = asyncio.create_task(work), asyncio.create_task(gone(receive))
    try:
        await asyncio.wait([working, leaving], return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            await working
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def gone(receive):
    """Return when the client has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass
