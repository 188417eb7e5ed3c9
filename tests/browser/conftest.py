"""A real Chromium, and a small faulty site: our static files, films made by app.stream, and every way a transfer can go wrong."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from faulty_site import Site  # noqa: E402
from hosts import Host  # noqa: E402

from tests import chromium  # noqa: E402


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
    page.set_default_timeout(8000)
    yield page
    assert thrown == []
