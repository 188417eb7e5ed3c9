"""What a page says about itself: early, small, and with whole addresses only where the operator has told the site's own."""

import json
import re
from html import unescape

import pytest

from app import stills
from app.engine import menu
from app.languages import speaking
from app.words import say

ROOT = "https://course.example/ch12/"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
PAGES = ["12-training/", "embed/ball/"]


@pytest.fixture(scope="module")
def public(serve):
    with serve(address=ROOT) as server:
        server.printed()
        yield server


def head(answer):
    """The head of a page up to its styles."""
    return unescape(answer.body.decode().partition("<style>")[0])


def named(page, name):
    return re.search(rf'(?:name|property)="{name}" content="([^"]*)"', page)[1]


@pytest.mark.parametrize("path", PAGES)
def test_what_oembed_says_is_found_early_in_the_head_and_in_a_header(public, path):
    answer = public.ask(f"/{path}")
    links = re.findall(r'<link rel="alternate" type="(\S+)" href="(\S+)"', head(answer))
    assert [kind for kind, _ in links] == ["application/json+oembed", "text/xml+oembed"]
    assert len(head(answer)) < 5_000
    for kind, url in links:
        assert f'<{url}>; rel="alternate"; type="{kind}"' in answer.headers["link"]
        told = public.ask("/oembed" + url.removeprefix(f"{ROOT}oembed"))
        assert told.status == 200 and f"{ROOT}embed/ball/".encode() in told.body


@pytest.mark.parametrize("path", PAGES)
def test_the_picture_of_a_page_is_there_and_as_large_as_it_says(public, path):
    page = head(public.ask(f"/{path}"))
    picture = public.ask(named(page, "og:image").replace(ROOT, "/")).body
    assert [int(named(page, f"og:image:{side}")) for side in ("width", "height")] == [
        int.from_bytes(picture[start:start + 4]) for start in (16, 20)
    ]


def test_a_scene_alone_is_a_player_and_belongs_to_its_chapter(public):
    page = head(public.ask("/embed/ball/"))
    assert named(page, "twitter:card") == "player" and named(page, "twitter:player") == f"{ROOT}embed/ball/"
    assert f'rel="canonical" href="{ROOT}12-training/"' in page
    assert named(head(public.ask("/12-training/")), "twitter:card") == "summary_large_image"


@pytest.mark.parametrize("path", [*PAGES, "embed/"])
def test_previews_know_the_language_the_other_ones_and_what_the_picture_shows(public, path):
    pages = [public.ask(f"/{folder}{path}") for folder in ("", "es/")]
    page, translated = map(head, pages)
    shown = menu.pick(stills, re.search(r"/embed/(\w+)/poster\.png$", named(page, "og:image"))[1])
    said = [[named(one, f"og:{what}") for what in ("locale", "locale:alternate", "image:alt")] for one in (page, translated)]
    with speaking("es"):
        assert said == [["en_US", "es_ES", shown.ALT], ["es_ES", "en_US", say(shown.ALT)]]
    authors = [json.loads(DATA.search(one.body.decode())[1])["author"][0]["name"] for one in pages]
    assert authors == ["The authors of Downhill", "Los autores de Downhill"]


@pytest.mark.parametrize(("path", "name"), [("12-training/", "12-training"), ("es/12-training/", "12-training"), ("embed/", "embed")])
def test_search_engines_find_a_page_in_every_language_by_its_whole_address(public, path, name):
    found = dict(re.findall(r'hreflang="([\w-]+)" href="(https:[^"]+)"', public.ask(f"/{path}").body.decode()))
    assert found == {"en": f"{ROOT}{name}/", "es": f"{ROOT}es/{name}/", "x-default": f"{ROOT}{name}/"}


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_a_learning_resource(public, path):
    data = json.loads(DATA.search(public.ask(f"/{path}").body.decode())[1])
    assert data["@type"] == "LearningResource" and data["url"] == ROOT + path and data["license"].startswith("https://creativecommons.org/")
    assert data["image"] == f"{ROOT}embed/ball/poster.png"


@pytest.mark.parametrize("path", PAGES)
def test_without_a_public_address_nothing_whole_is_said_whoever_asks(server, path):
    server.printed()
    answer = server.ask(f"/{path}", host="evil.example", x_forwarded_host="evil.example")
    page = head(answer)
    assert "link" not in answer.headers and "oembed" not in page and b"evil" not in answer.body
    assert re.findall(r'(?:href|content)="(https?://[^"]*)"', page) == []
    assert "canonical" not in page and "<link rel=\"alternate\"" not in page
