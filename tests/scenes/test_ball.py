"""What the chapter says about the ball is true of the numbers that the page sends."""

import re

import numpy as np
import pytest

from app.engine.landscapes.knob import knob
from app.scenes.ball import DEFAULT, GRID, REACH, STARTS, STEPS, layout, play
from app.stills import ball as still
from app.story import RUN, shown, trained
from app.words import percent

FIELDS = layout(DEFAULT).before | layout(DEFAULT).each
UNITS = {name: FIELDS[name].unit for name in ("curve", "w", "loss", "slope", "measured")}
FORMULAS = " ".join(check.formula for check in still.CHECKS)


@pytest.fixture(scope="module")
def default(film):
    return film("ball")


def test_the_curve_is_the_loss_of_all_training_digits(default):
    held, position = trained(RUN.seed), int(DEFAULT["knob"])
    for sample in (0, 37, 160):
        weights = held.copy()
        weights[position] = REACH[sample]
        assert default.before["curve"][sample] == pytest.approx(shown().loss(weights), abs=UNITS["curve"])


def test_the_slope_is_the_curves_own(default):
    landscape = knob(shown(), trained(RUN.seed), int(DEFAULT["knob"]))
    for step in (0, 4, 12):
        w = default.each["w"][step]
        rise = landscape.loss(np.float32([w + 0.01])) - landscape.loss(np.float32([w - 0.01]))
        assert default.each["slope"][step] == pytest.approx(rise / 0.02, rel=0.05, abs=1e-4)


def test_each_step_goes_against_the_slope_times_the_learning_rate(default):
    w, slope, rate = default.each["w"], default.each["slope"], float(DEFAULT["rate"])
    np.testing.assert_allclose(np.diff(w), -rate * slope[:-1], rtol=1e-4, atol=UNITS["w"] + rate * UNITS["slope"])


@pytest.mark.parametrize("settings", [{}, {"knob": "28", "start": "3.2", "rate": "64"}, {"knob": "60", "start": "-4.0", "rate": "64"}])
def test_what_is_sent_is_what_was_computed_to_half_a_unit(film, settings):
    sent, (before, *records, _) = film("ball", **settings), play(DEFAULT | settings)
    for name, unit in UNITS.items():
        computed = before[name] if name in before else [record[name] for record in records]
        came = (sent.before | sent.each)[name]
        np.testing.assert_allclose(came, computed, rtol=1e-6, atol=0.51 * unit)


def test_the_units_are_finer_than_the_digits_that_are_printed():
    printed = dict(re.findall(r"\b(\w+)(?:\+1)?:(\d)", FORMULAS))
    for name in UNITS.keys() - {"curve"}:
        assert UNITS[name] <= 0.1 * 10.0 ** -int(printed[name])


def test_the_ball_rolls_downhill_at_every_step(default):
    assert (np.diff(default.each["loss"]) < 0).all()


def test_where_the_hill_gets_steeper_the_steps_get_longer(default):
    steps = np.abs(np.diff(default.each["w"]))
    assert steps[3] > 1.5 * steps[0]


def test_near_the_bottom_the_steps_shrink_and_the_ball_comes_to_rest(default):
    steps = np.abs(np.diff(default.each["w"]))
    assert steps[-1] < 0.01 * steps.max()
    assert default.each["loss"][-1] < 1.01 * default.before["curve"].min()


def test_the_network_stops_misreading_the_digit(default):
    label, guess, guesses = int(default.before["label"]), default.each["guess"], default.each["guesses"]
    assert guess[0] != label and guesses[0][int(guess[0])] > 0.8
    assert guess[-1] == label and guesses[-1][label] > 0.9


@pytest.mark.parametrize("settings", [{}, {"knob": "28", "start": "3.2", "rate": "64"}, {"knob": "6", "start": "-1.4", "rate": "1"}])
def test_the_digit_that_is_told_and_its_percent_are_those_that_were_computed(film, settings):
    sent, (_, *records, _) = film("ball", **settings), play(DEFAULT | settings)
    computed = [record["guesses"] for record in records]
    assert sent.each["guess"].tolist() == [shares.argmax() for shares in computed]
    told = [percent(shares[int(guess)]) for shares, guess in zip(sent.each["guesses"], sent.each["guess"])]
    assert told == [percent(shares.max()) for shares in computed]


def test_at_16_it_is_down_in_a_few_strides(film):
    assert film("ball", rate="16").each["loss"][6] < 0.022


def test_at_32_it_overshoots_and_swings_back_and_forth(film):
    w = film("ball", rate="32").each["w"]
    turns = np.diff(np.sign(np.diff(w[:10])))
    assert np.count_nonzero(turns) >= 4
    assert w[:10].max() > w[-1] + 0.5


def test_at_64_it_is_thrown_off_the_map(film):
    assert np.abs(film("ball", rate="64").each["w"]).max() > 2 * REACH[-1]


@pytest.mark.parametrize("start", ["-4.0", "1.2", "4.0"])
def test_every_start_begins_where_it_says(film, start):
    begun = film("ball", start=start)
    assert begun.each["w"][0] == pytest.approx(float(start))
    assert begun.count == STEPS + 1


def test_dragging_shows_what_the_engine_computed_for_that_start(film, default):
    k = list(GRID["start"]).index("0.4")
    np.testing.assert_allclose(default.before["guesses_at"][k], film("ball", start="0.4").each["guesses"][0], atol=1e-6)
    assert STARTS[k] == pytest.approx(0.4)


@pytest.mark.parametrize("position", ["0", "35", "71"])
def test_every_knob_has_a_valley_of_its_own(film, position):
    turned = film("ball", knob=position)
    assert turned.before["curve"].min() < 0.03 < turned.before["curve"].max()
    assert still.sentence(turned, 0).startswith("Step 0: w = −2.60")


def test_the_sentence_says_how_the_loss_went(default):
    assert "down 0.0" in still.sentence(default, 5)
    assert "Step 32: w = 1.16" in still.sentence(default, 32)


def test_after_half_step_steps_more_than_half_of_the_loss_is_gone(default):
    loss, half = default.each["loss"], int(still.facts(default)["half_step"])
    assert loss[half] < loss[0] / 2 <= loss[half - 1]
