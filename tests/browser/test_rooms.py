"""A scene alone fits into the rooms that sites give it, in every language: what one reads or presses stands whole and on nothing else."""

import pytest

from app import languages, scenes
from app.engine import menu

WORDS = menu.names(scenes)
TAGS = languages.known()
ROOMS = [(280, 200), (320, 240), (440, 270), (480, 270), (500, 281), (640, 360), (640, 400), (1000, 1000)]
STEPS = [0, 0.5, 1]
WRONG = """async shares => {
  const slider = document.querySelector("[data-steps]"), say = document.querySelector(".say"), credit = document.querySelector(".credit");
  const seen = (all) => [...document.querySelectorAll(all)].filter((e) => e.checkVisibility()), box = (e) => e.getBoundingClientRect();
  const name = (e) => e.getAttribute("aria-label") ?? (e.className || e.textContent);
  const apart = (a, b) => a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5 || a.right <= b.left + 0.5 || b.right <= a.left + 0.5;
  const beyond = ({ left, top, right, bottom }) => left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5;
  const more = (e) => e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight;
  const wrong = () => {
    const controls = seen(".controls :is(button, input), .settings :is(button, select, input, output)");
    const parts = [...seen(".stage, .say, figcaption, .code"), ...controls, credit];
    return {
      beyond: [...parts, ...credit.children].filter((e) => beyond(box(e))).map(name),
      touching: parts.flatMap((a, k) => parts.slice(k + 1).filter((b) => !apart(box(a), box(b))).map((b) => [a, b].map(name))),
      cut: [...seen(".figure button, .credit a"), say, say.firstChild].filter(more).map(name),
      scrolls: more(document.scrollingElement),
      short: seen("[data-steps]").filter((e) => e.clientWidth < 48).map(name),
    };
  };
  const found = {};
  for (const share of shares) {
    slider.value = share * slider.max;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    found[slider.value] = wrong();
  }
  return found;
}"""
NOTHING = {"beyond": [], "touching": [], "cut": [], "scrolls": False, "short": []}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("word", WORDS)
def test_in_a_small_room_every_word_and_control_stands_whole_and_on_nothing_else(page, server, word, tag):
    server.printed()
    page.goto(f"{server.url}/{'' if tag == languages.USUAL else f'{tag}/'}embed/{word}/")
    page.locator("figure[data-state=done]").wait_for()
    for width, height in ROOMS:
        page.set_viewport_size({"width": width, "height": height})
        for step, found in page.evaluate(WRONG, STEPS).items():
            assert found == NOTHING, (width, height, step)


ASKED = """
const asked = window.asked = [], { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (words, x, y, room) {
  const box = this.measureText(words), half = Math.min(box.width, room ?? box.width) / 2 + 2;
  const up = box.actualBoundingBoxAscent, down = box.actualBoundingBoxDescent + 2;
  if (/\\?$/.test(words)) asked.push([x - half, y - up, 2 * half, up + down].map((side) => side * this.getTransform().a));
  fillText.call(this, words, x, y, room);
};"""
CROSSED = """async () => {
  const slider = document.querySelector("[data-steps]"), curve = document.querySelectorAll("canvas")[1].getContext("2d");
  for (const step of [1, 0]) {
    asked.length = 0;
    slider.value = step;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  const drawn = (pixels, k) => pixels[k + 3] > 128 && pixels[k] + pixels[k + 1] + pixels[k + 2] < 200;
  const across = ({ data }) => data.some((_, k) => k % 4 === 0 && drawn(data, k));
  return asked.map((box) => across(curve.getImageData(...box)));
}"""


@pytest.mark.parametrize("tag", TAGS)
def test_in_a_small_room_no_curve_runs_through_the_question_where_a_ball_will_be(page, server, tag):
    server.printed()
    page.add_init_script(ASKED)
    page.goto(f"{server.url}/{'' if tag == languages.USUAL else f'{tag}/'}embed/stride/?theme=light")
    page.locator("figure[data-state=done]").wait_for()
    for width, height in ROOMS:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(CROSSED) == [False] * 4, (width, height)


@pytest.mark.parametrize("tag", TAGS)
def test_in_a_small_room_a_preset_says_its_reason_and_moves_no_control_out_of_it(page, server, tag):
    server.printed()
    page.goto(f"{server.url}/{'' if tag == languages.USUAL else f'{tag}/'}embed/lab/")
    page.locator("figure[data-state=done]").wait_for()
    for width, height in ROOMS:
        page.set_viewport_size({"width": width, "height": height})
        page.locator(".reasons p").evaluate_all("all => all.forEach(reason => (reason.hidden = false))")
        (found,) = page.evaluate(WRONG, [1]).values()
        assert found | {"cut": []} == NOTHING, (width, height)
