"""A crowd: five thousand readers with a film open, a thousand of them leaving at once, and what everybody else notices.

    .venv/bin/python -m tests.bench.crowd

The readers take little of what they are sent and keep their connections; their films are cold when the first of them comes.
"""

import os
import re
import resource
import socket
import sys
import time
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path

from app.server.tide import SETTLED
from tests.bench.house import ask, house, resident, spent
from tests.bench.stream import quantile, told

READERS, LEAVING, SEEDS, SAMPLE = 5000, 1000, (0, 1, 3, 4, 5), 25
PAGES, PAUSE, PATIENCE = 120, 0.005, 60
EBB = 2 * SETTLED
LARGEST, KEPT = 100, 0.5
DESCRIPTORS = READERS + 500


def main():
    room()
    with house(readers=READERS + 100, connections=READERS + 500, stall_seconds=600, metrics=True) as server:
        paths = [server.film(f"training/seed={seed}") for seed in SEEDS]
        server.fetch("/12-training/")
        calm, before = pages(server.port), state(server)
        begin = time.perf_counter()
        crowd = [reader(server.port, paths[number % len(paths)]) for number in range(READERS)]
        server.wait(lambda: open_films(server) >= READERS)
        told(f"{READERS} readers are there after", time.perf_counter() - begin)
        busy = pages(server.port)
        server.wait(lambda: server.health["waiting"] == 0 and computed(server) >= len(SEEDS))
        settled(server, paths)
        held, after = pages(server.port), state(server)
        each = (after["memory"] - before["memory"]) * 1024 / READERS
        for name, waits in (("nobody is there", calm), ("their films are computed", busy), ("they hold their films", held)):
            print(f"{'the page while ' + name:44} p50 {quantile(waits, 50):6.2f} ms   p99 {quantile(waits, 99):6.2f} ms")
        print(f"{'memory per reader, at most ' + str(LARGEST) + ' KB':44} {each:10.1f} KB")
        print(f"{'computations for ' + str(len(SEEDS)) + ' addresses':44} {after['computed'] - before['computed']:10}")
        bodies = {sha256(rest(plug)).digest() for plug in crowd[:SAMPLE * len(SEEDS):len(SEEDS)]}
        print(f"{'different bodies of one address':44} {len(bodies):10}")
        begin = time.perf_counter()
        for plug in crowd[-LEAVING:]:
            plug.close()
        left = pages(server.port)
        server.wait(lambda: open_films(server) <= READERS - LEAVING)
        told(f"{LEAVING} leave at once; all is clean after", time.perf_counter() - begin)
        print(f"{'the page meanwhile':44} p50 {quantile(left, 50):6.2f} ms   p99 {quantile(left, 99):6.2f} ms")
        for plug in crowd:
            plug.close()
        server.wait(lambda: state(server)["descriptors"] <= before["descriptors"] + 2)
        time.sleep(EBB)
        last, idle = state(server), spent(server.pid)
        time.sleep(1)
        told("processor time in the second after all left", spent(server.pid) - idle)
        again = [reader(server.port, paths[0]) for _ in range(LEAVING)]
        server.wait(lambda: open_films(server) >= LEAVING)
        memory = ", ".join(f"{value:.0f}" for value in (before["memory"], after["memory"], last["memory"], resident(server.pid)))
        print(f"{'memory before, with all, after, with a new crowd':50} {memory} MB")
        for plug in again:
            plug.close()
    kept = (last["memory"] - before["memory"]) / (after["memory"] - before["memory"])
    print(f"{'share of their memory that stays, at most ' + str(KEPT):50} {kept:.2f}")
    recomputed = after["computed"] - before["computed"] != len(SEEDS)
    sys.exit((each > LARGEST or kept > KEPT or len(bodies) > 1 or recomputed) and "a promise is broken")


def room():
    """As many open files as may be. SystemExit if they are too few."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < DESCRIPTORS:
        sys.exit(f"ulimit -Hn is {hard}; {READERS} readers need {DESCRIPTORS} open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def reader(port, path):
    plug = socket.socket()
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    plug.connect(("127.0.0.1", port))
    plug.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    return plug


def rest(plug):
    """The whole body that a reader gets in the end."""
    plug.settimeout(PATIENCE)
    return b"".join(iter(lambda: plug.recv(1 << 16), b"")).partition(b"\r\n\r\n")[2]


def pages(port):
    """Seconds that the page took, one after another."""
    connection, waits = HTTPConnection("127.0.0.1", port, timeout=PATIENCE), []
    for _ in range(PAGES):
        begin = time.perf_counter()
        ask(connection, "/12-training/", "br")
        waits.append(time.perf_counter() - begin)
        time.sleep(PAUSE)
    connection.close()
    return waits


def settled(server, paths):
    """Wait until every film is finished."""
    for path in paths:
        server.fetch(path, "br")


def number(server, name):
    return float(re.search(rb"^downhill_" + name + rb" (\S+)", server.fetch("/metrics"), re.MULTILINE)[1])


def open_films(server):
    return number(server, b"films_open")


def computed(server):
    return server.health["computed"]


def state(server):
    descriptors = len(os.listdir(Path(f"/proc/{server.pid}/fd")))
    return {"memory": resident(server.pid), "computed": computed(server), "descriptors": descriptors}


if __name__ == "__main__":
    main()
