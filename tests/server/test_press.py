"""The press bears a worker that fails, a reader who comes before the pages do, and a course without chapters or without scenes."""

import asyncio
import json

import pytest

from app.languages import USUAL
from app.server.log import Cut
from app.server.main import create_app
from app.server.press import Press
from app.server.settings import Settings
from app.server.static import Static
from tests.server.direct import said

NOISE = ("noise", {"seed": "2"})


class Failing:
    """Runs whose worker dies the first few times."""

    def __init__(self, times):
        self.times, self.asked = times, 0

    async def film(self, word, settings):
        self.asked += 1
        if self.asked <= self.times:
            raise Cut("the worker died")
        return word, settings


def press(runs=None, **settings):
    """A press that does not wait between its tries."""
    made = Press(told := Settings(**settings), "v0123456789", runs, Static(told.static))
    made.pause = 0
    return made


@pytest.mark.parametrize("times", [0, 1, Press.tries])
def test_a_film_is_tried_again_when_the_worker_fails(times):
    runs = Failing(times)
    assert asyncio.run(press(runs).film(*NOISE)) == NOISE
    assert runs.asked == times + 1


def test_a_film_that_cannot_be_had_is_given_up_with_the_reason():
    runs = Failing(100)
    with pytest.raises(Cut, match="the worker died"):
        asyncio.run(press(runs).film(*NOISE))
    assert runs.asked == Press.tries + 1


def test_an_accident_is_logged_as_it_happened_and_nobody_waits_for_pages(monkeypatch, caplog):
    broken = press(Failing(0))
    monkeypatch.setattr(broken, "everything", None)
    asyncio.run(broken.work())
    assert broken.printed.is_set() and "the chapters cannot be printed" in caplog.text
    assert "TypeError" in caplog.text


def test_who_comes_before_a_page_is_printed_is_asked_to_come_back():
    status, headers, body = said(create_app(Settings(patience=0.01)), path="/12-training/")
    assert (status, json.loads(body)["error"]) == (503, "this page is being printed")
    assert int(headers[b"retry-after"]) > 0


@pytest.mark.parametrize("path, says", [("/", "there are no chapters yet"), ("/embed/", "there is no such page")])
def test_a_folder_without_chapters_says_so(path, says, tmp_path):
    status, _, body = said(create_app(Settings(chapters=tmp_path)), path=path)
    assert (status, json.loads(body)) == (404, {"error": says})


def test_a_course_without_scenes_has_no_gallery(tmp_path):
    empty = press(chapters=tmp_path)
    asyncio.run(empty.edition(USUAL, []))
    assert empty.pages == {} and empty.addresses() == []
