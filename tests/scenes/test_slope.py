"""What the chapter says about the slope is true of the numbers that the page sends."""

import numpy as np
import pytest

from app.scenes.ball import sliced
from app.scenes.slope import GRID, LIFTED, NUDGED, NUDGES, PLACES, RATE, START, STEPS, WALK
from app.stills import slope as still
from app.story import RUN, shown, trained


@pytest.fixture(scope="module")
def default(film):
    return film("slope")


@pytest.fixture(scope="module")
def spoilt():
    """The trained weights with the knob turned to where the ball stands."""
    weights = trained(RUN.seed).copy()
    weights[55] = -2.6
    return weights


def test_it_is_the_hill_that_the_ball_rolled_down(film, default):
    ball = film("ball")
    assert default.each["w"][0] == np.float32(ball.each["w"][0]) == np.float32(PLACES[START])
    assert default.each["loss"][0] == pytest.approx(ball.each["loss"][0], abs=1e-6)
    assert default.each["slope"][0] == pytest.approx(ball.each["slope"][0], abs=1e-6)
    np.testing.assert_allclose(default.before["losses"], sliced(55)[::2], rtol=1e-6)


def test_the_slope_at_every_place_in_the_fog_is_the_curves_own(default):
    rise = np.gradient(default.before["losses"], PLACES)
    np.testing.assert_allclose(default.before["slopes"][1:-1], rise[1:-1], atol=0.006)
    assert np.corrcoef(default.before["slopes"], rise)[0, 1] > 0.999


def test_the_nine_slopes_are_what_happens_when_each_weight_is_turned(default, spoilt):
    for cell in (0, 1, 5):
        there, back = spoilt.copy(), spoilt.copy()
        there[54 + cell] += 0.01
        back[54 + cell] -= 0.01
        rise = (shown().loss(there) - shown().loss(back)) / 0.02
        assert default.before["nine"].ravel()[cell] == pytest.approx(rise, rel=0.05)
    assert (default.before["nine"] < 0).all()


def test_all_slopes_are_the_whole_gradient_sorted(default, spoilt):
    _, gradient = shown().measure(spoilt)
    np.testing.assert_allclose(default.before["sorted"], np.sort(gradient), atol=1e-7)
    slopes = default.before["sorted"]
    assert still.almost_zero(slopes) == (np.abs(gradient) < np.abs(gradient).max() / 100).sum() > len(slopes) / 5
    assert np.abs(slopes).max() > 4 * abs(default.each["slope"][0])


def test_each_nudge_is_the_loss_after_it_less_the_loss_before(default, spoilt):
    for step, nudge in enumerate(NUDGES[:3], NUDGED):
        weights = spoilt.copy()
        weights[55] += nudge
        assert default.each["nudged"][step] == pytest.approx(shown().loss(weights), abs=1e-6)
        ratio = (shown().loss(weights) - shown().loss(spoilt)) / nudge
        assert default.each["ratio"][step] == default.before["measured"][step - NUDGED] == pytest.approx(ratio, rel=1e-3)


def test_smaller_nudges_come_closer_until_rounding_makes_them_worse(default):
    off = np.abs(default.before["measured"] / default.each["slope"][0] - 1)
    assert off[0] > 0.5
    assert off[0] > off[1] > off[2] > off[3] < off[4] < 0.01
    assert still.facts(default)["measured_best"] == still.facts(default)["slope"]


def test_the_algorithm_steps_against_the_slope_times_the_learning_rate(default):
    w, slope = default.each["w"][WALK:LIFTED], default.each["slope"][WALK:LIFTED]
    assert len(w) == STEPS + 1
    np.testing.assert_allclose(np.diff(w), -RATE * slope[:-1], rtol=1e-4, atol=1e-6)
    strides = np.abs(np.diff(w))
    assert strides[0] < strides.max() > 10 * strides[-1]


def test_it_is_nearly_down_after_a_few_steps_and_down_in_the_end(default):
    loss, floor = default.each["loss"][WALK:LIFTED], default.before["losses"].min()
    assert loss[5] < 2 * floor < loss[4]
    assert loss[-1] < 1.01 * floor
    assert (np.diff(loss) < 0).all()


@pytest.mark.parametrize("position", ["0", "30"])
def test_every_knob_has_its_fog(film, position):
    other = film("slope", knob=position)
    assert other.count == LIFTED + 1
    place = trained(RUN.seed).copy()
    place[int(position)] = PLACES[70]
    loss, gradient = shown().measure(place)
    assert other.before["losses"][70] == pytest.approx(loss, abs=1e-6)
    assert other.before["slopes"][70] == pytest.approx(gradient[int(position)], abs=1e-6)
    assert position in GRID["knob"]


def test_the_sentence_tells_each_part(default):
    assert still.sentence(default, 0) == "w = −2.60: loss 0.294, slope −0.0525."
    assert "nine slopes of filter 7" in still.sentence(default, 1) and "less than a hundredth" in still.sentence(default, 2)
    assert still.sentence(default, NUDGED).startswith("A nudge of 1 takes the loss to 0.201")
    assert still.sentence(default, WALK + 3).startswith("Step 3 in fog: w = −0.47, loss 0.0824, down 0.10")
    assert still.sentence(default, LIFTED).startswith("The fog has lifted. After 12 steps: w = 1.14")


def test_the_still_hides_the_curve_in_fog_and_lifts_it_in_the_end(default):
    now, later = still.still(default).split('<g class="later">')
    assert 'class="fog"' in now and 'class="curve"' not in now
    assert 'class="curve"' in later and 'class="fog"' not in later
    assert (now.count('class="arrow"'), later.count('class="arrow"')) == (1, 9)
