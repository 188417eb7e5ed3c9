"""Films as their readers get them: live or finished, whole or in part, once or by twenty at a time, always the same bytes."""

import gzip
import re
import time
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from app import scenes, stream
from app.engine import menu
from app.grid import address
from app.server import worker
from app.server.pantry import usual
from tests.server.sockets import BALL, begun

LIGHT, USUALLY = {"ball": 1_200, "training": 40_000}, 15_000  # bytes on the wire, compressed with brotli


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


def test_nothing_is_computed_for_who_asks_for_the_headers_alone(idle):
    before = idle.health["computed"]
    assert int(idle.ask(idle.frames("training/seed=7"), "HEAD").headers["content-length"]) > 80_000
    assert idle.health["computed"] == before


@pytest.mark.parametrize(("word", "settings"), list(usual()))
def test_what_a_reader_receives_is_light(word, settings, idle):
    path = idle.frames(address("", word, settings).strip("/"))
    idle.ask(path)
    idle.wait_for(lambda: "content-encoding" in idle.ask(path, "HEAD", accept_encoding="br").headers, "it is never compressed")
    assert len(idle.ask(path, accept_encoding="br").body) <= LIGHT.get(word, USUALLY)
