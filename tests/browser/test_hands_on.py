"""What a reader's hand does in the chapter's figures: drag, tap, swipe, guess, sketch and choose, and each is answered exactly."""

import re

import numpy as np
import pytest
from chapter import SIZES, figure, shaped
from fingers import PHONE, swipe
from playwright.sync_api import expect

from app.engine.drawing import read as inked
from app.scenes import ball, terrain
from app.stills import terrain as terrain_still


def test_dragging_the_ball_sets_another_start(read):
    page = read("ball", 0.3)
    stage = figure(page, "ball").locator(".stage").bounding_box()
    x, y = stage["x"] + stage["width"] * 0.75, stage["y"] + stage["height"] * 0.3
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    expect(figure(page, "ball").locator(".say")).to_contain_text("A new start at w = ")
    page.mouse.up()
    expect(page).to_have_url(re.compile("start=2"))
    expect(figure(page, "ball").locator(".say")).to_contain_text("Step 0: w = 2.")


def test_a_ball_that_was_let_go_stays_there_until_the_film_from_there_has_come(read):
    page, held = read("ball", 0.3), []
    page.route("**/ball/**/*.bin", lambda route: held.append(route))
    stage = figure(page, "ball").locator(".stage").bounding_box()
    x, y = stage["x"] + stage["width"] * 0.75, stage["y"] + stage["height"] * 0.3
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    page.mouse.up()
    expect(figure(page, "ball").locator(".wait")).to_have_text("being computed; you still see the one before")
    page.wait_for_timeout(700)
    expect(figure(page, "ball").locator(".say")).to_contain_text("A new start at w = 2.")
    for route in held:
        route.continue_()
    expect(figure(page, "ball").locator(".say")).to_contain_text("Step 0: w = 2.")


def test_a_tap_on_the_filter_turns_another_knob(read):
    page = read("ball", 0.3)
    stage = figure(page, "ball").locator(".stage").bounding_box()
    page.mouse.click(stage["x"] + stage["width"] * 0.28, stage["y"] + stage["height"] * 0.95)
    expect(page).to_have_url(re.compile("knob=62"))
    expect(figure(page, "ball").locator("select[data-setting=knob]")).to_have_value("62")


def test_shift_and_arrows_move_the_start_and_arrows_the_step(read):
    page = read("ball", 0.3)
    figure(page, "ball").locator(".stage").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page).to_have_url(re.compile("start=-2\\.4"))
    page.keyboard.press("ArrowRight")
    expect(figure(page, "ball")).to_have_attribute("data-at", "1")


@pytest.fixture
def phone(browser, chapter):
    """The ball on a phone."""
    page = browser.new_page(**PHONE)
    page.goto(f"{chapter}#ball")
    expect(figure(page, "ball")).to_have_attribute("data-state", "done")
    yield page
    page.close()


def ball_on(page):
    stage = figure(page, "ball").locator(".stage").bounding_box()
    return stage["x"] + stage["width"] * 0.27, stage["y"] + stage["height"] * 0.26


def test_a_swipe_over_the_ball_scrolls_the_page(phone):
    before = phone.evaluate("scrollY")
    swipe(phone, *ball_on(phone), 0, -200)
    assert phone.evaluate("scrollY") > before + 100
    assert "start=" not in phone.url


def test_a_pull_sideways_takes_the_ball(phone):
    before = phone.evaluate("scrollY")
    swipe(phone, *ball_on(phone), 120, 0)
    expect(phone).to_have_url(re.compile(r"start=(?!-2\.6)"))
    assert phone.evaluate("scrollY") == before


def test_a_sketch_of_the_loss_stays_drawn_and_is_judged(read):
    page = read("training", 0)
    say, stage = figure(page, "training").locator(".say"), figure(page, "training").locator(".stage").bounding_box()
    figure(page, "training").locator("[data-steps]").fill("0")
    page.mouse.move(stage["x"] + stage["width"] * 0.2, stage["y"] + stage["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(stage["x"] + stage["width"] * 0.9, stage["y"] + stage["height"] * 0.25, steps=8)
    page.mouse.up()
    figure(page, "training").locator("[data-steps]").fill("300")
    expect(say).to_contain_text("Your guess is off by ")


def test_a_guess_where_a_ball_will_be_stays_drawn_and_is_compared_exactly(read):
    page = read("stride", 0)
    say, slider = figure(page, "stride").locator(".say"), figure(page, "stride").locator("[data-steps]")
    slider.fill("0")
    stage = figure(page, "stride").locator(".stage").bounding_box()
    page.mouse.click(stage["x"] + stage["width"] * 0.743, stage["y"] + stage["height"] * 0.18)
    expect(say).to_contain_text("Your guess for step 10: rate 4: −0.5.")
    page.mouse.move(stage["x"] + stage["width"] * 0.8, stage["y"] + stage["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(stage["x"] + stage["width"] * 0.97, stage["y"] + stage["height"] * 0.5, steps=4)
    page.mouse.up()
    slider.fill("12")
    expect(say).to_contain_text("4: 0.98 off, 64: right. Well seen.")
    slider.fill("0")
    figure(page, "stride").locator(".stage").focus()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    expect(say).to_contain_text("32: −2.4")


def test_a_tap_among_the_worst_shows_that_digit_and_a_tap_on_the_curve_its_price(read):
    page = read("loss", 0.2)
    say, stage = figure(page, "loss").locator(".say"), figure(page, "loss").locator(".stage").bounding_box()
    page.mouse.click(stage["x"] + stage["width"] * 0.94, stage["y"] + stage["height"] * 0.9)
    expect(say).to_contain_text("Digit 360 of 360")
    page.mouse.click(stage["x"] + stage["width"] * 0.303, stage["y"] + stage["height"] * 0.6)
    expect(say).to_contain_text("−log 0.50 = 0.69")


def test_what_a_reader_asked_of_one_digit_is_not_asked_of_the_next(read):
    page = read("loss", 0.2)
    say, stage = figure(page, "loss").locator(".say"), figure(page, "loss").locator(".stage").bounding_box()
    page.mouse.click(stage["x"] + stage["width"] * 0.3, stage["y"] + stage["height"] * 0.6)
    expect(say).to_contain_text("You ask what p = ")
    figure(page, "loss").get_by_role("button", name="Next step").click()
    expect(say).to_contain_text("The network gives it ")
    expect(say).not_to_contain_text("You ask")


def test_a_point_on_the_map_reads_the_loss_that_was_measured_there(read):
    page, row = read("terrain", 0.4), terrain.two_knobs()[15]
    say, stage = figure(page, "terrain").locator(".say"), figure(page, "terrain").locator(".stage")
    figure(page, "terrain").locator("[data-steps]").fill("61")
    box, (x, y, width, height) = stage.bounding_box(), terrain_still.PANELS["map"]
    unit = box["width"] / 640
    page.mouse.click(box["x"] + unit * (x + width * 30.5 / 41), box["y"] + unit * (y + height * 5.5 / 21))
    expect(say).to_contain_text(f"At your point: {row[30]:.3f}.")
    stage.focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(say).to_contain_text(f"At your point: {row[29]:.3f}.")


def test_in_fog_every_move_is_felt_and_both_ends_are_compared_exactly(read):
    page, losses = read("slope", 0.4), ball.sliced(55)[::2]
    say, stage = figure(page, "slope").locator(".say"), figure(page, "slope").locator(".stage")
    figure(page, "slope").locator("[data-steps]").fill("7")
    box = stage.bounding_box()
    page.mouse.click(box["x"] + box["width"] * (76 + 548 * 0.5) / 640, box["y"] + box["width"] * 130 / 640)
    expect(say).to_contain_text(f"Move 1 of 12: w = 0.0, loss {losses[40]:.3f}, slope −0.05")
    stage.focus()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    expect(say).to_contain_text(f"Move 2 of 12: w = 0.8, loss {losses[48]:.3f}, slope −0.01")
    page.keyboard.press("Enter")
    theirs = 0.1833
    told = f"After 2 moves you are at loss {losses[48]:.4f}, the algorithm at {theirs}. You are lower, by"
    expect(say).to_contain_text(told)
    page.keyboard.press("Enter")
    expect(say).to_contain_text("A nudge of 0.0001")


def test_a_run_that_flies_off_says_so_and_why(read):
    page = read("lab", 0.9)
    lab, say = figure(page, "lab"), figure(page, "lab").locator(".say")
    lab.get_by_role("button", name="flies off").click()
    expect(say).to_contain_text("then it flew off; the other run ")
    expect(lab.locator(".reasons p:visible")).to_contain_text("Momentum adds up")
    expect(page).to_have_url(re.compile(r"lab=rate=1/optimizer=momentum/batch=64/seed=2"))
    lab.locator("[data-keep]").click()
    lab.locator("[data-setting=optimizer]").select_option("plain")
    expect(say).to_have_text(re.compile(r"Step 440: loss .*; the other run flew off at step 18\."))
    expect(page).to_have_url(re.compile(r"lab\.with=rate=1/optimizer=momentum/batch=64/seed=2"))


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, {"width": 390, "height": 844}])
def test_while_one_is_asked_what_the_loss_will_do_the_plot_is_empty(page, read, viewport):
    page.set_viewport_size(viewport)
    read("training", 0)
    asked = "document.querySelector('#training .beat').lastElementChild.getBoundingClientRect()"
    for share in (0.95, 0.8, 0.65):
        page.evaluate(f"scrollTo(0, scrollY + {asked}.bottom - innerHeight * {share})")
        page.wait_for_timeout(700)
        expect(figure(page, "training")).to_have_attribute("data-at", "0")
    page.evaluate(f"scrollTo(0, scrollY + {asked}.bottom + innerHeight / 2)")
    expect(figure(page, "training")).to_have_attribute("data-at", re.compile("[1-9]"))


def drag(page, word, start, end):
    """From one place of a figure's picture to another, in shares of its width and height, with the mouse."""
    stage = figure(page, word).locator(".stage").bounding_box()
    (x, y), (there, down) = ((stage["x"] + stage["width"] * across, stage["y"] + stage["height"] * along) for across, along in (start, end))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(there, down, steps=12)
    page.mouse.up()


def test_a_mouse_draws_stroke_after_stroke(read):
    """The still's words, which lie hidden under the picture, are not selected: a press on what is selected would drag it instead."""
    page, inks = read("staircase", 0.9), []
    page.locator("#staircase [data-press=clear]").click()
    for height in (0.35, 0.5, 0.65):
        drag(page, "staircase", (0.4, height), (0.62, height))
        page.wait_for_timeout(600)
        inks.append(np.count_nonzero(inked(re.search(r"image=([a-y]{32})", page.url)[1])))
    assert inks[0] >= 3 and inks[1] >= inks[0] + 3 and inks[2] >= inks[1] + 3
    assert page.evaluate("getSelection().toString()") == ""


def test_a_second_stroke_corrects_a_sketch_where_it_passes_and_leaves_the_rest(read):
    page = read("training", 0)
    figure(page, "training").locator("[data-steps]").fill("0")
    sketched = "() => document.querySelector('[data-scene=training] canvas').toDataURL()"
    drag(page, "training", (0.15, 0.1), (0.65, 0.1))
    first = page.evaluate(sketched)
    drag(page, "training", (0.5, 0.2), (0.65, 0.2))
    page.wait_for_timeout(300)
    assert page.evaluate(sketched) != first
    figure(page, "training").locator("[data-steps]").fill("440")
    told = figure(page, "training").locator(".say")
    expect(told).to_contain_text("Your guess is off by")
    corrected = float(re.search(r"off by (\d\.\d+)", told.inner_text())[1])
    assert corrected > 1, "the first stroke, high over the run, counts still"


def test_on_a_phone_a_pair_worth_seeing_closes_the_sheet_over_its_reason(phone):
    figure(phone, "lab").scroll_into_view_if_needed()
    figure(phone, "lab").get_by_role("button", name="Change").click()
    figure(phone, "lab").locator("[data-preset]").nth(2).click()
    expect(phone.locator("#lab-settings")).to_be_hidden()
    reason = figure(phone, "lab").locator(".reasons :not([hidden])").bounding_box()
    assert 0 < reason["y"] < phone.viewport_size["height"] - reason["height"]


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("tag", [".", "es"])
def test_what_is_said_of_a_readers_own_guess_is_seen_whole(page, chapter, tag, size):
    shaped(page, SIZES[size])
    fits = "say => say.scrollHeight <= say.clientHeight + 1"
    page.goto(f"{chapter}../{tag}/12-training/?stride.at=0#stride")
    expect(figure(page, "stride")).to_have_attribute("data-state", "done")
    for across in (0.16, 0.743):
        for height in (0.18, 0.5):
            stage = figure(page, "stride").locator(".stage").bounding_box()
            page.mouse.click(stage["x"] + stage["width"] * across, stage["y"] + stage["height"] * height)
    for step in ("0", "10", "24"):
        figure(page, "stride").locator("[data-steps]").fill(step)
        expect(figure(page, "stride")).to_have_attribute("data-at", step)
        said = figure(page, "stride").locator(".say")
        expect(said).to_have_text(re.compile("(: .*){4}"))
        assert said.evaluate(fits)
    page.goto(f"{chapter}../{tag}/12-training/?loss.at=356#loss")
    expect(figure(page, "loss")).to_have_attribute("data-state", "done")
    stage = figure(page, "loss").locator(".stage").bounding_box()
    page.mouse.click(stage["x"] + stage["width"] * 0.303, stage["y"] + stage["height"] * 0.6)
    expect(figure(page, "loss").locator(".say")).to_contain_text("−log")
    assert figure(page, "loss").locator(".say").evaluate(fits)


WRITTEN = """async ([word, end]) => {
  const { fillText } = CanvasRenderingContext2D.prototype, figure = document.querySelector(`figure[data-scene=${word}]`), said = [];
  let drawn = null;
  CanvasRenderingContext2D.prototype.fillText = function (words, ...more) {
    if (this.canvas.closest("figure") === figure && String(words).endsWith(end)) drawn = words;
    return fillText.call(this, words, ...more);
  };
  for (let n = 0; n < 12; n++) {
    scrollBy(0, 3);
    await new Promise(done => setTimeout(done, 150));
    said.push([drawn, figure.querySelector(".say").textContent, Number(figure.dataset.at) % 1]);
  }
  return said;
}"""


def test_between_two_steps_picture_and_words_tell_the_numbers_of_the_nearest(read):
    told = read("training", 0.2).evaluate(WRITTEN, ["training", " of 360"])
    assert any(between > 0.5 for *_, between in told)
    assert all(f" {drawn} unseen digits right" in said for drawn, said, _ in told)
