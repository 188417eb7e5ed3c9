"""The chapter comes alive in every engine that readers have: Chromium, Firefox, WebKit."""

import io
import os
import re
import time
from functools import partial

import numpy as np
import pytest
from PIL import Image

from app import scenes
from app.engine import menu
from app.engine.drawing import read as inked
from tests.engines import chromium, firefox, webkit

WORDS = menu.names(scenes)
ENGINES = {"chromium": (chromium, "Chromium"), "firefox": (firefox, "Firefox"), "webkit": (webkit, "WebKit")}
FIGURE = "const figure = document.querySelector(`figure[data-scene=${arguments[0]}]`);"
GO = """const box = document.getElementById(arguments[0]).getBoundingClientRect();
  scrollTo(0, scrollY + box.top + arguments[1] * (box.height - innerHeight));"""
PIXELS = f"{FIGURE} return figure.querySelector('canvas').toDataURL();"
SHEETS = f"""{FIGURE} const sheets = [...figure.querySelectorAll("canvas")];
  const [seen, ground] = sheets.map(sheet => sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height).data);"""
SPREAD = f"{SHEETS} return new Set(new Uint32Array(seen.buffer)).size;"
LAID = f"""{SHEETS} const solid = [...ground.keys()].filter(k => k % 4 === 3 && ground[k]);
  return [sheets.map(sheet => sheet.checkVisibility()), solid.length, solid.filter(k => seen[k] < ground[k]).length];"""
PAPER = f"""{FIGURE} const paper = figure.querySelector(".stage > div")?.getBoundingClientRect();
  return paper?.width ? [paper.x, paper.y, paper.width, paper.height] : null;"""
PRESS = "document.querySelector(arguments[0]).click(); return document.getElementById('contents').matches(':popover-open');"
INPUT = "slider.dispatchEvent(new Event('input'));"
PATIENCE, REST = 20, 0.8


@pytest.fixture(scope="module", params=ENGINES)
def engine(request):
    """A browser of that kind, alone with its window."""
    module, name = ENGINES[request.param]
    if not module.found():
        missing = f"no {name}: run tools/engines"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    browser = getattr(module, name)(1280, 900)
    yield browser
    browser.quit()


@pytest.fixture(scope="module")
def chapter(engine, server):
    server.printed()
    engine.go(f"{server.url}/12-training/")
    return engine


@pytest.fixture
def read(chapter):
    """read("ball", 0.3): the page, scrolled so far through that scene and at rest there; its figure's state as a function."""

    def scrolled(word, share):
        state = partial(data, chapter, word)
        chapter.run(GO, word, share)
        until(lambda: state("state") == "done" and chapter.run(f"{FIGURE} return figure.querySelector('.stage').matches('.drawn')", word))
        time.sleep(REST)
        return state

    return scrolled


def data(engine, word, name):
    return engine.run(f"{FIGURE} return figure.dataset[arguments[1]] ?? null", word, name)


def until(condition):
    """Wait for it, and fail if it never comes."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


@pytest.mark.parametrize("word", WORDS)
def test_each_scene_comes_alive(read, chapter, word):
    state = read(word, 0.4)
    assert float(state("at")) > 0
    assert chapter.run(SPREAD, word) > 3


@pytest.mark.parametrize("word", ["ball", "stride", "training", "structure", "lab"])
def test_what_is_seen_is_one_sheet_and_the_ground_is_laid_down_on_it(read, chapter, word):
    read(word, 0.4)
    visible, solid, lost = chapter.run(LAID, word)
    assert visible == [True, False]
    assert solid > 1000 and lost == 0


def test_the_wheel_moves_the_ball_and_rolling_back_undoes_it(read, chapter):
    state = read("ball", 0.3)
    until(lambda: float(state("at")) % 1 == 0)
    time.sleep(REST)
    step, picture, place = state("at"), chapter.run(PIXELS, "ball"), chapter.run("return scrollY")
    chapter.wheel(300, 450, 400)
    until(lambda: float(state("at")) > float(step) + 0.5)
    time.sleep(REST)
    assert chapter.run(PIXELS, "ball") != picture
    chapter.wheel(300, 450, -400)
    until(lambda: abs(chapter.run("return scrollY") - place) < 1)
    time.sleep(REST)
    assert (state("at"), chapter.run(PIXELS, "ball")) == (step, picture)


def test_stepper_and_slider_move_by_whole_steps(read, chapter):
    state = read("ball", 0.3)
    chapter.run(f"{FIGURE} const slider = figure.querySelector('[data-steps]'); slider.value = 5; {INPUT}", "ball")
    until(lambda: state("at") == "5")
    chapter.run(f"{FIGURE} figure.querySelector('[data-move=\"1\"]').click()", "ball")
    until(lambda: state("at") == "6")
    assert "Step 6" in chapter.run(f"{FIGURE} return figure.querySelector('.say').textContent", "ball")


def test_arrow_keys_step_both_ways(read, chapter):
    state = read("ball", 0.3)
    step = float(state("at"))
    chapter.run(f"{FIGURE} figure.querySelector('.stage').focus({{preventScroll: true}})", "ball")
    for key, moved in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1)):
        chapter.press(key)
        until(lambda: float(state("at")) == step + moved)  # noqa: B023


def test_the_numbers_open_and_hold_the_step(read, chapter):
    read("ball", 0.3)
    chapter.run(f"{FIGURE} figure.querySelector('[popovertarget$=-numbers]').click()", "ball")
    until(lambda: chapter.run(f"{FIGURE} return figure.querySelectorAll('.numbers tr[aria-current]').length", "ball") == 1)
    chapter.run(f"{FIGURE} figure.querySelector('[popovertarget$=-numbers]').click()", "ball")


def test_a_stroke_on_the_paper_leaves_its_ink_and_the_page_where_it_was(read, chapter):
    read("staircase", 0.05)
    chapter.run(f"{FIGURE} figure.querySelector('[data-press=clear]').click()", "staircase")
    until(lambda: chapter.run(PAPER, "staircase"))
    time.sleep(REST)
    place, (x, y, width, height) = chapter.run("return scrollY"), chapter.run(PAPER, "staircase")
    chapter.stroke(x + width / 2, y + height / 6, 0, height * 2 / 3)
    until(lambda: "image=" in chapter.run("return location.search"))
    time.sleep(REST)
    ink = inked(re.search(r"image=([a-y]{32})", chapter.run("return location.search"))[1])
    assert np.count_nonzero(ink.max(axis=1)) >= 5
    assert chapter.run("return scrollY") == place


def test_a_choice_closes_the_contents_and_leads_there(chapter):
    assert chapter.run(PRESS, "[popovertarget=contents]")
    assert not chapter.run(PRESS, "#contents [href='#stride']")
    until(lambda: 0 <= chapter.run("return document.getElementById('stride').getBoundingClientRect().top") < 200)


@pytest.mark.parametrize(("word", "near"), [("ball", 0.5), ("training", 3)])
def test_what_is_read_stays_under_the_reading_line_in_a_window_of_another_shape(read, chapter, word, near):
    """A figure's step tells where the line is."""
    state = read(word, 0.4)
    step = float(state("at"))
    for width, height in ((880, 900), (1280, 900), (1280, 600), (1280, 900)):
        chapter.shape(width, height)
        time.sleep(REST)
        assert abs(float(state("at")) - step) <= near, (width, height)


def test_the_screen_shows_a_page(read, chapter):
    read("training", 0.6)
    picture = Image.open(io.BytesIO(chapter.picture())).convert("RGB")
    assert min(picture.size) > 600
    assert len(picture.getcolors(picture.width * picture.height)) > 100


def test_nothing_reaches_beyond_the_page(chapter):
    assert chapter.run("return document.documentElement.scrollWidth <= innerWidth")


def test_no_engine_complains(read, chapter):
    for word in WORDS:
        read(word, 0.6)
    assert chapter.complaints() == []
