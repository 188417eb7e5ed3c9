"""Films that were made beforehand are taken as they are, if they are whole and this machine's own; else they are computed."""

import os
import shutil
import subprocess
import sys

import pytest

from app.scenes import noise
from app.server import pantry, worker
from app.server.version import version

USUAL = ("noise", noise.DEFAULT)


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A folder with one film in it, and the pantry that made it."""
    monkeypatch.setattr(pantry, "usual", lambda: [USUAL])
    pantry.fill(tmp_path, lambda line: None)
    return tmp_path, pantry.Pantry(tmp_path, worker.fingerprint())


def test_a_film_is_kept_as_the_engine_makes_it(made):
    assert made[1].film(*USUAL) == b"".join(worker.play(*USUAL))


def test_what_is_there_is_not_made_again_and_other_versions_go(made):
    folder, _ = made
    (folder / "v0000000000").mkdir()
    told = []
    pantry.fill(folder, told.append)
    assert told == []
    assert [place.name for place in folder.iterdir()] == [version()]


def test_a_damaged_film_and_one_of_other_bits_are_not_taken(made):
    folder, own = made
    assert pantry.Pantry(folder, b"another machine's").film(*USUAL) is None
    file = own.file(*USUAL)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert own.film(*USUAL) is None


def test_a_server_with_a_full_pantry_computes_nothing_for_its_page(serve, tmp_path):
    filled = subprocess.run(
        [sys.executable, "-m", "app.server.pantry"], env=os.environ | {"DOWNHILL_FILMS": str(tmp_path / "films")},
        capture_output=True, text=True, check=True,
    )
    words, last = [word for word, _ in pantry.usual()], filled.stderr.splitlines()[-1]
    assert last == f"computing the films of the page, once: {len(words)} of {len(words)}, {words[-1]}"
    with serve(films=tmp_path / "films") as server:
        server.printed()
        assert server.health["computed"] == 0
        assert server.ask("/12-training/").status == 200


def test_a_server_without_a_pantry_computes_its_films_and_writes_nothing(serve, tmp_path):
    with serve(films=tmp_path / "films") as server:
        server.printed()
        assert server.health["computed"] == len(list(pantry.usual()))
        assert server.ask("/12-training/").status == 200
    assert not (tmp_path / "films").exists()
    shutil.rmtree(tmp_path)
