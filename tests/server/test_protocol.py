"""Nobody holds a connection by doing nothing: heads come in time, what is sent is taken in time, others are not disturbed."""

import asyncio
import json
import socket
import time
from contextlib import suppress

import pytest

from tests.server.addresses import ON_PAGES
from tests.server.listening import listening
from tests.server.sockets import raw


@pytest.fixture(scope="module")
def hasty(serve):
    """A server with little patience."""
    with serve(request_seconds=1, stall_seconds=1) as server:
        server.printed()
        yield server


def seconds_until_closed(plug):
    begin = time.monotonic()
    plug.settimeout(20)
    try:
        while plug.recv(65536):
            pass
    except ConnectionError:
        pass
    return time.monotonic() - begin


def connected(server):
    return socket.create_connection(("127.0.0.1", server.port), 20)


@pytest.mark.parametrize("begun", [
    b"", b"GET / HTTP/1.1\r\nHost: x\r\n", b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n12",
    b"GET /healthz HTTP/1.1\r\nContent-Length: 9\r\n\r\n12",
])
def test_silence_and_half_a_request_are_cut(begun, hasty):
    with connected(hasty) as plug:
        plug.sendall(begun)
        assert seconds_until_closed(plug) < 4


@pytest.mark.parametrize("before", [b"", b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"])
def test_who_began_a_request_is_told_that_it_came_too_late_and_who_asked_nothing_is_told_nothing(before, hasty):
    with connected(hasty) as plug:
        plug.sendall(before)
        answered = b""
        while before and b"}" not in answered:
            answered += plug.recv(65536)
        plug.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        told = b"".join(iter(lambda: plug.recv(65536), b""))
    head, _, body = told.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 Request Timeout\r\n") and b"\r\nconnection: close" in head
    assert [name for name in ON_PAGES if name.encode() not in head] == [] and b"\r\ncache-control: no-store" in head
    assert json.loads(body) == {"error": "the head of a request comes within 1 s"}
    assert raw(hasty, b"") == b""


def test_who_began_a_request_before_the_response_to_the_last_one_ended_is_told_too(hasty):
    request, half = f"GET {hasty.frames('training/seed=1')} HTTP/1.1\r\nHost: x\r\n\r\n".encode(), b"GET / HTTP/1.1\r\nHost"
    length = len(hasty.ask(hasty.frames("training/seed=1")).body)
    for pieces in ([request + half], [request, half]):
        with connected(hasty) as plug:
            for piece in pieces:
                plug.sendall(piece)
            answered = b"".join(iter(lambda: plug.recv(65536), b""))
        first, told = answered[:answered.index(b"\r\n\r\n") + 4 + length], answered[answered.index(b"\r\n\r\n") + 4 + length:]
        assert first.startswith(b"HTTP/1.1 200 OK\r\n") and told.startswith(b"HTTP/1.1 408 Request Timeout\r\n")


def test_a_head_that_drips_is_cut_however_steadily_it_drips(hasty):
    with connected(hasty) as plug:
        begin = time.monotonic()
        with pytest.raises(OSError):
            for letter in "GET / HTTP/1.1\r\nX: " + "a" * 200:
                plug.sendall(letter.encode())
                time.sleep(0.05)
        assert time.monotonic() - begin < 4


def test_a_reader_who_takes_nothing_is_cut_and_another_is_not_disturbed(hasty):
    path = hasty.frames("training/seed=2")
    whole = hasty.ask(path).body
    with socket.socket() as stalled:
        stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        stalled.connect(("127.0.0.1", hasty.port))
        stalled.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * 16)
        time.sleep(0.3)
        assert hasty.ask(path).body == whole
        time.sleep(3)
        assert hasty.ask("/healthz").status == 200
        got = 0
        try:
            while data := stalled.recv(65536):
                got += len(data)
        except ConnectionError:
            pass
        assert got < 16 * len(whole)


def test_a_film_that_takes_longer_than_a_request_may_is_not_cut(hasty):
    assert len(hasty.ask(hasty.frames("training/seed=1")).body) > 80_000


def test_beyond_twice_the_connections_nobody_is_told_anything():
    async def scenario():
        async with listening(connections=1) as connect:
            await connect()
            told, cut = (await connect())[0], (await connect())[0]
            assert (await told.read()).startswith(b"HTTP/1.1 503")
            with suppress(ConnectionError):
                assert await cut.read() == b""

    asyncio.run(scenario())


def test_a_head_that_is_both_no_head_and_too_long_is_refused_once():
    async def scenario():
        async with listening(head_bytes=20_000) as connect:
            reader, writer = await connect()
            writer.write(b"GET / HTTP/1.1\r\nX: " + b"a" * 17_000 + b"\r\n\0" + b"a" * 5_000)
            told = await reader.read()
            assert told.startswith(b"HTTP/1.1 400") and told.count(b"HTTP/1.1") == 1

    asyncio.run(scenario())
