"""How soon the first frames of a run that nobody has asked for are here, and what everybody else notices meanwhile.

    .venv/bin/python -m tests.bench.stream

Best on an idle machine. The runs are trainings from seeds that the server has not computed yet. Idle and busy stretches take
turns. Whoever waits for a cached film and whoever reads the new one are processes of their own, kept on one processor, in idle
stretches too, where the second reads a film that is finished: so the two stretches differ in the computation alone.
"""

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection

from tests.bench.house import ask, house
from tests.bench.table import line

SEEDS = (0, 1, 3, 4, 5, 6, 7)
PAUSE, STRETCH = 0.002, 1.8
FIRST, LAST, OTHERS = 50, 1.2, 1.5


def main():
    with house() as server, bare() as alone:
        cached = server.film("training/seed=2")
        server.fetch(cached, "br")
        server.settle()
        pinned(lambda: others(server.port, cached, 1))
        calm, busy, runs, computed = [], [], [], []
        for seed in SEEDS:
            computed.append(alone(seed))
            calm.append(pinned(lambda: others(server.port, cached, STRETCH)))
            run, waits = pinned(lambda seed=seed: meanwhile(server.port, server.film(f"training/seed={seed}"), cached))
            runs.append(run)
            busy.append(waits)
    firsts, wholes = zip(*runs)
    kept = [
        line("a cold training: its first frames", [1000 * first for first in firsts], "ms", FIRST),
        line("all of it", [1000 * whole for whole in wholes], "ms", None, 0),
        line("all of it, times the bare computation", [whole / least for whole, least in zip(wholes, computed)], "", LAST, 2),
    ]
    for percent, most in ((50, None), (99, OTHERS)):
        idle, loud = ([quantile(waits, percent) for waits in stretches] for stretches in (calm, busy))
        line(f"a cached film, p{percent}, idle", idle, "ms", None, 2)
        line(f"a cached film, p{percent}, while a training runs", loud, "ms", None, 2)
        kept.append(line(f"p{percent}, times idle", [there / here for here, there in zip(idle, loud)], "", most, 2))
    sys.exit(not all(kept) and "over budget")


@contextmanager
def bare():
    """A function of a seed: the seconds that its training takes in a process that does nothing else, as modest as the worker."""
    with subprocess.Popen([sys.executable, "-m", "tests.bench.bare"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield lambda seed: float((print(seed, file=process.stdin, flush=True), process.stdout.readline())[1])
        process.stdin.close()


def pinned(measure):
    """What the measure returns, made on one processor, so that the servers have the others."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        return measure()
    finally:
        os.sched_setaffinity(0, allowed)


def meanwhile(port, path, cached):
    """((seconds to the first record, seconds to all of it), what requests for a cached film waited meanwhile)"""
    command = [sys.executable, "-m", "tests.bench.stream", str(port), path]
    reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    reader.stdout.readline()
    reader.stdin.close()
    waits = others(port, cached, while_true=lambda: reader.poll() is None)
    first, whole = map(float, reader.stdout.read().split())
    return (first, whole), waits


def read(port, path):
    """Read a film as it is made; print the seconds to its first record and to all of it."""
    connection = HTTPConnection("127.0.0.1", int(port))
    connection.connect()
    print("ready", flush=True)
    sys.stdin.read()
    begin = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    front = response.read(16)
    header = response.read(int.from_bytes(front[12:16], "little"))
    sizes = [int(size) for size in re.findall(rb'"size":(\d+)', header)]
    response.read(sizes[0] + sizes[1])
    first = time.perf_counter() - begin
    response.read()
    print(first, time.perf_counter() - begin)


def others(port, path, seconds=None, while_true=None):
    """Seconds that each request took, one after another."""
    connection, waits, end = HTTPConnection("127.0.0.1", port), [], time.perf_counter() + (seconds or 0)
    while while_true() if while_true else time.perf_counter() < end:
        begin = time.perf_counter()
        ask(connection, path)
        waits.append(time.perf_counter() - begin)
        time.sleep(PAUSE)
    return waits


def quantile(seconds, percent):
    """In milliseconds."""
    return sorted(seconds)[min(len(seconds) - 1, len(seconds) * percent // 100)] * 1000


def told(what, seconds):
    print(f"{what:44} {seconds * 1000:10.1f} ms")


if __name__ == "__main__":
    read(*sys.argv[1:]) if sys.argv[1:] else main()
