"""What answers the reader's hand comes when there is one, and what the hand did until then is not lost."""

import re

import pytest
from chapter import figure
from playwright.sync_api import expect

HANDS, SCENES = re.compile(r"/hands/"), re.compile(r"/scenes/\w+\.js")


@pytest.fixture
def asked(page):
    """The requests for what answers a hand, each held until it is let go on."""
    held = []
    page.route(HANDS, lambda route: held.append(route))
    return held


def on_stage(page, word, share):
    box = figure(page, word).locator(".stage").bounding_box()
    return box["x"] + box["width"] * share, box["y"] + box["height"] * 0.3


def test_who_only_reads_asks_for_nothing_that_answers_a_hand(asked, read):
    page = read("ball", 0.3)
    page.mouse.move(5, 400)
    figure(page, "ball").locator("[data-steps]").fill("4")
    expect(figure(page, "ball")).to_have_attribute("data-at", "4")
    assert not asked


def test_a_drag_that_is_over_before_anybody_can_answer_is_answered_all_the_same(asked, read):
    page = read("ball", 0.3)
    x, y = on_stage(page, "ball", 0.75)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    page.mouse.up()
    assert len(asked) == 1
    asked.pop().continue_()
    expect(page).to_have_url(re.compile("start=2"))
    assert not asked


def test_keys_wait_too_and_are_taken_in_turn(asked, read):
    page = read("ball", 0.3)
    figure(page, "ball").locator(".stage").focus()
    for key in ("Shift+ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    asked.pop().continue_()
    expect(page).to_have_url(re.compile("start=-2\\.4"))
    expect(figure(page, "ball")).to_have_attribute("data-at", "2")


def test_where_nobody_can_answer_keys_still_step(page, read):
    page.route(HANDS, lambda route: route.abort())
    read("ball", 0.3)
    figure(page, "ball").locator(".stage").focus()
    step = int(figure(page, "ball").get_attribute("data-at"))
    page.keyboard.press("ArrowRight")
    expect(figure(page, "ball")).to_have_attribute("data-at", str(step + 1))


def test_a_scene_alone_brings_only_its_own(page, server, asked):
    page.goto(f"{server.url}/embed/ball/")
    expect(figure(page, "ball")).to_have_attribute("data-state", "done")
    assert not asked
    page.mouse.move(*on_stage(page, "ball", 0.5))
    page.wait_for_timeout(200)
    assert [route.request.url.rpartition("/bundles/")[2] for route in asked] == ["alone/hands/ball.js"]


def test_the_first_key_is_answered_however_early_it_comes(page, chapter):
    held = []
    page.route(SCENES, lambda route: held.append(route))
    page.goto(chapter)
    stage = figure(page, "noise").locator(".stage")
    stage.evaluate("""stage => { stage.focus();
      stage.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })) }""")
    page.wait_for_timeout(200)
    for route in held:
        route.continue_()
    page.unroute(SCENES)
    expect(figure(page, "noise")).to_have_attribute("data-at", "1")


def test_a_key_alone_wakes_a_figure_that_had_the_focus_before_the_page_was_alive(page, chapter):
    page.goto(chapter)
    expect(figure(page, "noise")).to_have_attribute("data-state", "done")
    page.evaluate("""() => { const far = document.querySelector("[data-scene=chain] .stage");
      addEventListener("focusin", (event) => event.stopImmediatePropagation(), { capture: true, once: true });
      far.focus({ preventScroll: true });
      far.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })) }""")
    expect(page).to_have_url(re.compile(r"chain\.at=1\b"))
