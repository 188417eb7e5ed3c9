"""The chapter in other languages, in a real Chromium: all that is seen is translated, it fits, and it leads from one to the other."""

import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from chapter import SIZES, shaped
from playwright.sync_api import expect

from app import scenes
from app.engine import menu
from app.languages import speaking
from app.scenes.sizes import MODELS
from app.words import say
from tests.pseudo import LONG, RTL, catalogues

ROOT = Path(__file__).parents[2]
WORDS = menu.names(scenes)
ENGLISH = re.compile(r"[A-Za-z]{3,}")
NAMES = re.compile("|".join(["MyST, Jupyter Book|−log|max|plain", *(model["name"] for model in MODELS)]))
LISTEN = """
  window.written = {};
  for (const way of ["fillText", "strokeText"]) {
    const write = CanvasRenderingContext2D.prototype[way];
    CanvasRenderingContext2D.prototype[way] = function (words, ...rest) {
      (written[this.canvas.closest("figure")?.dataset.scene] ??= []).push(String(words));
      return write.call(this, words, ...rest);
    };
  }
"""
VISIBLE = """([root, ours]) => {
  const told = [], spoken = ["aria-label", "title", "placeholder", "aria-valuetext", "aria-roledescription"];
  for (const box of document.querySelectorAll(root)) {
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (!texts.currentNode.parentElement.closest(ours)) told.push(texts.currentNode.textContent.trim());
    for (const one of [box, ...box.querySelectorAll("*")]) {
      if (!one.closest(ours)) told.push(...spoken.map(name => one.getAttribute(name) ?? ""));
    }
  }
  return told.filter(Boolean) }"""
# What is in no catalogue: prose, code, addresses, names.
OURS = (
    "noscript, pre, a[href*='/source/'], textarea, .course, .contents, .tongue, script, style, .foot a, .foot p:last-of-type, "
    ".foot span, code"
)


@pytest.fixture(scope="module")
def nobodys(serve, tmp_path_factory):
    """A server that speaks the languages that nobody speaks; the prose is English in all."""
    home = tmp_path_factory.mktemp("languages")
    catalogues(home)
    shutil.copytree(ROOT / "chapters", home / "chapters", ignore=shutil.ignore_patterns("index.*.md"))
    for tag in (LONG, RTL):
        shutil.copy(home / "chapters/12-training/index.md", home / f"chapters/12-training/index.{tag}.md")
    first = f"import pathlib; from app import languages; languages.FOLDER = pathlib.Path({str(home)!r})"
    with serve(first=first, chapters=home / "chapters") as server:
        server.printed()
        yield server


def visit(page, server, tag, word="", size="desktop"):
    shaped(page, SIZES[size])
    page.goto(f"{server.url}/{tag}/12-training/#{word}")
    if word:
        expect(figure(page, word)).to_have_attribute("data-state", "done", timeout=30_000)
        page.wait_for_timeout(500)
    return page


def figure(page, word):
    return page.locator(f"figure[data-scene={word}]")


@pytest.mark.parametrize("tag", [LONG, RTL])
@pytest.mark.parametrize("word", WORDS)
def test_nothing_that_a_figure_says_or_draws_is_left_in_english(page, nobodys, word, tag):
    page.add_init_script(LISTEN)
    visit(page, nobodys, tag, word)
    for step in ("0", "1", figure(page, word).locator("[data-steps]").get_attribute("max")):
        figure(page, word).locator("[data-steps]").fill(step)
        page.wait_for_timeout(50)
    for menu_ in ("numbers", "link"):
        figure(page, word).locator(f".controls [popovertarget$=-{menu_}]").click()
        page.wait_for_timeout(100)
        told = page.evaluate(VISIBLE, [f"figure[data-scene={word}]", OURS])
        assert [text for text in told if ENGLISH.search(NAMES.sub("", text))] == []
        page.keyboard.press("Escape")
    drawn = page.evaluate("word => written[word]", word)
    assert drawn and [text for text in drawn if ENGLISH.search(NAMES.sub("", text))] == []


@pytest.mark.parametrize("tag", [LONG, RTL])
def test_nothing_around_the_prose_is_left_in_english(page, nobodys, tag):
    visit(page, nobodys, tag)
    told = page.evaluate(VISIBLE, [".skip, .masthead, nav, .kicker, .foot", OURS])
    assert told and [text for text in told if ENGLISH.search(NAMES.sub("", text))] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tag", [LONG, RTL])
def test_longer_words_and_words_from_the_right_fit(page, nobodys, tag, size):
    width, _ = SIZES[size]
    visit(page, nobodys, tag, size=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    beyond = page.evaluate("""width => [...document.querySelectorAll("body *")].filter(e => !e.closest("[popover], svg, .table, pre"))
      .filter(e => e.checkVisibility() && (e.getBoundingClientRect().right > width + 1 || e.getBoundingClientRect().left < -1))
      .map(e => e.outerHTML.slice(0, 80))""", width)
    assert beyond == []
    tight = page.evaluate("""[...document.querySelectorAll("button")].filter(b => b.checkVisibility() && b.scrollWidth > b.clientWidth + 1)
      .map(b => b.textContent)""")
    assert tight == []


@pytest.mark.parametrize("tag, direction", [(LONG, "ltr"), (RTL, "rtl")])
def test_the_page_runs_as_its_language_does_and_the_axes_do_not(page, nobodys, tag, direction):
    visit(page, nobodys, tag, "ball")
    figure_, text = (page.locator(f"#ball {part}").bounding_box() for part in (".figure", ".beats"))
    assert (figure_["x"] > text["x"]) == (direction == "ltr")
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == direction
    page.wait_for_selector("#ball .stage.drawn")
    drawn = page.locator("#ball :is(.still, .stage > canvas)")
    assert drawn.count() > 1 and set(drawn.evaluate_all("all => all.map(one => getComputedStyle(one).direction)")) == {"ltr"}


def test_another_language_shows_the_same_figures_in_the_same_state(page, server):
    server.printed()
    page.goto(f"{server.url}/12-training/?ball=knob=55/start=-2.6/rate=16&ball.at=3#ball")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    english = figure(page, "ball").get_attribute("data-film")
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page).to_have_url(f"{server.url}/es/12-training/?ball=knob=55/start=-2.6/rate=16&ball.at=3#ball")
    expect(figure(page, "ball").locator(".say")).to_contain_text("Paso 3: w = ", timeout=30_000)
    assert figure(page, "ball").get_attribute("data-film") == f"../{english}"


def test_an_english_page_carries_no_catalogue(server):
    server.printed()
    assert b'id="words"' not in server.ask("/12-training/").body
    assert b'id="words"' in server.ask("/es/12-training/").body
    assert b'id="words"' not in server.ask("/embed/ball/").body
    assert b'id="words"' in server.ask("/es/embed/ball/").body


@pytest.mark.parametrize("tag", ["en", "es"])
def test_scripts_write_numbers_as_the_server_does(page, server, tag):
    words = import_module("app.words")
    numbers = [0, 1, -1, 0.5, 2 / 3, -0.0004, 1898, 12345.678, 2.5e-7, -3.21e-5, 25.6e6, 1.5e9, 175e9, 1.57e12]
    folder = "" if tag == "en" else f"{tag}/"
    page.goto(f"{server.url}/{folder}12-training/")
    told = page.evaluate("""async ([root, numbers]) => {
      const words = await import(root), each = way => numbers.map(way);
      return [each(x => words.fixed(x, 3)), each(x => words.percent(x, 1)), each(x => words.figures(x)),
        each(x => words.large(Math.abs(x))),
        each(x => words.whole(Math.abs(x))), each(x => words.trend(1, x)), each(x => words.written(String(x)))] }""",
      [page.evaluate("[...document.scripts].find(script => script.src).src.replace('bundles/main/main.js', 'parts/words.js')"), numbers])
    with speaking(tag):
        assert told[:6] == [
            [words.fixed(x, 3) for x in numbers], [words.percent(x, 1) for x in numbers], [words.figures(x) for x in numbers],
            [words.large(abs(x)) for x in numbers], [words.whole(abs(x)) for x in numbers], [words.trend(1, x) for x in numbers],
        ]


@pytest.mark.parametrize("path, told", [
    ("/es/nada/", "there is no such page"), ("/es/embed/nada/", "there is no such scene"), ("/nothing/", "there is no such page"),
])
def test_a_refusal_is_in_the_language_of_its_path(server, path, told):
    tag = "es" if path.startswith("/es/") else "en"
    with speaking(tag):
        told = say(told)
    assert server.ask(path).json["error"] == told
    page = server.ask(path, accept="text/html").body.decode()
    assert told in page and f'lang="{tag}"' in page
