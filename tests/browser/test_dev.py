"""While one writes: what is saved shows in the page without losing the place, and what is wrong is said with file and line."""

import shutil

import pytest
from playwright.sync_api import expect

from tests import readme

PARTS = ("chapters", "templates", "static")
SLOW = 60_000
DRAW = "export function draw(context, film, size, view) {\n"


@pytest.fixture
def parts(tmp_path):
    """Copies of what an author writes into."""
    for part in PARTS:
        shutil.copytree(readme.ROOT / part, tmp_path / part)
    return tmp_path


@pytest.fixture
def page(context):
    """A page whose scripts may throw: that is what is tried here."""
    return context.new_page()


@pytest.fixture
def writing(page, serve, parts):
    """The chapter as its author sees it, scrolled a way down, with a mark that a page loaded anew would not have."""
    with serve(command=["dev"], **{part: parts / part for part in PARTS}) as server:
        server.wait_for(lambda: server.ask("/12-training/").status == 200, "no chapter")
        page.goto(f"{server.url}/12-training/")
        page.locator("#noise .stage.drawn").wait_for()
        page.evaluate("scrollTo(0, 3000)")
        page.evaluate("globalThis.same = true")
        yield page


def replace(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def same(page):
    return page.evaluate("globalThis.same === true && scrollY") == 3000


def test_saved_words_show_where_one_is_and_a_mistake_until_it_is_mended(writing, parts):
    text = parts / "chapters" / "12-training" / "index.md"
    replace(text, "They start as noise.", "They start as plain noise, {number}`noise.weights` of them.")
    expect(writing.get_by_text("They start as plain noise, 1,898 of them.")).to_be_attached()
    replace(text, "  Every chapter of this part", "  Each chapter of this part")
    expect(writing.locator(".lede")).to_contain_text("Each chapter")
    assert same(writing)
    replace(text, "plain noise, {number}`noise.weights`", "plain noise, {number}`noise.weigts`")
    alert = writing.get_by_role("alert")
    expect(alert.locator("b")).to_have_text("chapters/12-training/index.md:20")
    expect(alert.locator("p")).to_contain_text("no 'noise.weigts' among the facts: noise.weights")
    expect(alert.locator(".here")).to_contain_text("They start as plain noise")
    expect(writing.get_by_text("They start as plain noise, 1,898 of them.")).to_be_attached()
    replace(text, "noise.weigts", "noise.weights")
    expect(alert).to_have_count(0)
    assert same(writing)


def test_a_saved_style_is_put_on_and_a_saved_script_runs_on_a_new_page_at_the_same_place(writing, parts):
    replace(parts / "static" / "opening.css", "--paper: #fbf8f2", "--paper: #fee8e8")
    expect(writing.locator("body")).to_have_css("background-color", "rgb(254, 232, 232)")
    assert same(writing)
    replace(parts / "static" / "scenes" / "ball.js", DRAW, DRAW + "  lost();\n")
    expect(writing.get_by_role("alert")).to_contain_text("static/scenes/ball.js:")
    expect(writing.get_by_role("alert")).to_contain_text("ReferenceError: lost is not defined")
    assert writing.evaluate("globalThis.same") is None
    replace(parts / "static" / "scenes" / "ball.js", "  lost();\n", "  lost(;\n")
    expect(writing.get_by_role("alert")).to_contain_text("SyntaxError")
    expect(writing.get_by_role("alert")).to_contain_text("static/scenes/ball.js:")


def test_a_template_that_cannot_be_read_is_named_and_the_last_good_page_is_served(writing, parts):
    replace(parts / "templates" / "chapter.html", "{% block title %}", "{% blok title %}")
    expect(writing.get_by_role("alert")).to_contain_text("templates/chapter.html:")
    writing.reload()
    expect(writing.get_by_role("alert")).to_contain_text("unknown tag 'blok'")
    expect(writing.locator("h1")).to_have_text("Training: how it learns")


def test_saved_python_runs_in_a_new_process_and_its_mistakes_are_named(page, serve, tmp_path):
    house = tmp_path / "house"
    shutil.copytree(readme.ROOT, house, ignore=readme.LEFT_BEHIND)
    shutil.copytree(readme.ROOT / ".films", house / ".films")
    still = house / "app" / "stills" / "noise.py"
    with serve(cwd=house, command=["dev"]) as server:
        server.wait_for(lambda: server.ask("/12-training/").status == 200, "no chapter")
        page.goto(f"{server.url}/12-training/")
        replace(still, "Before any training", "Before it all")
        expect(page.locator("#noise figcaption b")).to_have_text("Before it all", timeout=SLOW)
        still.write_text(still.read_text("utf-8") + "def ):\n", "utf-8")
        expect(page.get_by_role("alert")).to_contain_text("app/stills/noise.py:", timeout=SLOW)
        expect(page.locator("#noise figcaption b")).to_have_text("Before it all")
        replace(still, "def ):\n", "")
        expect(page.get_by_role("alert")).to_have_count(0, timeout=SLOW)


def test_the_site_that_is_served_knows_nothing_of_it(server):
    server.printed()
    assert b"/dev/" not in server.ask("/12-training/").body
    assert server.ask("/dev/live.js").status == 404
