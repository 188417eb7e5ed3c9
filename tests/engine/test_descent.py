"""The loop: measure, then nudge."""

from itertools import count, islice, repeat

import numpy as np
import pytest

from app.engine.descent import descend
from app.engine.landscapes.bowl import Bowl
from app.engine.optimizers import plain


def test_a_step_tells_the_weights_before_it_and_the_next_one_starts_where_the_nudge_led():
    bowl = Bowl([4.0, -2.0])
    steps = list(descend(repeat(bowl, 5), plain.Optimizer(0.5), bowl.start))
    assert steps[0].weights is bowl.start and len(steps) == 5
    for here, there in zip(steps, steps[1:]):
        assert here.loss == bowl.loss(here.weights)
        assert (here.gradient == here.weights).all() and (here.nudge == -0.5 * here.gradient).all()
        assert (there.weights == here.weights + here.nudge).all()


def test_in_a_bowl_half_the_way_is_left_after_every_step_at_rate_one_half():
    bowl = Bowl([8.0])
    assert [step.weights[0] for step in descend(repeat(bowl, 4), plain.Optimizer(0.5), bowl.start)] == [8, 4, 2, 1]


@pytest.mark.parametrize("rate, arrives", [(0.1, True), (1.9, True), (2.1, False)])
def test_too_big_a_rate_climbs_out_of_the_bowl(rate, arrives):
    bowl = Bowl([1.0])
    *_, last = descend(repeat(bowl, 200), plain.Optimizer(rate), bowl.start)
    assert (last.loss < 1e-6) == arrives


def test_the_optimizers_state_begins_from_the_weights_and_each_update_gets_the_one_before():
    came = []

    class Counting:
        def init(self, weights):
            came.append(weights)
            return 0

        def update(self, gradient, state):
            came.append(state)
            return -gradient, state + 1

    start = np.array([3.0])
    list(descend(repeat(Bowl(start), 3), Counting(), start))
    assert came[0] is start and came[1:] == [0, 1, 2]


def test_whoever_reads_decides_when_to_stop():
    bowl, measured = Bowl([1.0]), []

    class Watched:
        def measure(self, weights):
            measured.append(weights)
            return bowl.measure(weights)

    assert len(list(islice(descend((Watched() for _ in count()), plain.Optimizer(0.1), bowl.start), 3))) == 3
    assert len(measured) == 3


def test_the_start_is_left_as_it_was_and_every_step_keeps_its_own_weights():
    start = np.array([1.0, 2.0])
    steps = list(descend(repeat(Bowl(start), 3), plain.Optimizer(0.1), start))
    assert start.tolist() == [1, 2]
    assert len({step.weights.tobytes() for step in steps}) == 3
