"""What the chapter says about the noise is true of the numbers that the page sends."""

import numpy as np
import pytest

from app.engine.start import start_weights
from app.stills import noise as still
from app.story import SEEDS


@pytest.fixture(scope="module", params=SEEDS)
def any_noise(film, request):
    return film("noise", seed=request.param)


def test_the_filters_are_the_first_numbers_of_the_seeded_noise(film):
    assert (film("noise").before["filters"].ravel() == start_weights(2)[:72]).all()


def test_the_loss_is_that_of_knowing_nothing(any_noise):
    assert any_noise.before["all_loss"] == pytest.approx(np.log(10), abs=0.1)


def test_it_is_right_no_more_often_than_by_chance(any_noise):
    assert any_noise.before["right"] < 0.2


def test_the_bars_stay_close_to_the_line(any_noise):
    assert any_noise.each["guesses"].max() < 0.25
    np.testing.assert_allclose(any_noise.each["guesses"].sum(1), 1, atol=1e-3)


def test_the_network_mostly_bets_on_one_numeral_whatever_comes(film):
    bets = film("noise").each["guesses"].argmax(1)
    assert np.bincount(bets).max() > len(bets) / 2


def test_the_loss_on_a_digit_is_minus_the_log_of_what_its_class_was_given(any_noise):
    given = np.take_along_axis(any_noise.each["guesses"], any_noise.each["label"].astype(int)[:, None], 1)[:, 0]
    np.testing.assert_allclose(any_noise.each["loss"], -np.log(given), atol=2e-3)


def test_the_sentence_names_the_digit_and_the_bet(film):
    assert still.sentence(film("noise"), 0).startswith("Digit 1 of 12, a 2: the network gives it 10")


def test_another_seed_is_another_noise(film):
    assert (film("noise", seed="3").before["filters"] != film("noise").before["filters"]).any()
