"""Before any script, without one and on paper: whatever a still says can be read, on the smallest phone too, in every language."""

import pytest
from chapter import SIZES, WORDS

from app import languages

LEAST, TOUCH = 8.5, 1  # pixels: the smallest type, and what the boxes of two texts may share
ROOMS = [*SIZES, "paper"]
SHOW = """moment => {
  for (const part of document.querySelectorAll(".still > :is(.now, .later)"))
    part.style.display = part.classList.contains(moment) ? "inline" : "none"; }"""
READ = """([word, least, touch]) => {
  const across = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const along = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return [...document.querySelectorAll(`figure[data-scene=${word}] .still`)].map((still) => {
    const scale = still.getBoundingClientRect().width / still.viewBox.baseVal.width;
    const texts = [...still.querySelectorAll("text")].filter((e) => e.checkVisibility() && e.textContent)
      .map((e) => ({ says: e.textContent, box: e.getBoundingClientRect(), size: scale * parseFloat(getComputedStyle(e).fontSize) }));
    const touching = (one) => (other) => across(one.box, other.box) > touch && along(one.box, other.box) > touch;
    return {
      count: texts.length,
      tiny: texts.filter(({ size }) => size < least).map(({ says }) => says),
      out: texts.filter(({ box }) => box.left < 0 || box.right > innerWidth).map(({ says }) => says),
      touching: texts.flatMap((one, k) => texts.slice(0, k).filter(touching(one)).map(({ says }) => [says, one.says])),
    }; }); }"""


@pytest.mark.parametrize("moment", ["now", "later"])
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("tag", languages.known())
def test_no_two_texts_of_a_still_touch_and_none_is_too_small_to_read(browser, chapter, tag, room, moment):
    width, height = SIZES.get(room, SIZES["desktop"])
    page = browser.new_page(java_script_enabled=False, viewport={"width": width, "height": height})
    page.emulate_media(media="print" if room == "paper" else "screen")
    page.goto(chapter if tag == languages.USUAL else chapter.replace("/12-training/", f"/{tag}/12-training/"))
    page.evaluate(SHOW, moment)
    for word in WORDS:
        for still in page.evaluate(READ, [word, LEAST, TOUCH]):
            assert still.pop("count") > 3, word
            assert still == {"tiny": [], "out": [], "touching": []}, word
    page.close()
