"""A pinned figure fits into a window, also a low one: its words, its picture and every control, in every language."""

import pytest
from playwright.sync_api import expect

from app import languages, scenes
from app.engine import menu

WORDS = menu.names(scenes)
TAGS = languages.known()
LOW = [(640, 400), (844, 390), (932, 430)]
WINDOWS = [(1280, 720), (1366, 768), *LOW]
PIN = """word => {
  const box = document.querySelector(`#${word} .beats`).getBoundingClientRect();
  scrollTo(0, scrollY + box.top + box.height / 2 - innerHeight / 2); }"""
SLIDE = """([word, share]) => {
  const slider = document.querySelector(`figure[data-scene=${word}] [data-steps]`);
  slider.value = share * slider.max;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }"""
FITS = """word => {
  const figure = document.querySelector(`figure[data-scene=${word}]`);
  const seen = (all) => [...figure.querySelectorAll(all)].filter((e) => e.checkVisibility());
  const controls = seen("button, select, input, output"), bar = document.querySelector(".masthead").getBoundingClientRect().bottom;
  const words = seen("figcaption, .say, .code, .reasons p, .room");
  const name = (e) => e.getAttribute("aria-label") || e.textContent.trim().slice(0, 30) || e.tagName;
  const out = [...controls, ...words].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.top < bar || box.left < 0 || box.right > innerWidth || box.bottom > innerHeight; });
  const apart = (a, b) => a.bottom <= b.top || b.bottom <= a.top || a.right <= b.left || b.right <= a.left;
  const touching = words.flatMap((text) => controls.filter((e) => !apart(text.getBoundingClientRect(), e.getBoundingClientRect())));
  const cut = seen("button, .say > span").filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
  return [out, touching, cut].map((all) => all.map(name)); }"""


@pytest.fixture(scope="module")
def printed(server):
    server.printed()
    return server


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("word", WORDS)
def test_a_pinned_figure_fits_into_the_window_and_no_word_of_it_touches_a_button(page, printed, word, tag):
    page.goto(f"{printed.url}/{'' if tag == languages.USUAL else f'{tag}/'}12-training/")
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(PIN, word)
        expect(page.locator(f"figure[data-scene={word}]")).to_have_attribute("data-state", "done")
        for share in (0, 0.5, 1):
            page.evaluate(SLIDE, [word, share])
            assert page.evaluate(FITS, word) == [[], [], []], (width, height, share)


BESIDE = """word => {
  const [text, picture] = [".beats", ".stage"].map((part) => document.querySelector(`#${word} ${part}`).getBoundingClientRect());
  return picture.left >= text.right && picture.height / innerHeight }"""


@pytest.mark.parametrize("word", WORDS)
def test_in_a_low_window_the_picture_stands_beside_its_text(page, printed, word):
    page.goto(f"{printed.url}/12-training/")
    for width, height in LOW:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(PIN, word)
        assert page.evaluate(BESIDE, word) > 0.45, (width, height)


@pytest.mark.parametrize("size", LOW)
def test_in_a_low_window_a_panel_lies_over_the_text_and_leaves_the_picture_free(page, printed, size):
    page.set_viewport_size(dict(zip(("width", "height"), size)))
    page.goto(f"{printed.url}/12-training/")
    for word in ("ball", "lab"):
        page.evaluate(PIN, word)
        expect(page.locator(f"figure[data-scene={word}]")).to_have_attribute("data-state", "done")
        for name in ("settings", "numbers", "link"):
            page.locator(f"#{word} .controls [popovertarget$=-{name}]").click()
            panel, picture = page.locator(f"#{word}-{name}").bounding_box(), page.locator(f"#{word} .stage").bounding_box()
            assert panel["x"] + panel["width"] <= picture["x"] and panel["y"] + panel["height"] <= size[1], (word, name)
            page.keyboard.press("Escape")
