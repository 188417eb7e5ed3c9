"""A poster is a picture of the scene as it is: drawn from its film, in our own type, whole and the same every time."""

import io
import re

import numpy as np
import pytest
from PIL import Image

from app import poster, raster, scenes, stills
from app.engine import menu
from app.look import palette, plain
from app.server.settings import Settings
from app.server.static import Static

STATIC = Static(Settings().static)
STILL, PAGE = STATIC.text("still.css"), STATIC.text("opening.css")
STYLE = poster.look(STILL, PAGE)


@pytest.fixture
def picture(film):
    def drawn(word):
        beside = getattr(menu.pick(scenes, word), "BESIDE", None)
        films = [film(word), *([film(word, **beside)] if beside else [])]
        return poster.picture(menu.pick(stills, word), *films)
    return drawn


@pytest.mark.parametrize("word", menu.names(scenes))
def test_a_poster_is_drawn_in_ink_within_its_margins(picture, word):
    data = raster.png(picture(word), STYLE)
    image = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)
    paper = np.array(bytearray.fromhex(palette(PAGE)["paper"][1:]))
    drawn = np.abs(image - paper).sum(2) > 24
    assert image.shape == (poster.HEIGHT, poster.WIDTH, 3)
    assert drawn[:, : poster.BOX[0]].any() and drawn[:, poster.BOX[0]:].any()
    edge = 12
    assert not drawn[:edge].any() and not drawn[-edge:].any() and not drawn[:, :edge].any() and not drawn[:, -edge:].any()


@pytest.mark.parametrize("word", menu.names(scenes))
def test_a_title_keeps_to_its_column(picture, word):
    still = menu.pick(stills, word)
    lines = [*poster.balanced(still.TITLE, poster.TITLE[0]), *poster.balanced(still.SUBTITLE, poster.SUBTITLE[0])]
    assert " ".join(lines) == f"{still.TITLE} {still.SUBTITLE}"
    assert poster.TOP + len(lines) * poster.TITLE[1] < poster.BASE
    words = poster.words(still)
    column = raster.png(f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">{words}</svg>', STYLE)
    assert Image.open(io.BytesIO(column)).getbbox()[2] <= poster.BOX[0]


def test_the_same_scene_gives_the_same_bytes(picture):
    svg = picture("ball")
    assert raster.png(svg, STYLE) == raster.png(svg, STYLE)


def test_the_style_has_nothing_left_that_only_browsers_know():
    assert not re.search(r"var\(|color-mix|@|--", STYLE)
    assert set(re.findall(r"\.([a-z]+)", STILL)) <= set(re.findall(r"\.([a-z]+)", STYLE))


def test_type_is_set_for_the_width_of_the_box():
    style = "a { fill: var(--ink); }\n@container (max-width: 30rem) { a { size: 18px; } }\n@container (max-width: 9rem) { a { top: 2px; } }"
    assert plain(style, {"ink": "#111111"}, 400) == "a { fill: #111111; }\n a { size: 18px; }\n"
    assert plain("color-mix(in srgb, #000000 25%, #ffffff)", {}, 400) == "#bfbfbf"


def test_letters_that_would_be_markup_are_letters(picture):
    class Odd:
        TITLE, SUBTITLE = "a < b & c", "<script>"

    assert "a &lt; b &amp; c" in poster.words(Odd) and "<script>" not in poster.words(Odd)
