"""The pages as they are printed: what they allow, what they refer to, and what happens when an author or the server errs."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from app.server.front import Front
from app.server.headers import accepts, policy
from app.server.main import create_app
from app.server.press import Press
from app.server.settings import Settings
from app.server.static import Static
from tests.server.direct import errors, said

MISTAKEN = "---\ntitle: Training\nchapter: 12\npart: 4\nlede: Downhill.\n---\n\n:::{scene} bal\n:::\n"


@pytest.fixture(scope="module")
def chapter(server):
    server.printed()
    return server.ask("/12-training/")


def test_only_the_styles_that_are_printed_are_allowed_inline(chapter):
    page, allowed = chapter.body.decode(), chapter.headers["content-security-policy"]
    styles = re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)
    assert styles
    for style in styles:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in allowed
    assert "unsafe" not in allowed
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*json)|\sstyle=|\son\w+=", page)


def test_every_file_that_the_page_refers_to_is_there(chapter, server):
    found = set(re.findall(r'(?:href|src)="(\.\./[^"#?]+)"', chapter.body.decode()))
    assert any(path.endswith(".js") for path in found)
    for path in found - {"../12-training/"}:
        assert server.ask(path.removeprefix(".."), "HEAD").status == 200, path


def test_a_page_is_sent_again_only_when_it_changed(chapter, server):
    assert chapter.headers["cache-control"] == "no-cache"
    assert server.ask("/12-training/", if_none_match=chapter.headers["etag"]).status == 304


def test_the_page_is_small_on_the_wire(chapter, server):
    assert len(server.ask("/12-training/", accept_encoding="br").body) < len(chapter.body) / 3


def test_the_page_names_films_that_the_server_has(chapter, server):
    for path in re.findall(r'href="\.\./(v[^"]+\.csv)"', chapter.body.decode()):
        assert server.ask(f"/{path}", "HEAD").status == 200


def test_a_mistake_of_an_author_is_one_line_in_the_log_and_no_page(serve, tmp_path):
    (tmp_path / "12-training").mkdir()
    (tmp_path / "12-training" / "index.md").write_text(MISTAKEN)
    (tmp_path / "course.yml").write_text("title: Course\nbase: null\nchapters:\n- {number: 12, part: 4, title: Training, address: null}\n")
    with serve(chapters=tmp_path) as server:
        answer = server.ask("/12-training/")
        assert (answer.status, answer.headers["cache-control"]) == (500, "no-store")
        line = server.said("ERROR: the chapters cannot be printed: ")
        assert re.search(r"12-training/index\.md:8: no 'bal' among the scenes: ", line)
        assert "Traceback" not in server.output.read_text()
        assert server.ask(server.frames("noise/seed=2")).status == 200


def test_a_chapter_quotes_the_numbers_of_the_film_it_shows(serve, tmp_path):
    (tmp_path / "12-training").mkdir()
    text = MISTAKEN.partition(":::")[0] + "::::{scene} noise\n:seed: 5\n:::{beat} 0 1\nSeed {number}`noise.seed`.\n:::\n::::\n"
    (tmp_path / "12-training" / "index.md").write_text(text)
    (tmp_path / "course.yml").write_text("title: Course\nbase: null\nchapters:\n- {number: 12, part: 4, title: Training, address: null}\n")
    with serve(chapters=tmp_path) as server:
        assert 'Seed <span class="number">5</span>' in server.ask("/12-training/").body.decode()


@pytest.mark.parametrize("path", ["/", "/static/x", "/v0123456789/x"])
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_an_accident_is_answered_in_our_own_words_with_all_headers(path, accept, caplog):
    async def broken(scope, receive, send):
        raise ZeroDivisionError("a secret of the server")

    doors = [("static", "/static/", broken), ("film", "/v", broken)]
    status, headers, body = said(Front(doors, broken, errors()), path=path, accept=accept)
    assert status == 500 and headers[b"cache-control"] == b"no-store" and headers[b"x-content-type-options"] == b"nosniff"
    assert b"default-src 'none'" in headers[b"content-security-policy"]
    assert b"secret" not in body and b"Traceback" not in body
    assert "a secret of the server" in caplog.text


def test_a_page_that_goes_wrong_is_answered_once_in_our_own_words_and_written_down(monkeypatch, caplog):
    async def broken(press, tag, name):
        raise ZeroDivisionError("a secret of the server")

    monkeypatch.setattr(Press, "page", broken)
    status, headers, body = said(create_app(), path="/12-training/")
    assert (status, headers[b"cache-control"]) == (500, b"no-store")
    assert json.loads(body) == {"error": "the server made a mistake; it has been written down"}
    assert "a secret of the server" in caplog.text


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("HOST", "::1")
    monkeypatch.setenv("PORT", "99")
    assert (Settings().host, Settings().port) == ("::1", 99)
    monkeypatch.setenv("DOWNHILL_PORT", "100")
    monkeypatch.setenv("DOWNHILL_CACHE_BYTES", "5")
    assert (Settings().port, Settings().cache_bytes) == (100, 5)


@pytest.mark.parametrize("came, taken", [
    ("gzip, deflate, br, zstd", ["br", "gzip"]), ("gzip", ["gzip"]), ("*", ["br", "gzip"]), ("br;q=0, *", ["gzip"]), ("identity", []),
    ("", []), ("BR;q=0.5", ["br"]), ("gzip;q=0.000", []),
])
def test_encodings_are_those_that_are_accepted(came, taken):
    assert accepts({b"accept-encoding": came.encode()}) == taken


def test_a_page_without_styles_allows_none():
    assert b"style-src 'self';" in policy("<p>words</p>")[1]


def test_one_version_names_all_static_files_and_changes_with_any_of_them(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "main.js").write_text('import { a } from "./parts/a.js";\n')
    (tmp_path / "parts" / "a.js").write_text('import { b } from "./b.js";\nexport const a = b;\n')
    (tmp_path / "parts" / "b.js").write_text("export const b = 1;\n")
    before = Static(tmp_path)
    assert before.version == Static(tmp_path).version
    (tmp_path / "parts" / "b.js").write_text("export const b = 2;\n")
    assert Static(tmp_path).version != before.version


def test_errors_as_json_hold_only_what_is_known():
    async def refuse(scope, receive, send):
        raise AssertionError("not reached")

    status, headers, body = said(Front([], refuse, errors()), "POST")
    assert (status, headers[b"allow"], json.loads(body)["exists"]) == (405, b"GET, HEAD", ["GET", "HEAD"])


def test_nothing_under_app_sets_a_cookie():
    assert not [file for file in Path("app").rglob("*.py") if "cookie" in file.read_text().lower()]
