"""Work, bytes, streams, connections and memory have limits; beyond them somebody is asked to come back, and the page is still served."""

import re
import socket
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.server.settings import Settings
from tests.server.sockets import begun

README = Path(__file__).parents[2] / "README.md"


def stalled(server, path):
    """A reader who asks and takes nothing."""
    plug = socket.socket()
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    plug.connect(("127.0.0.1", server.port))
    plug.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    return plug


def resident(pid):
    """Megabytes of memory of a process."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def test_beyond_the_readers_films_are_refused_and_pages_are_served(serve):
    with serve(readers=4, metrics=True) as server, ExitStack() as crowd:
        server.printed()
        path = server.frames("training/seed=2")
        server.ask(path)
        for _ in range(4):
            crowd.enter_context(stalled(server, path))
        server.wait_for(lambda: b"downhill_films_open 4.0" in server.ask("/metrics").body, "the slow readers are not there")
        answer = server.ask(path)
        assert (answer.status, int(answer.headers["retry-after"]) > 0, "4 readers" in answer.json["error"]) == (503, True, True)
        assert answer.headers["cache-control"] == "no-store" and answer.headers["access-control-allow-origin"] == "*"
        assert server.ask("/12-training/").status == 200


def test_beyond_the_connections_a_newcomer_is_asked_to_come_back(serve):
    with serve(connections=6) as server, ExitStack() as crowd:
        server.printed()
        for _ in range(6):
            crowd.enter_context(begun(server, "/12-training/"))
        answer = server.ask("/healthz")
        assert (answer.status, "6 connections" in answer.json["error"]) == (503, True) and int(answer.headers["retry-after"]) > 0
        crowd.close()
        server.wait_for(lambda: server.ask("/12-training/").status == 200, "those who left are still counted")


def test_a_slow_reader_takes_at_most_a_hundred_kilobytes(serve):
    with serve(readers=300) as server, ExitStack() as crowd:
        server.printed()
        path = server.frames("training/seed=2")
        for _ in range(5):
            server.ask(path)
        before = resident(server.process.pid)
        for _ in range(250):
            crowd.enter_context(stalled(server, path))
        time.sleep(0.5)
        assert server.ask("/12-training/").status == 200
        assert (resident(server.process.pid) - before) * 1024 / 250 < 100


def test_many_distinct_films_do_not_grow_the_memory(serve):
    with serve(cache_bytes=1_000_000) as server:
        server.printed()
        paths = [server.frames("staircase/image=" + f"{number:09b}".translate({48: "a", 49: "y"}).rjust(32, "k")) for number in range(400)]
        for path in paths[:100]:
            assert server.ask(path).status == 200
        before = [resident(pid) for pid in (server.process.pid, server.worker())]
        for path in paths[100:]:
            server.ask(path)
        after = [resident(pid) for pid in (server.process.pid, server.worker())]
        assert [now - then < 4 for then, now in zip(before, after)] == [True, True], (before, after)


def test_the_readme_lists_every_setting_with_its_usual_value_and_what_it_is():
    rows = re.findall(r"^\| `DOWNHILL_(\w+)` \| (.+?) \| (.+?) \|$", README.read_text("utf-8"), re.MULTILINE)
    fields = Settings.model_fields.items()
    assert [(name, says) for name, _, says in rows] == [(name.upper(), field.description) for name, field in fields]
    assert [usual for _, usual, _ in rows] == [shown(field.default) for _, field in fields]


def shown(value):
    if isinstance(value, Path):
        return f"`{value.name}`"
    return "off" if value is False else f"`{value}`" if value not in ("", 0) else "none"


@pytest.mark.parametrize("name", [name for name, field in Settings.model_fields.items() if field.annotation in (int, float)])
def test_every_limit_can_be_set(name, monkeypatch):
    monkeypatch.setenv(f"DOWNHILL_{name.upper()}", "2000")
    assert getattr(Settings(), name) == 2000
