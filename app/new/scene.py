"""A new scene: its five files and its place in a chapter, on a landscape from the menu that has two weights."""

import keyword
import re
from itertools import repeat
from pathlib import Path

import numpy as np

from app import scenes
from app.engine import landscapes, menu
from app.engine.descent import descend
from app.engine.optimizers import plain
from app.new.rooms import Refused, named, pattern, write
from app.text.manuscript import TAKEN
from app.text.markdown import slug

WORD = re.compile(r"[a-z]{2,24}")
STEPS, WIDEST = 24, 2
RATES = [f"{digit * 10**power:g}" for power in range(-4, 2) for digit in (1, 2, 5)]
ROOMS = {
    "app/scenes/{}.py": "scene.py", "app/stills/{}.py": "still.py",
    "static/scenes/{}.js": "scene.js", "tests/scenes/test_{}.py": "test.py",
}


def make(root, word, landscape, chapter):
    """Write the scene; returns the files, those of the chapter last. Refused if the word or the landscape will not do."""
    texts = sorted(chapter.glob("index*.md"))
    check(word, texts)
    rates = downhill(found(landscape))
    title = f"{word.capitalize()}: down a {landscape}"
    told = {"word": word, "landscape": landscape, "title": title, "steps": STEPS}
    told |= {"rates": ", ".join(f'"{rate}"' for rate in rates), "rate": rates[-1]}
    written = write(root, {room.format(word): pattern(name, told) for room, name in ROOMS.items()})
    for text in texts:
        with text.open("a", encoding="utf-8") as file:
            file.write(pattern("block.md", told))
    return [*written, *texts]


def check(word, texts):
    """The word can be spelled the same in all its rooms, and nobody else has it."""
    if not WORD.fullmatch(word) or keyword.iskeyword(word):
        raise Refused(f"got the word {word!r}, expected 2 to 24 letters from a to z that are no word of Python")
    if word in (there := menu.names(scenes)):
        raise Refused(f"the scene {word} is there already, expected another word than {named(there)}")
    headings = {slug(line.lstrip("#")) for text in texts for line in text.read_text("utf-8").splitlines() if line.startswith("#")}
    if word in headings | set(TAKEN):
        raise Refused(f"the id {word!r} is taken on the chapter's page, expected another word")


def found(name):
    """The landscape's example."""
    flat = [one for one in menu.names(landscapes) if len(menu.pick(landscapes, one).example().start) == 2]
    if name not in flat:
        raise Refused(f"no {name!r} among the landscapes of two weights: {named(flat)}")
    return menu.pick(landscapes, name).example()


def downhill(landscape):
    """The three largest learning rates at which every step leads downhill, and none off the map."""
    good = [rate for rate in RATES if falls(list(descend(repeat(landscape, STEPS + 1), plain.Optimizer(float(rate)), landscape.start)))]
    if len(good) < 3:
        raise Refused(f"no three learning rates among {named(RATES)} lead downhill on {type(landscape).__name__} from where it starts")
    return good[-3:]


def falls(steps):
    """Whether every step does, as far as a film can tell, and stays near."""
    sizes = np.abs([step.weights for step in steps])
    return bool(sizes.max() <= WIDEST * sizes[0].max() and (np.diff(np.float32([step.loss for step in steps])) < 0).all())


def newest(folder):
    """The chapter with the highest number."""
    return max((file.parent for file in Path(folder).glob("*/index.md")), key=lambda place: int(place.name.partition("-")[0]))
