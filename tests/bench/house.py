"""The house under load: a real server in a process of its own, and what it spends."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE, IDLE = 60, 1


class House:
    """A server that has printed its pages: its port, its process and the version of its films."""

    def __init__(self, process, port):
        self.process, self.pid, self.port = process, process.pid, port
        self.wait(lambda: self.health["printed"])
        self.version = self.health["version"]

    @property
    def health(self):
        return json.loads(self.fetch("/healthz"))

    def film(self, address):
        return f"/{self.version}/{address}.bin"

    def fetch(self, path, encoding=""):
        """The body as it came. SystemExit unless the answer is 200; a finished body may take a moment to be compressed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        found = None

        def there():
            nonlocal found
            found = ask(connection, path, encoding)
            return (found[1] or "") == encoding

        self.wait(there)
        connection.close()
        return found[0]

    def wait(self, condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise SystemExit(f"nothing came of it in {PATIENCE} s")
            time.sleep(0.1)

    def settle(self):
        """Wait until it has nothing left to do: its pages and films are compressed long after they are printed."""
        self.wait(self.idles)

    def idles(self):
        before = spent(self.pid)
        time.sleep(IDLE)
        return spent(self.pid) - before < 0.02 * IDLE

    @property
    def worker(self):
        return int(Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()[0])


@contextmanager
def house(**settings):
    """A server with settings of its own, for the length of a ``with``."""
    told = {f"DOWNHILL_{name.upper()}": str(value) for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, "-m", "app"], cwd=ROOT, env=os.environ | {"DOWNHILL_PORT": "0"} | told, stdout=subprocess.PIPE, text=True,
    )
    try:
        yield House(process, int(re.search(r":(\d+)/", process.stdout.readline())[1]))
    finally:
        process.terminate()
        process.wait()


def ask(connection, path, encoding=""):
    """(body, its encoding). SystemExit unless the answer is 200."""
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.putheader("Accept-Encoding", encoding)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status} {body[:200]!r}")
    return body, response.headers["Content-Encoding"]


def spent(pid):
    """Seconds of processor time of all threads of a process so far, in the kernel too."""
    return sum(int(Path(task, "schedstat").read_text().split()[0]) for task in Path(f"/proc/{pid}/task").iterdir()) / 1e9


def resident(pid):
    """Megabytes of memory."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def free_port():
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return plug.getsockname()[1]
