"""The floor: the least page of our kind, served with our own server's means, to hold the chapter beside."""

import asyncio
import threading
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from app.server.body import Body
from app.server.headers import CHECK_FIRST

KINDS = {"/": ("index.html", "text/html; charset=utf-8"), "/floor.js": ("floor.js", "text/javascript; charset=utf-8")}


@contextmanager
def floor():
    """Its address, for the length of a ``with``."""
    bodies = {path: body(*told) for path, told in KINDS.items()}
    server = uvicorn.Server(uvicorn.Config(answering(bodies), port=0, lifespan="off", log_level="warning", ws="none"))
    thread = threading.Thread(target=asyncio.run, args=[server.serve()])
    thread.start()
    try:
        while not server.started:
            thread.join(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join()


def body(name, kind):
    return Body(Path(__file__).with_name(name).read_bytes(), kind, name, [CHECK_FIRST]).compress()


def answering(bodies):
    """An ASGI application that has these, and nothing else."""

    async def application(scope, receive, send):
        await bodies.get(scope["path"], NOTHING)(scope, receive, send)

    return application


NOTHING = Body(b"nothing", "text/plain", "nothing", [CHECK_FIRST], status=404)
