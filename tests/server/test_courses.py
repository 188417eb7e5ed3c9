"""It is a system: a second, smaller course, made of text and of scenes that are there, is served, embedded and exported as the first."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COURSES = {"12-training": ROOT / "chapters", "13-valleys": ROOT / "tests" / "fixtures" / "chapters"}
WORDS = re.compile(r'<figure [^>]*data-scene="(\w+)"')


def told(slug):
    """The scenes of a course's text, in order."""
    return re.findall(r"^:{3,}\{scene\} (\w+)", (COURSES[slug] / slug / "index.md").read_text("utf-8"), re.MULTILINE)


@pytest.fixture(scope="module", params=COURSES)
def course(request, serve):
    """(server, slug, page) of a course."""
    with serve(chapters=COURSES[request.param]) as server:
        server.printed()
        yield server, request.param, server.ask(f"/{request.param}/").body.decode()


def test_its_page_has_the_scenes_of_its_text_and_no_other(course):
    _, slug, page = course
    assert WORDS.findall(page) == told(slug)


def test_the_films_that_its_page_names_are_there(course):
    server, _, page = course
    for path in re.findall(r'href="\.\./(v[^"]+\.csv)"', page):
        assert server.ask(f"/{path}", "HEAD").status == 200, path


def test_each_of_its_scenes_stands_alone_as_the_text_sets_it(course):
    server, _, page = course
    settings = dict(re.findall(r"data-scene=\"(\w+)\".*? data-settings='([^']*)'", page))
    for word in WORDS.findall(page):
        assert settings[word] in server.ask(f"/embed/{word}/").body.decode(), word


def test_the_smaller_one_is_exported(tmp_path):
    """The first one's export is looked at byte for byte in tests/export."""
    slug = "13-valleys"
    command = [sys.executable, "-m", "app", "export", str(tmp_path / "site"), "--films", "usual"]
    environment = {"DOWNHILL_CHAPTERS": str(COURSES[slug]), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    assert WORDS.findall((tmp_path / "site" / slug / "index.html").read_text("utf-8")) == told(slug)
