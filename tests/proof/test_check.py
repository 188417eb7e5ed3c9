"""The proofreader finds everything that is wrong, each with its file and line, what was expected and what there is."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.proof import findings as proof
from app.proof.films import Films
from app.proof.reader import pages
from app.server.settings import Settings

ROOT = Path(__file__).parents[2]
COURSES = {"12-training": ROOT / "chapters", "13-valleys": ROOT / "tests" / "fixtures" / "chapters"}
FRONT = "---\ntitle: T\nchapter: 13\npart: 4\nlede: L.\n---\n"
SCENE = "::::{scene} ball\n:rate: 16\n:::{beat} 0 1\nAt rate 16.\n:::\n::::\n"


def check(folder):
    command = [sys.executable, "-m", "app", "check", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def films():
    return Films(Settings().films)


@pytest.fixture
def findings(tmp_path, films):
    """findings(text): what is found in that text, as the chapter 13 of a course, by line."""
    folder = tmp_path / "chapters"
    shutil.copytree(COURSES["13-valleys"], folder)

    def found(text, name="index.md", front=FRONT):
        (folder / "13-valleys" / name).write_text(front + text, "utf-8")
        mistakes, _ = proof.findings(pages(folder, films))
        assert {mistake.file for mistake in mistakes} <= {f"chapters/13-valleys/{name}"}
        return [(mistake.line, mistake.what) for mistake in mistakes]

    return found


@pytest.mark.parametrize("slug", COURSES)
def test_all_is_well_with_the_chapters_of_this_house(slug):
    done = check(COURSES[slug])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("all is well: ") and " numbers" in done.stdout and " links" in done.stdout


def test_everything_is_found_not_only_the_first(findings):
    prose = "{nope}`x` {number}`ball.los_end`\n\n[a](#nowhere) and <b>c</b>\n\n## One\n\n#### Two\n"
    told = findings(prose + SCENE.replace("0 1", "0 0.9"))
    assert [line for line, _ in told] == [7, 7, 9, 9, 9, 13, 16]
    assert "no 'nope' among the roles: " in told[0][1] and "no 'ball.los_end' among the facts: " in told[1][1]


def test_a_mistake_inside_a_block_hides_none_that_comes_after_it(findings):
    told = findings("::::{aside}\n:::{beat} 0 1\n:::\n\nSo {nope}`x`.\n::::\n")
    assert [line for line, _ in told] == [8, 11] and told[0][1] == "a beat stands directly inside a scene"


@pytest.mark.parametrize(("text", "line", "told"), [
    ("[a](#ball-and-more)", 7, "no 'ball-and-more' among the anchors of this page: contents, text"),
    ("[a](../14-nowhere/)", 7, "the link '../14-nowhere/' leads to nothing here: "),
    ("[a](notes.pdf)", 7, "the link 'notes.pdf' leads to nothing here: expected a file beside the text, or ../ and one of 13-valleys"),
    ("![a dog](dog.png)", 7, "the link 'dog.png' leads to nothing here: "),
    ("[a](https://nowhere)", 7, "the link 'https://nowhere' names no host, expected https://host/path"),
    ("[a](mailto:nobody)", 7, "the address 'mailto:nobody' is no mail address, expected mailto:name@host"),
    ("### Deep\n", 7, "got a heading ### after #, expected at most ##"),
    ("It reads 97% of them.", 7, "97% is typed by hand, expected a {number}, or {constant}`97%` if nothing computes it"),
    ("A loss of 2.30.", 7, "2.30 is typed by hand, expected {number}`noise.chance_loss`, or {constant}`2.30` if nothing computes it"),
    ("So many: 1,898.", 7, "1,898 is typed by hand, expected {number}`noise.weights`, or"),
    (SCENE.replace("At rate 16", "At rate 99"), 10, "99 is typed by hand, expected a {number}, or {constant}`99` if nothing computes it"),
    (SCENE.replace(":rate: 16\n", ":rate: 16\n:rate: 32\n"), 9, "the option rate is given again, expected once: it stands in line 8"),
    (SCENE.replace(":rate: 16\n", ":rate: 16\n:pace: 3\n"), 9, "no 'pace' among the options of ball: knob, rate, start"),
    (SCENE.replace("0 1", "0.2 1"), 9, "the first beat begins at 0.2, expected 0"),
])
def test_a_finding_names_its_line_and_what_there_is(findings, text, line, told):
    (found,) = findings(text)
    assert found[0] == line and found[1].startswith(told)


@pytest.mark.parametrize("text", [
    "In 1986 and 2026, on 8 by 8 pixels, as ResNet-50 does, in 3 steps.",
    "A {constant}`64`, `32 in code`, $x = 16$, and [a name with 99](https://one.example/99).",
    "[Up](#one), [here](#text), [again](../13-valleys/) and [all figures](../embed/).\n\n## One\n",
    SCENE,
])
def test_what_is_meant_to_be_typed_passes(findings, text):
    assert findings(text) == []


def test_a_key_that_nobody_reads_is_found(findings):
    (found,) = findings("Well.", front=FRONT.replace("lede:", "leed: L.\nlede:"))
    assert found[0] == 5 and found[1].startswith("no 'leed' among the keys of the front matter: ")


def test_a_translation_that_says_something_else_is_found(findings):
    original = (COURSES["13-valleys"] / "13-valleys" / "index.md").read_text("utf-8")
    (found,) = findings(original.replace(":rate: 32", ":rate: 16", 1), "index.es.md", "")
    assert found[1] == "got :rate: 16, expected :rate: 32"


def test_a_chapter_that_the_course_does_not_know_is_found(tmp_path):
    shutil.copytree(COURSES["13-valleys"], tmp_path / "chapters")
    (tmp_path / "chapters" / "13-valleys").rename(tmp_path / "chapters" / "13-hills")
    done = check(tmp_path / "chapters")
    assert done.returncode == 1
    assert "chapters/course.yml:1: 13-hills is not in the course, expected a line with the address ../13-hills/" in done.stderr


def test_a_folder_without_a_course_is_refused(tmp_path):
    done = check(tmp_path)
    assert (done.returncode, done.stderr) == (1, f"downhill check: no course.yml in {tmp_path}, expected a folder of chapters\n")


@pytest.mark.parametrize(("missing", "told"), [
    ({"ALT": " "}, "the scene ball has no ALT in app/stills, expected a phrase that says what the figure is"),
    ({"LABELS": {"knob": "weight"}}, "start, rate of ball has no name in LABELS, expected one for every setting"),
])
def test_a_scene_that_does_not_say_what_it_is_is_found(findings, monkeypatch, missing, told):
    for name, value in missing.items():
        monkeypatch.setattr(f"app.stills.ball.{name}", value)
    assert findings(SCENE) == [(7, told)]


def test_a_translation_of_nothing_is_found(tmp_path, films):
    folder = tmp_path / "chapters"
    shutil.copytree(COURSES["13-valleys"], folder)
    (folder / "13-valleys" / "index.md").rename(folder / "13-valleys" / "index.es.md")
    mistakes, _ = proof.findings(pages(folder, films))
    assert [(mistake.file, mistake.line, mistake.what) for mistake in mistakes] == [
        ("chapters/13-valleys/index.es.md", 1, "a translation of nothing, expected index.md beside it"),
    ]


def test_a_page_that_cannot_be_read_at_all_is_one_finding(findings):
    assert findings("Well.", front="") == [(1, "expected front matter between two lines ---, with title, chapter, part, lede")]


def test_a_course_that_cannot_be_read_is_found(tmp_path):
    shutil.copytree(COURSES["13-valleys"], tmp_path / "chapters")
    (tmp_path / "chapters" / "course.yml").write_text("- T\n")
    done = check(tmp_path / "chapters")
    assert done.returncode == 1
    assert done.stderr.startswith("chapters/course.yml:1: expected lines of the form key: value\n")
