"""A monkey reads the chapter: it scrolls, clicks, drags, types, turns the phone, and nothing throws. Seeded, so that it can come again."""

import os
import random
import time

import pytest
from playwright.sync_api import expect

from app import scenes
from app.engine import menu

SECONDS = float(os.environ.get("MONKEY_SECONDS", "60"))
SEED = int(os.environ.get("MONKEY_SEED", "12"))
KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageDown", "Tab", "Enter", "Space", "Escape", "Shift+ArrowRight",
        "Shift+ArrowUp", "a", "7"]
STAY = """addEventListener("click", event => {
  const link = event.target.closest?.("a");
  if (link && !link.getAttribute("href").startsWith("#")) event.preventDefault() }, true);"""
LONG = """
  window.longTasks = [];
  const note = list => longTasks.push(...list.getEntries().map(({duration}) => Math.round(duration)));
  new PerformanceObserver(note).observe({type: "longtask"});"""
GROWTH = 8 << 20  # bytes: as many as the films that are kept may take
WORDS = menu.names(scenes)
SIZES = [(1280, 800), (390, 844), (844, 390), (320, 640), (1920, 1080)]


class Monkey:
    """Does one random thing after another to a page."""

    def __init__(self, page, seed):
        self.page, self.chance = page, random.Random(seed)
        self.does = [self.scroll, self.scroll, self.leap, self.click, self.drag, self.type, self.slide, self.choose, self.open, self.turn]

    def act(self):
        self.chance.choice(self.does)()

    def place(self):
        size = self.page.viewport_size
        return self.chance.uniform(0, size["width"] - 1), self.chance.uniform(50, size["height"] - 1)

    def scroll(self):
        self.page.mouse.wheel(0, self.chance.choice([-900, -120, 120, 120, 400, 900]))

    def leap(self):
        self.page.evaluate("share => scrollTo(0, share * document.documentElement.scrollHeight)", self.chance.random())

    def click(self):
        self.page.mouse.click(*self.place())

    def drag(self):
        self.page.mouse.move(*self.place())
        self.page.mouse.down()
        self.page.mouse.move(*self.place(), steps=4)
        self.page.mouse.up()

    def type(self):
        self.page.keyboard.press(self.chance.choice(KEYS))

    def visible(self, selector):
        found = [one for one in self.page.locator(selector).element_handles() if one.is_visible()]
        return self.chance.choice(found) if found else None

    def slide(self):
        self.page.evaluate("""([input, share]) => { if (!input) return;
          input.value = Math.round(+input.min + share * (input.max - input.min));
          input.dispatchEvent(new Event("input", {bubbles: true})) }""", [self.visible("input[type=range]"), self.chance.random()])

    def choose(self):
        self.page.evaluate("""([select, share]) => { if (!select) return;
          select.selectedIndex = Math.floor(share * select.length);
          for (const kind of ["input", "change"]) select.dispatchEvent(new Event(kind, {bubbles: true})) }""",
          [self.visible("select"), self.chance.random()])

    def open(self):
        if button := self.visible("button[popovertarget]"):
            button.evaluate("button => button.click()")

    def turn(self):
        width, height = self.chance.choice(SIZES)
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=self.chance.choice(["light", "dark"]))


@pytest.fixture
def complaints(page):
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda line: line.type == "error" and found.append(line.text))
    return found


@pytest.fixture
def heap(page):
    """What the page's objects take, in bytes, after the rubbish is gone."""
    tab = page.context.new_cdp_session(page)

    def measured():
        tab.send("HeapProfiler.collectGarbage")
        return tab.send("Runtime.getHeapUsage")["usedSize"]

    return measured


def let_loose(page, complaints, seconds):
    monkey, end = Monkey(page, SEED), time.monotonic() + seconds
    while time.monotonic() < end and not complaints:
        monkey.act()
    assert complaints == [], f"MONKEY_SEED={SEED}"


def test_nothing_throws_whatever_a_reader_does_and_memory_stays_flat(page, server, complaints, heap):
    server.printed()
    page.add_init_script(STAY + LONG)
    page.goto(f"{server.url}/12-training/")
    expect(page.locator("figure").first).to_have_attribute("data-state", "done")
    let_loose(page, complaints, SECONDS / 2)
    halfway, nodes = heap(), page.evaluate("document.querySelectorAll('*').length")
    let_loose(page, complaints, SECONDS / 2)
    grown, long = heap() - halfway, sorted(page.evaluate("longTasks"))
    print(f"heap {halfway >> 10} kB, and {grown >> 10} kB more after {SECONDS / 2:.0f} s; {nodes} elements; tasks over 50 ms: {long[-20:]}")
    assert grown < GROWTH


def test_nothing_throws_in_a_scene_alone(page, server, complaints):
    server.printed()
    page.add_init_script(STAY)
    for word in WORDS:
        page.goto(f"{server.url}/embed/{word}/")
        page.locator(".stage.drawn").wait_for()
        let_loose(page, complaints, SECONDS / 5 / len(WORDS))
