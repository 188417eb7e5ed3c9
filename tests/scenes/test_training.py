"""What the chapter says about the run is true of the numbers that the page sends."""

import re
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
    assert run.each["guess"][0].tolist() == film("noise").each["guesses"].argmax(1).tolist()


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


def test_it_reads_nine_in_ten_falls_back_and_stays_above_later(run):
    right, told = run.each["right"] / UNSEEN, still.facts(run)
    nine, dip, good = (int(told[name]) for name in ("nine_tenths", "dip_step", "nine_for_good"))
    assert (right[:nine] <= 0.9).all() and right[nine] > 0.9
    assert nine < dip < nine + 20 and right[dip] < 0.7
    assert right[good - 1] <= 0.9 and (right[good:] > 0.9).all()


def test_most_stumbles_are_small_and_the_fall_back_is_among_the_large_ones(run):
    rises = np.diff(run.each["loss"])
    assert np.median(rises[rises > 0]) < 0.01
    dip = int(still.facts(run)["dip_step"])
    assert rises[dip - 2:dip].max() > 0.3


def test_the_filters_leave_noise_and_grow(run):
    first, last = run.each["filters"][0], run.each["filters"][-1]
    assert np.linalg.norm(last) > 4 * np.linalg.norm(first)
    similar = (first * last).sum() / np.linalg.norm(first) / np.linalg.norm(last)
    assert similar < 0.75


def test_two_filters_were_edges_by_luck_two_became_edges_and_the_others_did_not(run):
    before, after = run.each["edges"][0], run.each["edges"][-1]
    np.testing.assert_allclose(after, edge_shares(run.each["filters"][-1]), atol=0.01)
    told = still.facts(run)
    assert (told["lucky_first"], told["became"]) == ("Two", "two")
    became = (after > 0.5) & (before < 0.5)
    assert (after[became] > 3 * before[became]).all()
    assert after.min() < 0.22


def test_a_dozen_digits_change_their_minds(run):
    bets, labels = run.each["guess"], run.before["labels"]
    assert (bets[0] == labels).sum() <= 2
    assert (bets[-1] == labels).all()


def test_the_run_leaves_the_straight_line_and_the_text_names_where_it_is_far_below_and_far_above(run):
    along, loss = run.after["along"], run.each["loss"]
    gap = np.interp(along, REACH, run.after["slice"]) - loss
    assert along[0] == pytest.approx(0) and along[-1] == pytest.approx(1)
    told = still.facts(run)
    below, above = (int(told[name]) for name in ("below_step", "above_step"))
    assert gap[below] == gap.max() > 0.4 and gap[above] == gap.min() < -0.8
    assert below < above and abs(gap[-1]) < 0.01


def test_one_filter_is_missed_badly_and_another_not_at_all(run):
    without, right, edges = run.after["without"], run.each["right"][-1], run.each["edges"][-1]
    assert without[edges.argmax()] < right - 30
    assert (without == right).any()


def test_a_filter_is_switched_off_by_setting_its_numbers_to_zero(run):
    weights = trained(RUN.seed).copy()
    weights[9 * 6:9 * 7] = weights[72 + 6] = 0
    assert run.after["without"][6] == round(right(unseen().scores(weights), split()[1].labels) * UNSEEN)


def test_another_seed_ends_elsewhere_reads_as_well_and_on_the_straight_line_the_loss_rises(run):
    here, there = trained("2"), trained("3")
    assert np.linalg.norm(here - there) > np.linalg.norm(here) / 2
    assert abs(run.after["neighbour_right"] - run.each["right"][-1]) < 10
    assert run.after["ridge"] > 10 * max(shown().loss(here), shown().loss(there))


def test_the_straight_line_between_the_ends_of_any_two_neighbouring_seeds_rises():
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


def test_paper_shows_the_slice_as_far_as_the_run_has_come_down_it(film):
    run, (x, _, width, _) = film("training"), still.PANELS["slice"]
    start, end = (reach(still.slope_down(run, step)) for step in (0, run.count - 1))
    assert start == pytest.approx(still.slice_scales()[0](0), abs=width / 60)
    assert end == pytest.approx(x + width, abs=2)


def test_paper_says_where_the_slice_starts_and_ends_from_the_first_step_on(film):
    first = still.still(film("training")).partition('<g class="now">')[0]
    assert {">start<", ">end<"} <= set(re.findall(r">\w+<", first))


def reach(svg):
    """Where a line on paper ends, from the left."""
    first, moves = re.search(r'd="M([\d.]+) [\d.]+((?:l[^"]*)?)"', svg).groups()
    return float(first) + sum(float(dx) for dx in re.findall(r"l(-?[\d.]+) ", moves))
