"""How soon the first frames of a run that nobody has asked for are here, and what everybody else notices meanwhile.

    .venv/bin/python tests/bench/stream.py

Best on an idle machine. The run is a training from a seed that the server has not computed yet.
"""

import os
import re
import statistics
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SEEDS = (0, 1, 3)
CALM = 600


def main():
    begin = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "app"], cwd=ROOT, env=os.environ | {"DOWNHILL_PORT": "0"}, stdout=subprocess.PIPE, text=True,
    )
    try:
        port = int(re.search(r":(\d+)/", server.stdout.readline())[1])
        connection = HTTPConnection("127.0.0.1", port)
        told("process start to address", time.perf_counter() - begin)
        ask(connection, "/healthz")
        told("process start to first answer", time.perf_counter() - begin)
        page = ask(connection, "/12-training/")
        told("process start to first page", time.perf_counter() - begin)
        version = re.search(rb"\.\./(v[0-9a-f]{10})/", page)[1].decode()
        paths = [f"/{version}/training/seed={seed}.bin" for seed in SEEDS]
        cached = f"/{version}/training/seed=2.bin"
        ask(connection, cached)
        others(connection, cached, CALM)
        calm = others(connection, cached, CALM)
        runs = [cold(port, path, cached) for path in paths]
        told("cold training: first record (median)", statistics.median(first for first, _, _ in runs))
        told("cold training: all of it (median)", statistics.median(whole for _, whole, _ in runs))
        busy = [waited for _, _, meanwhile in runs for waited in meanwhile]
        for name, waits in (("idle", calm), ("while a training runs", busy)):
            p50, p99 = quantile(waits, 50), quantile(waits, 99)
            print(f"{'a cached film, ' + name:44} p50 {p50:6.2f} ms   p99 {p99:6.2f} ms   ({len(waits)} requests)")
        print(f"{'p99, training to idle':44} {quantile(busy, 99) / quantile(calm, 99):10.2f} times")
        for name, pid in (("server", server.pid), ("worker", child(server.pid))):
            print(f"{'memory of the ' + name:44} {resident(pid):10.1f} MB")
    finally:
        server.terminate()
        server.wait()


def cold(port, path, cached):
    """(seconds to the first record, seconds to all of it, what requests for a cached film waited meanwhile)"""
    done, waits = threading.Event(), []

    def meanwhile():
        connection = HTTPConnection("127.0.0.1", port)
        while not done.is_set():
            waits.extend(others(connection, cached, 1))

    crowd = threading.Thread(target=meanwhile)
    crowd.start()
    connection = HTTPConnection("127.0.0.1", port)
    connection.connect()
    begin = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    front = response.read(16)
    before = int.from_bytes(front[12:16], "little")
    header = response.read(before)
    sizes = [int(size) for size in re.findall(rb'"size":(\d+)', header)]
    response.read(sizes[0] + sizes[1])
    first = time.perf_counter() - begin
    response.read()
    whole = time.perf_counter() - begin
    done.set()
    crowd.join()
    return first, whole, waits


def others(connection, path, count):
    """Seconds that each of so many requests took."""
    waits = []
    for _ in range(count):
        begin = time.perf_counter()
        ask(connection, path)
        waits.append(time.perf_counter() - begin)
        time.sleep(0.002)
    return waits


def ask(connection, path):
    connection.request("GET", path)
    response = connection.getresponse()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status} {response.read().decode()}")
    return response.read()


def quantile(seconds, percent):
    """In milliseconds."""
    return sorted(seconds)[min(len(seconds) - 1, len(seconds) * percent // 100)] * 1000


def told(what, seconds):
    print(f"{what:44} {seconds * 1000:10.1f} ms")


def child(pid):
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


def resident(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


if __name__ == "__main__":
    main()
