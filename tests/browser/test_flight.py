"""Scrolling never waits for a picture: what is below is laid out in idle moments, and a page that flies by shows its stills."""

import pytest
from playwright.sync_api import expect

DRAWN = "[...document.querySelectorAll('.stage.drawn')].map(stage => stage.closest('figure').dataset.scene)"
MADE = "[...document.querySelectorAll('.stage canvas:first-of-type')].map(canvas => canvas.closest('figure').dataset.scene)"
WAITING = "() => [...document.querySelectorAll('.scene .stage')].some(stage => getComputedStyle(stage).contentVisibility === 'auto')"
FLOWN = """async () => {  // half a window a frame, and more in a frame that was late
  const drawn = new Set(), frame = () => new Promise(requestAnimationFrame);
  for (let y = 0, now = await frame(), last = now; y < document.documentElement.scrollHeight; last = now, now = await frame()) {
    y += innerHeight * Math.max(0.5, 0.006 * (now - last));
    scrollTo({ top: y, behavior: "instant" });
    for (const stage of document.querySelectorAll(".stage.drawn")) drawn.add(stage.closest("figure").dataset.scene);
  }
  return [...drawn];
}"""
FIRSTS = """
  const sheets = new Set(), { clearRect } = CanvasRenderingContext2D.prototype;
  window.firsts = {};
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    const figure = this.canvas.closest("figure"), frame = document.timeline.currentTime;
    if (figure && !sheets.has(this.canvas)) (firsts[frame] ??= []).push(figure.dataset.scene);
    sheets.add(this.canvas);
    clearRect.apply(this, box);
  };
  window.seen = {};
  new MutationObserver(changes => {
    for (const { target } of changes) {
      if (target.matches(".stage.drawn")) seen[target.closest("figure").dataset.scene] ??= document.timeline.currentTime;
    }
  }).observe(document, { subtree: true, attributeFilter: ["class"] });"""


@pytest.fixture
def chapter(page, server):
    server.printed()
    page.add_init_script(FIRSTS)
    page.goto(f"{server.url}/12-training/")
    page.locator(".stage.drawn").first.wait_for()
    return page


def test_in_idle_moments_every_still_is_laid_out(chapter):
    chapter.wait_for_function(f"() => !({WAITING})()", polling=100)  # a look in every frame would leave no idle moment


def test_what_nobody_came_near_to_has_no_canvas(chapter):
    made = chapter.evaluate(MADE)
    assert made[0] == "noise" and "lab" not in made and len(made) < 4


def test_a_page_that_flies_by_shows_stills_and_draws_where_it_lands(chapter):
    before = chapter.evaluate(DRAWN)
    passed = chapter.evaluate(FLOWN)
    assert set(passed) <= {*before, "lab"}
    chapter.locator("figure[data-scene=lab] .stage.drawn").wait_for()
    assert "training" not in chapter.evaluate(DRAWN)


def test_no_frame_holds_the_first_of_two_sheets(chapter):
    chapter.locator("figure[data-scene=terrain]").scroll_into_view_if_needed()
    chapter.locator("figure[data-scene=terrain] .stage.drawn").wait_for()
    firsts = chapter.evaluate("Object.values(firsts)")
    assert len(firsts) > 1
    assert all(len(scenes) == 1 for scenes in firsts)


def test_a_picture_is_seen_in_a_frame_after_those_that_drew_it_first(chapter):
    chapter.locator("figure[data-scene=terrain]").scroll_into_view_if_needed()
    chapter.locator("figure[data-scene=terrain] .stage.drawn").wait_for()
    firsts, seen = chapter.evaluate("[Object.entries(firsts), seen]")
    drawn = {scene: float(frame) for frame, scenes in firsts for scene in scenes}
    assert "terrain" in seen and all(drawn[scene] < frame for scene, frame in seen.items())


def test_what_is_far_away_answers_whoever_is_quicker_than_that_is_noticed(chapter):
    lab = chapter.locator("figure[data-scene=lab]")
    lab.evaluate("figure => figure.querySelector('[popovertarget$=-link]').click()")
    expect(lab.locator(".share textarea").first).not_to_have_value("")


def test_a_browser_that_knows_no_idle_moments_goes_on_without(page, server):
    server.printed()
    page.add_init_script("delete window.requestIdleCallback")
    page.goto(f"{server.url}/12-training/")
    page.locator("figure[data-scene=noise] .stage.drawn").wait_for()
    page.locator("figure[data-scene=ball]").scroll_into_view_if_needed()
    page.locator("figure[data-scene=ball] .stage.drawn").wait_for()
    assert page.evaluate(WAITING)
