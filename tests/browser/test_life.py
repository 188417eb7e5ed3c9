"""The life of a page: hidden, frozen, left and come back to, turned, zoomed, printed; state and layout survive it."""

import re

import pytest
from faulty_site import Fault
from playwright.sync_api import expect

from tests import chromium

HOUR = 3_600_000
WATCHED = """
  const ask = requestAnimationFrame, clock = performance.now.bind(performance);
  window.framesAsked = window.ahead = 0;
  window.requestAnimationFrame = tick => { framesAsked++; return ask(tick) };
  performance.now = () => clock() + ahead;
"""
HIDDEN = """hidden => {
  window.unseen = hidden;
  Object.defineProperty(document, "hidden", { configurable: true, get: () => window.unseen });
  document.dispatchEvent(new Event("visibilitychange")) }"""


@pytest.fixture(scope="module")
def chapter(server):
    server.printed()
    return f"{server.url}/12-training/"


def resting(probe):
    """The probe at rest in mid-scene: its step and its pixels."""
    probe.page.add_init_script(WATCHED)
    probe.visit(scroll=2000)
    return probe.rested(), probe.pixels()


def test_a_clock_that_jumps_moves_nothing(probe):
    step, picture = resting(probe)
    for ahead in (HOUR, 24 * HOUR, 12 * HOUR):
        probe.page.evaluate("ahead => (window.ahead = ahead)", ahead)
        probe.page.evaluate("dispatchEvent(new Event('resize'))")
        probe.page.wait_for_timeout(100)
        assert (probe.at(), probe.pixels()) == (step, picture)
    probe.scrolled(2200)
    assert probe.rested() > step


def test_a_page_that_was_frozen_goes_on_where_it_was(probe):
    step, picture = resting(probe)
    probe.scrolled(2010)
    tab = probe.page.context.new_cdp_session(probe.page)
    tab.send("Page.setWebLifecycleState", {"state": "frozen"})
    probe.page.wait_for_timeout(1500)
    tab.send("Page.setWebLifecycleState", {"state": "active"})
    after = probe.rested()
    probe.page.evaluate("framesAsked = 0")
    probe.page.wait_for_timeout(500)
    assert probe.page.evaluate("framesAsked") == 0 and abs(after - step) <= 1
    probe.scrolled(2000)
    assert (probe.rested(), probe.pixels()) == (step, picture)


def test_a_hidden_page_asks_for_nothing_until_it_is_seen_again(probe):
    probe.site.fault = lambda path, number: Fault(status=500) if number < 2 else None
    probe.visit(state="failed")
    probe.page.evaluate(HIDDEN, True)
    probe.page.wait_for_timeout(300)
    asked = len(probe.site.films())
    probe.page.wait_for_timeout(4000)
    assert len(probe.site.films()) == asked
    probe.page.evaluate(HIDDEN, False)
    expect(probe.figure).to_have_attribute("data-state", "done")


def test_back_and_forth_through_the_browsers_memory_keeps_everything(playwright, chapter):
    browser = playwright.chromium.launch(
        **chromium.options(chromium.found(playwright)), ignore_default_args=["--disable-back-forward-cache"],
    )
    page = browser.new_page()
    page.add_init_script("addEventListener('pageshow', ({persisted}) => (window.again = persisted))")
    page.goto(f"{chapter}#ball")
    figure = page.locator("figure[data-scene=ball]")
    expect(figure).to_have_attribute("data-state", "done")
    figure.get_by_label("Next step").click()
    page.wait_for_timeout(700)
    step, place = figure.get_attribute("data-at"), page.evaluate("scrollY")
    page.goto(chapter.replace("12-training/", "healthz"))
    page.evaluate("history.back()")
    expect(figure).to_have_attribute("data-at", step)
    assert page.evaluate("scrollY") == place
    assert page.evaluate("window.again") is True
    figure.get_by_label("Next step").click()
    expect(figure).to_have_attribute("data-at", str(int(step) + 1))
    browser.close()


def test_paper_shows_the_stills_and_the_screen_afterwards_what_it_did(page, chapter):
    page.goto(f"{chapter}#ball")
    figure = page.locator("figure[data-scene=ball]")
    expect(figure).to_have_attribute("data-state", "done")
    figure.locator("[data-steps]").fill("4")
    expect(figure).to_have_attribute("data-at", "4")
    picture = figure.locator("canvas").first.evaluate("canvas => canvas.toDataURL()")
    page.emulate_media(media="print")
    expect(figure.locator("canvas:visible")).to_have_count(0)
    assert all(still.is_visible() for still in page.locator(".stage > .still").all())
    assert all(told.is_visible() for told in page.locator(".told").all())
    page.emulate_media(media="screen")
    expect(figure).to_have_attribute("data-at", "4")
    page.wait_for_function("picture => document.querySelector('[data-scene=ball] canvas').toDataURL() === picture", arg=picture)


def test_a_phone_that_is_turned_keeps_its_step(page, chapter):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{chapter}#training")
    figure = page.locator("figure[data-scene=training]")
    expect(figure).to_have_attribute("data-state", "done")
    figure.locator("[data-steps]").fill("100")
    for width, height in ((844, 390), (390, 844), (320, 640), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(200)
        expect(figure).to_have_attribute("data-at", "100")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_text_twice_as_large_stays_on_the_page(page, chapter, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(chapter)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate("""width => [...document.querySelectorAll("main :is(p, h1, h2, h3, button, figcaption)")]
      .filter(e => e.checkVisibility() && !e.closest("[popover]"))
      .filter(e => e.getBoundingClientRect().right > width + 1 || e.getBoundingClientRect().left < -1)
      .map(e => e.outerHTML.slice(0, 90))""", width)
    assert cut == []


@pytest.mark.parametrize("zoom", [2, 4])
def test_a_page_zoomed_is_a_narrower_one_with_finer_pixels(browser, chapter, zoom):
    page = browser.new_page(viewport={"width": 1280 // zoom, "height": 800 // zoom}, device_scale_factor=zoom)
    page.goto(f"{chapter}#ball")
    figure = page.locator("figure[data-scene=ball]")
    expect(figure).to_have_attribute("data-state", "done")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280 // zoom
    expect(figure.locator(".stage")).to_have_class(re.compile("drawn"))
    page.close()


def test_thousands_of_scrolls_leave_the_step_a_function_of_the_place(probe):
    resting(probe)
    places = [1500, 1790, 2000, 2333, 2600]
    first = [(probe.scrolled(y), probe.rested(), probe.pixels())[1:] for y in places]
    probe.page.evaluate("""async () => {
      let seed = 7;
      for (let k = 0; k < 3000; k++) {
        seed = (seed * 48271) % 2147483647;
        scrollTo(0, seed % 3000);
        dispatchEvent(new Event("scroll"));
        if (k % 10 === 0) await new Promise(requestAnimationFrame);
      } }""")
    assert [(probe.scrolled(y), probe.rested(), probe.pixels())[1:] for y in places] == first
