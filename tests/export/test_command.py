"""downhill export: what it does again, what it does not do again, and what it says when it cannot."""

import os
import resource
import subprocess
import sys

import pytest

from app.__main__ import parser
from app.export import single
from tests.exports import ROOT, UNMEASURED, Export


def test_a_second_export_writes_nothing(exported):
    before = exported.files()
    exported.written("--films", "usual")
    assert exported.files() == before


def test_what_is_missing_or_damaged_is_made_again_and_nothing_else(exported):
    before = exported.files()
    film, page = next(exported.place.glob("v*/noise/**/*.bin")), exported.place / "12-training" / "index.html"
    film.write_bytes(film.read_bytes()[:-1] + b"!")
    page.unlink()
    exported.written("--films", "usual")
    after = exported.files()
    assert {name: data for name, (data, _) in after.items()} == {name: data for name, (data, _) in before.items()}
    changed = {name for name in after if after[name][1] != before[name][1]}
    assert changed == {"12-training/index.html", film.relative_to(exported.place).as_posix()}


def test_a_folder_that_holds_other_things_is_refused_and_left_alone(export):
    export.place.mkdir()
    (export.place / "thesis.tex").write_text("all my work")
    done = export.run("--films", "usual")
    assert done.returncode == 1 and done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("downhill export: ") and "holds other things than an export" in line
    assert list(export.files()) == ["thesis.tex"]


def test_a_scheduler_that_cannot_be_one_is_refused_at_once(export):
    done = export.run("--films", "usual", "--dask", "nowhere")
    (line,) = done.stderr.splitlines()
    assert line == "downhill export: no Dask scheduler 'nowhere', expected its address, as tcp://host:8786"


def test_a_place_that_cannot_be_written_is_one_line(export):
    export.place.write_text("a file, where a folder should be")
    done = export.run("--films", "usual")
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1 and "is a file; give an empty folder or a new name" in line
    assert export.place.read_text() == "a file, where a folder should be"


def test_a_full_disk_is_one_line_and_leaves_only_whole_files(export):
    """A limit on the size of a file fails a write in the middle, as a full disk does."""
    few = (20_000, 20_000)
    done = export.run("--films", "usual", env=UNMEASURED, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, few))
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1 and line.startswith("downhill export: File too large: ")
    assert [name for name in export.files() if "/." in f"/{name}"] == []
    assert "12-training/index.html" not in export.files()


@pytest.mark.parametrize("place", ["/proc/site", "/dev/null", "/dev/null/site"])
def test_an_odd_place_is_one_line_that_names_it(place):
    done = Export(place).run("--films", "usual")
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "") and line.startswith("downhill export: ") and place in line


@pytest.mark.parametrize("place", ["/proc/ball.html", "/dev/null", "/nowhere/ball.html"])
def test_a_single_file_at_an_odd_place_is_one_line_that_names_it(place, monkeypatch):
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(single, "single", lambda word: "a page")
    chosen = parser().parse_args(["export", "--scene", "ball", "--single-file", place])
    with pytest.raises(SystemExit) as end:
        chosen.run(chosen)
    assert str(end.value).startswith("downhill export: ") and str(end.value).endswith(f": {place}") and "\n" not in str(end.value)


@pytest.mark.parametrize(("words", "told"), [
    (("--films", "bowl"), "no 'bowl' among the scenes: ball, "),
    (("--dask", "tcp://127.0.0.1:9"), "127.0.0.1:9"),
])
def test_what_is_not_there_is_named(export, words, told):
    done = export.run(*words)
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1 and line.startswith("downhill export: ") and told in line


@pytest.mark.parametrize("words", [(), ("site", "--scene", "ball", "--single-file", "b"), ("--scene", "ball"), ("--single-file", "b")])
def test_a_folder_and_a_single_file_are_one_or_the_other(tmp_path, words):
    done = subprocess.run([sys.executable, "-m", "app", "export", *words], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, "downhill export: expected DIR, or --scene WORD --single-file FILE.html\n")
