"""Whatever somebody writes where a setting belongs, on every address: a refusal in our shape that names what exists, at once."""

import re
import time
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app import grid, scenes
from app.engine import menu
from tests.server.sockets import spoken

WORDS = menu.names(scenes)
EXTREMES = [
    "nan", "NaN", "inf", "-inf", "Infinity", "1e308", "1e309", "-1e400", "5e-324", "1e999999999", "9" * 5000, "-" + "9" * 300,
    "0x10", "1_000", "٣", "１２", "²", "½", "𝟜", "-1", "-0", "+1", "", " ", "0.1.2", "1,5", "true", "null", "None", "[]", "{}", "=",
    "a=b", "..", ".", "%", "%00", "%0d%0a", "<script>", "'", '"', "`", "${7*7}", "{{7*7}}", "{0}", "%s", "\\", "a" * 600,
    "\ufeff", "\u202e", "\ud7ff", "💥",
]
KEYED = ["range", "if-range", "if-none-match", "accept", "accept-encoding", "connection"]
FORMS = [
    "/{}", "/{}/", "/source/{}.html", "/static/{}", "/static/{}/main.js", "/embed/{}/poster.png", "/v0123456789/{}.bin",
    "/{{version}}/{}", "/{{version}}/{}.bin", "/{{version}}/noise/seed={}.json", "/12-training/{}",
]
STRANGE = st.one_of(
    st.sampled_from(EXTREMES), st.text(max_size=40), st.floats().map(repr), st.integers().map(str),
    st.text(st.characters(categories=["Nd", "Nl", "No"]), min_size=1, max_size=9),
)
USUAL = settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
SECONDS = 2


def refused(server, path, accept="*/*"):
    """The answer, which is a refusal in our shape, at once, and holds nothing raw of what came."""
    begin = time.monotonic()
    status, headers, body = spoken(server, "GET", path, {"Accept": accept})
    assert time.monotonic() - begin < SECONDS
    assert status in (400, 404, 414) and headers["cache-control"] == "no-store"
    assert b"Traceback" not in body and not re.search(rb"<script|\x00|\r\n", body)
    assert body.isascii() or accept == "text/html"
    return status, body


@pytest.mark.parametrize("word", WORDS)
def test_a_strange_value_for_any_setting_is_refused_and_the_nearest_exists(word, idle):
    scene = menu.pick(scenes, word)

    @USUAL
    @example("nan")
    @given(STRANGE)
    def every(value):
        for name, values in scene.GRID.items():
            if value in values:
                continue
            address = grid.address(idle.version, word, scene.DEFAULT | {name: quote(value, safe="")})
            status, body = refused(idle, f"/{address}.bin")
            near = re.search(rb'"nearest": "([^"]+)\.bin"', body)
            if status == 404 and near:
                _, told, *segments = near[1].decode().split("/")
                assert told == word and grid.parse(scene.GRID, segments)
            else:
                assert status == 414 or b"exists" in body

    every()


@USUAL
@given(data=st.data())
def test_settings_that_repeat_lack_or_change_places_are_refused(data, idle):
    word = data.draw(st.sampled_from(WORDS))
    scene = menu.pick(scenes, word)
    segments = [f"{name}={value}" for name, value in scene.DEFAULT.items()]
    shuffled = data.draw(st.lists(st.sampled_from([*segments, "=", "x=1"]), max_size=2 * len(segments) + 1))
    if shuffled != segments:
        refused(idle, "/".join([f"/{idle.version}", word, *shuffled]) + data.draw(st.sampled_from([".bin", ".csv", ".json"])))


@USUAL
@given(form=st.sampled_from(FORMS), part=STRANGE.filter(bool), accept=st.sampled_from(["*/*", "text/html"]))
def test_a_strange_part_of_any_address_is_refused(form, part, accept, idle):
    if part.strip() in (".", "..", "healthz", "readyz", "12-training", "embed") or part.isdigit() and len(part) == 1:
        return
    refused(idle, form.format(quote(part, safe="")).format(version=idle.version), accept)


@USUAL
@given(headers=st.dictionaries(st.sampled_from(KEYED), STRANGE, max_size=4))
def test_a_strange_header_never_makes_the_server_fail(headers, idle):
    clean = {name: re.sub(r"[^\x20-\x7e]", "?", value)[:900] for name, value in headers.items()}
    for path in ("/12-training/", "/nothing", idle.frames("noise/seed=2")):
        assert spoken(idle, "GET", path, clean)[0] in (200, 206, 304, 400, 404, 416)
