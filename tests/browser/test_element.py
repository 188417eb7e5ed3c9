"""A figure follows the scroll and the hand, and shows the same picture at the same place."""

import re

import pytest
from playwright.sync_api import expect


def test_the_wheel_moves_the_step_and_rolling_back_undoes_it_bit_for_bit(probe):
    probe.visit(scroll=2000)
    probe.page.mouse.move(100, 100)
    before, picture = probe.rested(), probe.pixels()
    probe.page.mouse.wheel(0, 200)
    probe.page.wait_for_function("at => Number(document.querySelector('figure').dataset.at) > at + 1", arg=before)
    probe.page.wait_for_function("scrollY === 2200")
    assert probe.pixels() != picture
    probe.page.mouse.wheel(0, -200)
    probe.page.wait_for_function("scrollY === 2000")
    assert probe.rested() == before
    assert probe.pixels() == picture


def test_while_the_reader_scrolls_the_picture_moves_between_steps_and_at_rest_it_tells_of_the_nearest(probe):
    probe.visit(scroll=2000)
    for y in (1990, 2003, 2011):
        probe.scrolled(y)
        moving = probe.at()
        assert moving % 1
        assert probe.rested() == round(moving)
        expect(probe.say).to_contain_text(f"Step {round(moving)}:")


FLOWN = """async () => {
  const top = document.querySelector(".beat").getBoundingClientRect().top + scrollY - innerHeight * 0.55;
  const said = [], begun = performance.now();
  const frame = () => new Promise(requestAnimationFrame);
  const words = new MutationObserver(() => said.push(performance.now()));
  words.observe(document.querySelector(".say"), { characterData: true, subtree: true });
  for (let line = 0; line <= 700; line += 20) (scrollTo(0, top + line), await frame());
  await frame();
  return [said.filter((moment, k) => moment - said[k - 1] < 190).length, said.length, (performance.now() - begun) / 1000];
}"""


def test_where_steps_fly_by_words_change_no_more_often_than_one_can_read_and_end_with_the_picture(probe):
    """The last place is exactly a step's: from there on the picture does not change any more."""
    probe.visit()
    hasty, changes, seconds = probe.page.evaluate(FLOWN)
    assert not hasty and changes <= 1 + seconds / 0.19
    assert probe.at() == 8
    expect(probe.say).to_contain_text("Step 8:", timeout=300)


def test_the_next_scroll_goes_on_from_where_the_page_is(probe):
    probe.visit(scroll=2000)
    probe.scrolled(2003)
    moving = probe.at()
    probe.rested()
    probe.scrolled(2004)
    assert probe.at() == pytest.approx(moving, abs=0.1)


@pytest.mark.parametrize("direction, button", [(1, "on"), (-1, "back")])
def test_a_press_between_two_steps_goes_one_further_than_the_sentence_says(probe, direction, button):
    """The words have caught up with the picture, which does not yet come to rest."""
    probe.visit(scroll=2000)
    for y in (2003, 2010):
        probe.scrolled(y)
        probe.page.wait_for_timeout(250)
        said = int(re.search(r"Step (\d+)", probe.say.inner_text())[1])
        probe.page.get_by_text(button, exact=True).click()
        expect(probe.say).to_contain_text(f"Step {said + direction}:")


def test_each_beat_moves_the_step_from_its_start_to_its_end(probe):
    probe.visit()
    top = probe.page.evaluate("document.querySelector('.beat').getBoundingClientRect().top + scrollY - innerHeight * 0.55")
    seen = []
    for line in (-50, 0, 350, 700, 1050, 1400, 1750, 2100, 2150):
        probe.scrolled(top + line)
        seen.append(probe.at())
    assert seen == pytest.approx([0, 0, 4, 8, 8, 8, 20, 32, 32], abs=0.05)


def test_on_a_phone_the_reading_line_is_in_the_text_below_the_figure(probe):
    probe.page.set_viewport_size({"width": 400, "height": 800})
    probe.visit()
    picture = probe.stage.bounding_box()["height"]
    middle = probe.page.evaluate("document.querySelectorAll('.beat')[2].getBoundingClientRect().top + scrollY + 350")
    probe.scrolled(middle - (picture + 800) / 2)
    assert probe.at() == pytest.approx(20, abs=0.1)


def test_buttons_and_slider_move_by_whole_steps_and_hold_until_the_reader_scrolls(probe):
    probe.visit(scroll=2000)
    probe.on.click()
    assert probe.at(re.compile(r"^\d+$")) > 0
    probe.slider.fill("20")
    probe.at(20)
    expect(probe.say).to_have_text("Step 20: level 0.625.")
    assert probe.slider.get_attribute("aria-valuetext") == "Step 20: level 0.625."
    probe.page.set_viewport_size({"width": 900, "height": 700})
    probe.page.wait_for_timeout(100)
    probe.at(20)
    probe.page.mouse.move(100, 100)
    probe.page.mouse.wheel(0, 60)
    probe.page.wait_for_function("document.querySelector('figure').dataset.at !== '20'")


def test_a_figure_that_says_something_longer_lets_go_of_nothing(probe):
    probe.page.set_viewport_size({"width": 400, "height": 800})
    probe.visit(scroll=1600)
    probe.on.click()
    probe.at(9)
    before = probe.page.evaluate("scrollY")
    probe.page.evaluate("document.querySelector('.say').style.height = '90.3px'")
    probe.page.wait_for_function("before => scrollY !== before", arg=before)
    probe.page.wait_for_timeout(100)
    probe.at(9)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_keys_on_the_stage_do_all_that_scrolling_does(probe, direction):
    probe.visit()
    probe.page.evaluate("direction => document.documentElement.dir = direction", direction)
    onward, back = ("ArrowRight", "ArrowLeft") if direction == "ltr" else ("ArrowLeft", "ArrowRight")
    probe.stage.focus()
    probe.slider.fill("30")
    probe.stage.focus()
    for key, step in ((onward, 31), (back, 30), (onward, 31), (onward, 32), (onward, 32)):
        probe.page.keyboard.press(key)
        probe.at(step)


@pytest.mark.parametrize("key, moved", [("PageDown", 1), ("PageUp", -1), ("Home", -1), ("End", 1)])
def test_keys_that_scroll_are_the_pages_wherever_the_focus_is(probe, key, moved):
    probe.visit(scroll=1500)
    probe.stage.evaluate("stage => stage.focus({preventScroll: true})")
    probe.page.keyboard.press(key)
    probe.page.wait_for_function("moved => (scrollY - 1500) * moved > 100", arg=moved)


def test_the_slider_keeps_its_own_keys(probe):
    probe.visit(scroll=1500)
    probe.slider.focus()
    for key, step in (("Home", 0), ("PageDown", None), ("End", 32)):
        probe.page.keyboard.press(key)
        probe.at(step)
    assert probe.page.evaluate("scrollY") == 1500


def test_the_scene_hears_a_key_first(probe):
    probe.visit()
    probe.stage.focus()
    probe.page.keyboard.press("Shift+ArrowRight")
    expect(probe.page.locator("select")).to_have_value("4")
    probe.page.wait_for_timeout(300)
    assert probe.site.films()[-1].path == "/v1/probe/rate=4/seed=0.bin"


def test_the_picture_is_sharp_at_any_pixel_ratio_and_keeps_its_place_when_resized(browser, site):
    page = browser.new_page(device_scale_factor=3)
    page.goto(f"{site.address}/page.html?probe.at=7#probe")
    expect(page.locator("figure")).to_have_attribute("data-state", "done")
    for width in (1280, 400, 1000):
        page.set_viewport_size({"width": width, "height": 700})
        page.wait_for_function("""() => { const canvas = document.querySelector("canvas");
          return canvas.clientWidth > 100 && canvas.width === Math.round(canvas.clientWidth * 3) }""")
        expect(page.locator("figure")).to_have_attribute("data-at", "7")
    page.close()


def test_with_reduced_motion_the_steps_jump(probe):
    probe.page.emulate_media(reduced_motion="reduce")
    probe.visit()
    steps = []
    for y in range(1900, 2300, 37):
        probe.scrolled(y)
        steps.append(probe.at())
    assert all(step == int(step) for step in steps)
    assert len(set(steps)) > 3


def test_the_sentence_is_seen_at_once_and_spoken_when_the_reader_settles(probe):
    probe.visit("?probe.at=0")
    spoken = probe.page.locator("[role=status]")
    for _ in range(3):
        probe.on.click()
    expect(probe.say).to_have_text("Step 3: level 0.094.")
    assert spoken.inner_text() == ""
    expect(spoken).to_have_text("Step 3: level 0.094.")


def test_dragging_is_the_scenes_and_what_it_leaves_is_the_pages(probe):
    probe.visit()
    box = probe.stage.bounding_box()
    probe.page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 10)
    probe.page.mouse.down()
    probe.page.mouse.move(box["x"] - 50, box["y"] + box["height"] / 2)
    probe.at(16)
    probe.page.mouse.up()
    expect(probe.page.locator("select")).to_have_value("2")


def test_a_tap_is_the_scenes_too(browser, site):
    page = browser.new_page(has_touch=True)
    page.goto(f"{site.address}/page.html#probe")
    expect(page.locator("figure")).to_have_attribute("data-state", "done")
    box = page.locator(".stage").bounding_box()
    page.touchscreen.tap(box["x"] + 30, box["y"] + 30)
    expect(page.locator("figure")).to_have_attribute("data-at", "5")
    page.close()


def test_contents_mark_the_section_under_the_reading_line(probe):
    marked = probe.page.locator("nav a[aria-current]")
    for place, title in ((1000, "Probe"), (0, "First")):
        probe.visit(scroll=place)
        probe.page.get_by_role("button", name="Contents").click()
        expect(marked).to_have_text(title)
