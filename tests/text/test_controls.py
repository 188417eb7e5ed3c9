"""A control that the chapter tells of bears the name it has in the figure, in every language."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from app.languages import known, speaking
from app.words import say

ROOT = Path(__file__).parents[2]
CHAPTER = ROOT / "chapters" / "12-training"
FIGURE = set(re.findall(r'say\("([^"]+)"\)', (ROOT / "templates" / "figure.html").read_text("utf-8")))
NAMED = {
    "ball": ["Change", "Share"],
    "loss": ["after step"],
    "loop": ["from step"],
    "staircase": ["Draw your own"],
    "lab": ["too bold", "far too bold", "huge batch", "tiny batch", "Keep this run to compare", "Share"],
}


def scene(text, word):
    return text.partition(f"{{scene}} {word}\n")[2].partition("{scene}")[0]


def controls(word):
    """What the controls of a scene are called, in English: those of every figure, its settings, its buttons, its presets."""
    still = import_module(f"app.stills.{word}")
    presets = (preset.name for preset in getattr(still, "PRESETS", ()))
    return FIGURE.union((label for label, _ in still.LABELS.values()), getattr(still, "BUTTONS", {}).values(), presets)


@pytest.mark.parametrize("tag", known())
@pytest.mark.parametrize("word", NAMED)
def test_the_chapter_calls_a_control_what_the_figure_calls_it(word, tag):
    text = scene((CHAPTER / ("index.md" if tag == "en" else f"index.{tag}.md")).read_text("utf-8"), word)
    assert set(NAMED[word]) <= controls(word)
    with speaking(tag):
        assert [words for words in NAMED[word] if f"*{say(words)}*" not in " ".join(text.split())] == []
