"""A real Chromium, and a small faulty site: our static files, films made by app.stream, and every way a transfer can go wrong."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from faulty_site import Site  # noqa: E402
from hosts import Host  # noqa: E402

QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions", "--no-first-run"]


def chromium(playwright):
    """Path of the browser: $CHROMIUM, else Playwright's own, else the system's; None where there is none."""
    own = playwright.chromium.executable_path
    return os.environ.get("CHROMIUM") or (own if Path(own).exists() else shutil.which("chromium") or shutil.which("chromium-browser"))


@pytest.fixture(scope="session")
def browser_type_launch_args(playwright):
    path = chromium(playwright)
    if not path:
        missing = "no Chromium: set CHROMIUM=/path/to/chromium, or run `playwright install chromium`, or install your system's chromium"
        pytest.exit(missing, 1) if os.environ.get("CI") else pytest.skip(missing)
    root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    return {"executable_path": path, "args": QUIET + root, "headless": True}


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
def page(page):
    """A page on which nothing may throw."""
    thrown = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.set_default_timeout(8000)
    yield page
    assert thrown == []
