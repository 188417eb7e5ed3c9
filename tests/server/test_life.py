"""The life of a server: it starts or says why not, bears what is done to it, and ends when it is told to."""

import http.client
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from app import stream
from tests.server.addresses import ADDRESS, KINDS, path
from tests.server.sockets import BALL, begun

ROOT = Path(__file__).parents[2]


def test_other_requests_are_quick_while_a_training_runs(idle):
    idle.ask(idle.frames(BALL))

    def slowest():
        times = []
        for _ in range(60):
            begin = time.perf_counter()
            idle.ask("/healthz")
            times.append(time.perf_counter() - begin)
        return sorted(times)[-3]

    with begun(idle, idle.frames("training/seed=0")):
        assert slowest() < 0.25


def test_a_killed_worker_cuts_its_readers_and_the_next_request_works(serve):
    with serve() as server:
        server.printed()
        path = server.frames("training/seed=1")
        with begun(server, path) as plug:
            os.kill(server.worker(), signal.SIGKILL)
            got = b"".join(iter(lambda: plug.recv(65536), b""))
        assert len(got) < 130_000
        assert server.ask("/12-training/").status == 200
        assert stream.decode(server.ask(path).body).settings == {"seed": "1"}


def test_beyond_the_queue_readers_are_asked_to_come_back_and_the_page_is_still_served(serve):
    with serve(waiting_runs=1) as server:
        server.printed()
        with ThreadPoolExecutor(8) as readers:
            answers = list(readers.map(lambda seed: server.ask(server.frames(f"training/seed={seed}")), [0, 1, 3, 4, 5, 6, 7]))
        assert {answer.status for answer in answers} == {200, 503}
        assert all(int(answer.headers["retry-after"]) > 0 for answer in answers if answer.status == 503)
        assert server.ask("/12-training/").status == 200


def test_sigterm_with_open_streams_ends_within_two_and_a_half_seconds(serve):
    with serve() as server:
        server.printed()
        stalled = socket.create_connection(("127.0.0.1", server.port))
        stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        stalled.sendall(f"GET {server.frames('training/seed=2')} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with begun(server, server.frames("training/seed=1")), begun(server, server.frames("training/seed=3")), stalled:
            child, begin = server.worker(), time.monotonic()
            server.stop()
            assert time.monotonic() - begin < 2.5
        assert not Path(f"/proc/{child}").exists()
        assert "Traceback" not in server.output.read_text()


def refused(*command, **environment):
    """What a server that cannot start says."""
    told = {"DOWNHILL_PORT": "0"} | {f"DOWNHILL_{name.upper()}": str(value) for name, value in environment.items()}
    ended = subprocess.run([sys.executable, *command], cwd=ROOT, env=os.environ | told, capture_output=True, text=True, timeout=30)
    assert ended.returncode == 1
    return ended.stderr


def test_a_taken_port_is_one_clear_line(server):
    told = refused("-m", "app", port=server.port)
    assert re.fullmatch(rf"downhill cannot start: 127\.0\.0\.1:{server.port} is not to be had: .*in use\n", told)


def test_a_damaged_data_file_is_one_clear_line(tmp_path):
    (tmp_path / "digits.npz").write_bytes(b"not the digits")
    begin = "from pathlib import Path; from app.engine import digits; from app.__main__ import main; "
    damage = f"read = digits.read; digits.read = lambda: read(Path({str(tmp_path / 'digits.npz')!r})); main()"
    told = refused("-c", begin + damage)
    assert re.fullmatch(r"downhill cannot start: \S+digits\.npz is damaged: its SHA-256 is [0-9a-f]{64}, expected [0-9a-f]{64}\n", told)


@pytest.mark.parametrize("name, value", [
    ("port", "x"), ("port", "70000"), ("readers", "0"), ("cache_bytes", "nan"), ("patience", "-1"), ("log", "xml"), ("address", "ftp://x"),
])
def test_a_setting_that_is_none_is_one_clear_line(name, value):
    told = refused("-m", "app", **{name: value})
    assert re.fullmatch(rf"downhill cannot start: DOWNHILL_{name.upper()}='{value}': .+\n", told)


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_a_house_without_its_rooms_is_one_clear_line(folder, tmp_path):
    told = refused("-m", "app", **{folder: tmp_path / "nowhere"})
    assert re.fullmatch(r"downhill cannot start: .+\n", told)


def test_a_server_that_was_killed_is_replaced_at_once(serve):
    with serve() as first:
        first.printed()
        port, where = first.port, first.frames(BALL)
        whole, child = first.ask(where), first.worker()
        with begun(first, first.frames("training/seed=1")):
            first.process.kill()
            first.process.wait(10)
            with serve(port=port) as second:
                second.printed()
                again = second.ask(where)
                assert (again.body, again.headers["etag"]) == (whole.body, whole.headers["etag"])
                second.wait_for(lambda: not Path(f"/proc/{child}/exe").exists(), "the worker of the killed server lives on")


def test_a_restart_under_load_breaks_no_page(serve):
    bodies, broken, refused_, done = set(), [], [], threading.Event()

    def reader(port):
        while not done.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
            try:
                connection.request("GET", "/12-training/")
                response = connection.getresponse()
                (bodies.add if response.status == 200 else broken.append)(response.read())
            except http.client.IncompleteRead as cut:
                broken.append(cut)
            except OSError as gone:
                refused_.append(gone)
                time.sleep(0.02)
            finally:
                connection.close()

    with serve() as first, ThreadPoolExecutor(4) as readers:
        first.printed()
        port = first.port
        reading = [readers.submit(reader, port) for _ in range(4)]
        for _ in range(2):
            time.sleep(0.3)
            first.stop()
            with serve(port=port, patience=60) as first:
                first.printed()
                refused_.clear()
                time.sleep(0.3)
                assert not refused_
        done.set()
        [each.result() for each in reading]
    assert len(bodies) == 1 and not broken


def test_a_full_disk_is_not_noticed(serve):
    with serve(access_log=True) as server:
        server.printed()
        for pid in (server.process.pid, server.worker()):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, 0))
        for address in ("noise/seed=4", "ball/knob=3/start=4.0/rate=1"):
            assert stream.decode(server.ask(server.frames(address)).body).count
        os.kill(dead := server.worker(), signal.SIGKILL)
        server.wait_for(lambda: server.worker() not in (None, dead) and server.ask("/readyz").status == 200, "there is no other worker")
        assert server.ask(server.frames("noise/seed=5").replace(".bin", ".csv")).status == 200
        assert server.ask("/12-training/").status == server.ask("/embed/ball/poster.png").status == 200


def test_nothing_is_written_while_serving(serve, tmp_path, monkeypatch):
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    with serve(metrics=True, address=ADDRESS) as server:
        server.printed()
        before = written()
        for form in KINDS.values():
            assert server.ask(path(server, form)).status < 400
        server.ask(server.frames("training/seed=6"))
        assert {file for file in held(server.process.pid) if file.startswith("/") and not file.startswith("/dev/")} == {str(server.output)}
    assert written() == before
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_everything_is_served(serve, monkeypatch):
    """In /proc not even root makes a file: no temporary files, no home, no caches of anybody's."""
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "PYTHONPYCACHEPREFIX"):
        monkeypatch.setenv(name, "/proc/nowhere")
    with serve(metrics=True, address=ADDRESS) as server:
        server.printed()
        assert [kind for kind, form in KINDS.items() if server.ask(path(server, form)).status >= 400] == []
        assert stream.decode(server.ask(server.frames("noise/seed=6")).body).settings == {"seed": "6"}


def held(process):
    """What the descriptors of a process lead to; one that closes while they are read leads nowhere."""
    files = set()
    for link in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):
            files.add(os.readlink(link))
    return files


def written():
    """Every file of the house that a server could write, and when it was written."""
    folders = [ROOT / name for name in ("app", "chapters", "static", "templates", ".films")]
    files = [file for folder in folders for file in folder.rglob("*") if file.suffix != ".pyc" and file.is_file()]
    return {file: file.stat().st_mtime_ns for file in files}


def test_the_server_works_from_any_folder(tmp_path, server):
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from app.server.main import create_app; create_app()"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=30)


def test_a_hundred_readers_who_leave_give_back_their_descriptors(idle):
    descriptors = Path(f"/proc/{idle.process.pid}/fd")
    path = idle.frames("training/seed=2")
    idle.ask(path)
    before = len(list(descriptors.iterdir()))
    plugs = [begun(idle, path) for _ in range(100)]
    for plug in plugs:
        plug.close()
    idle.wait_for(lambda: len(list(descriptors.iterdir())) <= before, "descriptors are still open")
