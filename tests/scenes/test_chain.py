"""What the chapter says about the chain rule is true of the numbers that the page sends."""

import re
from itertools import product

import numpy as np
import pytest

from app.engine.digits import split
from app.engine.network import little
from app.scenes.chain import DEFAULT, FIRST, GRID, LAST, SECOND, weights_at
from app.stills import chain as still
from app.words import figures

EVERY = [dict(zip(GRID, choice)) for choice in product(*GRID.values())]


def named(settings):
    return "-".join(settings.values())


@pytest.fixture(scope="module")
def default(film):
    return film("chain")


@pytest.mark.parametrize("settings", EVERY, ids=named)
def test_the_paths_add_up_to_the_gradient_that_training_uses_in_every_figure_shown(film, settings):
    seen = film("chain", **settings)
    training = little(1).measure(weights_at(int(settings["step"])), *split()[0].pick([int(settings["image"])]))[1]
    assert seen.before["gradient"] == training[int(settings["weight"])]
    gradient = figures(seen.before["gradient"])
    told = still.sentence(seen, seen.count - 1)
    assert told.endswith(f"{gradient}. The gradient is {gradient}; a nudge finds {gradient}.")


@pytest.mark.parametrize("settings", EVERY[::5], ids=named)
def test_every_slope_on_the_path_is_what_a_nudge_finds(film, settings):
    before = film("chain", **settings).before
    np.testing.assert_allclose(before["slopes"], before["differences"], rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("settings", EVERY[::7], ids=named)
def test_the_products_are_the_slopes_multiplied_from_the_loss_backwards(film, settings):
    seen = film("chain", **settings)
    number = int(seen.before["number"])
    backwards = np.cumprod(seen.before["slopes"][number:][::-1])
    np.testing.assert_allclose(seen.each["product"][10 - number : 19 - 2 * number], backwards, rtol=1e-5)


def test_nothing_is_said_of_a_slope_or_a_sum_before_it_is_computed(default):
    kinds = np.array([still.now(default, step)[0] for step in range(default.count)])
    for name, first in {"slope": "slope", "tried": "slope", "product": "slope", "sum": "sum"}.items():
        begins = int(np.argmax(kinds == first))
        assert np.isnan(default.each[name][:begins]).all() and np.isfinite(default.each[name][begins:]).all(), name


def test_it_takes_the_digit_for_another(default):
    guesses, label = default.before["maps"][8][:10], int(default.before["label"])
    assert guesses.argmax() != label
    assert guesses[label] == pytest.approx(default.before["values"][8])


def test_minus_the_logarithm_of_the_true_probability_is_the_loss(default):
    assert default.before["values"][9] == pytest.approx(-np.log(default.before["values"][8]), rel=1e-6)


def test_pooling_keeps_the_largest_of_its_four_and_relu_lets_it_pass(default):
    place, conv = int(default.before["spots"][1]), default.before["maps"][1].reshape(8, 8)
    row, column = place // 8 // 2 * 2, place % 8 // 2 * 2
    values = default.before["values"]
    assert conv[row : row + 2, column : column + 2].max() == values[1] == values[2] == values[3] > 0


def test_where_pooling_or_relu_lets_a_number_through_the_slope_is_one(default):
    assert default.before["slopes"][[1, 2, 4, 5]].tolist() == [1, 1, 1, 1]


def test_most_paths_of_a_first_layer_weight_are_closed_somewhere(default):
    assert default.before["wired"] == 64_000
    assert 0 < default.before["open"] < 0.1 * default.before["wired"]


@pytest.mark.parametrize("weight", LAST)
def test_in_the_last_layer_there_is_a_single_path(film, weight):
    seen = film("chain", weight=weight)
    assert seen.before["wired"] == seen.before["open"] == 1
    assert figures(seen.each["product"][-1], 4) == figures(seen.before["gradient"], 4)
    assert "its only path" in still.sentence(seen, seen.count - 1)


@pytest.mark.parametrize("weight", FIRST + SECOND)
def test_the_sum_ends_where_all_open_paths_are_added(film, weight):
    seen = film("chain", weight=weight)
    assert seen.each["paths"][-1] == seen.before["open"]
    assert (np.diff(seen.each["paths"]) >= 0).all()
    assert seen.each["sum"][-1] == seen.before["sums"][-1]


def test_the_numbers_on_the_map_are_those_of_the_path(default):
    before = default.before
    for n in range(8):
        assert before["maps"][n][int(before["spots"][n])] == before["values"][n]
    assert before["square"][int(before["cell"])] == before["w"] == weights_at(60)[int(DEFAULT["weight"])]


def test_every_step_says_what_it_does(default):
    assert [still.now(default, step)[0] for step in range(default.count)] == ["value"] * 10 + ["slope"] * 9 + ["sum"] * 10
    assert still.sentence(default, 10).startswith("Step 10, back through the logarithm: times −6.61")
    assert still.sentence(default, 19).startswith("Step 19: the strongest 2 of 2,250 open paths give 0.214. ")


def test_every_step_says_the_number_that_it_finds(default):
    found = {"value": default.each["value"], "slope": default.each["product"], "sum": default.each["sum"]}
    for step in range(1, default.count):
        said, number = still.sentence(default, step), figures(found[still.now(default, step)[0]][step])
        assert said.startswith(f"Step {step}") and number in re.findall(r"[−\d.e]*\d", said), said


@pytest.mark.parametrize(("value", "name"), [
    ("40", "filter 5, centre"),
    ("327", "map 4 of filter 3, centre"),
    ("1736", "neuron 7, map 5, bottom left"),
])
def test_a_weight_has_a_name_for_readers(value, name):
    assert still.weight_name(value) == name


def test_a_digit_has_a_name_for_readers():
    assert still.image_name(DEFAULT["image"]) == "7 (no. 22)"


def test_figures_that_count_are_as_many_as_asked_for():
    assert [figures(value) for value in (0, 1, -1, 14.26, 0.01234, -0.5, 1.23e-7, -4.5e-5)] == [
        "0", "1", "−1", "14.3", "0.0123", "−0.500", "1.2e−7", "−4.5e−5",
    ]
