"""A picture beside a chapter's text is shown in it, in every language, and goes along when the course is exported."""

import shutil
from pathlib import Path

import pytest

from app.server.editions import editions
from app.server.pictures import Pictures

COURSE = Path(__file__).parents[1] / "fixtures" / "chapters"
VALLEY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path d="M0 0Q4 8 8 0" fill="none" stroke="#000"/></svg>'


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory):
    """A copy of the second course, with a picture in a folder of its chapter, and in Spanish too."""
    home = tmp_path_factory.mktemp("course") / "chapters"
    shutil.copytree(COURSE, home)
    text = home / "13-valleys" / "index.md"
    text.write_text(text.read_text("utf-8") + "\n![A valley](pictures/valley.svg)\n", "utf-8")
    shutil.copy(text, home / "13-valleys" / "index.es.md")
    (home / "13-valleys" / "pictures").mkdir()
    (home / "13-valleys" / "pictures" / "valley.svg").write_text(VALLEY)
    return home


def test_each_language_finds_the_picture_below_its_page(illustrated):
    pictures = Pictures(illustrated, editions(illustrated))
    assert pictures.addresses() == ["/13-valleys/pictures/valley.svg", "/es/13-valleys/pictures/valley.svg"]


def test_a_picture_is_served_as_what_it_is_and_nothing_else_beside_the_text_is(serve, illustrated):
    with serve(chapters=illustrated) as server:
        server.printed()
        assert b'<img src="pictures/valley.svg" alt="A valley"' in server.ask("/13-valleys/").body
        picture = server.ask("/es/13-valleys/pictures/valley.svg")
        assert (picture.status, picture.headers["content-type"], picture.body.decode()) == (200, "image/svg+xml", VALLEY)
        assert "default-src 'none'" in picture.headers["content-security-policy"]
        assert server.ask("/13-valleys/pictures/valley.svg", if_none_match=picture.headers["etag"]).status == 304
        for path in ("/13-valleys/index.md", "/13-valleys/pictures/hill.svg", "/13-valleys/pictures/../../course.yml"):
            assert server.ask(path).status == 404, path
