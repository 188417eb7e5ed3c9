"""A real Chromium, and a small faulty site: our static files, films made by app.stream, and every way a transfer can go wrong."""

import os
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parent))

from chapter import figure  # noqa: E402
from faulty_site import Site  # noqa: E402
from hosts import Host  # noqa: E402

from tests import chromium  # noqa: E402

PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)

PIXELS = """() => { const c = document.querySelector("canvas");
  return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.reduce((sum, v, k) => (sum * 31 + v + k) % 4294967291, 7); }"""


@pytest.fixture(scope="session")
def browser_type_launch_args(playwright):
    path = chromium.found(playwright)
    if not path:
        missing = "no Chromium: set CHROMIUM=/path/to/chromium, or run `playwright install chromium`, or install your system's chromium"
        pytest.exit(missing, 1) if os.environ.get("CI") else pytest.skip(missing)
    return chromium.options(path)


@pytest.fixture(scope="session")
def base_url():
    """None; the plugin's own fixture of this name warns under pytest 9.2, and here a warning is an error."""


@pytest.fixture
def site():
    with Site() as running:
        yield running


@pytest.fixture
def host():
    with Host() as running:
        yield running


@pytest.fixture
def visit(page, server, host):
    """visit(body): a page of another origin; `{course}` in it is the address of the course."""
    server.printed()

    def visited(body, **headers):
        page.goto(host.show(body.replace("{course}", f"{server.url}/"), **headers))
        return page

    return visited


@pytest.fixture
def page(page):
    """A page on which nothing may throw."""
    thrown = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.set_default_timeout(PATIENCE)
    yield page
    assert thrown == []


@pytest.fixture(scope="session")
def chapter(server):
    server.printed()
    return f"{server.url}/12-training/"


@pytest.fixture
def read(page, chapter):
    """read("ball", at=0.5): the page, scrolled so far through that scene, and at rest there."""

    def scrolled(word, at=0.5, query="", tag=""):
        there = chapter.replace("/12-training/", f"/{tag}/12-training/" if tag else "/12-training/") + query
        if page.url != there:
            page.goto(there)
        page.evaluate("""([word, at]) => {
          const box = document.getElementById(word).getBoundingClientRect();
          scrollTo(0, scrollY + box.top + at * (box.height - innerHeight)) }""", [word, at])
        expect(figure(page, word)).to_have_attribute("data-state", "done")
        page.wait_for_timeout(650)
        expect(figure(page, word)).to_have_attribute("data-at", re.compile(r"^\d+$"))
        return page

    return scrolled


@pytest.fixture
def probe(page, site):
    """The probe's page, its parts by name."""

    def visit(query="", state="done", scroll=1000):
        page.goto(f"{site.address}/page.html{query}")
        page.evaluate(f"scrollTo(0, {scroll})")
        expect(figure).to_have_attribute("data-state", state)

    def at(value=None):
        if value is not None:
            expect(figure).to_have_attribute("data-at", value if isinstance(value, re.Pattern) else str(value))
        return float(figure.get_attribute("data-at"))

    def scrolled(y):
        page.evaluate("y => new Promise(done => { scrollTo(0, y); requestAnimationFrame(() => requestAnimationFrame(done)) })", y)

    def rested():
        page.wait_for_timeout(700)
        return at(re.compile(r"^\d+$"))

    figure = page.locator("figure")
    return SimpleNamespace(
        page=page, site=site, figure=figure, visit=visit, at=at, scrolled=scrolled, rested=rested,
        say=page.locator("#probe-say"), stage=page.locator(".stage"), slider=page.locator("[data-steps]"),
        on=page.get_by_text("on", exact=True), wait=page.locator(".wait"),
        pixels=lambda: page.evaluate(PIXELS), drawn=lambda: "drawn" in (page.locator(".stage").get_attribute("class")),
    )
