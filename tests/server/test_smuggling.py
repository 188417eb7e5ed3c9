"""Nobody slips a second request, another path or another method past a cache or a proxy in front: by hand, on raw sockets."""

import json
import re

import pytest

from tests.server.addresses import ON_PAGES
from tests.server.sockets import NOISE, raw, spoken

HIDDEN = "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"
BODIES = {
    "a length and chunks": f"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunks and a length": f"Transfer-Encoding: chunked\r\nContent-Length: {len(HIDDEN)}\r\n\r\n0\r\n\r\n{HIDDEN}",
    "two lengths": f"Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "two lengths in one": f"Content-Length: 0, {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a length with a sign": f"Content-Length: +{len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a negative length": f"Content-Length: -1\r\n\r\n{HIDDEN}",
    "a length in hexadecimal": f"Content-Length: 0x10\r\n\r\n{HIDDEN}",
    "a length of 5,000 digits": f"Content-Length: {'9' * 5000}\r\n\r\n{HIDDEN}",
    "chunks by another name": f"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunks, then nothing": f"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunks with a space": f"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunks on a folded line": f"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunks after a tab": f"Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunks behind a null": f"Transfer-Encoding: \0chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunks that lie": f"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{HIDDEN}",
    "chunks with a bad end": f"Transfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n{HIDDEN}",
    "chunks with an extension": f"Transfer-Encoding: chunked\r\n\r\n0;a=\nb\r\n\r\n{HIDDEN}",
    "a body": f"Content-Length: {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a line that ends in a line feed": f"X: y\nContent-Length: {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a header without a name": f": x\r\n\r\n{HIDDEN}",
}
TRAVERSALS = [
    "/static/../../etc/passwd", "/static/..%2f..%2f..%2fetc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/....//....//etc/passwd",
    "/source/../../../etc/passwd.html", "/source/..%2fserver/main.py.html", "/source//etc/passwd.html",
    "/source/engine/..%2f..%2fpyproject.toml.html", "//etc/passwd", "/\\..\\..\\etc\\passwd", "/%5c..%5cetc",
    "/12-training/../../etc/passwd", "/12-training/%2e%2e/", "/.git/config", "/.env",
    "/embed/../../etc/passwd", "/embed/..%2f/poster.png", "/static/%00", "/%c0%ae%c0%ae/", "/%ff", "/;/12-training/", "/12-training/;x",
    "/12-training//", "/12-training/%0d%0aSet-Cookie:%20a=b", "/12-training%0d%0aLocation:%20//evil.example", "//evil.example/..%2f",
]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
@pytest.mark.parametrize("body", BODIES)
def test_a_request_with_a_body_gets_one_refusal_and_the_connection_is_closed(body, method, idle):
    told = raw(idle, f"{method} /healthz HTTP/1.1\r\nHost: x\r\n{BODIES[body]}".encode())
    assert told.count(b"HTTP/1.1 ") == 1
    assert re.match(rb"HTTP/1\.1 4\d\d ", told) and b"\r\nconnection: close\r\n" in told
    head, _, rest = told.partition(b"\r\n\r\n")
    assert all(name.encode() in head for name in ON_PAGES) and b"no-store" in head
    assert method == "HEAD" or json.loads(rest)["error"]


def test_two_requests_on_one_connection_get_two_answers_in_their_order(idle):
    targets = [idle.frames(NOISE), "/nothing", idle.frames(NOISE)]
    asked = "".join(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n" for target in targets)
    told = raw(idle, f"{asked}GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert re.findall(rb"HTTP/1\.1 (\d+) ", told) == [b"200", b"404", b"200", b"200"]


def test_a_flood_of_requests_on_one_connection_is_refused(idle):
    told = raw(idle, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 700)
    assert told.count(b"HTTP/1.1 200") <= 17


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out_of_what_is_served(path, idle):
    status, headers, body = spoken(idle, "GET", path)
    assert status in (400, 404) or (status, headers["location"]) == (307, "12-training/")
    assert b"root:" not in body and "set-cookie" not in headers and "evil" not in headers.get("location", "")


@pytest.mark.parametrize("line", [
    "GET /", "GET / HTTP/1.1 x", "get / HTTP/1.1", "GE\0T / HTTP/1.1", "GET /\0 HTTP/1.1", "GET / HTTP/2.0", "GET / HTTP/1.2",
    "PRI * HTTP/2.0", "GET é HTTP/1.1", "GET 12-training/ HTTP/1.1", "GET ? HTTP/1.1", "GET # HTTP/1.1", "BREW / HTTP/1.1", "X / HTTP/1.1",
    "GET http:// HTTP/1.1", "GET http://[ HTTP/1.1", "\x16\x03\x01\x02\x00\x01\x00\x01", "\r\n\r\n\r\n\r\nBAD", "GET / HTTP/1.1\rX: y",
])
def test_what_is_no_request_is_refused_in_our_shape(line, idle):
    told = raw(idle, f"{line}\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1"))
    head, _, body = told.partition(b"\r\n\r\n")
    assert re.match(rb"HTTP/1\.1 (4\d\d|505) ", head) and told.count(b"HTTP/1.1 ") == 1
    assert all(name.encode() in head for name in ON_PAGES) and b"server:" not in head.lower()
    assert json.loads(body)["error"] and b"content-type: application/json" in head


@pytest.mark.parametrize("came, status", [
    ("/" + "a" * 9_000 + " HTTP/1.1\r\nHost: x\r\n\r\n", 414), ("/" + "a" * 200_000, 414), ("/?" + "a" * 9_000 + " HTTP/1.1\r\n\r\n", 414),
    ("/ HTTP/1.1\r\nX: " + "a" * 40_000 + "\r\n\r\n", 431), ("/ HTTP/1.1\r\nX: " + "a" * 300_000, 431),
    ("/ HTTP/1.1\r\n" + "X: y\r\n" * 9_000 + "\r\n", 431), ("/ HTTP/1.1\r\nX: " + "a" * 20_000 + "\r\nY: " + "a" * 20_000, 431),
])
def test_a_head_that_is_too_long_is_refused_in_our_shape(came, status, idle):
    told = raw(idle, f"GET {came}".encode())
    assert told.startswith(b"HTTP/1.1 %d " % status) and b"default-src 'none'" in told
    assert "at most" in json.loads(told.partition(b"\r\n\r\n")[2])["error"]


def test_empty_lines_without_end_are_refused_too(idle):
    assert raw(idle, b"\r\n" * 40_000).startswith(b"HTTP/1.1 431 ")


def test_a_browser_is_told_of_a_long_head_as_a_page(idle):
    status, headers, body = spoken(idle, "GET", "/", {"Accept": "text/html", "X": "a" * 40_000})
    assert (status, headers["content-type"]) == (431, "text/html; charset=utf-8")
    assert b"at most 32768 bytes" in body


def test_a_longer_head_than_usual_is_fine(idle):
    assert spoken(idle, "GET", "/12-training/?" + "a" * 8_000, {"X": "a" * 20_000})[0] == 200
