"""The server's own answers, without a network: an application that is started, asked and stopped in this process."""

import asyncio
from contextlib import asynccontextmanager
from typing import NamedTuple


class Answer(NamedTuple):
    """A whole response; header names in lower case."""

    status: int
    headers: dict
    body: bytes


@asynccontextmanager
async def started(front):
    """For the length of a ``with``, the site does all its work but listening; gives ``ask(path)``."""
    async with front.pages.router.lifespan_context(front.pages):
        yield lambda path: ask(front, path)


async def ask(front, path):
    """What a browser without compression gets from that path."""
    said = []

    async def send(message):
        said.append(message)

    async def receive():
        await asyncio.Future()  # it asks for nothing more, and it does not leave

    headers = [(b"accept", b"text/html,*/*")]
    await front({
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "root_path": "",
        "path": path, "raw_path": path.encode(), "query_string": b"", "headers": headers, "client": None, "server": None,
    }, receive, send)
    heads = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    return Answer(said[0]["status"], heads, b"".join(message.get("body", b"") for message in said[1:]))
