"""A real server under test: a process of its own on a free port, whose output is shown when something went wrong."""

import http.client
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

# As in the worker, before anybody imports numpy: the bits of a product depend on the number of threads.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

ROOT = Path(__file__).parent.parent
PATIENCE = 30


class Answer(NamedTuple):
    """A response, headers by lower-case name."""

    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """``python -m app`` of the house in ``cwd`` on a free port, after a line of code if need be. ``url`` has no slash at its end."""

    def __init__(self, output, cwd=ROOT, first="", command=(), **environment):
        clean = {name: value for name, value in os.environ.items() if name not in ("HOST", "PORT") and not name.startswith("DOWNHILL_")}
        told = {f"DOWNHILL_{name.upper()}": str(value) for name, value in environment.items()}
        started = ["-c", f"{first}; from app.__main__ import main; main()"] if first else ["-m", "app"]
        self.output = output
        with output.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, *started, *command], cwd=cwd, env=clean | {"DOWNHILL_PORT": "0", "PYTHONUNBUFFERED": "1"} | told,
                stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
            )
        self.url = self.wait_for(lambda: self.said("Downhill on "), "no address").rstrip("/")
        self.port = int(self.url.rpartition(":")[2])

    def said(self, beginning):
        """The rest of the first line of output that begins so, or None."""
        lines = self.output.read_text().splitlines(keepends=True)
        return next((line[len(beginning):].strip() for line in lines if line.startswith(beginning) and line.endswith("\n")), None)

    def wait_for(self, condition, otherwise):
        """What the condition returns once it is true."""
        for _ in range(PATIENCE * 50):
            if found := condition():
                return found
            if self.process.poll() is not None:
                pytest.fail(f"the server ended with {self.process.returncode}:\n{self.output.read_text()}")
            time.sleep(0.02)
        pytest.fail(f"{otherwise} after {PATIENCE} s:\n{self.output.read_text()}")

    def ask(self, path, method="GET", **headers):
        """One request on a connection of its own. ``accept_encoding="br"`` is Accept-Encoding: br."""
        with self.connection() as connection:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())

    @contextmanager
    def connection(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            yield connection
        finally:
            connection.close()

    @property
    def health(self):
        return self.ask("/healthz").json

    @property
    def version(self):
        return self.health["version"]

    def frames(self, address):
        """The path of frames: ``noise/seed=2`` is enough."""
        return f"/{self.version}/{address}.bin"

    def worker(self):
        """The process id of its worker, or None."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next((int(pid) for pid in children if "app.server.worker" in Path(f"/proc/{pid}/cmdline").read_text()), None)

    def printed(self):
        """Wait until the chapters are printed and the worker is idle."""
        self.wait_for(lambda: self.health["printed"], "the chapters are not printed")

    def stop(self):
        self.process.terminate()
        return self.process.wait(PATIENCE)


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """``with serve(readers=..., chapters=...) as server``: one more server, with settings of its own."""

    @contextmanager
    def one_more(first="", **environment):
        server = Server(tmp_path_factory.mktemp("server") / "output.txt", first=first, **environment)
        try:
            yield server
        finally:
            server.stop()

    return one_more


class There(NamedTuple):
    """A site that is there already, on any host; ``url`` has no slash at its end."""

    url: str

    def printed(self):
        """It is."""


@pytest.fixture(scope="session")
def server(serve):
    """The server that tests share. What it wrote down in the end must hold no accident. DOWNHILL_SITE=https://course.example/ch12
    has tests that need no more than an address run on another site, as on an exported one."""
    if at := os.environ.get("DOWNHILL_SITE"):
        yield There(at.rstrip("/"))
        return
    with serve() as shared:
        yield shared
    output = shared.output.read_text()
    if "Traceback" in output or "ERROR" in output:
        pytest.fail(f"the server had accidents:\n{output}")


def pytest_collection_modifyitems(items):
    """What is quick comes first. Playwright also keeps a loop running to the end, beside which asyncio.run would refuse to start."""
    items.sort(key=in_browser)
    for item in items:
        item.add_marker(pytest.mark.xdist_group(company(item)))


def in_browser(item):
    return item.nodeid.startswith("tests/browser/")


def company(item):
    """With whom it shares a process when several run side by side: its own file, or all others that need the exported site."""
    return f"exported {in_browser(item)}" if "exported" in item.fixturenames else item.location[0]


@pytest.fixture(scope="session")
def film():
    """film("ball", rate="64"): what a scene really sends, encoded and decoded: its default settings but for those given."""
    from app import scenes, stream
    from app.engine import menu

    @cache
    def made(word, **settings):
        scene = menu.pick(scenes, word)
        chosen = scene.DEFAULT | settings
        return stream.decode(b"".join(stream.encode(word, chosen, scene.layout(chosen), scene.play(chosen))))

    return made


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """The site with its usual films. Nobody changes it."""
    from tests.exports import Export

    export = Export(tmp_path_factory.mktemp("export") / "site")
    export.told = export.written("--films", "usual")
    return export
