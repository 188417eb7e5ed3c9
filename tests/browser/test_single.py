"""A scene as one file: opened from the disk, without any network, it is drawn, stepped and set as on the page."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app import scenes
from app.engine import menu
from app.export.file import write
from app.export.single import LARGEST, whole

ROOT = Path(__file__).parents[2]
OFFERED = "lists => lists.flatMap(list => [...list.options].filter(option => !option.hidden).map(option => option.value))"
DONE = 'figure[data-state="done"] .stage.drawn'


@pytest.fixture(scope="session")
def file(server, tmp_path_factory):
    """file("ball"): where the file of that scene is."""
    folder, made = tmp_path_factory.mktemp("single"), {}

    def one(word):
        if word not in made:
            server.printed()
            made[word] = folder / f"{word}.html"
            write(made[word], whole(word, server.ask(f"/embed/{word}/", accept="text/html").body.decode()).encode())
        return made[word]

    return one


@pytest.fixture
def opened(context, page, file):
    """opened("ball"): the page that the file is, in a browser that is offline; whatever it asks for is written down in ``asked``."""

    def one(word):
        context.set_offline(True)
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.goto(file(word).as_uri())
        expect(page.locator(DONE)).to_be_visible()
        return page

    return one


@pytest.mark.parametrize("word", menu.names(scenes))
def test_every_scene_is_one_small_file_that_is_drawn_stepped_and_set(word, opened, file):
    assert file(word).stat().st_size <= LARGEST
    page = opened(word)
    assert page.evaluate("[...document.body.childNodes].find(node => node.textContent.trim()).localName") == "main"
    said = page.locator(".say")
    before, last = said.text_content(), page.locator("[data-steps]").get_attribute("max")
    if last != "0":
        page.get_by_label("Next step").click()
        expect(page.locator("figure")).to_have_attribute("data-at", "1")
        page.locator("[data-steps]").fill(last)
        expect(page.locator("figure")).to_have_attribute("data-at", last)
        expect(said).not_to_have_text(before)
    for name, values in json.loads(page.locator("figure").get_attribute("data-grid")).items():
        for value in values:
            chosen = choose(page, name, values, value)
            expect(page.locator(DONE)).to_be_visible()
            expect(page.locator(".wait")).to_be_hidden()
            assert chosen == (len(values) > 1)
        assert page.locator(f'select[data-setting="{name}"]').evaluate_all(OFFERED) in ([], values)
    assert page.asked == [file(word).as_uri()] and page.said == []


def choose(page, name, values, value):
    """Set it by its control; whether there is one."""
    control = page.locator(f'[data-setting="{name}"]')
    if control.count():
        slider = control.get_attribute("type") == "range"
        control.evaluate("""(control, value) => {
          control.value = value;
          control.dispatchEvent(new Event("input", {bubbles: true}));
        }""", str(values.index(value)) if slider else value)
        assert control.input_value() == (str(values.index(value)) if slider else value)
    return bool(control.count())


@pytest.mark.parametrize("word", ["ball", "lab"])
def test_there_is_something_to_choose_and_nothing_that_leads_nowhere(word, opened):
    page = opened(word)
    assert page.locator("[data-setting]").count() >= 1
    links = page.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert all(re.match("https?:|#", link) for link in links)
    assert page.get_by_role("button", name="Share").count() == 0


def test_a_number_its_formula_and_its_source_stand_on_lines_of_their_own(opened):
    page = opened("ball")
    page.get_by_role("button", name="Numbers").click()
    check = page.locator(".checks li:visible").first
    formula, source = check.locator("[data-formula]").bounding_box(), check.get_by_text(re.compile(r"\.py, line \d+$")).bounding_box()
    assert source["y"] >= formula["y"] + formula["height"] - 1


def test_the_command_writes_the_same_file(file, tmp_path):
    out = tmp_path / "noise.html"
    command = [sys.executable, "-m", "app", "export", "--scene", "noise", "--single-file", out]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    assert out.read_text("utf-8") == file("noise").read_text("utf-8")
    assert done.stdout.endswith(f"kB in {out}\n")
