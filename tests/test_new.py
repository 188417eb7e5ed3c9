"""A scene and a chapter that somebody begins work from the start, and what cannot be begun is refused with what there is."""

import re
import subprocess
import sys

import pytest

from app.engine.landscapes.bowl import Bowl
from app.new import chapter, rooms, scene
from tests import beginnings


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return beginnings.house(tmp_path_factory.mktemp("new") / "house")


def test_what_was_written_is_said_and_is_there(house):
    for path in ("chapters/13-valleys/index.md", *(room.format("trough") for room in beginnings.ROOMS)):
        assert (house.place / path).is_file()
        assert f"wrote {path}" in house.said
    assert "make dev" in house.said and "make words" in house.said


def test_the_new_rooms_pass_the_tests_that_find_them(house):
    tests = ["scenes/test_trough.py", "scenes/test_cup.py", "test_house.py::test_a_scene_has_all_its_rooms", "text/test_course.py"]
    pytest_says = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rA"]
    done = house.run(*pytest_says, *(f"tests/{test}" for test in tests))
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^PASSED .*test_trough.*downhill", done.stdout, re.MULTILINE)


def test_the_proofreader_and_ruff_find_nothing(house):
    checked = house.downhill("check")
    assert checked.returncode == 0, checked.stderr
    written = [room.format(word) for word in ("trough", "cup") for room in beginnings.ROOMS if room.endswith(".py")]
    ruff = house.run(sys.executable, "-m", "ruff", "check", "--no-cache", *written)
    assert ruff.returncode == 0, ruff.stdout


def test_the_course_knows_the_chapter(house):
    *_, last = (house.place / "chapters" / "course.yml").read_text().splitlines()
    assert last == '  - {number: 13, part: 4, title: "Valleys", address: ../13-valleys/}'


@pytest.mark.parametrize(("words", "told"), [
    (["scene", "trough"], "the scene trough is there already, expected another word than ball, "),
    (["scene", "Bad1"], "got the word 'Bad1', expected 2 to 24 letters from a to z that are no word of Python"),
    (["scene", "lambda"], "got the word 'lambda', expected "),
    (["scene", "text"], "the id 'text' is taken on the chapter's page, expected another word"),
    (["scene", "new", "--landscape", "whole"], "no 'whole' among the landscapes of two weights: bowl, ravine"),
    (["scene", "new", "--chapter", "14-x"], "no '14-x' among the chapters: 12-training, 13-valleys"),
    (["chapter", "valleys"], "got the chapter 'valleys', expected its number and a name, as in 13-valleys"),
    (["chapter", "13-hills"], "chapter 13 is there already, expected another number than those of 12-training, 13-valleys"),
])
def test_what_cannot_be_begun_is_refused(house, words, told):
    before = subprocess.check_output(["find", ".", "-newer", "README.md", "-name", "*.md"], cwd=house.place)
    done = house.downhill("new", *words)
    assert done.returncode == 1
    assert done.stderr.startswith(f"downhill new {words[0]}: {told}")
    assert subprocess.check_output(["find", ".", "-newer", "README.md", "-name", "*.md"], cwd=house.place) == before


def test_a_chapter_that_the_course_foretold_gets_its_address_there(tmp_path):
    course = tmp_path / "course.yml"
    lines = ["chapters:", '  - {number: 13, part: 4, title: "Hills", address: null}', "  - {number: 14, part: 4, title: C, address: null}"]
    course.write_text("\n".join(lines))
    chapter.enter(course, 13, "../13-hills/", {"part": 4, "title": "Other"})
    assert course.read_text().splitlines() == [lines[0], lines[1].replace("null", "../13-hills/"), lines[2]]


def test_a_landscape_on_which_nothing_leads_downhill_is_refused():
    with pytest.raises(rooms.Refused, match="no three learning rates among .* lead downhill on Bowl from where it starts"):
        scene.downhill(Bowl([0.0, 0.0]))


def test_all_files_are_written_or_none(tmp_path):
    (tmp_path / "b.md").write_text("mine")
    with pytest.raises(rooms.Refused, match="b.md is there already, expected a name that nothing has yet"):
        rooms.write(tmp_path, {"a.md": "new", "b.md": "new"})
    assert [file.name for file in tmp_path.iterdir()] == ["b.md"] and (tmp_path / "b.md").read_text() == "mine"
