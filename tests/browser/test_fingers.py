"""A finger draws where there is something to draw on, and scrolls the page everywhere else."""

import re

import numpy as np
import pytest
from chapter import figure
from fingers import PHONE, on, swipe
from playwright.sync_api import expect

from app.engine.drawing import read as inked

DOWN = 130


@pytest.fixture
def phone(browser, chapter):
    """phone("ball"): the chapter on a phone, the figure of that scene in its place, at the scene's start."""
    page = browser.new_page(**PHONE)

    def opened(word, query="", tag="."):
        page.goto(f"{chapter}../{tag}/12-training/{query}")
        page.evaluate("""word => { const box = document.querySelector(`#${word} .beat`).getBoundingClientRect();
          scrollTo(0, scrollY + box.top - innerHeight * 0.75) }""", word)
        expect(figure(page, word)).to_have_attribute("data-state", "done")
        expect(figure(page, word).locator(".stage")).to_have_class(re.compile("drawn"))
        page.wait_for_timeout(600)
        return page

    yield opened
    page.close()


def place(page):
    return page.evaluate("scrollY")


def test_a_stroke_downwards_on_the_paper_leaves_its_ink_and_the_page_where_it_was(phone):
    page = phone("staircase")
    figure(page, "staircase").get_by_role("button", name="Change").click()
    page.locator("#staircase [data-press=clear]").click()
    page.wait_for_timeout(500)
    before, step = place(page), figure(page, "staircase").get_attribute("data-at")
    swipe(page, *on(page, "staircase", 320, 200), 0, DOWN)
    page.wait_for_timeout(700)
    ink = inked(re.search(r"image=([a-y]{32})", page.url)[1])
    assert np.count_nonzero(ink.max(axis=1)) >= 5
    assert (place(page), figure(page, "staircase").get_attribute("data-at")) == (before, step)


def test_a_steep_sketch_is_drawn_with_the_very_first_touch(phone):
    page = phone("training")
    before = place(page)
    expect(figure(page, "training")).to_have_attribute("data-at", "0")
    swipe(page, *on(page, "training", 80, 50), 50, 78)
    assert place(page) == before
    figure(page, "training").locator("[data-steps]").fill("100")
    expect(figure(page, "training").locator(".say")).to_contain_text("Your guess is off by")


@pytest.mark.parametrize("word", ["training", "staircase"])
def test_beside_what_takes_a_drawing_a_swipe_scrolls(phone, word):
    page = phone(word)
    before = place(page)
    swipe(page, *on(page, word, 320, 600), 0, -DOWN)
    assert place(page) > before + DOWN / 2


def test_once_the_run_has_begun_its_plot_scrolls_again(phone):
    page = phone("training", "?training.at=40")
    before = place(page)
    swipe(page, *on(page, "training", 200, 180), 0, -DOWN)
    assert place(page) > before + DOWN / 2


@pytest.mark.parametrize("tag", [".", "es"])
def test_in_fog_every_tap_is_one_more_move_and_the_end_is_told_in_full(phone, tag):
    page = phone("slope", "?slope.at=7", tag)
    say = figure(page, "slope").locator(".say")
    for k, (x, y) in enumerate([(0.3, 60), (0.42, 60), (0.95, 55), (0.5, 200)], 1):
        swipe(page, *on(page, "slope", 76 + 548 * x, y), 0, 0)
        expect(say).to_contain_text(re.compile(rf"\w+ {k} (of|de) 12"))
    button = on(page, "slope", 624 - 60, 24)
    swipe(page, *button, 0, 0)
    expect(say).to_contain_text(re.compile("After 4 moves|Tras 4 movimientos"))
    assert say.locator("span").evaluate("words => words.scrollHeight <= words.clientHeight")
    swipe(page, *on(page, "slope", 350, 120), 0, 0)
    expect(say).to_contain_text(re.compile("After 4 moves|Tras 4 movimientos"))
    swipe(page, *button, 0, 0)
    expect(say).to_contain_text("0,0001" if tag == "es" else "0.0001")
