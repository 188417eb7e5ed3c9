"""What the chapter and its presets say about runs with other settings is true of the numbers that the page sends."""

import numpy as np
import pytest

from app import stream
from app.engine import menu, optimizers
from app.engine.digits import split
from app.engine.network import little
from app.engine.optimizers import adam, momentum
from app.engine.run import Settings, train
from app.engine.start import start_weights
from app.scenes import lab
from app.stills import lab as still
from app.story import unseen

UNSEEN = 360


@pytest.fixture
def run(film):
    """run(rate="3"): the chapter's run, but for these settings."""
    return lambda **settings: film("lab", **lab.BESIDE | settings)


@pytest.fixture
def pair(film):
    """pair("too bold"): both runs of that preset."""

    def made(name):
        preset = next(preset for preset in still.PRESETS if preset.name == name)
        return film("lab", **preset.settings), film("lab", **preset.beside)

    return made


def share(film, step=-1):
    return film.each["right"][step] / UNSEEN


def first(film, over):
    return int(np.argmax(film.each["right"] / UNSEEN > over))


def jumps(film):
    return np.abs(np.diff(film.each["loss"])).mean()


def test_it_is_the_chapters_run_where_nothing_else_is_chosen(film, run):
    np.testing.assert_array_equal(run().each["batch_loss"], film("training").each["batch_loss"])
    np.testing.assert_array_equal(run().each["right"], film("training").each["right"])


def test_the_loss_is_the_mean_over_the_digits_it_never_saw(run):
    for step in (0, 440):
        weights = next(one for number, one in enumerate(train(lab.chosen(lab.BESIDE))) if number == step).weights
        assert run().each["loss"][step] == pytest.approx(unseen().loss(weights), abs=1e-6)


def test_every_optimizer_that_is_there_can_be_chosen():
    assert list(lab.GRID["optimizer"]) == menu.names(optimizers)


@pytest.mark.parametrize("optimizer", menu.names(optimizers))
@pytest.mark.parametrize("batch", ["8", "256"])
def test_the_wildest_rate_sends_finite_numbers_only(run, optimizer, batch):
    wild = run(rate=lab.GRID["rate"][-1], optimizer=optimizer, batch=batch)
    assert all(np.isfinite(values).all() for values in wild.each.values())
    assert wild.each["loss"].max() <= lab.FLEW_OFF and wild.each["batch_loss"].max() <= lab.FLEW_OFF
    assert wild.diverged == (wild.count < 441)


def test_a_film_is_under_40_kilobytes():
    assert stream.length("lab", lab.DEFAULT, lab.layout(lab.DEFAULT)) < 40_000


def test_a_third_of_the_rate_takes_less_than_three_times_the_steps_and_is_not_far_behind(film, run):
    times = still.nine_for_good(film("lab")) / still.nine_for_good(run())
    assert 2 < times < 3
    assert 0 < share(run()) - share(film("lab")) < 0.03


def test_too_timid_is_where_the_other_was_after_60_and_would_arrive(pair):
    timid, other = pair("too timid")
    assert 50 < np.argmax(other.each["loss"] < timid.each["loss"][-1]) < 70
    *_, last = train(Settings(rate=0.03, steps=2001))
    assert np.mean(unseen().scores(last.weights).argmax(0) == split()[1].labels) > 0.95


def test_too_bold_is_the_first_at_half_is_thrown_up_the_walls_and_ends_worse(pair):
    bold, other = pair("too bold")
    assert first(bold, 0.5) < first(other, 0.5)
    assert (np.diff(bold.each["loss"][100:]) > 0.3).sum() > 10 * (np.diff(other.each["loss"][100:]) > 0.3).sum()
    assert share(other) - share(bold) > 0.05


def test_far_too_bold_lets_nothing_through_relu_and_no_slope_back(pair):
    bold, _ = pair("far too bold")
    assert (bold.each["answers"][20:] == 1).all() and (bold.each["right"][20:] / UNSEEN < 0.12).all()
    network = little(UNSEEN)
    for number, step in enumerate(train(Settings(rate=3, steps=61))):
        network.forward(step.weights, split()[1].images)
        if number in (20, 60):
            images = split()[1].images
            for layer, own in zip(network.layers[:6], network.views(step.weights)):
                images = layer.forward(own, images)
            assert not images.any()
            assert not step.gradient[:-10].any() and step.gradient[-10:].all()


def test_flies_off_within_twenty_steps_where_plain_steps_are_only_bold(pair, run):
    wild, _ = pair("flies off")
    assert wild.diverged and wild.count < 20
    assert not run(rate="1").diverged


def test_momentum_is_almost_as_fast_as_the_chapters_run_at_a_tenth_of_its_rate(pair, run):
    quick, plain = pair("momentum")
    assert share(quick, 120) > 0.85 > 0.4 > share(plain, 120)
    assert first(run(), 0.9) < first(quick, 0.9) < 1.5 * first(run(), 0.9)


def test_with_momentum_steps_that_agree_add_up_to_ten_times_their_length():
    optimizer, slope = momentum.Optimizer(1.0), np.ones(1)
    state = optimizer.init(slope)
    for _ in range(100):
        nudge, state = optimizer.update(slope, state)
    assert nudge == pytest.approx(-10, rel=1e-3)


def test_adam_steps_as_far_on_a_faint_slope_as_on_a_steep_one():
    for slope in (1e-4, 10.0):
        optimizer, gradient = adam.Optimizer(0.01), np.full(1, slope)
        state = optimizer.init(gradient)
        for _ in range(3):
            nudge, state = optimizer.update(gradient, state)
            assert nudge == pytest.approx(-0.01, rel=1e-3)


def test_adam_does_not_wait_and_a_small_rate_is_enough(pair):
    quick, other = pair("Adam")
    assert first(quick, 0.5) < 0.6 * first(other, 0.5) and first(quick, 0.9) < 0.6 * first(other, 0.9)
    assert share(quick) > 0.97


def test_a_tiny_batch_jumps_three_times_as_far_but_per_digit_it_is_ahead(pair):
    tiny, other = pair("tiny batch")
    assert 2.8 < jumps(tiny) / jumps(other) < 3.9
    same = int(np.argmax(other.each["seen"] >= tiny.each["seen"][-1]))
    assert share(tiny) - share(other, same) > 0.1


def test_a_huge_batch_is_smoother_hardly_ends_better_and_looks_at_four_times_as_many(pair):
    huge, other = pair("huge batch")
    assert jumps(huge) < 0.8 * jumps(other)
    assert abs(share(huge) - share(other)) < 0.01
    np.testing.assert_array_equal(huge.each["seen"], 4 * other.each["seen"])


def test_other_noise_is_once_fifty_points_apart_and_in_the_end_not_one(pair):
    noise, other = pair("other noise")
    gap = np.abs(noise.each["right"] - other.each["right"]) / UNSEEN
    assert gap.max() > 0.5 > 0.01 > gap[-1]


def test_every_preset_is_on_the_grid_and_compares_two_runs():
    for preset in still.PRESETS:
        assert preset.settings != preset.beside
        assert all(one[name] in values for one in (preset.settings, preset.beside) for name, values in lab.GRID.items())


def test_the_filters_begin_as_the_seeds_noise(run):
    noise = start_weights(7)[:72].reshape(8, 3, 3)
    np.testing.assert_allclose(run(seed="7").each["filters"][0], noise, atol=lab.SHADE / 2)


def test_the_sentence_compares_the_two_at_the_step(run):
    said = still.sentence(run(rate="0.1"), 120, run())
    assert said.startswith("Step 120: loss 1.") and " right; the other run 0.29, 90" in said


def test_a_run_that_flew_off_says_so(run):
    wild = run(rate="1", optimizer="momentum")
    assert "right, then it flew off; the other run" in still.sentence(wild, wild.count - 1, run())
    assert f"; the other run flew off at step {wild.count}." in still.sentence(run(), 440, wild)


def test_names_at_the_ends_keep_apart():
    assert still.apart(100, 103, 15) == (94.0, 109.0)
    assert still.apart(100, 130, 15) == (100, 130)


def test_the_still_tells_the_whole_story_where_no_script_will(film, run):
    drawn = still.still(film("lab"), run())
    assert drawn.index('class="curve thin"') > drawn.index('<g class="later">') > drawn.index('class="other"')
    assert drawn.count("rate 0.3") == 2


def test_paper_shows_both_runs_filters_at_the_same_step(film):
    mine, beside = film("lab"), film("lab", **lab.BESIDE)
    first = still.still(mine, beside).partition('<g class="now">')[2].partition('<g class="later">')[0]
    for panel, run in (("mine", mine), ("other", beside)):
        assert still.filters(still.PANELS[panel], run.each["filters"][0], still.LOUD) in first
