"""The course knows its chapters, and an address only where there is one."""

from pathlib import Path

import pytest

from app.text import course
from app.text.mistakes import ChapterError

CHAPTERS = Path(__file__).parents[2] / "chapters"
ONE = "  - {number: 1, part: null, title: A, address: null}\n"


def read(tmp_path, text):
    file = tmp_path / "chapters" / "course.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return course.read(file)


def test_this_course_links_to_no_chapter_that_this_site_does_not_have():
    for entry in course.read(CHAPTERS / "course.yml").chapters:
        assert entry.address is None or (CHAPTERS / entry.address.removeprefix("../") / "index.md").exists(), entry


def test_this_course_numbers_its_chapters_upwards():
    numbers = [entry.number for entry in course.read(CHAPTERS / "course.yml").chapters]
    assert numbers == sorted(set(numbers))


def test_every_chapter_with_a_folder_stands_in_the_course():
    known = course.read(CHAPTERS / "course.yml").by_number()
    for folder in CHAPTERS.glob("*/"):
        entry = known[folder.name.partition("-")[0]]
        assert entry.address == f"../{folder.name}/"


@pytest.mark.parametrize("base, address, whole", [
    ("null", "../one/", "../one/"),
    ("https://course.example/", "one/", "https://course.example/one/"),
    ("https://course.example/", "https://elsewhere.example/1", "https://elsewhere.example/1"),
    ("https://course.example/", "null", None),
])
def test_addresses_follow_the_base(tmp_path, base, address, whole):
    text = f"title: T\nbase: {base}\nchapters:\n  - {{number: 1, part: 2, title: A, address: {address}}}\n"
    assert read(tmp_path, text).chapters == [course.Entry(1, 2, "A", whole)]


@pytest.mark.parametrize("text, line, told", [
    ("title: T\nbase: null\nchapters:\n" + ONE + ONE, 5, "chapter 1 is here twice"),
    ("title: T\nbase: null\nchapters:\n  - {number: one, part: null, title: A, address: null}\n", 4, "number is 'one', expected int"),
    ("title: T\nbase: null\nchapters:\n  - number: 1\n    part: null\n    title: A\n    address: javascript:alert(1)\n", 7,
     "'javascript:alert(1)' is no address: expected one with https, or a relative one"),
    ("title: T\nbase: null\nchapters:\n" + ONE + "  - {number: 2}\n", 5, "got number, expected number, part, title, address"),
    ("title: T\nbase: null\nchapters:\n  - 7\n", 4, "got 7, expected number, part, title, address"),
    ("title: T\nbase: 3\nchapters: []\n", 2, "base is 3, expected str | None"),
    ("title: T\nbase: null\n", 1, "chapters is None, expected list"),
    ("title: T\nbase: [\n", 3, "not YAML: expected the node content, but found '<stream end>'"),
    ("- T\n", 1, "expected lines of the form key: value"),
])
def test_a_mistake_in_the_course_names_its_line(tmp_path, text, line, told):
    with pytest.raises(ChapterError) as caught:
        read(tmp_path, text)
    assert str(caught.value) == f"chapters/course.yml:{line}: {told}"


@pytest.mark.parametrize(("title", "told"), [
    ("{es: Entrenar}", "got titles in es, expected one in en"),
    ("{}", "got titles in no language, expected one in en"),
])
def test_a_title_in_other_languages_alone_is_refused(tmp_path, title, told):
    with pytest.raises(ChapterError) as caught:
        read(tmp_path, f"title: T\nbase: null\nchapters:\n  - {{number: 1, part: 2, title: {title}, address: null}}\n")
    assert str(caught.value) == f"chapters/course.yml:4: {told}"
