"""The reader stays where they were reading: after a choice among the contents, in another language, in a window of another shape."""

import pytest
from chapter import SIZES, at, shaped
from playwright.sync_api import expect

# The beat under the reading line, and how far the line has come through it.
READ = """() => {
  for (const beat of document.querySelectorAll(".beat")) {
    const box = beat.getBoundingClientRect(), picture = beat.closest(".scene").querySelector(".stage").getBoundingClientRect();
    const above = picture.left < box.right && picture.right > box.left;
    const line = Math.min(Math.max(innerHeight * 0.55, above ? (innerHeight + picture.height) / 2 : 0), innerHeight * 0.85);
    if (box.top <= line && line < box.bottom) return [beat.id, Math.round(100 * (line - box.top) / box.height)];
  } }"""
TURNS = {
    "a phone turned": ((390, 844), (844, 390)), "a phone turned back": ((844, 390), (390, 844)),
    "a window made narrow": ((1280, 800), (880, 800)), "a window made wide": ((880, 800), (1280, 800)),
    "a window made low": ((1280, 800), (1280, 600)),
}


@pytest.mark.parametrize("size", SIZES)
def test_a_choice_closes_the_contents_and_leads_there(page, chapter, size):
    shaped(page, SIZES[size])
    page.goto(chapter)
    contents = page.locator("#contents")
    for way in ("click", "press"):
        page.get_by_role("button", name="Contents").click()
        expect(contents).to_be_visible()
        link = contents.get_by_role("link", name="How long a step")
        link.click() if way == "click" else link.press("Enter")
        expect(contents).to_be_hidden()
        expect(page.locator("#stride h2, #stride h3")).to_be_in_viewport()


def test_contents_open_at_the_section_that_is_read_however_low_the_window(page, chapter):
    shaped(page, (844, 390))
    page.goto(f"{chapter}#lab")
    page.wait_for_selector("#lab .stage.drawn")
    before = page.evaluate("scrollY")
    page.get_by_role("button", name="Contents").click()
    expect(page.locator("#contents [aria-current]")).to_have_text("Your turn")
    expect(page.locator("#contents [aria-current]")).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == before


LEAVING = {"Escape": lambda page: page.keyboard.press("Escape"), "a click": lambda page: page.mouse.click(200, 500)}


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
def test_contents_close_on_escape_and_on_a_click_elsewhere(page, chapter, leave):
    page.goto(chapter)
    page.get_by_role("button", name="Contents").click()
    expect(page.locator("#contents")).to_be_visible()
    leave(page)
    expect(page.locator("#contents")).to_be_hidden()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("word", ["noise", "ball", "training", "staircase"])
def test_another_language_opens_at_the_same_beat(read, word, size):
    page = read("ball")
    shaped(page, SIZES[size])
    page = read(word, 0.4)
    beat, _ = page.evaluate(READ)
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.wait_for_load_state()
    assert beat.startswith(word) and page.evaluate(READ)[0] == beat


def test_who_comes_to_the_masthead_by_keyboard_stays_where_they_were(read):
    page = read("training", 0.4)
    before = page.evaluate("scrollY")
    for link in page.locator(".masthead").locator("a, button").all():
        link.focus()
    assert page.evaluate("scrollY") == before


def test_another_language_opens_at_the_beginning_for_who_is_there(page, chapter):
    page.goto(f"{chapter}#ball")
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert page.evaluate("[location.hash, scrollY]") == ["", 0]


@pytest.mark.parametrize("word", ["ball", "training"])
@pytest.mark.parametrize("turn", TURNS)
def test_what_is_read_stays_under_the_reading_line_in_a_window_of_another_shape(read, page, word, turn):
    before, after = TURNS[turn]
    shaped(page, before)
    read(word, 0.4)
    (beat, far), step = page.evaluate(READ), at(page, word)
    for size in (after, before):
        shaped(page, size)
        page.wait_for_timeout(200)
        now, there = page.evaluate(READ)
        assert now == beat and abs(there - far) <= 2, size
        page.wait_for_timeout(600)
    assert abs(at(page, word) - step) <= 3


def test_a_window_of_another_shape_moves_nobody_who_is_at_the_top(page, chapter):
    page.goto(chapter)
    page.evaluate("scrollTo(0, 4000)")
    page.wait_for_timeout(200)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(200)
    shaped(page, (700, 900))
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0


def test_a_phones_own_bar_that_comes_and_goes_moves_nothing(page, chapter):
    """Its page is laid out for the window without it."""
    shaped(page, (390, 844))
    page.goto(chapter)
    page.evaluate("scrollTo(0, 4000)")
    page.wait_for_timeout(200)
    page.evaluate("scrollBy(0, 300)")
    page.evaluate("dispatchEvent(new Event('resize'))")
    assert page.evaluate("scrollY") == 4300
