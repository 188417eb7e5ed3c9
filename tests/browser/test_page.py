"""The chapter as it is served, in a real Chromium: it scrolls, rolls, comes back, and stays readable."""

import hashlib
import re
from importlib import import_module
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from app import scenes, stream
from app.engine import menu
from app.languages import known, speaking
from app.scenes import ball, terrain
from app.stills import terrain as terrain_still

TEXT = Path(__file__).parents[2] / "chapters" / "12-training" / "index.md"
WORDS = re.findall(r"^:{3,}\{scene\} (\w+)", TEXT.read_text("utf-8"), re.MULTILINE)
LIGHTS = ["light", "dark"]
SIZES = {"desktop": (1280, 800), "phone": (390, 844), "small": (320, 640)}


@pytest.fixture(scope="module")
def chapter(server):
    server.printed()
    return f"{server.url}/12-training/"


@pytest.fixture
def read(page, chapter):
    """read("ball", at=0.5): the page, scrolled so far through that scene, and at rest there."""

    def scrolled(word, at=0.5, query="", tag=""):
        there = chapter.replace("/12-training/", f"/{tag}/12-training/" if tag else "/12-training/") + query
        if page.url != there:
            page.goto(there)
        page.evaluate("""([word, at]) => {
          const box = document.getElementById(word).getBoundingClientRect();
          scrollTo(0, scrollY + box.top + at * (box.height - innerHeight)) }""", [word, at])
        expect(figure(page, word)).to_have_attribute("data-state", "done")
        page.wait_for_timeout(650)
        expect(figure(page, word)).to_have_attribute("data-at", re.compile(r"^\d+$"))
        return page

    return scrolled


def figure(page, word):
    return page.locator(f"figure[data-scene={word}]")


def pixels(page, word):
    """What the canvas shows, bit for bit."""
    data = page.evaluate("word => document.querySelector(`[data-scene=${word}] canvas`).toDataURL()", word)
    return hashlib.sha256(data.encode()).hexdigest()


def at(page, word):
    return float(figure(page, word).get_attribute("data-at"))


def test_the_wheel_rolls_the_ball_and_rolls_it_back_to_the_same_pixels(read):
    page = read("ball", 0.3)
    before, step = pixels(page, "ball"), at(page, "ball")
    page.mouse.move(300, 400)
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(900)
    assert at(page, "ball") > step + 0.5
    assert pixels(page, "ball") != before
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(900)
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
    """The ball on a phone, and a finger: swipe(x, y, dx, dy)."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{chapter}#ball")
    expect(figure(page, "ball")).to_have_attribute("data-state", "done")
    finger = page.context.new_cdp_session(page)

    def swipe(x, y, dx, dy):
        touches = [("touchStart", [(x, y)]), *(("touchMove", [(x + dx * k / 10, y + dy * k / 10)]) for k in range(1, 11)), ("touchEnd", [])]
        for kind, points in touches:
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})
            page.wait_for_timeout(16)
        page.wait_for_timeout(300)

    yield page, swipe
    page.close()


def ball_on(page):
    stage = figure(page, "ball").locator(".stage").bounding_box()
    return stage["x"] + stage["width"] * 0.27, stage["y"] + stage["height"] * 0.26


def test_a_swipe_over_the_ball_scrolls_the_page(phone):
    page, swipe = phone
    before = page.evaluate("scrollY")
    swipe(*ball_on(page), 0, -200)
    assert page.evaluate("scrollY") > before + 100
    assert "start=" not in page.url


def test_a_pull_sideways_takes_the_ball(phone):
    page, swipe = phone
    before = page.evaluate("scrollY")
    swipe(*ball_on(page), 120, 0)
    expect(page).to_have_url(re.compile(r"start=(?!-2\.6)"))
    assert page.evaluate("scrollY") == before


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
    told = f"After 2 moves you are at loss {losses[48]:.4f}, the algorithm after as many steps at {theirs}. You are lower, by"
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


ENDING = """async word => {
  const figure = document.querySelector(`figure[data-scene=${word}]`), beats = figure.closest(".scene").querySelector(".beats");
  const last = figure.querySelector("[data-steps]").max, sticky = parseFloat(getComputedStyle(figure).top);
  const top = () => figure.getBoundingClientRect().top, pinned = () => Math.abs(top() - sticky) < 1;
  const seen = { before: 0, hold: 0, back: 0 };
  scrollBy(0, beats.lastElementChild.getBoundingClientRect().top - innerHeight * 0.85);
  for (let at = 0, y = 0; y < 3000 && top() > sticky - 100; y += 16) {
    scrollBy(0, 16);
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    if (+figure.dataset.at < at) seen.back += 1;
    at = +figure.dataset.at;
    if (figure.dataset.at !== last) seen.before += pinned() ? 0 : 1;
    else if (pinned()) seen.hold += 16 / innerHeight;
  }
  return seen;
}"""


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("word", WORDS)
def test_a_scene_ends_while_its_figure_still_stands_and_then_holds(page, chapter, word, size):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{chapter}#{word}")
    expect(figure(page, word)).to_have_attribute("data-state", "done")
    seen = page.evaluate(ENDING, word)
    assert (seen["before"], seen["back"]) == (0, 0)
    assert 0.2 < seen["hold"] < 0.55, "a scene of whole steps comes to its last half a step sooner than others"


MOVED = """async word => {
  const figure = document.querySelector(`figure[data-scene=${word}]`), slider = figure.querySelector("[data-steps]");
  const place = () => Math.round(figure.querySelector(".controls").getBoundingClientRect().top - figure.getBoundingClientRect().top);
  const places = new Set();
  for (let step = 0; step <= +slider.max; step++) {
    slider.value = step;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(requestAnimationFrame);
    places.add(place());
  }
  return [...places];
}"""


@pytest.mark.parametrize("word", WORDS)
def test_on_a_phone_the_controls_stay_where_they_are_whatever_a_figure_says(page, chapter, word):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{chapter}#{word}")
    expect(figure(page, word)).to_have_attribute("data-state", "done")
    assert len(page.evaluate(MOVED, word)) == 1
    figure(page, word).locator(".say").evaluate("say => (say.textContent = 'A long sentence. '.repeat(30))")
    assert len(page.evaluate(MOVED, word)) == 1


def test_a_figure_says_what_its_text_tells_of_in_the_words_of_its_controls(read):
    page = read("ball", 0.3)
    figure(page, "ball").locator("select[data-setting=knob]").select_option("62")
    expect(figure(page, "ball").locator(".astray")).to_have_text(re.compile(r"^The text tells of .+; back to it$"))
    figure(page, "ball").locator(".stale").click()
    expect(figure(page, "ball").locator(".astray")).to_be_hidden()
    expect(figure(page, "ball").locator("select[data-setting=knob]")).to_have_value("55")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_reaches_beyond_the_page(page, chapter, size):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(chapter)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    beyond = page.evaluate("""width => [...document.querySelectorAll("main *")].filter(e => !e.closest("[popover], svg, .table"))
      .filter(e => e.checkVisibility() && (e.getBoundingClientRect().right > width + 1 || e.getBoundingClientRect().left < -1))
      .map(e => e.outerHTML.slice(0, 80))""", width)
    assert beyond == []


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing(page, chapter, size, light):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=light)
    page.goto(chapter)
    for share in range(10):
        page.evaluate("share => scrollTo(0, share / 9 * document.documentElement.scrollHeight)", share)
        page.wait_for_timeout(200)
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found] == []


@pytest.mark.parametrize("word", WORDS)
def test_without_scripts_the_words_and_the_end_of_the_story_are_there(browser, chapter, word):
    page = browser.new_page(java_script_enabled=False)
    page.goto(chapter)
    told = figure(page, word).locator(".told")
    expect(told).to_be_visible()
    expect(figure(page, word).locator(".still .later").first).to_be_visible()
    expect(figure(page, word).locator(".still .now").first).to_be_hidden()
    expect(figure(page, word).locator(".controls")).to_be_hidden()
    page.close()


@pytest.mark.parametrize("word", WORDS)
def test_reduced_motion_draws_whole_steps_only(read, page, word):
    page.emulate_media(reduced_motion="reduce")
    for share in (0.21, 0.37, 0.64):
        assert at(read(word, share), word) % 1 == 0


@pytest.mark.parametrize(("part", "gone"), [
    ("steps", "[data-steps]"), ("settings", ".settings"), ("numbers", "[popovertarget$=-numbers]"), ("link", "[popovertarget$=-link]"),
])
def test_a_teacher_may_hide_controls(page, chapter, part, gone):
    page.goto(f"{chapter}?hide={part}")
    expect(figure(page, "ball").locator(gone)).to_be_hidden()
    page.goto(f"{chapter}?hide=nothing-we-know")
    expect(figure(page, "ball").locator(gone)).to_be_visible()


def test_a_reload_keeps_the_place_and_the_state(read):
    page = read("ball", 0.4)
    figure(page, "ball").locator("select[data-setting=rate]").select_option("8")
    expect(page).to_have_url(re.compile("rate=8"))
    y = page.evaluate("scrollY")
    page.reload()
    expect(figure(page, "ball")).to_have_attribute("data-state", "done")
    expect(figure(page, "ball").locator("select[data-setting=rate]")).to_have_value("8")
    assert abs(page.evaluate("scrollY") - y) < 3


@pytest.mark.parametrize("light", LIGHTS)
def test_in_forced_colours_the_canvas_draws_in_the_readers_own(read, page, light):
    page.emulate_media(forced_colors="active", color_scheme=light)
    page = read("ball", 0.3)
    expect(figure(page, "ball").locator("canvas")).to_be_visible()
    wanted, drawn = page.evaluate("""() => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.forcedColorAdjust = "none";
      probe.style.color = "CanvasText";
      const canvas = document.querySelector("[data-scene=ball] canvas"), own = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let same = 0;
      for (let k = 0; k < pixels.length; k += 4) same += pixels[k + 3] === 255 && own.every((c, i) => pixels[k + i] === c);
      return [own, same] }""")
    assert drawn > 500, wanted


def test_the_page_keeps_no_cookie_and_asks_nobody_else(page, context, chapter, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(chapter)
    page.wait_for_timeout(500)
    assert context.cookies() == []
    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []
