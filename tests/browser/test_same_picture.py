"""The chapter as it is served, in a real Chromium: the same place shows the same picture, forth, back and on a second visit."""

import re
from importlib import import_module

import pytest
from chapter import WORDS, at, figure, pixels
from playwright.sync_api import expect

from app import scenes, stream
from app.engine import menu
from app.languages import known, speaking


def test_the_wheel_rolls_the_ball_and_rolls_it_back_to_the_same_pixels(read):
    page = read("ball", 0.3)
    before, step, place = pixels(page, "ball"), at(page, "ball"), page.evaluate("scrollY")
    page.mouse.move(300, 400)
    page.mouse.wheel(0, 400)
    page.wait_for_function("y => Math.abs(scrollY - y) < 1", arg=place + 400)
    page.wait_for_timeout(900)
    assert at(page, "ball") > step + 0.5
    assert pixels(page, "ball") != before
    page.mouse.wheel(0, -400)
    page.wait_for_function("y => Math.abs(scrollY - y) < 1", arg=place)
    expect(figure(page, "ball")).to_have_attribute("data-at", f"{step:g}")
    assert (at(page, "ball"), pixels(page, "ball")) == (step, before)


@pytest.mark.parametrize("word", WORDS)
def test_forth_and_back_gives_the_same_picture(read, word):
    there = [pixels(read(word, share), word) for share in (0.15, 0.5, 0.85)]
    back = [pixels(read(word, share), word) for share in (0.85, 0.5, 0.15)]
    assert there == back[::-1]
    assert len(set(there)) > 1


def test_a_second_visit_to_the_address_shows_the_same(read, context, chapter):
    page = read("ball", 0.3)
    figure(page, "ball").locator("select[data-setting=rate]").select_option("16")
    figure(page, "ball").locator("[data-move='1']").click()
    expect(page).to_have_url(re.compile(r"rate=16.*ball\.at="))
    expect(figure(page, "ball")).to_have_attribute("data-state", "done")
    page.wait_for_timeout(300)
    first, url, y = pixels(page, "ball"), page.url, page.evaluate("scrollY")
    second = context.new_page()
    second.goto(url)
    second.evaluate("y => scrollTo(0, y)", y)
    expect(figure(second, "ball")).to_have_attribute("data-state", "done")
    second.wait_for_timeout(300)
    assert pixels(second, "ball") == first


@pytest.mark.parametrize("tag", known())
@pytest.mark.parametrize("word", WORDS)
def test_the_canvas_says_what_the_paper_says(read, word, tag):
    """The sentence in the browser is the one that Python writes, at any step, in any language."""
    page, scene = read(word, tag="" if tag == "en" else tag), menu.pick(scenes, word)
    settings = page.evaluate("word => JSON.parse(document.querySelector(`[data-scene=${word}]`).dataset.settings)", word)
    film, *beside = (
        stream.decode(b"".join(stream.encode(word, one, scene.layout(one), scene.play(one))))
        for one in (settings, getattr(scene, "BESIDE", None)) if one
    )
    paper = import_module(f"app.stills.{word}")
    slider = figure(page, word).locator("[data-steps]")
    for step in {0, 1, film.count // 2, film.count - 1}:
        slider.fill(str(step))
        with speaking(tag):
            expect(figure(page, word).locator(".say")).to_have_text(paper.sentence(film, step, *beside))


def test_scrolling_asks_for_nothing_once_the_films_are_there(read):
    for share in (0.2, 0.4, 0.6, 0.8):
        page = read("training", share)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for share in (0.2, 0.4, 0.6, 0.8, 0.5):
        read("training", share)
    assert asked == []


def test_a_reload_keeps_the_place_and_the_state(read):
    page = read("ball", 0.4)
    figure(page, "ball").locator("select[data-setting=rate]").select_option("8")
    expect(page).to_have_url(re.compile("rate=8"))
    y = page.evaluate("scrollY")
    page.reload()
    expect(figure(page, "ball")).to_have_attribute("data-state", "done")
    expect(figure(page, "ball").locator("select[data-setting=rate]")).to_have_value("8")
    assert abs(page.evaluate("scrollY") - y) < 3
