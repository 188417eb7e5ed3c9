"""Baking: films and their tables as bytes, on every core, or on a cluster's. All have the bits of one machine's arithmetic."""

import os
import re
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import contextmanager
from functools import cache
from itertools import islice
from multiprocessing import get_context

from app import stream
from app.server import worker
from app.server.body import Body
from app.server.frames import TABLES
from app.server.process import ONE_THREAD
from app.server.runs import BINARY
from app.server.version import version

AHEAD = 4
SCHEDULER = re.compile(r"(tcp|tls|ws|wss)://[^\s/]+:\d+")


class Elsewhere(ValueError):
    """A worker whose films would be others: of another version, or with other bits."""


@contextmanager
def oven(scheduler):
    """An executor and how many it bakes at once: processes of this machine, or the workers of a Dask scheduler at that address."""
    if scheduler:
        if not SCHEDULER.fullmatch(scheduler):
            raise Elsewhere(f"no Dask scheduler {scheduler!r}, expected its address, as tcp://host:8786")
        from distributed import Client
        with Client(scheduler, timeout="10s", set_as_default=False) as client:
            yield client.get_executor(), max(1, sum(client.nthreads().values()))
    else:
        os.environ.update(ONE_THREAD)
        cores = os.cpu_count() or 1
        with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
            yield pool, cores


@cache
def arithmetic():
    """The bits of this process's arithmetic."""
    return worker.fingerprint()


def bake(expected, word, settings):
    """Ending to (bytes, {encoding: smaller bytes}), the film itself last. Elsewhere if (version, bits) are not what was expected."""
    if (version(), arithmetic()) != expected:
        raise Elsewhere(f"a worker has version {version()}, expected {expected[0]}, or its arithmetic has other bits than this machine's")
    data = b"".join(worker.play(word, settings))
    film = stream.decode(data)
    made = {kind: Body(write(film), name, "", []) for kind, (name, write) in TABLES.items()} | {"bin": Body(data, BINARY, "", [])}
    return {kind: (body.plain, body.compress().packed) for kind, body in made.items()}


def baked(pool, width, expected, films):
    """(scene, settings, what bake gives) of all these, as they are done; no more than a few are ahead of who reads them."""
    films, flying = iter(films), {}
    while True:
        for film in islice(films, AHEAD * width - len(flying)):
            flying[pool.submit(bake, expected, *film)] = film
        if not flying:
            return
        done, _ = wait(flying, return_when=FIRST_COMPLETED)
        for future in done:
            yield *flying.pop(future), future.result()
