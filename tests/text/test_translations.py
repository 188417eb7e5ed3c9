"""A translation differs from its original in its words alone: a translator's slip is named by file and line, with what was expected."""

from pathlib import Path

import pytest

from app import scenes
from app.engine import menu
from app.text import chapters
from app.text.translations import marks, slips

CHAPTERS = Path(__file__).parents[2] / "chapters"
TRANSLATIONS = sorted(CHAPTERS.glob("*/index.*.md"))


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_translation_differs_from_its_original_in_its_words_alone(file):
    original = file.with_name("index.md").read_text("utf-8")
    told = list(slips(original, file.read_text("utf-8"), f"chapters/{file.parent.name}/{file.name}"))
    assert not told, "\n".join(told)


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_translation_is_a_chapter_without_a_mistake(file):
    facts = {mark.what[9:-1]: "1" for mark in marks(file.read_text("utf-8"), 1) if mark.what.startswith("{number}")}
    here = {word: menu.pick(scenes, word) for word in menu.names(scenes)}
    original, translation = (chapters.read(file.parent, facts, here, tag) for tag in ("en", file.stem.removeprefix("index.")))
    assert [tag for *_, tag in translation.contents] == [tag for *_, tag in original.contents]


ORIGINAL = """---
title: Downhill
chapter: 12
part: 4
lede: Short.
---
::::{scene} ball
:rate: 4

## Roll
:::{beat} 0 0.5
The {ball}`ball` at {number}`ball.w_start`, as in {chapter}`filters <5>`.
:::
:::{beat} 0.5 1
It costs $-\\log p$.
:::
::::

:::{aside} Why?
[Because](https://because.example).
:::
"""


def test_words_and_their_order_are_the_translators_own():
    words = [("Downhill", "Cuesta abajo"), ("Short", "Corto"), ("Roll", "Rueda"), ("It costs", "Cuesta"), ("Why?", "¿Por qué?"),
             ("The {ball}`ball` at {number}`ball.w_start`, as in {chapter}`filters <5>`.",
              "Como los\n{chapter}`filtros <5>`: en {number}`ball.w_start`, la {ball}`bola`.")]
    translation = ORIGINAL
    for english, spanish in words:
        translation = translation.replace(english, spanish)
    assert not list(slips(ORIGINAL, translation))


@pytest.mark.parametrize("right, wrong, told", [
    ("part: 4", "part: 5", "4: part is 5, expected 4"),
    ("lede: Short.", "lede: Short.\ntruth: All.", "6: truth is True, expected None"),
    ("{scene} ball", "{scene} noise", "7: got {scene} noise, expected {scene} ball"),
    (":rate: 4", ":rate: 8", "8: got :rate: 8, expected :rate: 4"),
    ("## Roll", "### Roll", "10: got a heading ###, expected a heading ##"),
    ("0 0.5", "0 0.4", "11: got {beat} 0 0.4, expected {beat} 0 0.5"),
    ("{ball}`ball`", "{loss}`ball`", "12: after {beat} 0 0.5 got a {loss}, expected a {ball}"),
    ("ball.w_start", "ball.w_end", "12: after {beat} 0 0.5 got {number}`ball.w_end`, expected {number}`ball.w_start`"),
    ("{number}`ball.w_start`", "−2.60", "11: after {beat} 0 0.5 got nothing more, expected {number}`ball.w_start`"),
    ("filters <5>", "filters <7>", "12: after {beat} 0 0.5 got a {chapter} 7, expected a {chapter} 5"),
    ("$-\\log p$", "$\\log p$", "15: after {beat} 0.5 1 got $\\log p$, expected $-\\log p$"),
    (":::{aside} Why?\n[Because](https://because.example).\n:::\n", "", "18: got the end of the file, expected {aside}"),
    ("because.example", "why.example", "20: after {aside} got a link to https://why.example, expected a link to https://because.example"),
])
def test_a_translators_slip_names_its_line_and_what_was_expected(right, wrong, told):
    assert list(slips(ORIGINAL, ORIGINAL.replace(right, wrong))) == [f"index.md:{told}"]
