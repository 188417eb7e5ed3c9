"""What the chapter says about the three structures is true of the numbers that the page sends."""

import numpy as np
import pytest

from app.engine import menu, structures
from app.engine.digits import split
from app.engine.pixels import moved
from app.engine.run import Settings, train
from app.scenes.structure import RATES, SEEDS, STEPS, TRIED, structure
from app.stills import structure as still
from app.story import right


@pytest.fixture(scope="module")
def default(film):
    return film("structure")


@pytest.fixture(scope="module")
def scrambled(film):
    return film("structure", pixels="scrambled")


def end(told, name, what):
    return told.each[f"{name}_{what}"][-1]


def last_weights(name, seed, rate):
    *_, last = train(Settings(seed=seed, rate=rate, steps=STEPS + 1, structure=name))
    return last.weights


def test_every_structure_on_the_menu_is_compared():
    assert set(RATES) == set(menu.names(structures))


@pytest.mark.parametrize("name", RATES)
def test_the_last_record_is_what_the_trained_network_reads(default, name):
    network, weights, unseen = structure(name).build(360), last_weights(name, 0, RATES[name]), split()[1]
    number = list(RATES).index(name)
    assert default.each["right"][-1, number, 0] == pytest.approx(right(network.forward(weights, unseen.images), unseen.labels))
    sideways = [right(network.forward(weights, moved(unseen, columns).images), unseen.labels) for columns in (-1, 1)]
    assert default.each["moved"][-1, number, 0] == pytest.approx(np.mean(sideways))
    assert end(default, name, "moved") == pytest.approx(default.each["moved"][-1, number].mean())


@pytest.mark.parametrize("name", RATES)
def test_each_rate_is_the_best_of_those_we_tried(name):
    shown, build = split()[0], structure(name).build
    mean = {rate: np.mean([build(1437).loss(last_weights(name, seed, rate), *shown) for seed in SEEDS]) for rate in TRIED}
    assert min(mean, key=mean.get) == RATES[name]


def test_the_linear_one_is_the_first_to_get_going_and_the_first_to_get_stuck(default):
    first, last = ({name: default.each[f"{name}_loss"][step] for name in RATES} for step in (2, -1))
    assert min(first, key=first.get) == "linear"
    assert max(last["hidden"], last["cnn"]) < 0.36 * last["linear"]
    assert default.each["linear_loss"][-6] - last["linear"] < 0.02


def test_unseen_digits_where_they_were_make_no_difference_worth_mentioning(default):
    shares = [end(default, name, "right") for name in RATES]
    assert min(shares) > 0.95 and max(shares) - min(shares) < 0.02


def test_moved_by_one_pixel_the_cnn_reads_far_more_with_every_seed(default):
    *others, cnn = default.each["moved"][-1]
    assert cnn.min() > 1.3 * np.max(others)
    assert 0.6 < cnn.mean() < 0.8


def test_scrambled_the_first_two_do_not_notice(default, scrambled):
    for name in ("linear", "hidden"):
        assert end(scrambled, name, "right") == pytest.approx(end(default, name, "right"), abs=0.015)
        assert end(scrambled, name, "moved") == pytest.approx(end(default, name, "moved"), abs=0.03)


def test_scrambled_the_cnn_falls_behind_them_both(scrambled):
    for what in ("right", "moved"):
        assert end(scrambled, "cnn", what) < min(end(scrambled, name, what) for name in ("linear", "hidden"))


def test_the_hidden_layer_has_about_as_many_weights_as_the_cnn(default):
    linear, hidden, cnn = default.before["weights"]
    assert linear == 650 and abs(hidden - cnn) < 0.01 * cnn


def test_the_sentence_tells_both_readings(default):
    assert still.sentence(default, 22).startswith("Step 440: of the unseen digits linear 97")
    assert "right; moved by a pixel 4" in still.sentence(default, 22)
