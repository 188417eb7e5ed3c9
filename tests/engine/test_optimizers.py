"""Every optimizer that is found in the folder, on every landscape that is found in its folder."""

import pickle
from itertools import repeat

import numpy as np
import pytest

from app.engine import landscapes, menu, optimizers
from app.engine.descent import descend

STEPS = 12


@pytest.fixture(params=menu.names(optimizers))
def optimizer(request):
    return menu.pick(optimizers, request.param).Optimizer(1e-3)


@pytest.mark.parametrize("name", menu.names(landscapes))
def test_small_steps_lead_down(optimizer, name):
    landscape = menu.pick(landscapes, name).example()
    losses = [step.loss for step in descend(repeat(landscape, STEPS), optimizer, landscape.start)]
    assert losses[-1] < losses[0]
    assert losses == sorted(losses, reverse=True)


@pytest.mark.parametrize("name", menu.names(landscapes))
def test_a_state_is_a_value_that_can_be_kept_sent_and_played_again(optimizer, name):
    landscape = menu.pick(landscapes, name).example()
    weights, state = landscape.start, optimizer.init(landscape.start)
    for _ in range(3):
        _, gradient = landscape.measure(weights)
        before = pickle.dumps((weights, gradient, state))
        nudge, after = optimizer.update(gradient, state)
        kept, sent = pickle.dumps((nudge, after)), pickle.loads(pickle.dumps(state))
        assert pickle.dumps(optimizer.update(gradient, state)) == kept
        assert pickle.dumps(optimizer.update(gradient, sent)) == kept
        assert pickle.dumps((weights, gradient, state)) == before
        weights, state = weights + nudge, after


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_nudge_is_shaped_and_typed_as_the_gradient_and_goes_against_it(optimizer, dtype):
    gradient = np.array([3, -1, 0.5, 0], dtype)
    nudge, state = optimizer.update(gradient, optimizer.init(np.zeros(4, dtype)))
    again, _ = optimizer.update(gradient, state)
    for moved in (nudge, again):
        assert moved.dtype == dtype and moved.shape == gradient.shape
        assert (np.sign(moved) == -np.sign(gradient)).all()


def test_what_it_remembers_is_of_the_weights_own_shape_and_kind_from_the_start(optimizer):
    state = optimizer.init(np.ones(4, np.float32))
    for remembered in [state] if isinstance(state, np.ndarray) else [part for part in state if isinstance(part, np.ndarray)]:
        assert (remembered.shape, remembered.dtype) == ((4,), np.float32) and not remembered.any()


def test_on_level_ground_nobody_moves_from_rest(optimizer):
    nudge, _ = optimizer.update(np.zeros(3), optimizer.init(np.zeros(3)))
    assert (nudge == 0).all()


def nudges(name, gradients, rate=0.01):
    """What the optimizer of that name makes of these gradients, one after the other."""
    optimizer = menu.pick(optimizers, name).Optimizer(rate)
    state = optimizer.init(gradients[0])
    for gradient in gradients:
        nudge, state = optimizer.update(gradient, state)
        yield nudge


def test_adam_takes_steps_of_the_same_size_however_steep_the_slope():
    for nudge in nudges("adam", [np.array([1000.0, -1.0, 0.001])] * 50):
        np.testing.assert_allclose(nudge, [-0.01, 0.01, -0.01], rtol=1e-4)


def test_momentum_ends_up_ten_times_as_fast_as_plain_descent_on_a_steady_slope():
    *_, fast = nudges("momentum", [np.array([2.0])] * 300)
    *_, steady = nudges("plain", [np.array([2.0])] * 300)
    assert fast == pytest.approx(10 * steady)


def test_in_a_ravine_too_big_a_rate_overshoots_and_a_small_one_arrives():
    ravine = menu.pick(landscapes, "ravine").example()
    plain = menu.pick(optimizers, "plain").Optimizer

    def last(rate):
        *_, step = descend(repeat(ravine, 200), plain(rate), ravine.start)
        return step.loss

    assert last(0.09) < 1e-6 < last(0.001) < ravine.loss(ravine.start) < last(0.101)


def test_adam_divides_by_the_slope_and_a_tiny_bit_more():
    (nudge,) = nudges("adam", [np.array([1e-8, -3e-8])])
    assert nudge.tolist() == pytest.approx([-0.01 / 2, 0.01 * 3 / 4])


def test_adams_means_are_corrected_for_their_start_at_zero():
    _, second = nudges("adam", [np.array([1.0]), np.array([3.0])])
    mean, square = (0.9 * 0.1 * 1 + 0.1 * 3) / (1 - 0.9**2), (0.999 * 0.001 * 1 + 0.001 * 9) / (1 - 0.999**2)
    assert second == pytest.approx(-0.01 * mean / np.sqrt(square), rel=1e-6)
