"""What it takes to serve: how soon the page is there, how much memory server and worker need, what a page costs.

    .venv/bin/python -m tests.bench.serve

On an installed machine: dependencies and the films of the page are there. Memory counts once what both processes share.
"""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection

from app import scenes
from app.engine import menu
from app.grid import address
from tests.bench.house import ROOT, ask, free_port, house, spent
from tests.bench.memory import together
from tests.bench.table import line

STARTS, VISITS, ROUNDS, PATIENCE, PAUSE = 5, 200, 7, 60, 0.02
SECONDS, MEGABYTES, MILLISECONDS = 2.5, 140, 2
PAGE = "/12-training/"


def main():
    kept = [line("from make serve to the first page", [begun() for _ in range(STARTS)], "s", SECONDS, 2)]
    with house() as server:
        server.settle()
        kept += [line("memory when it has printed", [together(server.pid, server.worker)] * 2, "MB", MEGABYTES)]
        kept += [line("processor time of a page", [visited(server) * 1000 for _ in range(ROUNDS)], "ms", MILLISECONDS, 2)]
        for path in films(server):
            server.fetch(path, "br")
        server.settle()
        kept += [line("memory when every scene was computed", [together(server.pid, server.worker)] * 2, "MB", MEGABYTES)]
    sys.exit(not all(kept) and "over budget")


def begun():
    """Seconds from ``make serve`` to its first page."""
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DOWNHILL_")}
    begin = time.perf_counter()
    command = ["make", "serve", f"PORT={port}", f"PYTHON={sys.executable}"]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env=clean, start_new_session=True, **silent)
    try:
        while not answered(port):
            if time.perf_counter() - begin > PATIENCE:
                raise SystemExit(f"make serve answered nothing in {PATIENCE} s")
            time.sleep(PAUSE)
        return time.perf_counter() - begin
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def answered(port):
    """Whether the page came; who asks early is kept waiting until it does."""
    try:
        ask(HTTPConnection("127.0.0.1", port, timeout=PATIENCE), PAGE)
    except OSError:
        return False
    return True


def visited(server):
    """Seconds of processor time that the page takes the server, again and again on one connection."""
    connection = HTTPConnection("127.0.0.1", server.port)
    before = spent(server.pid)
    for _ in range(VISITS):
        ask(connection, PAGE, "br")
    connection.close()
    return (spent(server.pid) - before) / VISITS


def films(server):
    """For each scene with settings a film that is not among the usual: one setting is another, the last that there is."""
    for word in menu.names(scenes):
        scene = menu.pick(scenes, word)
        if name := next(iter(scene.GRID), None):
            yield server.film(address("", word, scene.DEFAULT | {name: scene.GRID[name][-1]}).strip("/"))


if __name__ == "__main__":
    main()
