"""While a scene is being written only its own films are computed again, and those of scenes that lead to it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import scenes
from app.dev import films
from app.engine import menu


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """The scenes as copies that may be written into."""
    for file in films.SCENES.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(films, "SCENES", tmp_path)
    monkeypatch.setattr(films, "sources", lambda: [])
    return tmp_path


def lineages():
    return {word: films.lineage(word) for word in menu.names(scenes)}


def test_a_scene_leads_to_those_that_it_imports():
    assert films.family("stride", set()) == {"stride", "ball"}


@pytest.mark.parametrize(("file", "changed"), [("noise.py", {"noise"}), ("sizes.yml", {"sizes"}), ("ball.py", {"ball", "slope", "stride"})])
def test_a_change_reaches_the_scenes_that_lead_to_it_and_no_others(copied, file, changed):
    before = lineages()
    with (copied / file).open("a") as text:
        text.write("\n# another line\n")
    after = lineages()
    assert {word for word in before if before[word] != after[word]} == changed


def test_films_of_what_has_not_changed_are_taken_over(tmp_path, monkeypatch):
    monkeypatch.setattr(films.pantry, "fill", lambda folder, tell: None)
    films.make(tmp_path, print)
    for word in ("ball", "noise"):
        (tmp_path / films.version() / "bits" / word).mkdir(parents=True)
        (tmp_path / films.version() / "bits" / word / "a.bin").write_bytes(word.encode())
    lineage = films.lineage
    monkeypatch.setattr(films, "version", lambda: "v0123456789")
    monkeypatch.setattr(films, "lineage", lambda word: lineage(word) + (word == "ball") * "another")
    films.make(tmp_path, print)
    assert (tmp_path / "v0123456789" / "bits" / "noise" / "a.bin").read_bytes() == b"noise"
    assert not (tmp_path / "v0123456789" / "bits" / "ball").exists()
    assert films.noted(tmp_path)["version"] == "v0123456789"


def test_what_is_wrong_with_a_scene_is_the_last_line_with_its_place(tmp_path):
    """Here it is the place of the films: below a file there can be none."""
    (tmp_path / "file").write_text("no folder")
    told = os.environ | {"DOWNHILL_FILMS": str(tmp_path / "file" / "films")}
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-m", "app.dev.films"], cwd=root, env=told, capture_output=True, text=True, timeout=60)
    *_, last = done.stderr.splitlines()
    assert done.returncode == 1 and last.startswith("app/dev/films.py:") and ": NotADirectoryError: " in last
