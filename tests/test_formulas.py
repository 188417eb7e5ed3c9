"""A formula that is shown with its values in it is true of those values, at every step of every path."""

import math
import re

import numpy as np
import pytest

from app.formulas import now, told
from app.scenes.chain import LAST
from app.stills import chain as still
from app.words import figures
from tests.scenes.test_chain import EVERY, named

NUMBER = r"\d+(?:\.\d+)?(?:e-?\d+)?"
SPOKEN = {
    "×": "*", "÷": "/", "\N{MINUS SIGN}": "-", r"max\(…, (.*), …\)": r"(\1)",
    rf"e\^(-?{NUMBER})": r"exp(\1)", rf"log ({NUMBER})": r"log(\1)",
}
ROUGH = 0.06  # an e^12.3 or a 2.9e−6 says no more than so much of itself
FINE = 0.02


def value(side):
    """What one side of a formula comes to."""
    for spoken, python in SPOKEN.items():
        side = re.sub(spoken, python, side)
    return eval(side, {"exp": math.exp, "log": math.log, "max": max})


def room(formula):
    """How far the figures shown can lead astray: some of the result, or of what is added up to it."""
    terms = [abs(value(term)) for term in re.split(r" [+−] (?![^(]*\))| = ", formula)]
    return max(terms[-1:] if len(terms) == 2 else terms) * (ROUGH if "e" in formula else FINE)


@pytest.mark.parametrize("settings", EVERY[::4], ids=named)
def test_both_sides_of_a_formula_are_equal(film, settings):
    seen = film("chain", **settings)
    for step in range(seen.count):
        kind, n = now(seen, step)
        if kind == "sum":
            continue
        what, formula, *_ = told(seen, kind, n)
        shown = seen.before["values" if kind == "value" else "slopes"][n]
        left, equals, right = formula.rpartition(" = ")
        assert what and right == figures(shown), (step, formula)
        if equals:
            assert abs(value(left) - value(right)) <= room(formula), (step, formula)


@pytest.mark.parametrize("settings", EVERY[::4], ids=named)
def test_what_a_nudge_finds_is_the_slope_to_the_figures_shown(film, settings):
    seen = film("chain", **settings)
    number = int(seen.before["number"])
    for n in range(number, 9):
        *_, found, so_far = told(seen, "slope", n)
        assert figures(seen.before["differences"][n]) in found
        product = np.prod(seen.before["slopes"][n:9].astype(float))
        assert so_far.endswith(figures(seen.each["product"][18 - number - n]))
        assert seen.each["product"][18 - number - n] == pytest.approx(product, rel=1e-4, abs=1e-12)


def test_a_number_that_pooling_or_relu_drops_is_said_to_be_dropped(film):
    seen = film("chain")
    closed = seen._replace(before=seen.before | {"slopes": np.zeros(9)})
    for n, kept in {1: "kept", 2: "above zero", 4: "kept", 5: "above zero"}.items():
        assert told(seen, "slope", n)[:2] == [f"slope: {kept}", "1"]
        assert told(closed, "slope", n)[:2] == [f"slope: not {kept}", "0"]


@pytest.mark.parametrize("weight", LAST)
def test_a_weight_with_a_single_path_shows_its_product_and_the_gradient(film, weight):
    seen = film("chain", weight=weight)
    drawn = still.still(seen)
    assert f"gradient: {figures(seen.before['gradient'])}" in drawn and "paths added" not in drawn


@pytest.mark.parametrize(("paths", "said"), [(0, "no path is open, which gives 0.500"), (1, "its only path gives 0.500")])
def test_how_many_paths_there_are_is_said_in_words_that_fit(paths, said):
    assert still.added(3, "0.500", paths, paths) == f"Step 3: {said}."
