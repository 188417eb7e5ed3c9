"""The life of a server: it starts or says why not, bears what is done to it, and ends when it is told to."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app import stream
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


def refused(*command, port=0):
    """What a server that cannot start says."""
    port = {"DOWNHILL_PORT": str(port)}
    ended = subprocess.run([sys.executable, *command], cwd=ROOT, env=os.environ | port, capture_output=True, text=True, timeout=30)
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
