"""A reader draws a digit, by pointer and by keys; it climbs the staircase, and its address brings it back."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from app.engine.drawing import read, written
from tests.scenes.strokes import inked

PAD, CELL = (120, 186), 50
SEVEN = [np.array([(2.0, 0.8), (6.0, 0.8), (3.6, 7.4)])]


@pytest.fixture
def drawing(page, server):
    """The staircase after training, on the screen, with its paper on it."""

    server.printed()

    def ready(query="?staircase.at=22"):
        page.goto(f"{server.url}/12-training/{query}")
        page.evaluate("document.getElementById('staircase').scrollIntoView()")
        expect(page.locator("#staircase figure")).to_have_attribute("data-state", "done")
        return page

    return ready


def paper(page):
    page.locator("#staircase [data-press=clear]").click()


def drawn(page):
    """The letters in the page's address, once they are there."""
    page.wait_for_url(re.compile(r"staircase=image=[a-y]{32}"))
    page.wait_for_timeout(700)
    return re.search(r"image=([a-y]{32})", page.url)[1]


def test_the_pen_leaves_the_ink_that_python_says(drawing):
    page = drawing()
    paper(page)
    box = page.locator("#staircase .stage").bounding_box()
    scale = box["width"] / 640
    places = [(box["x"] + (PAD[0] + x * CELL) * scale, box["y"] + (PAD[1] + y * CELL) * scale) for x, y in SEVEN[0]]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place)
    page.mouse.up()
    ink = read(drawn(page))
    assert np.abs(ink - inked(SEVEN)).max() <= 0.25
    assert np.mean(ink == inked(SEVEN)) > 0.9


def test_keys_draw_without_a_pointer(drawing):
    page = drawing()
    page.locator("#staircase .stage").focus()
    for key in ("Enter", "Delete", "ArrowUp", "Shift+ArrowDown", "ArrowRight", "Space"):
        page.keyboard.press(key)
    ink = read(drawn(page))
    expected = inked([np.array([(3.5, 2.5), (3.5, 3.5)])])
    expected[3, 4] = min(1, expected[3, 4] + 0.5)
    np.testing.assert_array_equal(ink, expected)
    expect(page.locator("#staircase .say")).to_contain_text("Pen in row 4, column 5")
    page.keyboard.press("Enter")
    expect(page.locator("#staircase .say")).not_to_contain_text("Pen in")


def test_the_address_brings_the_drawing_to_somebody_else(drawing):
    letters = written(inked(SEVEN))
    page = drawing(f"?staircase=image={letters}&staircase.at=22")
    expect(page.locator("#staircase .say")).to_contain_text("Step 440: it reads your drawing as a")
    assert page.locator("#staircase select").evaluate("select => select.selectedOptions[0].textContent") == "your drawing"
    page.locator("#staircase [data-move='-1']").click()
    expect(page.locator("#staircase .say")).to_contain_text("Step 420: it reads your drawing")


@pytest.mark.parametrize("letters", ["a" * 31, "z" * 32, "a" * 33, "%00" * 32])
def test_an_address_that_is_no_drawing_shows_the_usual_image(drawing, letters):
    page = drawing(f"?staircase=image={letters}&staircase.at=22")
    expect(page.locator("#staircase .say")).to_contain_text("it reads the 8 as an 8")
