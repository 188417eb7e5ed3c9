"""What is refused: each refusal has our shape, says what exists, and echoes nothing raw."""

import re

import pytest

from app.languages import language
from tests.server.addresses import KINDS, ON_PAGES, REFUSED
from tests.server.sockets import NOISE, raw


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


@pytest.mark.parametrize("method, path", [
    *(("POST", form) for form in [*KINDS.values(), *REFUSED.values()] if form.startswith("/es")),
    *(("GET", f"/es{form}") for form in REFUSED.values() if not form.startswith(("/es", "/static", "/oembed"))),
])
def test_what_is_refused_in_the_folder_of_a_language_is_refused_in_that_language(method, path, idle):
    where = path.format(version=idle.version)
    page, error = idle.ask(where, method, accept="text/html").body.decode(), idle.ask(where, method).json["error"]
    assert '<html lang="es"' in page and error in page and error in language("es").messages.values()


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


@pytest.mark.parametrize("request_", [
    b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /\x00 HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nbad header\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", b"GET /" + b"a" * 40_000,
])
def test_a_malformed_request_is_refused_with_our_headers_and_the_connection_closed(request_, idle):
    told = raw(idle, request_).lower()
    assert re.match(rb"http/1\.1 4\d\d ", told)
    assert all(name.encode() in told for name in ON_PAGES) and b"connection: close" in told and b"server:" not in told
