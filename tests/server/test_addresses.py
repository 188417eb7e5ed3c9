"""What holds for every kind of address: headers, methods, refusals in our shape, and nothing that a cache could be poisoned with."""

import json
import re

import pytest

from app.server.errors import ANYWHERE
from app.server.main import create_app
from app.server.settings import Settings
from tests.server.addresses import ADDRESS, ALWAYS, FILES, KINDS, ON_PAGES, OPEN, REFUSED, path
from tests.server.observatory import grade, score
from tests.server.sockets import raw, spoken

LEAKS = {"set-cookie", "server", "x-powered-by", "via", "x-process-time"}
METHODS = ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"]
EVIL = "evil.example"
UNKEYED = {
    "X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "gopher", "X-Forwarded-Port": "1", "X-Forwarded-Prefix": f"//{EVIL}",
    "X-Forwarded-For": EVIL, "Forwarded": f"host={EVIL};proto=gopher", "X-Host": EVIL, "X-Original-URL": "/nothing",
    "X-Rewrite-URL": "/nothing",
    "X-HTTP-Method-Override": "DELETE", "X-Method-Override": "POST", "X-Original-Host": EVIL, "X-Forwarded-Server": EVIL,
    "Origin": f"https://{EVIL}", "Referer": f"https://{EVIL}/", "Cookie": f"session={EVIL}", "Authorization": EVIL, "User-Agent": EVIL,
    "Accept-Language": EVIL, "X-Wap-Profile": EVIL, "True-Client-IP": EVIL, "Max-Forwards": "0", "Upgrade": "websocket", "Expect": EVIL,
    "Content-Type": EVIL, "If-Modified-Since": EVIL, "TE": "trailers", "Prefer": EVIL, "Sec-Fetch-Dest": "iframe", "Proxy": EVIL,
}


@pytest.fixture(scope="module")
def public(serve):
    """A server as the world would see it, with everything switched on."""
    with serve(address=ADDRESS, metrics=True, insist_on_https=63_072_000) as server:
        server.printed()
        yield server


def test_the_list_names_every_route_and_every_door():
    site = create_app(Settings(metrics=True, address=ADDRESS))
    listed = [form.partition("?")[0].format(version="v0123456789", static="0123456789") for form in KINDS.values()]
    routes = [route for router in site.pages.routes for route in router.original_router.routes]
    patterns = [route.path_regex for route in routes] + [door for _, door, _ in site.doors]
    assert [pattern.pattern for pattern in patterns if not any(map(pattern.match, listed))] == []


SHAPES = {
    r"(?<=/embed/)\w+(?=/)": "ball", r"^/source/.+": "/source/engine/descent.py.html",
    r"^/static/[^/]+$": "/static/embed.js", r"^/static/\w+/.+": "/static/0123456789/main.js",
}


def test_the_list_names_every_address_that_the_site_lists_itself():
    listed = [form.format(version="v0123456789", static="0123456789") for form in KINDS.values()]
    shaped = set(create_app(Settings(address=ADDRESS)).addresses())
    for pattern, shape in SHAPES.items():
        shaped = {re.sub(pattern, shape, path) for path in shaped}
    assert sorted(shaped - set(listed)) == [ANYWHERE]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_address_answers_with_its_headers_and_no_cookie(kind, public):
    answer = public.ask(path(public, KINDS[kind]))
    assert answer.status in (200, 307)
    assert [name for name in ON_PAGES if name in answer.headers] == [*(ALWAYS if kind in FILES else ON_PAGES)]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not LEAKS & set(answer.headers)
    assert answer.headers["cache-control"]
    assert answer.headers["strict-transport-security"] == "max-age=63072000"
    open_to_all = answer.headers.get("access-control-allow-origin") == "*"
    assert open_to_all == (kind in OPEN)
    assert answer.headers["cross-origin-resource-policy"] == ("cross-origin" if kind in OPEN else "same-origin")


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
@pytest.mark.parametrize("kind", REFUSED)
def test_every_refusal_has_our_shape_and_names_what_exists(kind, accept, public):
    answer = public.ask(path(public, REFUSED[kind]), accept=accept)
    assert answer.status == 404 and answer.headers["cache-control"] == "no-store"
    assert [name for name in ON_PAGES if name not in answer.headers] == []
    if accept == "text/html":
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.body.startswith(b"<!doctype html>") and re.search(b"What exists|nearest that exists|Lo que existe", answer.body)
    else:
        assert answer.json["error"] and (answer.json.get("exists") or answer.json.get("nearest"))


@pytest.mark.parametrize("kind", [*KINDS, *REFUSED])
def test_head_is_get_without_the_body(kind, public):
    where = path(public, (KINDS | REFUSED)[kind])
    head, get = public.ask(where, "HEAD"), public.ask(where)
    assert head.status == get.status and head.body == b""
    same = {"content-type", "etag", "cache-control", "location", "vary", *(["content-length"] if kind != "metrics" else [])}
    assert {name: head.headers.get(name) for name in same} == {name: get.headers.get(name) for name in same}


@pytest.mark.parametrize("kind", [*KINDS, *REFUSED])
def test_only_reading_is_possible_and_every_other_method_is_told_so(kind, public):
    where = path(public, (KINDS | REFUSED)[kind])
    for method in METHODS:
        status, headers, body = spoken(public, method, "x:1" if method == "CONNECT" else where, {"Content-Length": "0"})
        assert status == 400 if method == "CONNECT" else 405
        if status == 405:
            assert headers["allow"].startswith("GET, HEAD") and json.loads(body)["exists"][:2] == ["GET", "HEAD"]
        assert headers["cache-control"] == "no-store" and headers["connection"] == "close"
        assert [name for name in ON_PAGES if name not in headers] == []


@pytest.mark.parametrize("kind", [kind for kind in [*KINDS, *REFUSED] if kind not in ("health", "metrics")])
def test_no_header_but_those_that_are_keyed_changes_an_answer(kind, public):
    where = path(public, (KINDS | REFUSED)[kind])
    usual = spoken(public, "GET", where)
    for name, value in UNKEYED.items():
        assert spoken(public, "GET", where, {name: value}) == usual, name
    for host in (EVIL, f"{EVIL}:99", "", f"x@{EVIL}", "[::1]", "a" * 3000):
        assert spoken(public, "GET", where, host=host) == usual, host
    assert EVIL not in str(usual[1]) and EVIL.encode() not in usual[2].replace(b"https://evil.example/'", b"")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("health", "metrics", "oembed")])
def test_a_query_changes_nothing_and_is_told_nowhere(kind, public):
    where = path(public, KINDS[kind])
    usual = spoken(public, "GET", where)
    for query in ("?x=1", f"?url=//{EVIL}", "?" + "a" * 4000, "?%0d%0aSet-Cookie:a=b", "?theme=dark&ball.at=3"):
        assert spoken(public, "GET", where + query) == usual, query


@pytest.mark.parametrize("kind", KINDS)
def test_the_observatory_would_give_the_highest_grade(kind, public):
    """But for one line: a scene alone is made for other people's frames, and says nothing of who may be around it."""
    answer = public.ask(path(public, KINDS[kind]))
    policy = answer.headers["content-security-policy"] + ("; frame-ancestors *" if kind.startswith("scene alone") else "")
    assert grade(score(answer.headers | {"content-security-policy": policy}, answer.body)) == "A+"


def test_what_varies_by_accept_or_by_encoding_says_so(public):
    assert public.ask("/nothing").headers["vary"] == "Accept"
    for kind in ("chapter", "film", "table", "static file", "poster"):
        assert public.ask(path(public, KINDS[kind])).headers["vary"] == "Accept-Encoding"


def test_an_absolute_target_is_read_for_its_path_alone(public):
    told = raw(public, f"GET http://{EVIL}/12-training HTTP/1.1\r\nHost: {EVIL}\r\nConnection: close\r\n\r\n".encode())
    assert told.startswith(b"HTTP/1.1 307") and b"location: 12-training/\r\n" in told and EVIL.encode() not in told
