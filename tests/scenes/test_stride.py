"""What the chapter says about the learning rate is true of the numbers that the page sends."""

import numpy as np
import pytest

from app.engine.landscapes.knob import knob
from app.scenes import ball
from app.scenes.stride import GRID, KNOB, SHOWN, START, STEPS, heard
from app.stills import stride as still
from app.story import RUN, shown, trained
from app.words import fixed

EDGE, LOOK = ball.REACH[-1], still.LOOK


@pytest.fixture(scope="module")
def default(film):
    return film("stride")


@pytest.mark.parametrize("rate", SHOWN)
def test_it_is_the_balls_own_curve_start_and_descent(film, default, rate):
    same = film("ball", rate=rate)
    np.testing.assert_array_equal(default.before["curve"], same.before["curve"])
    steps = 6 if rate == "64" else STEPS + 1
    np.testing.assert_allclose(default.each[f"w_{rate}"][:steps], same.each["w"][:steps], rtol=1e-3, atol=2e-3)
    np.testing.assert_allclose(default.each[f"loss_{rate}"][:steps], same.each["loss"][:steps], atol=1e-3)


def test_every_loss_of_the_chart_is_that_of_a_descent_at_its_rate(film, default):
    for rate in ("0.5", "4", "22.6", "128"):
        own = film("stride", rate=rate)
        np.testing.assert_array_equal(own.each["loss"], default.each["losses"][:, GRID["rate"].index(rate)])
        assert own.each["w"][0] == pytest.approx(START)


def test_the_loss_told_is_the_loss_at_the_weight_told(default):
    landscape = knob(shown(), trained(RUN.seed), KNOB)
    for name in (*(f"_{rate}" for rate in SHOWN), ""):
        w, loss = default.each[f"w{name}"][LOOK], default.each[f"loss{name}"][LOOK]
        assert landscape.loss(np.array([w], np.float32)) == pytest.approx(float(loss), abs=1e-5)


def test_at_rate_1_it_crawls_the_right_way(default):
    w, loss = default.each["w_1"], default.each["loss_1"]
    assert (np.diff(w) > 0).all() and (np.diff(loss) < 0).all()
    assert loss[LOOK] > 0.7 * loss[0]
    assert loss[-1] > 3 * default.before["curve"].min()


def test_at_rate_4_it_arrives_at_the_lowest_that_this_knob_can_reach(default):
    assert (np.diff(default.each["loss_4"]) < 0).all()
    assert default.each["loss_4"][-1] == pytest.approx(default.before["curve"].min(), abs=1e-3)


def test_at_rate_32_it_overshoots_the_bottom_and_its_swings_shrink(default):
    bottom = ball.REACH[default.before["curve"].argmin()]
    away = default.each["w_32"][2:12] - bottom
    assert (away[:-1] * away[1:] < 0).all()
    assert np.abs(away[-1]) < 0.1 < 1 < np.abs(away[0])
    assert default.each["loss_32"][-1] < 1.02 * default.before["curve"].min()


def test_at_rate_64_its_swings_grow_until_it_is_thrown_off_the_map(default):
    w = default.each["w_64"]
    turns = w[2:5]
    assert (np.diff(np.abs(turns - 1.16)) > 0).all()
    assert w[4] > EDGE and w[5] < -10 * EDGE
    assert np.ptp(w[5:]) < 0.01


def test_out_there_the_knob_matters_to_hardly_a_digit_and_the_slope_is_gone(default):
    w = default.each["w_64"][-1]
    _, slope = knob(shown(), trained(RUN.seed), KNOB).measure(np.array([w], np.float32))
    assert abs(slope[0]) < 1e-5
    assert default.before["heard"] == heard(w) == 1
    assert heard(START) > 1400


def test_left_of_the_valley_the_rates_have_not_arrived_right_of_it_they_are_worse_off_than_at_the_start(default):
    rates, after, start = still.RATES, default.each["losses"][LOOK], default.each["losses"][0, 0]
    assert (np.diff(after[rates <= 4]) < 0).all() and after[0] > 0.9 * start
    assert (after[rates > 50] > start).all()


def test_between_them_any_rate_will_do(default):
    facts = still.facts(default)
    rows = [GRID["rate"].index(facts[name]) for name in ("good_low", "good_high")]
    good = default.each["losses"][LOOK:, rows[0]:rows[1] + 1]
    assert good.max() < 2 * default.before["curve"].min()
    assert still.RATES[rows[1]] / still.RATES[rows[0]] > 8


def test_at_step_0_the_chart_is_flat(default):
    assert np.ptp(default.each["losses"][0]) == 0


def test_the_sentence_says_where_each_ball_is(default):
    assert still.sentence(default, 0) == "Step 0: all start at −2.60, loss 0.294."
    assert still.sentence(default, 10) == (
        "Step 10: rate 1 at −1.82, 4 at 0.48, 32 at 1.19, 64 off the map. Yours, 16, at 1.16, loss 0.020."
    )


def test_a_rate_of_the_readers_that_flies_off_is_said_to_be_off_the_map(film):
    thrown = film("stride", rate="64")
    assert still.sentence(thrown, 10).endswith(f"Yours, 64, off the map, loss {fixed(thrown.each['loss'][10], 3)}.")
