"""Every number of weights on the page has a source, and the page names it."""

import re
from pathlib import Path

import numpy as np
import pytest

from app.engine.network import little
from app.scenes.sizes import MODELS
from app.stills import sizes as still
from app.words import large

ROOT = Path(__file__).parents[2]
CITED = MODELS[1:]


def named(model):
    return model["name"]


@pytest.mark.parametrize("model", CITED, ids=named)
def test_every_number_has_a_source_with_authors_title_and_year(model):
    assert model["authors"] and model["title"] and 1990 < model["year"] < 2030
    assert re.fullmatch(r"https://\S+", model["source"])


@pytest.mark.parametrize("model", CITED, ids=named)
def test_the_page_names_the_source(model):
    text = (ROOT / "chapters" / "12-training" / "index.md").read_text("utf-8")
    text = re.sub(r"\{constant\}`(.*?)`", r"\1", text)
    (line,) = re.findall(rf"^- {re.escape(model['name'])}: (.*)$", text, re.MULTILINE)
    assert line.startswith(f"{model['authors']}, [{model['title']}]({model['source']}), {model['year']}")


def test_ours_is_counted():
    assert MODELS[0]["weights"] == little(1).size


def test_lenet_5_has_as_many_weights_as_its_layers_add_up_to():
    layers = {"C1": 6 * (25 + 1), "S2": 6 * 2, "C3": 60 * 25 + 16, "S4": 16 * 2, "C5": 120 * (16 * 25 + 1), "F6": 84 * (120 + 1)}
    assert sum(layers.values()) == MODELS[1]["weights"]


def test_they_stand_smallest_first(film):
    assert (np.diff(film("sizes").each["weights"]) > 0).all()


def test_the_last_three_use_only_a_part_of_their_weights_on_each_word():
    assert [model["part"] for model in MODELS] == [False] * (len(MODELS) - 3) + [True] * 3


def test_in_equal_steps_all_but_the_largest_vanish(film):
    across, _ = still.scale(film("sizes", axis="equal"))
    lengths = [across(model["weights"]) - across(0) for model in MODELS]
    assert lengths[4] < 1 < lengths[5]


def test_the_sentence_tells_how_many_times_ours(film):
    sizes = film("sizes")
    assert still.sentence(sizes, 0) == "This chapter’s network: 1,898 weights."
    assert still.sentence(sizes, 5) == "GPT-3 (2020): 175 billion weights; 92.2 million times ours."


def test_the_canvas_names_the_same_networks():
    text = (ROOT / "static" / "scenes" / "sizes.js").read_text("utf-8")
    told = re.findall(r'\[(?:say\()?"([^"]+)"\)?(?:, (\d{4})(, true)?)?\]', text.partition("MODELS = [")[2].partition("\n];")[0])
    expected = [(model["name"], str(model["year"] or ""), ", true" if model["part"] else "") for model in MODELS]
    assert told == expected


@pytest.mark.parametrize("count, told", [
    (1898, "1,898"), (999_400, "999,400"), (999_600, "1 million"), (25_557_032, "25.6 million"),
    (1.5e9, "1.5 billion"), (1.571e12, "1.57 trillion"),
])
def test_large_numbers_are_told_in_three_digits(count, told):
    assert large(count) == told
