"""The fast lane leads to the same answers as the long way, and asks as little of who is slow."""

import asyncio
import re

import pytest
import uvloop
from hypothesis import given, settings
from hypothesis import strategies as some

from app.server.body import CHUNK, Body
from app.server.headers import FOREVER, STATIC
from app.server.lane import Lane
from tests.server.addresses import KINDS, path
from tests.server.listening import listening
from tests.server.sockets import raw

DATE = re.compile(rb"\r\ndate: [^\r]+")
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
TARGETS = [form for kind, form in KINDS.items() if kind not in ("health", "readiness", "metrics", "oembed") and "poster" not in kind]
HEADERS = {
    "Accept-Encoding": ["br", "gzip", "gzip, br;q=0", "*", "identity", "", "BR, deflate"], "Range": ["bytes=0-9", "bytes=-5", "x"],
    "If-None-Match": ["*", '"x"'], "If-Range": ['"x"'], "Connection": ["keep-alive", "close", "Upgrade", "x, close"],
    "Upgrade": ["websocket"], "Expect": ["100-continue", "x"], "Content-Length": ["0", "2", "x"], "Transfer-Encoding": ["chunked", "x"],
    "Accept": ["text/html"], "X": ["a" * 5_000, "é"],
}
HEAD = some.lists(some.sampled_from([(name, value) for name, values in HEADERS.items() for value in values]), max_size=4)
LAST = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
BIG = bytes(range(256)) * 40_000


@pytest.fixture(scope="module")
def insisting(serve):
    with serve(insist_on_https=63_072_000) as server:
        server.printed()
        yield server


@settings(max_examples=150, deadline=None)
@given(some.sampled_from(TARGETS), some.sampled_from(["GET", "GET", "HEAD", "OPTIONS"]), some.sampled_from(["1.1", "1.1", "1.0"]), HEAD)
def test_both_ways_lead_to_the_same_bytes(insisting, form, method, version, head):
    """A target with a question mark goes the long way. Who waits to be told to go on may be told so before what is still computed."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in head)
    asked = [f"{method} {path(insisting, form)}{end} HTTP/{version}\r\nHost: x\r\n{lines}\r\n{LAST}".encode() for end in ("", "?")]
    short, long = (DATE.sub(b"", raw(insisting, request).partition(b'{"printed"')[0].replace(GO_ON, b"")) for request in asked)
    assert short == long and short.startswith(b"HTTP/1.1 ")


class Site:
    """A lane with one big body, what it told of, how many pieces were taken, and an application that answers with a word."""

    def __init__(self):
        self.told, self.taken = [], 0
        shelf = {"/big": Body(BIG, "text/plain", "tag", [FOREVER, *STATIC]), "/little": Body(b"little", "text/plain", "tag", [])}
        self.lane = Lane([("static", shelf.get, self.counted)], lambda *answer: self.told.append(answer[2]))

    def counted(self, pieces):
        for piece in pieces:
            self.taken += 1
            yield piece

    async def app(self, scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        await send({"type": "http.response.body", "body": b"long"})


def on_site(scenario, **limits):
    """Run scenario(site, connect), in the loop that the server has and in Python's own."""
    async def run():
        site = Site()
        async with listening(site.app, site.lane, **limits) as connect:
            await scenario(site, connect)

    for loop in (uvloop.new_event_loop, asyncio.new_event_loop):
        with asyncio.Runner(loop_factory=loop) as runner:
            runner.run(run())


def asked(*targets):
    return b"".join(b"GET %b HTTP/1.1\r\nHost: x\r\n\r\n" % target for target in targets)


async def until(condition):
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nothing came of it")


def test_who_takes_nothing_holds_a_piece_or_two_and_gets_the_rest_when_they_go_on():
    async def scenario(site, connect):
        reader, writer = await connect()
        writer.transport.pause_reading()
        writer.write(asked(b"/big", b"/x"))
        await until(lambda: site.taken)
        await asyncio.sleep(0.1)
        held = site.taken
        assert held * CHUNK < len(BIG) / 2 and not site.told
        writer.transport.resume_reading()
        _, _, body = (await reader.readuntil(b"\r\n\r\n") + await reader.readexactly(len(BIG))).partition(b"\r\n\r\n")
        assert body == BIG
        assert (await reader.readuntil(b"long")).endswith(b"\r\n\r\nlong") and site.told == ["/big"]

    on_site(scenario)


def test_who_leaves_or_takes_nothing_for_too_long_is_told_of_once_and_cut():
    async def scenario(site, connect):
        for leaves in (True, False):
            reader, writer = await connect()
            writer.transport.pause_reading()
            writer.write(asked(b"/big"))
            await until(lambda: site.taken)
            if leaves:
                writer.transport.abort()
            await until(lambda: site.told)
            assert site.told.pop() == "/big" and not site.told
            site.taken = 0

    on_site(scenario, stall_seconds=0.2)


def test_of_requests_that_come_at_once_the_first_takes_the_lane_and_the_answers_keep_their_order():
    async def scenario(site, connect):
        reader, writer = await connect()
        writer.write(asked(b"/little", b"/x", b"/little", b"/x"))
        words = [(await reader.readuntil(word))[-len(word):] for word in (b"\r\n\r\nlittle", b"long", b"long", b"long")]
        assert words[1:] == [b"long"] * 3 and site.told == ["/little"]
        writer.write(asked(b"/little"))
        await reader.readuntil(b"\r\n\r\nlittle")
        assert site.told == ["/little"] * 2

    on_site(scenario)


def test_nothing_is_heard_after_a_last_request():
    async def scenario(site, connect):
        reader, writer = await connect()
        writer.write(b"GET /little HTTP/1.1\r\nConnection: close\r\n\r\n" + asked(b"/x", b"/little"))
        assert (await reader.read()).endswith(b"connection: close\r\n\r\nlittle") and site.told == ["/little"]

    on_site(scenario)


def test_who_asks_for_nothing_more_is_cut_after_an_answer_of_the_lane_too():
    async def scenario(site, connect):
        reader, writer = await connect()
        writer.write(asked(b"/little"))
        await reader.readuntil(b"\r\n\r\nlittle")
        assert await asyncio.wait_for(reader.read(), 5) == b""

    on_site(scenario, request_seconds=0.2)


def test_what_an_operator_puts_around_the_site_hears_of_finished_things_too(serve):
    around = """
import sys
import app.commands.serve as door
plain = door.serve
def heard(site):
    async def said(scope, receive, send):
        print("heard", scope.get("path"), file=sys.stderr, flush=True)
        await site(scope, receive, send)
    return said
door.serve = lambda: plain(heard)
"""
    with serve(first=f"exec({around!r})") as server:
        server.printed()
        assert server.ask("/static/embed.js").status == 200
        assert "heard /static/embed.js" in server.output.read_text()
