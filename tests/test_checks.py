"""How a number was made: its formula says the very values, and leads to the line that computed them."""

import re
from pathlib import Path

import numpy as np
import pytest

from app import stills
from app.checks import Check, filled
from app.engine import menu
from app.engine.loss import softmax
from app.stream import Film

EACH = {"w": np.array([0.5, -1.25]), "guesses": np.array([[0.1, 0.9], [0.4, 0.6]])}
FILM = Film("probe", {"rate": "4"}, {}, {"label": np.float32(1), "wired": np.float32(64000)}, EACH, {}, False)
WORDS = [word for word in menu.names(stills) if hasattr(menu.pick(stills, word), "CHECKS")]


@pytest.mark.parametrize(("formula", "text"), [
    ("{w:2}", "0.50"),
    ("{w+1:2} is next", "−1.25 is next"),
    ("rate {settings.rate}", "rate 4"),
    ("{guesses[label]:1}", "0.9"),
    ("{label}", "1"),
    ("of {wired}", "of 64,000"),
])
def test_a_formula_is_filled_with_the_values_of_the_step(formula, text):
    assert filled(formula, FILM, 0) == text


def test_after_the_last_step_there_is_no_next():
    assert filled("{w+1:2}", FILM, 1) == ""


def test_a_check_leads_to_the_line_where_its_function_begins():
    file, line = Check("the guess", "", softmax).source
    assert file == "engine/loss.py"
    assert (Path("app") / file).read_text().splitlines()[line - 1].startswith("def softmax(")


@pytest.mark.parametrize("word", WORDS)
def test_every_check_of_a_scene_can_be_filled_from_where_its_numbers_are_known(film, word):
    made = film(word)
    for check in menu.pick(stills, word).CHECKS:
        texts = [filled(check.formula, made, step) for step in range(made.count)]
        known = next(step for step, text in enumerate(texts) if text)
        late = [name for name, values in made.each.items() if np.isnan(values[:known]).any() and name in check.formula]
        assert all(texts[known:-1]) and (known == 0 or late), check.what
        assert not any(re.search(r"[{}]|nan", text) for text in texts), check.what
        assert check.source[0].startswith(("engine/", "story.py", "scenes/")), check.what


def test_the_slope_of_the_ball_is_what_turning_the_knob_measures(film):
    each = film("ball").each
    np.testing.assert_allclose(each["slope"], each["measured"], rtol=0.02, atol=2e-4)
