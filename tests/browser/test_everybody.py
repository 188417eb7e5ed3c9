"""The chapter is for everybody: without scripts, without motion, in other colours, by any means, and nobody is watched."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from chapter import LIGHTS, SIZES, WORDS, at, figure, shaped
from playwright.sync_api import expect


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing(page, chapter, size, light):
    shaped(page, SIZES[size])
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
    ("steps", "[data-steps]"), ("settings", ".settings"), ("numbers", ".controls [popovertarget$=-numbers]"),
    ("link", ".controls [popovertarget$=-link]"),
])
def test_a_teacher_may_hide_controls(page, chapter, part, gone):
    page.goto(f"{chapter}?hide={part}")
    expect(figure(page, "ball").locator(gone)).to_be_hidden()
    page.goto(f"{chapter}?hide=nothing-we-know")
    expect(figure(page, "ball").locator(gone)).to_be_visible()


@pytest.mark.parametrize("light", LIGHTS)
def test_in_forced_colours_the_canvas_draws_in_the_readers_own(read, page, light):
    page.emulate_media(forced_colors="active", color_scheme=light)
    page = read("ball", 0.3)
    expect(figure(page, "ball").locator("canvas").first).to_be_visible()
    wanted, drawn = page.evaluate("""() => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.forcedColorAdjust = "none";
      probe.style.color = "CanvasText";
      const own = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
      let same = 0;
      for (const canvas of document.querySelectorAll("[data-scene=ball] canvas")) {
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        for (let k = 0; k < pixels.length; k += 4) same += pixels[k + 3] === 255 && own.every((c, i) => pixels[k + i] === c);
      }
      return [own, same] }""")
    assert drawn > 500, wanted


def test_the_page_keeps_no_cookie_and_asks_nobody_else(page, context, chapter, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(chapter)
    page.wait_for_timeout(500)
    assert context.cookies() == []
    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []
