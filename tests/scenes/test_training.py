"""What the chapter says about the run is true of the numbers that the page sends."""

from itertools import pairwise

import numpy as np
import pytest

from app.engine.digits import split
from app.engine.edges import edge_shares
from app.scenes.training import REACH
from app.stills import training as still
from app.story import RUN, SEEDS, right, shown, trained, unseen

UNSEEN = 360


@pytest.fixture(scope="module")
def run(film):
    return film("training")


def test_it_begins_in_the_noise_that_was_shown(film, run):
    np.testing.assert_allclose(run.each["filters"][0], film("noise").before["filters"], atol=1 / 2048)
    assert run.each["loss"][0] == film("noise").before["all_loss"]


def test_it_ends_at_the_weights_that_the_ball_rolls_on(run):
    np.testing.assert_allclose(run.each["filters"][-1].ravel(), trained(RUN.seed)[:72], atol=1 / 2048)
    assert run.each["loss"][-1] == pytest.approx(shown().loss(trained(RUN.seed)), abs=1e-6)


def test_it_reads_97_percent_of_digits_it_has_never_seen(run):
    assert run.each["right"][-1] / UNSEEN >= 0.97


def test_whatever_the_noise_it_learns_to_read(film):
    for seed in SEEDS[:3]:
        assert film("training", seed=seed).each["right"][-1] / UNSEEN >= 0.94


def test_at_first_hardly_anything_happens(run):
    assert run.each["loss"][0] - run.each["loss"][10] < 0.1 < run.each["loss"][0] - run.each["loss"][40]


def test_the_batch_loss_jitters_while_the_loss_of_all_falls(run):
    batch, whole = (np.diff(run.each[name]) for name in ("batch_loss", "loss"))
    assert 0.4 < np.mean(batch > 0) < 0.6
    assert np.abs(batch).sum() > 1.5 * np.abs(whole).sum()
    assert run.each["loss"][-1] < run.each["loss"][0] / 50


def test_the_loss_of_all_stumbles_and_falls_all_the_same(run):
    loss = run.each["loss"]
    assert 0.3 < np.mean(np.diff(loss) > 0) < 0.5
    assert loss[400:].max() < loss[100:140].min()


def test_the_filters_leave_noise_and_grow(run):
    first, last = run.each["filters"][0], run.each["filters"][-1]
    assert np.linalg.norm(last) > 4 * np.linalg.norm(first)
    similar = (first * last).sum() / np.linalg.norm(first) / np.linalg.norm(last)
    assert similar < 0.75


def test_some_filters_become_edge_detectors_and_others_do_not(run):
    edges = run.each["edges"][-1]
    assert 3 <= (edges > 0.5).sum() <= 6
    assert edges.min() < 0.22
    np.testing.assert_allclose(edges, edge_shares(run.each["filters"][-1]), atol=0.01)


def test_a_dozen_digits_change_their_minds(run):
    bets, labels = run.each["guesses"].argmax(2), run.before["labels"]
    assert (bets[0] == labels).sum() <= 2
    assert (bets[-1] == labels).all()


def test_the_run_leaves_the_straight_line_first_below_then_above(run):
    along, loss = run.after["along"], run.each["loss"]
    gap = np.interp(along, REACH, run.after["slice"]) - loss
    assert along[0] == pytest.approx(0) and along[-1] == pytest.approx(1)
    assert gap.max() > 0.4 and gap.min() < -0.3
    assert gap.argmax() < gap.argmin()


def test_one_filter_is_missed_badly_and_another_not_at_all(run):
    without, right, edges = run.after["without"], run.each["right"][-1], run.each["edges"][-1]
    assert without[edges.argmax()] < right - 30
    assert (without == right).any()


def test_a_filter_is_switched_off_by_setting_its_numbers_to_zero(run):
    weights = trained(RUN.seed).copy()
    weights[9 * 6:9 * 7] = weights[72 + 6] = 0
    assert run.after["without"][6] == round(right(unseen().scores(weights), split()[1].labels) * UNSEEN)


def test_another_seed_ends_elsewhere_reads_as_well_and_a_ridge_lies_between(run):
    here, there = trained("2"), trained("3")
    assert np.linalg.norm(here - there) > np.linalg.norm(here) / 2
    assert abs(run.after["neighbour_right"] - run.each["right"][-1]) < 10
    assert run.after["ridge"] > 10 * max(shown().loss(here), shown().loss(there))


def test_every_seed_ends_in_a_valley_of_its_own():
    for here, there in pairwise(map(trained, SEEDS)):
        assert shown().loss((here + there) / 2) > 5 * max(shown().loss(here), shown().loss(there))


def test_the_sentence_tells_step_loss_and_score(run):
    assert still.sentence(run, 440).startswith("Step 440: loss 0.02")
    assert "of 360 unseen digits right" in still.sentence(run, 12)


def test_the_still_tells_the_whole_story_where_no_script_will(run):
    drawn = still.still(run)
    assert drawn.count('<g class="later">') == 1
    assert drawn.index('class="batch"') > drawn.index('<g class="later">')
    assert still.keyframes(run).count("step ") == len(still.KEYFRAMES)
