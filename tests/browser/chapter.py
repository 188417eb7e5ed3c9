"""The chapter in a browser: its scenes, and what a figure shows."""

import hashlib
import re
from pathlib import Path

TEXT = Path(__file__).parents[2] / "chapters" / "12-training" / "index.md"
WORDS = re.findall(r"^:{3,}\{scene\} (\w+)", TEXT.read_text("utf-8"), re.MULTILINE)
LIGHTS = ["light", "dark"]
SIZES = {"desktop": (1280, 800), "phone": (390, 844), "small": (320, 640)}


def shaped(page, size):
    """The window gets that width and height, and the page has brought back what was read."""
    page.set_viewport_size(dict(zip(("width", "height"), size)))
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def figure(page, word):
    return page.locator(f"figure[data-scene={word}]")


def pixels(page, word):
    """What the canvas shows, bit for bit."""
    data = page.evaluate("word => document.querySelector(`[data-scene=${word}] canvas`).toDataURL()", word)
    return hashlib.sha256(data.encode()).hexdigest()


def at(page, word):
    return float(figure(page, word).get_attribute("data-at"))
