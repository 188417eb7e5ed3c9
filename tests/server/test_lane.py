"""The fast lane finds what is finished, tells of it as the long way does, and leaves all else to that."""

from collections.abc import Generator

import pytest

from app.server.body import CHUNK, Body
from app.server.headers import FOREVER, STATIC
from app.server.lane import LONG_WAY, Lane

TEXT = b"one small step downhill, " * 4_000


@pytest.fixture
def told():
    return []


@pytest.fixture
def lane(told):
    shelf = {"/x": Body(TEXT, "text/plain", "tag", [FOREVER, *STATIC]).compress()}
    return Lane([("static", shelf.get, iter)], lambda *answer: told.append(answer[:4]), [(b"x-more", b"1")])


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_what_is_finished_comes_in_the_encoding_that_was_asked_for_and_in_small_pieces(encoding, lane):
    body = lane.shelves[0][1]("/x")
    status, lines, pieces = lane.find("/x", {b"accept-encoding": encoding.encode()})
    pieces = list(pieces)
    assert status == 200 and b"".join(pieces) == body.packed.get(encoding, TEXT)
    assert max(map(len, pieces)) <= CHUNK and (b"content-encoding" in lines) == bool(encoding)
    assert lines.endswith(b"\r\nx-more: 1\r\n")


@pytest.mark.parametrize("name", sorted(LONG_WAY))
def test_where_there_is_more_to_do_than_to_send_nothing_is_found(name, lane):
    assert lane.find("/x", {name: b"1"}) is lane.find("/y", {}) is None


def test_an_answer_is_told_when_it_has_been_taken_and_when_nobody_wants_it_any_more(lane, told):
    for finish in (list, Generator.close):
        pieces = lane.find("/x", {})[2]
        next(pieces)
        assert not told
        finish(pieces)
        assert told.pop() == ("GET", "static", "/x", 200) and not told
