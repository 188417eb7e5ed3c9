"""The news: which edition is out and what is wrong, for every page that listens, as server-sent events."""

import asyncio
import json
import os
import time

from starlette.responses import StreamingResponse

AGAIN = 300
FRESH = {"Cache-Control": "no-store"}


class News:
    """``edition`` is empty until there is one; ``trouble`` is None, or what app.dev.trouble told."""

    def __init__(self):
        self.process = f"{os.getpid()}.{time.time_ns()}"
        self.number, self.trouble, self.over = 0, None, False
        self.changed = asyncio.Event()

    @property
    def edition(self):
        """A name that no other edition has, in this process or another."""
        return f"{self.process}.{self.number}" if self.number else ""

    def out(self):
        """A new edition is out, and nothing is wrong."""
        self.number, self.trouble = self.number + 1, None
        self.wake()

    def wrong(self, trouble):
        self.trouble = trouble
        self.wake()

    def end(self):
        """Hang up: a server that leaves waits for nobody."""
        self.over = True
        self.wake()

    def wake(self):
        changed, self.changed = self.changed, asyncio.Event()
        changed.set()

    async def answer(self, request):
        return StreamingResponse(self.events(), media_type="text/event-stream", headers=FRESH)

    async def events(self):
        """What there is now, and again whenever it changes."""
        yield f"retry: {AGAIN}\n"
        while not self.over:
            changed = self.changed
            yield f"data: {json.dumps({'edition': self.edition, 'trouble': self.trouble})}\n\n"
            await changed.wait()
