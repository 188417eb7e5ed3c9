"""The exported site, served as files by a real nginx below /course/ch12/, does in a browser what the course does."""

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app import scenes
from app.engine import menu
from tests.nginx import nginx

ROOT = Path(__file__).parents[2]
BELOW = "/course/ch12"
PAGES = [f"tests/browser/test_{name}.py" for name in ("same_picture", "layout", "everybody")]
ESSENTIAL = "wheel or scrolling_asks or nothing_reaches or cookie or canvas_says and (ball or terrain or training)"


@pytest.fixture(scope="module")
def port(exported, tmp_path_factory):
    folder = exported.place.parent
    folder.chmod(0o755), exported.place.chmod(0o755)
    with nginx("export.conf", tmp_path_factory.mktemp("nginx"), place=("/srv/downhill", str(exported.place))) as port:
        yield port


@pytest.fixture(scope="module")
def site(port):
    return f"http://127.0.0.1:{port}{BELOW}"


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, BELOW + path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    told = response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    connection.close()
    return told


def test_the_pages_own_tests_pass_on_it(site):
    """Those that need no film but those that the chapter names."""
    pytest_says = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *PAGES, "-k", ESSENTIAL]
    done = subprocess.run(pytest_says, cwd=ROOT, env=os.environ | {"DOWNHILL_SITE": site}, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize("word", menu.names(scenes))
def test_a_scene_alone_comes_alive(page, site, word):
    page.goto(f"{site}/embed/{word}/")
    expect(page.locator('figure[data-state="done"] .stage.drawn')).to_be_visible()


def test_the_way_in_leads_to_the_chapter(page, site):
    page.goto(f"{site}/")
    page.wait_for_url(f"{site}/12-training/")


def test_a_setting_that_is_not_there_is_told_kindly_and_the_figure_keeps_what_it_shows(page, site):
    page.goto(f"{site}/embed/ball/")
    figure, said = page.locator("figure"), page.locator(".say")
    expect(figure).to_have_attribute("data-state", "done")
    before = said.text_content()
    page.locator('[data-setting="rate"]').evaluate('''control => {
      control.value = "64";
      control.dispatchEvent(new Event("input", {bubbles: true}));
    }''')
    expect(page.locator(".wait")).to_have_text("this setting needs the live course; the figure stays as it was")
    expect(said).to_have_text(before)
    expect(page.locator(".stage.drawn")).to_be_visible()
    expect(page.locator('[data-setting="rate"]')).to_have_value("4")


def test_every_file_has_the_headers_that_the_server_gives_it(port, server):
    server.printed()
    film = f"/{server.version}/noise/seed=2.bin"
    static = next(name for name in server.ask("/12-training/", accept="text/html").body.decode().split('"') if name.endswith("main.js"))
    for path in ("/12-training/", "/embed/ball/", "/source/engine/descent.py.html", "/static/embed.js", static.removeprefix(".."), film):
        _, theirs, _ = ask(port, path)
        ours = server.ask(path, accept="text/html").headers
        told = {name: value for name, value in ours.items() if name not in ("date", "etag", "vary", "content-length", "content-encoding")}
        assert {name: theirs.get(name) for name in told} == told, path


def test_smaller_encodings_and_parts_are_sent(port, exported):
    status, headers, small = ask(port, "/12-training/", accept_encoding="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert small == (exported.place / "12-training/index.html.gz").read_bytes()
    film = next(exported.place.glob("v*/noise/**/*.bin"))
    status, headers, part = ask(port, f"/{film.relative_to(exported.place).as_posix()}", range="bytes=100-199")
    assert (status, part) == (206, film.read_bytes()[100:200])


def test_what_is_not_there_is_our_own_page(port, exported):
    status, headers, body = ask(port, "/no/such/page")
    assert (status, body) == (404, (exported.place / "404.html").read_bytes())
    assert "content-security-policy" in headers


def test_a_page_elsewhere_may_ask_for_a_part(port):
    status, headers, _ = ask(port, "/static/embed.js", "OPTIONS", origin="https://blog.example", access_control_request_headers="if-range")
    assert status == 204 and headers["access-control-allow-origin"] == "*" and "If-Range" in headers["access-control-allow-headers"]


def test_the_manifest_is_there_to_compare_with(port):
    _, _, body = ask(port, "/manifest.json")
    assert len(json.loads(body)["files"]) > 100
