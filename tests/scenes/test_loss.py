"""What the chapter says about the loss is true of the numbers that the page sends."""

import re
from pathlib import Path

import numpy as np
import pytest

from app.engine.digits import split
from app.scenes.loss import GRID, PLACES
from app.stills import loss as still
from app.story import RUN, trained, unseen

CHAPTER = Path(__file__).parents[2] / "chapters" / "12-training"


@pytest.fixture(scope="module")
def end(film):
    return film("loss")


@pytest.fixture(params=GRID["step"], scope="module")
def any_step(film, request):
    return film("loss", step=request.param)


def test_the_loss_is_minus_the_natural_logarithm_of_what_the_true_class_was_given(any_step):
    p, label = any_step.each["p"], any_step.each["label"].astype(int)
    np.testing.assert_allclose(any_step.each["loss"], -np.log(p), rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(np.take_along_axis(any_step.each["guesses"], label[:, None], 1)[:, 0], p, atol=1e-4)


def test_the_mean_is_the_loss_of_the_network_on_all_unseen_digits(end):
    assert end.before["mean"] == pytest.approx(unseen().loss(trained(RUN.seed)), abs=1e-6)
    assert len(end.before["losses"]) == len(split()[1]) == PLACES[0]
    assert end.before["losses"].mean() == pytest.approx(float(end.before["mean"]), rel=1e-5)


def test_the_digits_come_from_the_best_to_the_worst(any_step):
    losses = any_step.before["losses"]
    assert (np.diff(losses) >= 0).all()
    np.testing.assert_array_equal(any_step.each["loss"], losses[[len(losses) - place for place in PLACES]])
    assert any_step.each["gathered"][-1] == pytest.approx(1)


def test_no_loss_leaves_the_axis(any_step):
    assert any_step.before["losses"].max() < still.TOP


def test_sure_and_right_costs_almost_nothing_and_the_figure_says_what(end):
    assert end.each["p"][0] > 0.9999 and end.each["loss"][0] < 1e-5
    assert still.sentence(end, 0).endswith(f"Loss {still.facts(end)['best_loss']}.")
    assert float(still.facts(end)["best_loss"]) > 0


@pytest.mark.parametrize("text", sorted(CHAPTER.glob("index*.md")), ids=lambda file: file.name)
def test_the_best_digit_stays_while_its_beat_is_read(text):
    until = re.search(r"\{scene\} loss\n.*?\{beat\} 0 (\S+)", text.read_text("utf-8"), re.DOTALL)[1]
    assert float(until) * (len(PLACES) - 1) < 0.5


def test_sure_and_wrong_costs_far_more_than_knowing_nothing(end):
    assert end.each["guess"][-1] != end.each["label"][-1]
    assert end.each["guesses"][-1].max() > 0.99
    assert end.each["loss"][-1] > 3 * np.log(10)


def test_each_tenth_of_p_adds_the_loss_of_ten_even_bets():
    assert -np.log(0.02 / 10) == pytest.approx(-np.log(0.02) + np.log(10))


def test_nearly_all_cost_next_to_nothing_and_a_few_make_up_half(end):
    losses = end.before["losses"]
    assert np.mean(losses < 0.1) > 0.9
    assert losses[-4:].sum() > losses.sum() / 2 > losses[-3:].sum()
    assert still.facts(end)["half"] == "four"


def test_most_of_the_twelve_worst_are_misread_and_all_that_is_misread_is_among_them(end):
    misread = end.each["guess"] != end.each["label"]
    assert misread[-12:].sum() == end.before["wrong"] == 10
    assert not misread[:-12].any()


def test_at_step_0_nearly_everyone_pays_the_price_of_even_bets(film):
    losses = film("loss", step="0").before["losses"]
    assert np.abs(losses - np.log(10)).max() < 0.4


def test_at_step_440_the_worst_costs_more_than_anything_did_before_training(film, end):
    assert end.before["losses"].max() > 3 * film("loss", step="0").before["losses"].max()


def test_the_sentence_tells_the_digit_the_bet_and_the_loss(end):
    assert still.sentence(end, end.count - 1) == (
        "Digit 360 of 360, from best to worst: a 2. The network gives it 0.014\u202f% and bets on a 1 (99.6\u202f%). Loss 8.876."
    )
    assert "bets" not in still.sentence(end, 0)
