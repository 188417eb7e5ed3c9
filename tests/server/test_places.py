"""An address is read for what it shows: ours in any state that exists, and nobody else's."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import scenes
from app.engine import menu
from app.server.places import Place, place

ROOT = "https://course.example/ch12/"
SCENES = {word: menu.pick(scenes, word) for word in menu.names(scenes)}
SLUGS = {"12-training": ["ball", "noise", "slope"]}


def found(url):
    return place(url, ROOT, SLUGS, SCENES)


@pytest.mark.parametrize("path, shows", [
    ("embed/slope/", Place("slope", "")),
    ("embed/slope", Place("slope", "")),
    ("12-training/", Place("ball", "")),
    ("12-training/#slope", Place("slope", "")),
    ("12-training/?slope.at=3", Place("slope", "slope.at=3")),
    ("embed/ball/?ball=knob=55/start=-2.6/rate=4&ball.at=7&theme=dark&hide=link,steps", Place(
        "ball", "ball=knob=55/start=-2.6/rate=4&ball.at=7&theme=dark&hide=steps,link")),
    ("embed/ball/?ball=knob=55/rate=4.5/x=y&ball.at=nan&theme=pink&hide=x&evil=1&noise=seed=2", Place("ball", "ball=knob=55")),
    ("embed/ball/?theme=dark&theme=light", Place("ball", "theme=light")),
])
def test_an_address_of_ours_shows_a_scene_in_a_state_that_exists(path, shows):
    assert found(ROOT + path) == shows


@pytest.mark.parametrize("url", [
    "", "x", "12-training/", "//course.example/ch12/embed/ball/", "https://course.example/", "https://course.example/ch12",
    "https://course.example.evil.example/ch12/embed/ball/", "https://evil.example/?https://course.example/ch12/embed/ball/",
    "https://course.example@evil.example/ch12/embed/ball/", "https://user@course.example/ch12/embed/ball/",
    "https://course.example:80/ch12/embed/ball/",
    "ftp://course.example/ch12/embed/ball/", "javascript:alert(1)//course.example/ch12/embed/ball/",
    "https://course.example/ch12/../embed/ball/",
    ROOT + "embed/bal/", ROOT + "embed/ball/x/", ROOT + "embed/", ROOT + "embed/../embed/ball/",
    ROOT + "embed/ball/\r\nX: y", ROOT + "13-x/",
    ROOT + "oembed?url=" + ROOT + "embed/ball/", "https://[::1", ROOT + "embed/ball/?" + "a" * 2000, ROOT + "static/embed.js",
])
def test_an_address_of_others_shows_nothing(url):
    assert found(url) is None


def test_either_scheme_is_ours():
    assert found("http://COURSE.example/ch12/embed/ball/") == Place("ball", "")


@given(st.text(), st.sampled_from(["", "embed/", "embed/ball/?", "embed/ball/?ball=", "12-training/?ball.at=", "12-training/#"]))
def test_whatever_comes_nothing_is_thrown_and_only_what_we_know_is_kept(text, before):
    for url in (text, ROOT + before + text):
        if shows := found(url):
            assert set(parse_qs(shows.query, strict_parsing=bool(shows.query))) <= {
                shows.word, f"{shows.word}.with", f"{shows.word}.at", "theme", "hide",
            }
            assert found(ROOT + shows.path) == shows
            assert urlsplit(ROOT + shows.path).netloc == "course.example" and set(shows.path) & set("\"'<>\r\n \\") == set()


@given(st.data(), st.sampled_from(sorted(SCENES)))
def test_settings_on_the_grid_are_kept_as_they_are(data, word):
    chosen = "/".join(f"{name}={data.draw(st.sampled_from(values))}" for name, values in SCENES[word].GRID.items())
    assert found(f"{ROOT}embed/{word}/?{word}={chosen}") == Place(word, f"{word}={chosen}" if chosen else "")
