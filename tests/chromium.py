"""Where Chromium is, and how it is started."""

import os
import shutil
from pathlib import Path

QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions", "--no-first-run"]


def found(playwright):
    """Path of the browser: $CHROMIUM, else Playwright's own, else the system's; None where there is none."""
    own = playwright.chromium.executable_path
    return os.environ.get("CHROMIUM") or (own if Path(own).exists() else shutil.which("chromium") or shutil.which("chromium-browser"))


def options(path):
    """How Playwright starts it; as root only without its own sandbox."""
    root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    return {"executable_path": path, "args": QUIET + root, "headless": True}
