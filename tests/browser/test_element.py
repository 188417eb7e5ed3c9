"""A figure follows the scroll, the hand and the stream, shows the same picture at the same place, and survives what goes wrong."""

import re
from types import SimpleNamespace

import pytest
from faulty_site import STEPS, Fault, film
from playwright.sync_api import expect

SIZE = len(film({"rate": "1", "seed": "0"}))
COUNT_FRAMES = """
  const ask = requestAnimationFrame;
  window.framesAsked = 0;
  window.requestAnimationFrame = (tick) => { framesAsked++; return ask(tick); };
"""
PIXELS = """() => { const c = document.querySelector("canvas");
  return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.reduce((sum, v, k) => (sum * 31 + v + k) % 4294967291, 7); }"""


@pytest.fixture
def probe(page, site):
    """The probe's page, its parts by name."""

    def visit(query="", state="done", scroll=1000):
        page.goto(f"{site.address}/page.html{query}")
        page.evaluate(f"scrollTo(0, {scroll})")
        expect(figure).to_have_attribute("data-state", state)

    def at(value=None):
        if value is not None:
            expect(figure).to_have_attribute("data-at", value if isinstance(value, re.Pattern) else str(value))
        return float(figure.get_attribute("data-at"))

    def scrolled(y):
        page.evaluate("y => new Promise(done => { scrollTo(0, y); requestAnimationFrame(() => requestAnimationFrame(done)) })", y)

    def rested():
        page.wait_for_timeout(700)
        return at(re.compile(r"^\d+$"))

    figure = page.locator("figure")
    return SimpleNamespace(
        page=page, site=site, figure=figure, visit=visit, at=at, scrolled=scrolled, rested=rested,
        say=page.locator("#probe-say"), stage=page.locator(".stage"), slider=page.locator("[data-steps]"),
        on=page.get_by_text("on", exact=True), wait=page.locator(".wait"),
        pixels=lambda: page.evaluate(PIXELS), drawn=lambda: "drawn" in (page.locator(".stage").get_attribute("class")),
    )


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


def test_the_next_scroll_goes_on_from_where_the_page_is(probe):
    probe.visit(scroll=2000)
    probe.scrolled(2003)
    moving = probe.at()
    probe.rested()
    probe.scrolled(2004)
    assert probe.at() == pytest.approx(moving, abs=0.1)


@pytest.mark.parametrize("direction, button", [(1, "on"), (-1, "back")])
def test_a_press_between_two_steps_goes_one_further_than_the_sentence_says(probe, direction, button):
    probe.visit(scroll=2000)
    for y in (2003, 2010):
        probe.scrolled(y)
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


def test_scrolling_asks_for_nothing_and_a_still_page_draws_nothing(probe):
    probe.page.add_init_script(COUNT_FRAMES)
    probe.visit()
    asked = len(probe.site.asked)
    for y in range(900, 2400, 100):
        probe.scrolled(y)
    assert len(probe.site.asked) == asked
    probe.rested()
    before = probe.page.evaluate("framesAsked")
    probe.page.wait_for_timeout(700)
    assert probe.page.evaluate("framesAsked") == before


def test_a_scene_far_away_asks_for_nothing(probe):
    probe.page.set_viewport_size({"width": 800, "height": 300})
    probe.page.goto(f"{probe.site.address}/page.html")
    probe.page.wait_for_timeout(300)
    assert not [asked for asked in probe.site.asked if "probe" in asked.path]


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


def test_a_figure_that_shows_something_else_says_what_the_text_tells_of_and_leads_back(probe):
    probe.visit("?probe.at=8")
    line, back = probe.page.locator(".astray"), probe.page.locator("button.stale")
    expect(line).to_be_hidden()
    place = probe.stage.bounding_box()
    probe.page.locator("select").select_option("4")
    expect(line).to_have_text("The text tells of rate 1; back to it")
    probe.page.locator("[data-setting=seed]").fill("1")
    expect(line).to_have_text("The text tells of rate 1, seed 0; back to it")
    assert probe.stage.bounding_box() == place
    back.click()
    expect(line).to_be_hidden()
    expect(probe.stage).to_be_focused()
    expect(probe.say).to_have_text("Step 8: level 0.250.")
    probe.at(8)


def test_where_the_text_tells_of_nothing_in_particular_nothing_is_said_about_it(probe):
    probe.page.route("**/page.html*", lambda route: route.fulfill(
        body=route.fetch().text().replace("<figure ", "<figure data-free "), content_type="text/html"))
    probe.visit()
    probe.page.locator("select").select_option("4")
    expect(probe.figure).to_have_attribute("data-state", "done")
    expect(probe.page.locator(".astray")).to_have_count(0)


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


def test_a_second_visit_to_the_address_shows_the_same(probe):
    probe.visit()
    probe.page.locator("select").select_option("2")
    probe.page.locator("[data-setting=seed]").fill("1")
    probe.slider.fill("9")
    expect(probe.page).to_have_url(re.compile(r"\?probe=rate=2/seed=1&probe\.at=9$"))
    expect(probe.figure).to_have_attribute("data-state", "done")
    expect(probe.say).to_have_text("Step 9: level 0.563.")
    picture, address = probe.pixels(), probe.page.url
    probe.page.goto("about:blank")
    probe.page.goto(address)
    expect(probe.say).to_have_text("Step 9: level 0.563.")
    probe.page.evaluate("scrollTo(0, 1000)")
    probe.page.wait_for_timeout(100)
    assert (probe.at(9), probe.pixels()) == (9, picture)
    expect(probe.page.locator("select")).to_have_value("2")


def test_a_choice_that_is_the_usual_one_leaves_no_trace_in_the_address(probe):
    probe.visit("?other=1")
    probe.page.locator("select").select_option("2")
    expect(probe.page).to_have_url(re.compile("rate=2"))
    probe.page.locator("select").select_option("1")
    expect(probe.page).to_have_url(re.compile(r"page\.html\?other=1$"))


def test_what_is_not_on_the_grid_is_ignored(probe):
    probe.visit("?probe=rate=3/seed=1/__proto__=1&probe.at=nonsense")
    assert probe.site.films()[-1].path == "/v1/probe/rate=1/seed=1.bin"


def test_the_theme_in_the_address_changes_the_ink(probe):
    probe.visit("?probe.at=32")
    light = probe.pixels()
    probe.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    probe.page.wait_for_timeout(150)
    dark = probe.pixels()
    assert light != dark
    probe.visit("?probe.at=32&theme=dark")
    assert probe.pixels() == dark


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


def test_the_table_holds_the_films_numbers_and_the_links_follow_the_settings(probe):
    probe.visit("?probe.at=2")
    probe.page.locator("summary").click()
    rows = probe.page.locator("tbody tr")
    expect(rows).to_have_count(STEPS)
    assert probe.page.locator("thead th").all_inner_texts() == ["step", "level", "count"]
    assert probe.page.locator("tr[aria-current]").locator("th, td").all_inner_texts() == ["2", "0.0625", "2"]
    probe.page.locator("select").select_option("4")
    expect(rows.nth(2).locator("td").first).to_have_text("0.25")
    assert probe.page.locator("a[data-link]").get_attribute("href") == "/v1/probe/rate=4/seed=0.csv"


def test_contents_mark_the_section_under_the_reading_line(probe):
    probe.visit()
    expect(probe.page.locator("nav a[aria-current]")).to_have_text("Probe")
    probe.scrolled(0)
    expect(probe.page.locator("nav a[aria-current]")).to_have_text("First")


def test_a_step_that_is_not_here_yet_waits_visibly_at_the_last_one_that_is(probe):
    probe.site.fault = lambda path, number: Fault(hold=SIZE // 2)
    probe.visit("?probe.at=30", state="live")
    here = int(probe.figure.get_attribute("data-here"))
    expect(probe.wait).to_have_text(f"step 30 is still being computed; showing step {here - 1}")
    probe.at(here - 1)
    probe.site.open_gate.set()
    probe.at(30)
    expect(probe.wait).to_be_hidden()


def test_another_setting_keeps_the_old_picture_until_its_first_record_is_here(probe):
    probe.visit("?probe.at=8")
    probe.site.fault = lambda path, number: Fault(hold=10)
    picture = probe.pixels()
    probe.page.locator("select").select_option("4")
    expect(probe.figure).to_have_attribute("data-state", "waiting")
    assert (probe.pixels(), probe.drawn()) == (picture, True)
    probe.site.open_gate.set()
    expect(probe.say).to_have_text("Step 8: level 1.000.")


def test_a_film_that_was_seen_before_is_not_asked_for_again(probe):
    probe.visit()
    for rate in ("2", "1", "2", "1"):
        probe.page.locator("select").select_option(rate)
        expect(probe.say).to_have_text(re.compile("level"))
        probe.page.wait_for_timeout(200)
    assert len(probe.site.films()) == 2


@pytest.mark.parametrize("cut", [0, 9, SIZE // 2, SIZE - 1])
def test_a_broken_transfer_resumes_with_only_the_missing_bytes(probe, cut):
    probe.site.fault = lambda path, number: Fault(cut=cut) if number == 0 else None
    probe.visit()
    first, second = probe.site.films()
    assert second.range == (f"bytes={cut}-" if cut else None)
    assert first.sent + second.sent == SIZE


def test_a_server_that_restarts_in_mid_film_is_asked_for_the_rest(probe):
    probe.site.fault = lambda path, number: [Fault(cut=SIZE - 100), Fault(status=503), None][min(number, 2)]
    probe.visit()
    assert [asked.range for asked in probe.site.films()] == [None, f"bytes={SIZE - 100}-", f"bytes={SIZE - 100}-"]


def test_a_transfer_that_always_breaks_asks_at_most_twelve_times_in_ten_seconds(probe):
    probe.site.fault = lambda path, number: Fault(cut=1)
    probe.visit(state="failed")
    probe.page.wait_for_timeout(8500)
    assert 3 <= len(probe.site.films()) <= 12


@pytest.mark.parametrize("fault", [
    Fault(body=film({"rate": "1", "seed": "0"}).replace(b"done", b"dome")),
    Fault(body=b"<!doctype html><p>Please log in", kind="text/html"),
    Fault(body=b"<!doctype html><p>Please log in, again and again"),
    Fault(status=404),
    Fault(status=500),
], ids=["damaged", "captive portal", "no film", "404", "500"])
def test_what_is_no_film_keeps_the_still_and_its_sentence(probe, fault):
    probe.site.fault = lambda path, number: fault
    probe.visit("?probe.at=5", state="failed")
    assert not probe.drawn()
    expect(probe.say).to_have_text("Step 0: level 0.000.")
    assert len(probe.site.films()) <= 3


def test_a_damaged_film_leaves_the_last_good_one_on_stage(probe):
    probe.visit("?probe.at=8")
    probe.site.fault = lambda path, number: Fault(body=film({"rate": "4", "seed": "0"})[:-3] + b"abc")
    probe.page.locator("select").select_option("4")
    expect(probe.figure).to_have_attribute("data-state", "failed")
    expect(probe.say).to_have_text("Step 8: level 0.250.")
    assert probe.drawn()


def test_a_reader_who_comes_back_online_gets_the_rest(probe):
    probe.site.fault = lambda path, number: Fault(status=404)
    probe.visit(state="failed")
    probe.site.fault = lambda path, number: None
    probe.page.context.set_offline(True)
    probe.page.context.set_offline(False)
    expect(probe.figure).to_have_attribute("data-state", "done")


@pytest.mark.parametrize("address", ["embed.html", "host.html"])
def test_figures_alone_share_their_film_and_step_each_for_itself_even_in_a_sandbox(page, site, address):
    page.goto(f"{site.address}/{address}")
    inside = page.frames[-1]
    expect(inside.locator("figure[data-state=done]")).to_have_count(2)
    inside.locator("button").first.click()
    expect(inside.locator("figure").first).to_have_attribute("data-at", "1")
    expect(inside.locator("figure").last).to_have_attribute("data-at", "0")
    page.wait_for_timeout(600)
    assert len(site.films()) == 1


def test_a_scene_that_cannot_draw_leaves_the_still(probe):
    probe.visit("?probe.at=5")
    assert probe.drawn()
    probe.page.evaluate("document.documentElement.dataset.fails = 1")
    probe.on.click()
    expect(probe.stage).not_to_have_class(re.compile("drawn"))
    expect(probe.say).to_have_text("Step 0: level 0.000.")


@pytest.mark.parametrize("missing", [
    "HTMLCanvasElement.prototype.getContext = () => null",
    "HTMLCanvasElement.prototype.getContext = () => { throw new Error('no canvas') }",
    "delete window.IntersectionObserver",
    "delete window.ResizeObserver",
    "history.replaceState = () => { throw new DOMException('sandboxed', 'SecurityError') }",
    "Object.defineProperty(Response.prototype, 'body', {value: undefined})",
])
def test_a_missing_part_of_the_browser_throws_nothing_and_the_words_stay(probe, missing):
    probe.page.add_init_script(missing)
    probe.page.goto(f"{probe.site.address}/page.html?probe.at=4")
    probe.slider.fill("3")
    probe.page.wait_for_timeout(700)
    expect(probe.say).to_contain_text("Step 0" if "canvas" in missing.lower() else "Step 3")


def test_the_page_reads_without_its_scene(probe):
    probe.page.route("**/probe.js", lambda route: route.abort())
    probe.page.goto(f"{probe.site.address}/page.html")
    probe.page.evaluate("scrollTo(0, 1000)")
    probe.page.wait_for_timeout(300)
    expect(probe.say).to_have_text("Step 0: level 0.000.")
    expect(probe.page.locator(".still")).to_be_visible()
