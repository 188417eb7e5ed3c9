"""The chapter keeps its layout: figures stand until they have ended, controls stay where they are, nothing reaches beyond the page."""

import re

import pytest
from chapter import SIZES, WORDS, figure, shaped
from playwright.sync_api import expect

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
    shaped(page, SIZES[size])
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


@pytest.mark.parametrize("tag", ["", "es/"])
def test_on_a_phone_the_slider_is_as_wide_as_two_fingers_whatever_the_language(page, chapter, tag):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(chapter.replace("12-training/", f"{tag}12-training/"))
    assert page.locator(".slide").evaluate_all("slides => Math.min(...slides.map(slide => slide.clientWidth))") >= 150


def test_a_figure_says_what_its_text_tells_of_in_the_words_of_its_controls(read):
    page = read("ball", 0.3)
    figure(page, "ball").locator("select[data-setting=knob]").select_option("62")
    expect(figure(page, "ball").locator(".astray")).to_have_text(re.compile(r"^The text tells of .+; back to it$"))
    figure(page, "ball").locator(".stale").click()
    expect(figure(page, "ball").locator(".astray")).to_be_hidden()
    expect(figure(page, "ball").locator("select[data-setting=knob]")).to_have_value("55")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_reaches_beyond_the_page(page, chapter, size):
    width, _ = SIZES[size]
    shaped(page, SIZES[size])
    page.goto(chapter)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    beyond = page.evaluate("""width => [...document.querySelectorAll("main *")].filter(e => !e.closest("[popover], svg, .table"))
      .filter(e => e.checkVisibility() && (e.getBoundingClientRect().right > width + 1 || e.getBoundingClientRect().left < -1))
      .map(e => e.outerHTML.slice(0, 80))""", width)
    assert beyond == []


@pytest.mark.parametrize("tag", ["", "es/"])
def test_a_reason_leaves_the_picture_as_large_as_it_was(page, server, tag):
    shaped(page, SIZES["desktop"])
    page.goto(f"{server.url}/{tag}12-training/#lab")
    lab = figure(page, "lab")
    expect(lab).to_have_attribute("data-state", "done")
    before = lab.locator(".stage").bounding_box()["width"]
    for preset in lab.locator("[data-preset]").all():
        preset.click()
        expect(lab.locator(".reasons :not([hidden])")).to_have_count(1)
        assert lab.locator(".stage").bounding_box()["width"] == before > 400
        assert lab.locator(".say").evaluate("say => say.scrollHeight <= say.clientHeight + 1")
