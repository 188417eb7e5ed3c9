"""What is remembered of where things are is true wherever the reader scrolls, and whatever has changed the page meanwhile."""

import re

import pytest
from playwright.sync_api import expect

SCENES = ["ball", "training", "staircase"]
PLACES = [0.1, 0.35, 0.6, 0.8]
SCROLLED = """([word, share]) => {
  const text = document.querySelector(`#${word} .beats`).getBoundingClientRect();
  scrollTo({ top: scrollY + text.top + text.height * share - innerHeight * 0.55, behavior: "instant" });
}"""
TRUE = """word => {
  const line = innerHeight * 0.55, boxed = (beat) => ({ box: beat.getBoundingClientRect(), ...beat.dataset });
  const beats = [...document.querySelectorAll(`#${word} .beat`)].map(boxed);
  const now = beats.findLastIndex(({ box }) => box.top <= line), { box, from, to } = beats[now];
  if (now === beats.length - 1) return null;
  const share = +from + (to - from) * (line - box.top) / (beats[now + 1].box.top - box.top);
  return String(Math.round(share * document.querySelector(`#${word} [data-steps]`).max));
}"""
LARGER = "document.documentElement.style.fontSize = '130%'"
LONGER = "word => document.querySelector(`#${word} .beat p`).append(' And so on, for many more words.'.repeat(40))"
CHANGES = {
    "nothing": lambda page, word: None,
    "the window's size": lambda page, word: page.set_viewport_size({"width": 1100, "height": 620}),
    "the reader's own type": lambda page, word: page.evaluate(LARGER),
    "the text": lambda page, word: page.evaluate(LONGER, word),
}


@pytest.mark.parametrize("word", SCENES)
@pytest.mark.parametrize("change", CHANGES)
def test_a_figure_stands_where_its_text_is_read(page, server, word, change):
    server.printed()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{server.url}/12-training/#{word}")
    figure = page.locator(f"[data-scene={word}]")
    expect(figure).to_have_attribute("data-state", "done")
    page.evaluate(SCROLLED, [word, 0.2])
    page.locator(f"#{word} .stage.drawn").wait_for()
    CHANGES[change](page, word)
    told = []
    for share in PLACES:
        page.mouse.wheel(0, 1)
        page.evaluate(SCROLLED, [word, share])
        page.wait_for_timeout(700)
        expect(figure).to_have_attribute("data-at", re.compile(r"^\d+$"))
        told.append((figure.get_attribute("data-at"), page.evaluate(TRUE, word)))
    told = [(at, true) for at, true in told if true is not None]
    assert len(told) >= 2 and len(set(told)) > 1
    for at, true in told:
        assert at == true, (word, change, told)
