"""The chapter beside the least page of its kind: what it weighs, how soon it is there, how smoothly it scrolls and answers.

    .venv/bin/python -m tests.bench.page

Both are visited in turns by fresh browsers, five times, on a line of 1.6 Mbit/s and a processor slowed down four times.
"""

import sys

import brotli
from playwright.sync_api import sync_playwright

from tests.bench.floor import floor
from tests.bench.house import house
from tests.bench.table import line
from tests.bench.visitor import JANK, visited

ROUNDS = 5
PAGE, SLIDERS = "12-training/", {"chapter": "[data-scene=ball] [data-steps]", "floor": "input"}
OWN = {  # figure: (what it is, unit, at most, digits)
    "at rest": ("all that was sent until rest", "KB", 60, 1),
    "document": ("of it the page itself", "KB", None, 1),
    "scripts at rest": ("of it scripts", "KB", 15, 1),
    "read": ("all that was sent when read to the end", "KB", 250, 1),
    "scripts read": ("of it scripts", "KB", 30, 1),
    "scripts pointed": ("and when a hand is over a picture", "KB", 36, 1),
    "lcp": ("largest paint after", "ms", None, 0),
    "tbt": ("blocked before rest", "ms", 50, 0),
    "cls": ("moved of itself while it came", "", 0.004, 3),
    "cls in all": ("read, turned and zoomed too", "", 0.004, 3),
    "heap": ("memory when read", "MB", 8, 1),
    "growth": ("more of it after eight more readings", "MB", 0.3, 2),
    "answer": ("a slider's answer is seen after", "ms", 32, 0),
    "drag": ("frames while dragging, 95 % within", "ms", 17, 1),
    "idle": ("frames asked for while nothing moves", "", 0, 0),
    "smooth late": ("late frames, 12 pixels each", "%", None, 1),
    "smooth longest": ("the longest of them", "ms", JANK, 0),
    "smooth work": ("script, layout and paint, each frame", "ms", None, 2),
    "fling late": ("late frames, 120 pixels each", "%", None, 1),
    "fling longest": ("the longest of them", "ms", JANK, 0),
    "fling work": ("script, layout and paint, each frame", "ms", None, 2),
}


def main():
    visits = rounds()
    kept = True
    for name, (what, unit, most, digits) in OWN.items():
        kept &= line(what, told(visits, "chapter", name), unit, most, digits)
        line("    of the floor", told(visits, "floor", name), unit, None, digits)
    kept &= line("largest paint, times the floor's", together(visits, "lcp", lambda ours, least: ours / least), "", 1.5, 2)
    kept &= line("work of a frame, times the floor's", together(visits, "smooth work", lambda ours, least: ours / least), "", 1.5, 2)
    for name, what in (("smooth late", "more late frames than the floor"), ("fling late", "more of them when flung")):
        kept &= line(what, together(visits, name, lambda ours, least: ours - least), "points", 1, 1)
    sys.exit(not kept and "over budget")


def rounds():
    """{name: [visit, ...]}, the two in turns."""
    with house() as ours, floor() as least, sync_playwright() as playwright:
        ours.wait(lambda: len(ours.fetch(f"/{PAGE}", "br")) <= smallest(ours.fetch(f"/{PAGE}")))
        addresses = {"chapter": f"http://127.0.0.1:{ours.port}/{PAGE}", "floor": least}
        visits = [{name: visited(playwright, url, SLIDERS[name]) for name, url in addresses.items()} for _ in range(ROUNDS)]
    return {name: [visit[name] for visit in visits] for name in addresses}


def smallest(body):
    """Bytes of it when it is compressed with all effort, which the server takes a while for."""
    return len(brotli.compress(body))


def told(visits, page, name):
    return [visit[name] for visit in visits[page]]


def together(visits, name, how):
    return [how(*pair) for pair in zip(told(visits, "chapter", name), told(visits, "floor", name))]


if __name__ == "__main__":
    main()
