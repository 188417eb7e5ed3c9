"""Which films an export takes along: those that its pages name, all of the scenes with few, all of some scenes, or every one."""

import itertools
import json
import math
from html.parser import HTMLParser

from app import scenes
from app.engine import menu

FEW = 100


class Named(HTMLParser):
    """The films that the figures of pages name: what they show at first, what stands beside it, what their buttons choose."""

    def __init__(self, pages):
        super().__init__()
        self.word, self.films = "", {}
        for page in pages:
            self.feed(page)

    def handle_starttag(self, tag, attributes):
        data = {name.removeprefix("data-"): value for name, value in attributes if name.startswith("data-")}
        self.word = data.get("scene", self.word)
        chosen = json.loads(data.get("preset", "{}"))
        if "scene" in data:
            chosen = {name: json.loads(data[name]) for name in ("settings", "default", "beside") if name in data}
        for name in ("settings", "default", "beside"):
            if chosen.get(name):
                self.films[key(self.word, chosen[name])] = (self.word, chosen[name])


def key(word, settings):
    return word, *settings.items()


def more(what):
    """The films that are asked for beside those that pages name: ``usual`` for none, ``small`` for those of the scenes that have
    few, ``all``, or scenes by their words, with commas. By key, as Named.films. LookupError for a word that is no scene."""
    there = menu.names(scenes)
    words = {"usual": [], "small": [word for word in there if size(word) <= FEW], "all": there}.get(what, what.split(","))
    return {key(word, settings): (word, settings) for word in words for settings in every(menu.pick(scenes, word).GRID)}


def size(word):
    """How many films of a scene can be listed."""
    return math.prod(len(values) for values in menu.pick(scenes, word).GRID.values())


def every(grid):
    """Every settings of a grid, the last of them changing fastest."""
    return (dict(zip(grid, values)) for values in itertools.product(*grid.values()))
