"""Posters as they are served: to every site, once drawn kept, and asked for again only when they changed."""

import asyncio
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.server.log import Cut
from app.server.main import create_app
from app.server.posters import Posters
from app.server.press import Press
from app.server.runs import Busy
from app.server.settings import Settings
from app.server.static import Static
from tests.server.direct import said

PNG = b"\x89PNG\r\n\x1a\n"


def test_a_poster_may_be_shown_by_every_site(server):
    answer = server.ask("/embed/ball/poster.png")
    assert (answer.status, answer.headers["content-type"], answer.body[:8]) == (200, "image/png", PNG)
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"].startswith("public")
    assert server.ask("/embed/ball/poster.png", if_none_match=answer.headers["etag"]).status == 304


def test_a_poster_speaks_the_language_of_its_folder(server):
    english, spanish = (server.ask(f"{folder}/embed/ball/poster.png") for folder in ("", "/es"))
    assert spanish.status == 200 and spanish.body[:8] == PNG and spanish.body != english.body


def test_many_who_ask_at_once_get_the_same(server):
    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(lambda _: server.ask("/embed/noise/poster.png"), range(8)))
    assert {answer.status for answer in answers} == {200}
    assert len({(answer.body, answer.headers["etag"]) for answer in answers}) == 1


def test_who_asks_while_a_poster_is_made_gets_that_one(monkeypatch):
    settings, drawn = Settings(), []
    static = Static(settings.static)
    posters = Posters(Press(settings, "v0123456789", None, static), static)

    async def none(press, wanted):
        return [[]]

    async def both():
        return await asyncio.gather(*(posters.made("en", "ball") for _ in range(2)))

    monkeypatch.setattr(Press, "films", none)
    monkeypatch.setattr(posters, "draw", lambda *told: drawn.append(told) or PNG)
    one, other = asyncio.run(both())
    assert one is other and len(drawn) == 1


def test_a_head_without_a_body(server):
    head = server.ask("/embed/ball/poster.png", "HEAD")
    assert (head.status, head.body) == (200, b"") and int(head.headers["content-length"]) > 10_000


def test_a_poster_of_nothing_is_refused_with_what_there_is(server):
    answer = server.ask("/embed/bal/poster.png")
    assert answer.status == 404 and "embed/ball/poster.png" in answer.json["exists"]


def test_a_server_that_is_told_to_stop_does_not_finish_its_posters(serve):
    with serve() as busy, ThreadPoolExecutor(8) as readers:
        words = ["ball", "chain", "lab", "loop", "loss", "noise", "slope", "training"]
        waiting = [readers.submit(busy.ask, f"/embed/{word}/poster.png") for word in words]
        waiting[0].exception()
        busy.stop()
        assert "ERROR" not in busy.output.read_text()


@pytest.mark.parametrize("trouble", [Busy("too much"), Cut("it died"), OSError("no room"), subprocess.TimeoutExpired("draw", 9)])
def test_a_poster_that_cannot_be_drawn_now_may_be_asked_for_again_and_the_log_says_why(trouble, monkeypatch, caplog):
    async def failing(press, wanted):
        raise trouble

    monkeypatch.setattr(Press, "films", failing)
    status, headers, _ = said(create_app(), path="/embed/ball/poster.png")
    assert (status, headers[b"retry-after"], headers[b"cache-control"]) == (503, b"5", b"no-store")
    assert f"no poster of ball: {trouble!r}" in caplog.text
