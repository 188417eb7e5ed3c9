"""What a site is told that asks how to show an address of ours: a frame, in the room that it has, or a clear refusal."""

import json
from html.parser import HTMLParser
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = "https://course.example/ch12/"
BALL = f"{ROOT}embed/ball/"


@pytest.fixture(scope="module")
def public(serve):
    with serve(address=ROOT.rstrip("/")) as server:
        server.printed()
        yield server


def ask(server, **query):
    return server.ask(f"/oembed?{urlencode(query)}")


def frame(html):
    """The attributes of the one frame in this HTML."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.feed(html)
    [(tag, attributes)] = found
    assert tag == "iframe"
    return attributes


def test_an_embed_is_told_as_a_rich_frame(public):
    answer = ask(public, url=f"{BALL}?ball=knob=55/start=-2.6/rate=4&ball.at=7&theme=dark")
    told = answer.json
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["access-control-allow-origin"] == "*" and answer.headers["cache-control"].startswith("public")
    assert (told["version"], told["type"], told["provider_url"]) == ("1.0", "rich", ROOT)
    assert isinstance(told["width"], int) and isinstance(told["height"], int)
    attributes = frame(told["html"])
    assert attributes["src"] == f"{BALL}?ball=knob=55/start=-2.6/rate=4&ball.at=7&theme=dark"
    assert (attributes["width"], attributes["height"]) == (str(told["width"]), str(told["height"])) and attributes["title"]
    assert told["thumbnail_url"] == f"{BALL}poster.png" and (told["thumbnail_width"], told["thumbnail_height"]) == (1200, 630)


def test_a_chapter_shows_the_scene_that_stands_for_it_or_that_is_named(public):
    assert frame(ask(public, url=f"{ROOT}12-training/").json["html"])["src"] == BALL
    assert frame(ask(public, url=f"{ROOT}12-training/#noise").json["html"])["src"] == f"{ROOT}embed/noise/"


def test_a_scene_in_another_language_is_told_in_it(public):
    told = ask(public, url=f"{ROOT}es/embed/ball/?ball.at=2").json
    assert frame(told["html"])["src"] == f"{ROOT}es/embed/ball/?ball.at=2"
    assert told["title"] != ask(public, url=BALL).json["title"]
    assert (told["author_name"], told["author_url"]) == ("Los autores de Downhill", f"{ROOT}es/")
    assert ask(public, url=BALL).json["author_name"] == "The authors of Downhill"


def test_xml_says_the_same(public):
    answer = ask(public, url=BALL, format="xml")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.body)
    assert root.tag == "oembed" and {element.tag: element.text for element in root} == {
        name: str(value) for name, value in ask(public, url=BALL).json.items()
    }


@pytest.mark.parametrize("room", [{"maxwidth": 240}, {"maxwidth": 400, "maxheight": 300}, {"maxheight": 200}, {"maxwidth": 100_000}])
def test_a_frame_and_a_picture_fit_the_room(public, room):
    told = ask(public, url=BALL, **room).json
    assert told["width"] <= room.get("maxwidth", told["width"]) and told["height"] <= room.get("maxheight", told["height"])
    assert told.get("thumbnail_width", 0) <= room.get("maxwidth", 1200) and told.get("thumbnail_height", 0) <= room.get("maxheight", 630)


@pytest.mark.parametrize("room", [{"maxwidth": 239}, {"maxheight": 199}, {"maxwidth": 1, "maxheight": 1}])
def test_in_a_room_too_small_to_play_in_there_is_a_link(public, room):
    told = ask(public, url=BALL, **room).json
    assert told["type"] == "link" and told["title"] and told["version"] == "1.0"
    assert not {"html", "width", "height", "url", "thumbnail_url"} & set(told)


@pytest.mark.parametrize("room", ["0", "-1", "", "1e3", "nan", "640px", "٦٤٠", "9" * 5000, " 640"])
def test_a_room_that_is_none_is_refused(public, room):
    answer = ask(public, url=BALL, maxwidth=room)
    assert answer.status == 400 and answer.json["error"].startswith("maxwidth is ") and len(answer.body) < 500
    assert answer.headers["access-control-allow-origin"] == "*" and answer.headers["cache-control"] == "no-store"


def test_what_is_asked_twice_or_not_at_all_is_refused(public):
    assert public.ask(f"/oembed?url={BALL}&url={BALL}").status == 400
    assert public.ask("/oembed").status == public.ask("/oembed?url=%ff").status == 400


def test_an_unknown_format_is_not_implemented(public):
    answer = ask(public, url=BALL, format="yaml")
    assert (answer.status, answer.json["exists"]) == (501, ["json", "xml"])


def test_an_address_of_others_is_unknown_and_never_repeated_whole(public):
    answer = ask(public, url="https://evil.example/" + "x" * 500)
    assert answer.status == 404 and b"x" * 50 not in answer.body and BALL in answer.json["exists"]


def test_a_refusal_lists_the_pages_of_every_language_and_each_of_them_is_answered(public):
    there = ask(public, url=f"{ROOT}nothing/").json["exists"]
    assert {f"{ROOT}12-training/", f"{ROOT}es/12-training/", BALL, f"{ROOT}es/embed/ball/"} <= set(there)
    assert {ask(public, url=url).status for url in there} == {200}


def test_without_a_public_address_the_refusal_names_the_setting(server):
    answer = server.ask(f"/oembed?url={quote(server.url)}/embed/ball/", x_forwarded_host="evil.example")
    assert answer.status == 501 and "DOWNHILL_ADDRESS" in answer.json["error"] and b"evil" not in answer.body


BEFORE = ["", BALL, f"{BALL}?ball=", f"{BALL}?theme=", f"{ROOT}12-training/#"]
HOSTILE = st.text(max_size=60) | st.sampled_from(["'\"><script>", "\r\nX: y", "//evil.example", "%00", "../..", "NaN", "1e309"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.sampled_from(BEFORE), text=HOSTILE, room=HOSTILE, kind=HOSTILE)
def test_whatever_comes_is_answered_plainly(public, before, text, room, kind):
    for query in ({"url": before + text}, {"url": BALL, "maxwidth": room}, {"url": BALL, "format": kind}):
        answer = ask(public, **{name: value.encode("utf-8", "surrogatepass") for name, value in query.items()})
        assert answer.status in (200, 400, 404, 501)
        told = json.loads(answer.body)
        if answer.status == 200 and told["type"] == "rich":
            assert frame(told["html"])["src"].startswith(f"{ROOT}embed/")
        elif answer.status != 200:
            assert set(told) <= {"error", "exists"}
