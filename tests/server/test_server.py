"""The server as its readers meet it: a real process, real sockets, and everything that can go wrong with them."""

import gzip
import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest

from app import scenes, stream
from app.engine import menu
from app.server import worker

ROOT = Path(__file__).parents[2]
BALL = "ball/knob=55/start=-2.6/rate=4"
NOISE = "noise/seed=2"
TOLD = ("x-content-type-options", "referrer-policy", "permissions-policy", "content-security-policy", "cross-origin-resource-policy")


@pytest.fixture(scope="module")
def idle(server):
    """The shared server once it has printed, so that its worker is free."""
    server.printed()
    return server


@pytest.fixture(scope="module")
def ball(idle):
    """The finished default ball, plain: (path, answer)."""
    path = idle.frames(BALL)
    return path, idle.ask(path)


def raw(server, request, patience=5):
    """Everything that comes back for these bytes until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), patience) as plug:
        plug.sendall(request)
        return b"".join(iter(lambda: plug.recv(65536), b""))


def begun(server, path):
    """A socket whose response has begun to come."""
    plug = socket.create_connection(("127.0.0.1", server.port), 30)
    plug.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert plug.recv(1000).startswith(b"HTTP/1.1 200")
    return plug


@pytest.mark.parametrize("word", menu.names(scenes))
def test_live_bytes_are_finished_bytes_are_the_bytes_of_the_engine(word, idle):
    grid = menu.pick(scenes, word).GRID
    settings = dict(menu.pick(scenes, word).DEFAULT)
    first = next(iter(grid))
    settings[first] = next(value for value in grid[first] if value != settings[first])
    path = idle.frames("/".join([word, *(f"{name}={settings[name]}" for name in grid)]))
    before = idle.health["computed"]
    live, finished = idle.ask(path), idle.ask(path)
    assert idle.health["computed"] == before + 1
    assert live.body == finished.body == b"".join(worker.play(word, settings))
    assert live.headers["etag"] == finished.headers["etag"]
    assert int(live.headers["content-length"]) == int(finished.headers["content-length"]) == len(live.body)


def test_a_live_film_begins_before_it_is_finished(idle):
    path = idle.frames("training/seed=6")
    with begun(idle, path):
        assert idle.ask(path, "HEAD", accept_encoding="br").headers.get("content-encoding") is None
    idle.ask(path)
    idle.wait_for(lambda: "content-encoding" in idle.ask(path, "HEAD", accept_encoding="br").headers, "it is never finished")


def test_a_film_may_be_kept_for_ever_and_used_by_anyone(ball):
    _, answer = ball
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["accept-ranges"] == "bytes"
    assert "Accept-Encoding" in answer.headers["vary"]
    assert re.fullmatch('"[0-9a-f]+"', answer.headers["etag"])
    assert "ETag" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("where", [0, 1, 15, 16, 1000, -1])
def test_a_transfer_that_was_cut_is_spliced_from_where_it_broke(where, idle, ball):
    path, whole = ball
    offset = where % len(whole.body)
    rest = idle.ask(path, range=f"bytes={offset}-", if_range=whole.headers["etag"])
    assert (rest.status, whole.body[:offset] + rest.body) == (206, whole.body)
    assert rest.headers["content-range"] == f"bytes {offset}-{len(whole.body) - 1}/{len(whole.body)}"
    assert rest.headers["etag"] == whole.headers["etag"]


def test_a_film_on_its_way_can_be_resumed_too(idle):
    path = idle.frames("training/seed=4")
    size = stream.length("training", {"seed": "4"}, menu.pick(scenes, "training").layout({"seed": "4"}))
    with ThreadPoolExecutor(4) as readers:
        offsets = [0, 700, 50_000, size - 5]
        parts = list(readers.map(lambda offset: idle.ask(path, range=f"bytes={offset}-"), offsets))
    whole = idle.ask(path)
    assert len(whole.body) == size
    for offset, part in zip(offsets, parts):
        assert (part.status, part.body, part.headers["etag"]) == (206, whole.body[offset:], whole.headers["etag"])


@pytest.mark.parametrize("asked, part", [
    ("bytes=0-0", slice(0, 1)), ("bytes=5-9", slice(5, 10)), ("bytes=-7", slice(-7, None)), ("bytes=3-999999999", slice(3, None)),
])
def test_a_single_range_is_answered_with_that_part(asked, part, idle, ball):
    path, whole = ball
    answer = idle.ask(path, range=asked, accept_encoding="br")
    assert (answer.status, answer.body) == (206, whole.body[part])
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=9-5", "bytes=x-", "lines=1-2", "bytes=" + "9" * 500 + "-", "bytes=-"])
def test_a_range_that_we_do_not_understand_is_answered_with_the_whole(asked, idle, ball):
    path, whole = ball
    assert idle.ask(path, range=asked)[::2] == (200, whole.body)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
@pytest.mark.parametrize("address", [BALL, "training/seed=7"])
def test_a_range_beyond_the_end_is_refused_with_the_size_and_without_computing(asked, address, idle):
    before = idle.health["computed"]
    answer = idle.ask(idle.frames(address), range=asked)
    assert answer.status == 416 and re.fullmatch(r"bytes \*/\d+", answer.headers["content-range"])
    assert answer.headers["cache-control"] == "no-store"
    assert idle.health["computed"] == before


def test_a_stale_tag_never_splices_two_films(idle, ball):
    path, whole = ball
    answer = idle.ask(path, range="bytes=100-", if_range='"0123456789abcdef0123"')
    assert answer[::2] == (200, whole.body)


@pytest.mark.parametrize("kind", ["bin", "csv", "json"])
def test_who_has_it_already_is_sent_nothing(kind, idle):
    path = idle.frames(BALL).replace(".bin", f".{kind}")
    for encoding in ("identity", "br"):
        tag = idle.ask(path, accept_encoding=encoding).headers["etag"]
        for told in (tag, f'W/{tag}, "other"', "*"):
            again = idle.ask(path, if_none_match=told, accept_encoding=encoding)
            assert (again.status, again.body) == (304, b"")
        assert idle.ask(path, if_none_match='"other"').status == 200


def test_every_encoding_holds_the_same_bytes_under_a_tag_of_its_own(idle, ball):
    path, whole = ball
    packed = {name: idle.ask(path, accept_encoding=name) for name in ("br", "gzip")}
    assert brotli.decompress(packed["br"].body) == gzip.decompress(packed["gzip"].body) == whole.body
    assert [packed[name].headers["content-encoding"] for name in packed] == ["br", "gzip"]
    tag = whole.headers["etag"][:-1]
    assert [answer.headers["etag"] for answer in packed.values()] == [f'{tag}-br"', f'{tag}-gzip"']
    assert "content-encoding" not in idle.ask(path, accept_encoding="br;q=0, gzip;q=0").headers


def test_twenty_readers_of_a_cold_address_cause_one_computation_and_get_the_same_bytes(idle):
    path, before = idle.frames("training/seed=3"), idle.health["computed"]
    with ThreadPoolExecutor(20) as readers:
        answers = list(readers.map(lambda _: idle.ask(path), range(20)))
    assert idle.health["computed"] == before + 1
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert stream.decode(answers[0].body).settings == {"seed": "3"}


def test_a_reader_who_leaves_takes_nothing_from_the_others(idle):
    path = idle.frames("training/seed=1")
    with ThreadPoolExecutor(1) as others:
        plug = begun(idle, path)
        other = others.submit(idle.ask, path)
        time.sleep(0.05)
        plug.close()
        assert stream.decode(other.result().body).count == 441


def test_a_film_as_a_table_holds_the_numbers_of_the_film(idle, ball):
    path, whole = ball
    film = stream.decode(whole.body)
    before = idle.health["computed"]
    csv, told = idle.ask(path.replace(".bin", ".csv")), idle.ask(path.replace(".bin", ".json"))
    head, first, *_ = csv.body.decode().split("\r\n")
    assert head.startswith("step,weight,loss on all training digits,slope")
    assert first.startswith("0,-2.6,")
    assert told.json["columns"]["loss"]["values"] == pytest.approx(list(film.each["loss"]), rel=1e-7)
    assert told.json["settings"] == film.settings
    assert (csv.headers["content-type"], told.headers["content-type"]) == ("text/csv; charset=utf-8", "application/json")
    assert idle.health["computed"] == before


@pytest.mark.parametrize("address, near", [
    ("ball/knob=55/start=-2.6/rate=5.bin", "ball/knob=55/start=-2.6/rate=4.bin"),
    ("ball/knob=55/start=-2.61/rate=4.csv", "ball/knob=55/start=-2.6/rate=4.csv"),
    ("ball/knob=nan/start=1e400/rate=-inf.bin", "ball/knob=0/start=4.0/rate=1.bin"),
    ("ball/rate=4/knob=55.bin", "ball/knob=55/start=-4.0/rate=4.bin"),
    ("noise/seed=2/seed=2.json", "noise/seed=2.json"),
    ("noise/seed=%D9%A3.bin", "noise/seed=3.bin"),
    ("noise.bin", "noise/seed=0.bin"),
])
def test_off_the_grid_the_nearest_address_is_named_and_exists(address, near, idle):
    answer = idle.ask(f"/{idle.version}/{address}")
    assert (answer.status, answer.headers["content-type"]) == (404, "application/json")
    assert answer.json["nearest"] == f"{idle.version}/{near}"
    page = idle.ask(f"/{idle.version}/{address}", accept="text/html,*/*")
    assert (page.status, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert f'href="{"../" * (address.count("/") + 1)}{idle.version}/{near}"' in page.body.decode()
    assert idle.ask("/" + answer.json["nearest"], "HEAD").status == 200


@pytest.mark.parametrize("path, exists", [
    ("/v0123456789/bal/seed=1.bin", "noise"), ("/{version}/noise/seed=2", ".bin"), ("/{version}/noise/seed=2.exe", ".bin"),
    ("/{version}/", ".bin"), ("/static/0123456789/main.js", "main.js"), ("/static/", "main.js"),
    ("/13-nothing/", "12-training/"), ("/nothing", "12-training/"), ("/nothing/at/all", "12-training/"),
])
def test_what_is_not_there_says_what_is(path, exists, idle):
    answer = idle.ask(path.format(version=idle.version))
    assert answer.status == 404 and exists in answer.json["exists"]


def test_another_version_names_the_one_there_is(idle):
    answer = idle.ask(f"/v0123456789/{NOISE}.bin")
    assert (answer.status, answer.json["nearest"]) == (404, f"{idle.version}/{NOISE}.bin")


@pytest.mark.parametrize("part", [
    "<script>alert(1)</script>", "%3Cscript%3Ealert(1)%3C/script%3E", "..%2f..%2fetc%2fpasswd", "%0d%0aset-cookie:%20a=b", "%00", "é" * 9,
])
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_what_came_is_never_echoed_raw(part, accept, idle):
    for path in (f"/{idle.version}/noise/seed={part}.bin", f"/{idle.version}/{part}.bin", f"/static/{part}", f"/{part}"):
        told = raw(idle, f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\nConnection: close\r\n\r\n".encode())
        status = int(told[9:12])
        assert 400 <= status < 500
        assert accept == "*/*" or b"<script" not in told
        assert b"\r\nset-cookie" not in told.lower() and b"root:" not in told


@pytest.mark.parametrize("path", [
    "/", "/12-training/", "/healthz", "/static/{static}/main.js", "/{version}/noise/seed=2.bin", "/{version}/noise/seed=2.csv",
    "/{version}/noise/seed=9.bin", "/nothing",
])
def test_head_is_get_without_the_body(path, idle):
    path = path.format(version=idle.version, static=static(idle))
    head, get = idle.ask(path, "HEAD"), idle.ask(path)
    assert head.status == get.status and head.body == b""
    same = ("content-length", "content-type", "etag", "cache-control", "location")
    assert {name: head.headers.get(name) for name in same} == {name: get.headers.get(name) for name in same}


def test_nothing_is_computed_for_who_asks_for_the_headers_alone(idle):
    before = idle.health["computed"]
    assert int(idle.ask(idle.frames("training/seed=7"), "HEAD").headers["content-length"]) > 100_000
    assert idle.health["computed"] == before


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/12-training/", "/{version}/noise/seed=2.bin", "/static/0123456789/main.js"])
def test_only_reading_is_possible(method, path, idle):
    answer = idle.ask(path.format(version=idle.version), method, content_length="0")
    assert answer.status == 405 and answer.headers["allow"].startswith("GET, HEAD")
    assert answer.json["error"] and answer.headers["cache-control"] == "no-store"


def test_a_sandboxed_frame_may_ask_whether_it_may_resume(idle):
    answer = idle.ask(idle.frames(BALL), "OPTIONS", origin="null", access_control_request_headers="if-range")
    assert answer.status == 204 and "If-Range" in answer.headers["access-control-allow-headers"]


def static(server):
    """The version of the static files, as the page refers to it."""
    return re.search(rb"\.\./static/([0-9a-f]{10})/main\.js", server.ask("/12-training/").body)[1].decode()


def test_every_kind_of_response_has_its_headers_and_no_cookie(idle):
    path, version = f"/static/{static(idle)}/main.js", idle.version
    answers = {
        "page": idle.ask("/12-training/"), "redirect": idle.ask("/"), "health": idle.ask("/healthz"), "static": idle.ask(path),
        "unmodified": idle.ask(path, if_none_match="*"), "frames": idle.ask(idle.frames(BALL)),
        "part": idle.ask(idle.frames(BALL), range="bytes=1-2"),
        "no such part": idle.ask(idle.frames(BALL), range="bytes=99999999-"), "off the grid": idle.ask(f"/{version}/noise/seed=x.bin"),
        "no page": idle.ask("/nothing"), "method": idle.ask("/", "POST", content_length="0"), "preflight": idle.ask(path, "OPTIONS"),
        "html": idle.ask("/nothing", accept="text/html"),
    }
    for name, answer in answers.items():
        assert [header for header in TOLD if header not in answer.headers] == [], name
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert not {"set-cookie", "server", "x-powered-by"} & set(answer.headers), name
    refused = ("no such part", "off the grid", "no page", "method", "html")
    assert {answers[name].headers["cache-control"] for name in refused} == {"no-store"}
    ours = ("page", "redirect", "health", "no page", "html")
    assert not any("access-control-allow-origin" in answers[name].headers for name in ours)


@pytest.mark.parametrize("request_", [
    b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /\x00 HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nbad header\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", b"GET /" + b"a" * 40_000,
])
def test_a_malformed_request_is_refused_with_our_headers_and_the_connection_closed(request_, idle):
    told = raw(idle, request_).lower()
    assert re.match(rb"http/1\.1 4\d\d ", told)
    assert all(name.encode() in told for name in TOLD) and b"connection: close" in told and b"server:" not in told


def test_a_page_holds_its_figures_and_numbers_before_any_script(idle):
    page = idle.ask("/12-training/").body.decode()
    assert page.count('class="still"') >= page.count("<figure") >= 3
    assert page.count("<tbody>") == page.count("<figure")
    assert not re.search(r"""(?:href|src)=["']/""", page)


def test_the_root_leads_to_the_first_chapter_below_any_path(idle):
    assert (idle.ask("/").status, idle.ask("/").headers["location"]) == (307, "12-training/")
    assert (idle.ask("/12-training").status, idle.ask("/12-training").headers["location"]) == (307, "12-training/")


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
