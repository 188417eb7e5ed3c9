"""The live site while its films are made: they are made in a process of their own, and what is wrong with them is told to every page."""

import asyncio
import shutil

import pytest

from app.dev import films
from app.dev.editions import Editions
from app.dev.live import Live
from app.server.settings import Settings
from app.server.version import version

FILMS = Settings().films


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """Settings by which there is no place for films."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("DOWNHILL_FILMS", str(tmp_path / "file" / "films"))
    return Settings()


def test_what_is_wrong_with_the_films_is_told_in_place_of_an_edition(nowhere):
    live = Live(nowhere, again=None)
    asyncio.run(live.work())
    assert live.site is None
    assert live.news.trouble["file"] == "app/dev/films.py" and live.news.trouble["what"].startswith("NotADirectoryError: ")


def test_films_that_are_there_are_made_sure_of_and_noted(tmp_path, monkeypatch):
    shutil.copytree(FILMS, tmp_path / "films", ignore=shutil.ignore_patterns(films.NOTE))
    monkeypatch.setenv("DOWNHILL_FILMS", str(tmp_path / "films"))
    asyncio.run(Editions(Settings()).filming())
    assert films.noted(tmp_path / "films")["version"] == version()


def test_who_leaves_while_films_are_made_leaves_no_process_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("DOWNHILL_FILMS", str(tmp_path / "films"))
    started = []
    begin = asyncio.create_subprocess_exec

    async def noted(*words, **more):
        started.append(await begin(*words, **more))
        return started[0]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)

    async def scenario():
        making = asyncio.create_task(Editions(Settings()).filming())
        while not started:
            await asyncio.sleep(0.01)
        making.cancel()
        with pytest.raises(asyncio.CancelledError):
            await making

    asyncio.run(scenario())
    assert started[0].returncode == -9
    with pytest.raises(ProcessLookupError):
        started[0].send_signal(0)
