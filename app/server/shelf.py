"""The shelf: finished bodies by path, the ones used least lately going first when there is no room."""

import asyncio
import os
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from app.server.thrift import let_go
from app.server.worker import MODEST


class Shelf:
    """Bodies of at most ``room`` bytes together, compressed after they came, off the event loop."""

    def __init__(self, room):
        self.room, self.taken, self.hits, self.misses = room, 0, 0, 0
        self.bodies = OrderedDict()
        self.sizes, self.loose = {}, {}
        self.presser = ThreadPoolExecutor(1, "presser", initializer=modest)
        self.pressing = set()

    def get(self, path):
        body = self.bodies.get(path)
        if body is None:
            self.misses += 1
            return None
        self.hits += 1
        self.bodies.move_to_end(path)
        return body

    def put(self, path, body):
        """Keep a body, compressed soon."""
        self.weigh(path, body)
        if path in self.bodies:
            self.loose[path] = body
        if self.loose and all(task.done() for task in self.pressing):
            task = asyncio.ensure_future(self.press())
            self.pressing.add(task)
            task.add_done_callback(self.pressing.discard)

    async def press(self):
        """Compress one after another; what has gone meanwhile is not worth it."""
        while self.loose:
            path = next(iter(self.loose))
            body = self.loose.pop(path)
            await asyncio.get_running_loop().run_in_executor(self.presser, body.compress)
            if self.bodies.get(path) is body:
                self.weigh(path, body)
        await asyncio.get_running_loop().run_in_executor(self.presser, let_go)

    def weigh(self, path, body):
        """Count what a body takes now, and make room for it."""
        self.taken += body.size - self.sizes.get(path, 0)
        self.bodies[path], self.sizes[path] = body, body.size
        self.bodies.move_to_end(path)
        while self.taken > self.room and self.bodies:
            gone, _ = self.bodies.popitem(last=False)
            self.taken -= self.sizes.pop(gone)
            self.loose.pop(gone, None)

    def close(self):
        self.presser.shutdown(wait=False, cancel_futures=True)


def modest():
    """Whoever answers goes before this thread: on Linux a thread has a niceness of its own."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), MODEST)
