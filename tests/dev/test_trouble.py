"""What is wrong is told with its file, its line and the lines around it."""

import ast

import pytest
from jinja2 import Environment, FileSystemLoader

from app.dev.trouble import excerpt, told
from app.server.whence import whence
from app.text.mistakes import ChapterError


def raised(function):
    with pytest.raises(Exception) as caught:
        function()
    return caught.value


def test_an_authors_mistake_is_told_with_the_lines_around_it(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "index.md").write_text("one\ntwo\nthree\nfour\n")
    assert told(ChapterError("chapters/index.md", 1, "no: such thing"), tmp_path) == {
        "file": "chapters/index.md", "line": 1, "what": "no: such thing", "lines": [[1, "one"], [2, "two"], [3, "three"]],
    }


def test_a_parser_says_itself_where_it_stopped(tmp_path):
    (tmp_path / "page.html").write_text("\n{% blok %}")
    assert whence(raised(lambda: ast.parse("1\n)", "scene.py")))[:2] == ("scene.py", 2)
    assert whence(raised(lambda: Environment(loader=FileSystemLoader(tmp_path)).get_template("page.html"))) == (
        str(tmp_path / "page.html"), 2, "TemplateSyntaxError: Encountered unknown tag 'blok'."
    )


def test_an_accident_is_where_our_own_code_was():
    file, line, what = whence(raised(lambda: excerpt(None, 3)))
    assert file == "app/dev/trouble.py" and line > 1 and what.startswith("AttributeError: ")


def test_an_error_from_elsewhere_has_no_place():
    assert whence(OSError("no room")) == ("", 0, "OSError: no room")
