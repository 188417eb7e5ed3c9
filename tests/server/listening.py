"""A protocol that listens, in a loop of the test's own, without a server's process around it."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager

from uvicorn import Config
from uvicorn.server import ServerState

from app.server.protocol import limited
from app.server.settings import Settings
from tests.server.direct import errors


async def nobody(scope, receive, send):
    raise AssertionError("not reached")


@asynccontextmanager
async def listening(app=nobody, lane=None, **settings):
    """connect(), which opens one more connection to a protocol with these limits, before that application."""
    speaks, state = limited(Settings(**settings), errors(), lane), ServerState()
    config = Config(app, http=speaks, interface="asgi3", ws="none", log_config=None)
    config.load()
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        server = await loop.create_server(lambda: config.http_protocol_class(config, state, {}), "127.0.0.1", 0)
        stack.callback(server.close)

        async def connect():
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            stack.push_async_callback(writer.wait_closed)
            stack.callback(writer.close)
            return reader, writer

        yield connect
