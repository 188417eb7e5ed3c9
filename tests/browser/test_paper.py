"""The chapter on paper, as Chromium prints it."""

import re

import pytest

MILLIMETRE = 96 / 25.4
PAPER, MARGINS = (210, 297), (20, 18)
SPARE = 2  # pages: the ends of pages that a paragraph or a figure leaves free, all together


@pytest.mark.parametrize("tag", ["", "es/"])
def test_a_figure_that_finds_no_room_leaves_the_page_to_the_text(page, server, tag):
    page.goto(f"{server.url}/{tag}12-training/")
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    width, height = ((side - 2 * margin) * MILLIMETRE for side, margin in zip(PAPER, MARGINS))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(width), "height": round(height)})
    tall = page.evaluate("document.body.scrollHeight") / height
    assert 10 < tall < pages <= tall + SPARE


@pytest.mark.parametrize("dark", ["the reader's light", "the address"])
def test_paper_is_light_whatever_the_screen_is(page, chapter, dark):
    page.emulate_media(color_scheme="dark" if dark == "the reader's light" else "light")
    page.goto(chapter + ("?theme=dark" if dark == "the address" else ""))
    colours = "['--paper', '--ink', '--ball'].map(name => getComputedStyle(document.documentElement).getPropertyValue(name))"
    on_screen = page.evaluate(colours)
    page.emulate_media(media="print")
    on_paper = page.evaluate(colours)
    assert on_paper[:2] == ["#fff", "#000"] and on_paper[2] != on_screen[2]


def test_no_title_is_left_alone_at_the_end_of_a_page(page, chapter):
    page.goto(chapter)
    page.emulate_media(media="print")
    titles = page.locator("main :is(h2, h3, .aside-title)")
    breaks = titles.evaluate_all("titles => titles.map(title => getComputedStyle(title).breakAfter)")
    assert len(breaks) > 15 and set(breaks) == {"avoid"}
