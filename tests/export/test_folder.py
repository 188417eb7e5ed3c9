"""A file of an export appears whole or not at all, and a folder that is somebody else's is refused."""

import json
import os

import pytest

from app.export.folder import MANIFEST, Folder

ABOUT = {"version": "v0123456789", "bits": "00", "code": "c"}


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "site", ABOUT)


def test_what_cannot_take_its_place_leaves_the_old_file_and_nothing_beside_it(folder, monkeypatch):
    folder.add("a/page.html", b"old")
    monkeypatch.setattr(os, "replace", lambda *names: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left"):
        folder.add("a/page.html", b"new")
    assert [(file.name, file.read_bytes()) for file in (folder.path / "a").iterdir()] == [("page.html", b"old")]


@pytest.mark.parametrize("text", ["", "[]", '{"files": []}', '{"files": {', "a list of my own"])
def test_a_manifest_that_is_none_of_ours_is_left_alone(tmp_path, text):
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(FileExistsError, match="holds other things than an export"):
        Folder(tmp_path, ABOUT)
    assert (tmp_path / MANIFEST).read_text() == text


@pytest.mark.parametrize("hurt", [lambda file: file.unlink(), lambda file: file.write_bytes(b"other")])
def test_only_files_that_are_all_here_as_they_were_written_are_kept(folder, hurt):
    folder.put("film.bin", b"film" * 9, {"br": b"br"})
    folder.put("film.json", b"{}", {})
    folder.finish()
    names, there = ["film.bin", "film.json"], Folder(folder.path, ABOUT)
    assert there.kept(names) and there.files == json.loads((folder.path / MANIFEST).read_text())["files"]
    assert not Folder(folder.path, ABOUT | {"code": "another"}).kept(names)
    there.finish()
    hurt(folder.path / "film.bin")
    assert not Folder(folder.path, ABOUT).kept(names)


def test_smaller_encodings_are_taken_over_if_the_same_code_wrote_them_for_the_same_content(folder):
    folder.put("page.html", b"page" * 9, {"br": b"br", "gzip": b"gz"})
    folder.put("icon.png", b"icon", {})
    folder.finish()
    there = Folder(folder.path, ABOUT)
    assert there.smaller("page.html", b"page" * 9) == {"br": b"br", "gzip": b"gz"}
    assert there.smaller("icon.png", b"icon") == there.smaller("page.html", b"other") == there.smaller("new.html", b"new") == {}
    assert Folder(folder.path, ABOUT | {"code": "another"}).smaller("page.html", b"page" * 9) == {}


@pytest.mark.parametrize("hurt", [lambda file: file.unlink(), lambda file: file.write_bytes(b"other"), lambda file: file.write_bytes(b"")])
def test_a_smaller_encoding_that_somebody_changed_is_not_taken_over(folder, hurt):
    folder.put("page.html", b"page" * 9, {"br": b"br", "gzip": b"gz"})
    folder.finish()
    hurt(folder.path / "page.html.br")
    assert Folder(folder.path, ABOUT).smaller("page.html", b"page" * 9) == {}
