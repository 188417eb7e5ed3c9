"""Runs: one computation per address however many ask at once, made by the worker, read from its log as it grows."""

import asyncio
import logging
from contextlib import contextmanager

from app import stream
from app.grid import address
from app.server import process, worker
from app.server.body import Body
from app.server.headers import FILES, FOREVER, etag
from app.server.log import Log
from app.server.pantry import Pantry

logger = logging.getLogger("downhill")
REST, START = 0.1, 20
BINARY = "application/octet-stream"
HEADERS = [FOREVER, *FILES]


class Busy(Exception):
    """The worker has too much to do, or is not there."""


class Run:
    """One computation on its way: what is asked for, its log, and how many are reading it."""

    def __init__(self, path, word, settings):
        self.path, self.word, self.settings = path, word, settings
        self.log = Log()
        self.readers = 0


class Runs:
    """The runs in flight by path, and the one process that computes them. Finished films go to the shelf.

    ``computed`` counts the runs that were started, ``workers`` the workers; ``pid`` is the worker's. A run that takes longer
    than ``longest`` seconds is given up, and its worker with it.
    """

    def __init__(self, version, shelf, limit, films, longest=60.0):
        self.version, self.shelf, self.films, self.longest = version, shelf, films, longest
        self.flying = {}
        self.waiting = asyncio.Queue(limit)
        self.computed, self.workers, self.pid, self.alive = 0, 0, None, False
        self.bits = None
        self.ready = asyncio.Event()

    def path(self, word, settings):
        return f"/{address(self.version, word, settings)}.bin"

    @contextmanager
    def reading(self, word, settings):
        """The log of this run, started if nobody has. Busy if too many wait. A run that nobody waits for is not started."""
        path = self.path(word, settings)
        run = self.flying.get(path) or self.queue(Run(path, word, settings))
        run.readers += 1
        try:
            yield run.log
        finally:
            run.readers -= 1

    def queue(self, run):
        try:
            self.waiting.put_nowait(run)
        except asyncio.QueueFull:
            raise Busy(f"{self.waiting.maxsize} runs are waiting already") from None
        self.flying[run.path] = run
        return run

    async def film(self, word, settings):
        """A whole film, decoded: from the shelf, or else computed. Busy or Cut if that fails."""
        await self.start()
        finished = self.shelf.get(self.path(word, settings))
        if finished is not None:
            return stream.decode(finished.plain)
        with self.reading(word, settings) as log:
            return stream.decode(await log.whole())

    async def tag(self, path):
        """An entity tag. Two machines whose arithmetic differs in a bit give their films different ones: nobody splices them."""
        if not self.ready.is_set():
            await self.start()
        return etag(self.version, path, self.bits)

    async def start(self):
        """Wait until the worker is ready. Busy if that takes too long."""
        try:
            await asyncio.wait_for(self.ready.wait(), START)
        except TimeoutError:
            raise Busy(f"the worker was not ready within {START} s") from None

    async def work(self):
        """Keep one worker at work for ever: when it dies, or cannot even be started, its run fails and another is started."""
        while True:
            try:
                async with process.started() as hand:
                    self.pid, self.workers = hand.pid, self.workers + 1
                    await self.serve(hand)
            except (EOFError, OSError) as trouble:
                logger.warning("the worker stopped: %r", trouble)
            self.alive = False
            logger.warning("starting another worker")
            await asyncio.sleep(REST)

    async def serve(self, hand):
        """Give this worker one run after another until it dies."""
        _, self.bits = await hand.hear()
        await self.stock()
        self.ready.set()
        self.alive = True
        while run := await self.next(hand):
            if run.readers:
                await self.perform(run, hand)
            self.flying.pop(run.path, None)

    async def stock(self):
        """Put the films that were made beforehand on the shelf."""
        for word, settings, data in await asyncio.to_thread(lambda: list(Pantry(self.films, self.bits).stock())):
            path = self.path(word, settings)
            self.shelf.put(path, Body(data, BINARY, etag(self.version, path, self.bits), HEADERS))

    async def next(self, hand):
        """The run whose turn it is, or None if the worker dies while there is none."""
        turn = asyncio.create_task(self.waiting.get())
        try:
            await asyncio.wait([turn, hand.died], return_when=asyncio.FIRST_COMPLETED)
            return turn.result() if turn.done() else None
        finally:
            turn.cancel()

    async def perform(self, run, hand):
        """One run, into its log, which ends whatever happens."""
        trouble = "the worker died"
        self.computed += 1
        try:
            async with asyncio.timeout(self.longest):
                await hand.say([run.word, run.settings])
                while (message := await hand.hear())[0] == worker.PIECE:
                    run.log.append(message[1])
            trouble = message[1].decode()
            if not trouble:
                self.shelf.put(run.path, Body(bytes(run.log.data), BINARY, await self.tag(run.path), HEADERS))
        finally:
            self.flying.pop(run.path, None)
            run.log.end(trouble)
