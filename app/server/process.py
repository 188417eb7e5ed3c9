"""The server's end of the worker: start it, tell it what to compute, hear what it answers, see it die."""

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from app.server.worker import MESSAGE

ROOT = Path(__file__).resolve().parents[2]
ONE_THREAD = dict.fromkeys(["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"], "1")


class Hand:
    """A worker process that is alive, or was: ``died`` is done when it is not."""

    def __init__(self, child):
        self.child, self.pid = child, child.pid
        self.died = asyncio.create_task(child.wait())

    async def say(self, what):
        self.child.stdin.write(json.dumps(what).encode() + b"\n")
        await self.child.stdin.drain()

    async def hear(self):
        """(kind, content) of its next message. EOFError or ConnectionError if it died."""
        kind, length = MESSAGE.unpack(await self.child.stdout.readexactly(MESSAGE.size))
        return kind, await self.child.stdout.readexactly(length)


@asynccontextmanager
async def started():
    """A worker for the length of a ``with``. BLAS gets one thread: runs are many and small, and bits must not depend on cores."""
    hand = Hand(await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app.server.worker", cwd=ROOT, env=os.environ | ONE_THREAD,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    ))
    try:
        yield hand
    finally:
        with suppress(ProcessLookupError):
            hand.child.kill()
        await hand.died
