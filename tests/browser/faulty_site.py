"""A small web site for the browser's tests: static files, films, a log of what was asked, and faults to order."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from app.stream import Field, Layout, encode

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).with_name("fixtures")
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8", ".svg": "image/svg+xml"}
STEPS = 33
ETAG = '"probe"'
BREATH = 0.2  # seconds from the last byte to the cut: a browser drops what it has not yet read when the connection breaks


def film(settings, diverged_at=None):
    """The bytes of a small film: a level that rises with the step, by the rate."""
    rate = float(settings["rate"])
    layout = Layout(
        before={"curve": Field("f4", (5,)), "image": Field("u1", (2, 2), 1 / 16)},
        each={
            "level": Field("f4", title="level"),
            "cells": Field("i2", (3,), 1 / 1024),
            "big": Field("u4"),
            "count": Field("u1", title="count"),
        },
        count=STEPS,
        after={"slice": Field("f4", (4,))},
    )

    def play():
        yield {"curve": [0, 1, 4, 9, 16], "image": [[0, 0.25], [0.5, 1]]}
        for k in range(STEPS if diverged_at is None else diverged_at):
            yield {"level": k / 32 * rate, "cells": [-k / 40, 0.1, k / 40], "big": 3_000_000_000 + k, "count": k}
        if diverged_at is not None:
            yield None
        yield {"slice": [0.5, 0.25, 0.125, 0]}

    return b"".join(encode("probe", settings, layout, play()))


class Asked(NamedTuple):
    """One request that came: its path, the Range it asked for, and how many bytes of the body were sent."""

    path: str
    range: str | None
    sent: int


class Site:
    """Serve until the block ends. ``fault(path, number)`` may answer a film's request number 0, 1, ...: see Fault."""

    def __init__(self):
        self.asked = []
        self.fault = lambda path, number: None
        self.open_gate = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"site": self}))
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.open_gate.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def films(self):
        """The requests for films."""
        return [asked for asked in self.asked if asked.path.endswith(".bin")]


class Fault(NamedTuple):
    """What goes wrong: another status, another body or kind, a cut after so many bytes, a wait at that byte for the site's gate."""

    status: int = 200
    body: bytes | None = None
    kind: str = "application/octet-stream"
    cut: int | None = None
    hold: int | None = None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):  # noqa: N802
        path = self.path.partition("?")[0]
        if path.endswith(".bin"):
            return self.film(path)
        file = next((f for f in candidates(path) if f.is_file()), None)
        self.site.asked.append(Asked(path, None, 0))
        return self.answer(200, file.read_bytes(), TYPES[file.suffix]) if file else self.answer(404, b"not here", "text/plain")

    def film(self, path):
        settings = dict(pair.split("=") for pair in path.removesuffix(".bin").split("/")[3:])
        number = sum(asked.path == path for asked in self.site.asked)
        fault = self.site.fault(path, number) or Fault()
        whole = film(settings) if fault.body is None else fault.body
        wanted = self.headers.get("Range")
        partial = wanted and fault.status == 200 and self.headers.get("If-Range", ETAG) == ETAG
        start, stop = span(wanted, len(whole)) if partial else (0, len(whole))
        body = whole[start:stop]
        status = 206 if partial else fault.status
        cut, hold = (len(body) if at is None else at for at in (fault.cut, fault.hold))
        self.site.asked.append(Asked(path, wanted, min(cut, len(body))))
        self.begin(status, len(body), fault.kind, start, len(whole))
        self.wfile.write(body[:min(cut, hold)])
        self.wfile.flush()
        if hold < len(body):
            self.site.open_gate.wait(20)
            self.wfile.write(body[hold:cut])
        if cut < len(body):
            time.sleep(BREATH)
            self.close_connection = True

    def begin(self, status, length, kind, start=0, whole=0):
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        self.send_header("Content-Type", kind)
        self.send_header("ETag", ETAG)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Access-Control-Allow-Origin", "*")
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{start + length - 1}/{whole}")
        self.end_headers()

    def answer(self, status, body, kind):
        self.begin(status, len(body), kind)
        self.wfile.write(body)


def span(wanted, length):
    """``bytes=9-`` or ``bytes=9-20`` to (start, stop)."""
    start, _, last = wanted.removeprefix("bytes=").partition("-")
    return int(start), int(last) + 1 if last else length


def candidates(path):
    """Where a file may be: the scene of the fixtures, then our own static files, then the fixtures' page."""
    name = path.lstrip("/")
    return [FIXTURES / Path(name).name] + [ROOT / name] if ".." not in name else []
