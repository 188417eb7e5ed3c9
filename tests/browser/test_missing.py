"""Whatever a browser lacks, throws or is denied, the words and the stills are there."""

import re

import pytest
from playwright.sync_api import expect

from app import scenes
from app.engine import menu

THROWS = "() => { throw new DOMException('denied', 'SecurityError') }"
NO_CANVAS = ["HTMLCanvasElement.prototype.getContext = () => null", f"HTMLCanvasElement.prototype.getContext = {THROWS}"]
LACKING = [
    "delete window.IntersectionObserver",
    f"window.IntersectionObserver = function () {{ ({THROWS})() }}",
    "delete window.ResizeObserver",
    f"window.ResizeObserver = function () {{ ({THROWS})() }}",
    "window.matchMedia = undefined",
    f"window.matchMedia = {THROWS}",
    "window.matchMedia = () => ({matches: false})",
    f"for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {{get: {THROWS}}})",
    f"history.replaceState = {THROWS}",
    "Object.defineProperty(Response.prototype, 'body', {value: undefined})",
    "for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover']) delete HTMLElement.prototype[name]",
    "Element.prototype.matches = (matches => function (selector) { if (selector.includes('popover')) throw new SyntaxError(selector);"
    " return matches.call(this, selector) })(Element.prototype.matches)",
    "Element.prototype.setPointerCapture = undefined",
]
OPENING = "noise"  # comes with the page's own script
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


@pytest.mark.parametrize("missing", LACKING)
def test_the_figure_goes_on_without(probe, missing):
    probe.page.add_init_script(missing)
    probe.visit("?probe.at=4")
    probe.slider.fill("3")
    expect(probe.say).to_contain_text("Step 3")
    probe.page.wait_for_timeout(700)
    assert probe.drawn()


@pytest.mark.parametrize("missing", NO_CANVAS)
def test_without_a_canvas_the_still_and_its_sentence_stay(probe, missing):
    probe.page.add_init_script(missing)
    probe.page.goto(f"{probe.site.address}/page.html?probe.at=4#probe")
    probe.slider.fill("3")
    probe.page.wait_for_timeout(300)
    expect(probe.say).to_have_text("Step 0: level 0.000.")
    expect(probe.page.locator(".still")).to_be_visible()


def test_a_scene_that_cannot_draw_leaves_the_still(probe):
    probe.visit("?probe.at=5")
    assert probe.drawn()
    probe.page.evaluate("document.documentElement.dataset.fails = 1")
    probe.on.click()
    expect(probe.stage).not_to_have_class(re.compile("drawn"))
    expect(probe.say).to_have_text("Step 0: level 0.000.")


def test_any_script_may_be_blocked(probe):
    """Each module in turn, and the scene's own."""
    loaded, blocked = set(), set()
    probe.page.on("request", lambda request: loaded.add(request.url))
    probe.page.route("**/*.js", lambda route: route.abort() if route.request.url in blocked else route.continue_())
    probe.visit()
    for script in sorted(url for url in loaded if url.endswith(".js")):
        blocked |= {script}
        probe.page.goto(f"{probe.site.address}/page.html?probe.at=5#probe")
        probe.page.wait_for_timeout(150)
        assert (probe.say.inner_text(), probe.drawn()) == ("Step 0: level 0.000.", False), script
        expect(probe.page.locator(".still")).to_be_visible()
        blocked.clear()


@pytest.fixture(scope="module")
def chapter(server):
    server.printed()
    return f"{server.url}/12-training/"


def readable(page):
    """Words, pictures and their sentences are to be seen."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for part in (".beat p", ".stage:not(.drawn) > .still", ".stage.drawn > canvas:not([hidden])", "figure .say"):
        assert all(one.is_visible() for one in page.locator(part).all()), part
    assert page.locator(".beat p").count() > 10
    assert [page.locator(f"figure {part}").count() for part in (".stage > .still", ".say")] == [len(menu.names(scenes))] * 2


@pytest.mark.parametrize("blocked", ["**/main.js", "**/scenes/*.js", "**/*.bin", "**/*.js"])
def test_the_chapter_reads_without_its_scripts_or_its_streams(page, chapter, blocked):
    page.route(blocked, lambda route: route.abort())
    page.goto(f"{chapter}#ball")
    page.wait_for_timeout(500)
    assert page.locator(f"[data-scene]:not([data-scene={OPENING}]) .stage.drawn").count() == 0
    readable(page)


def test_the_chapter_reads_without_its_styles(page, chapter):
    page.route(chapter, lambda route: route.fulfill(body=STYLE.sub("", route.fetch().text()), content_type="text/html"))
    page.goto(chapter)
    page.wait_for_timeout(500)
    readable(page)
