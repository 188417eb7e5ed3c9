"""What the chapter says about the loop is true of the numbers that the page sends, and of the code that runs."""

import inspect
import re
from html import unescape
from itertools import islice

import numpy as np
import pytest

from app import stills
from app.engine import descent, menu, optimizers, run
from app.scenes.loop import GRID, PHASES, TURNS
from app.stills import loop as still
from app.story import RUN, steps_of, trained


@pytest.fixture(scope="module")
def default(film):
    return film("loop")


def turns_of(seen, name):
    return seen.each[name][:: len(PHASES)]


@pytest.mark.parametrize("first", GRID["from"])
def test_the_numbers_are_those_of_the_chapters_run(film, first):
    seen = film("loop", **{"from": first})
    for turn, step in enumerate(list(steps_of(RUN.seed))[int(first) :][:TURNS]):
        assert turns_of(seen, "loss")[turn] == pytest.approx(step.loss)
        assert turns_of(seen, "slope")[turn] == pytest.approx(np.linalg.norm(step.gradient))
        np.testing.assert_allclose(seen.before["weights"][turn], step.weights[:72], rtol=1e-6)
        np.testing.assert_allclose(seen.before["gradients"][turn], step.gradient[:72], rtol=1e-6)


def test_the_code_is_the_function_that_trains(default):
    assert run.descend is descent.descend
    words = unescape(re.sub(r"<[^>]*>", "", still.code(default)))
    assert inspect.getsource(descent.descend) in words


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_has_one_line_of_the_loop(default, phase):
    loop, inside = still.code(default).split("</pre>")[:2]
    lit = [line for line in re.findall(r'data-phase="([^"]*)"', loop) if phase in line.split()]
    assert len(lit) == 1
    lit = [line for line in re.findall(r'data-phase="([^"]*)"', inside) if phase in line.split()]
    assert len(lit) == (phase != "weights")


def test_of_the_loop_only_the_line_that_hands_the_step_over_is_never_lit(default):
    loop = still.code(default).split("</pre>")[0]
    lines = re.findall(r'<span class="line in(\d)"([^>]*)>(.*?)\n</span>', loop)
    unlit = [unescape(re.sub(r"<[^>]*>", "", line)).strip() for depth, phase, line in lines if not phase and depth == "2"]
    assert unlit == ["yield Step(weights, loss, gradient, nudge)"]
    assert len([phase for _, phase, _ in lines if phase]) == len(set(still.LOOP.values())) == 4


def test_plain_descent_remembers_nothing_and_other_optimizers_do():
    remember = {name: len(menu.pick(optimizers, name).Optimizer(RUN.rate).init(np.zeros(3))) > 0 for name in menu.names(optimizers)}
    assert not remember.pop(RUN.optimizer) and any(remember.values())


def test_every_batch_is_a_landscape_of_its_own():
    losses = [batch.measure(trained(RUN.seed))[0] for batch in islice(run.batches(RUN), TURNS)]
    assert len(set(losses)) == TURNS


def test_one_line_measures_and_has_three_things_to_do():
    assert still.LOOP["forward"] == still.LOOP["loss"] == still.LOOP["gradient"]


def test_the_nudge_is_minus_the_learning_rate_times_the_gradient(default):
    np.testing.assert_allclose(default.before["nudges"], -RUN.rate * default.before["gradients"], rtol=1e-5)
    np.testing.assert_allclose(turns_of(default, "nudge"), RUN.rate * turns_of(default, "slope"), rtol=1e-5)


def test_the_weights_after_a_step_are_those_before_it_and_the_nudge(default):
    weights, nudges = default.before["weights"], default.before["nudges"]
    np.testing.assert_allclose(weights[1:], weights[:-1] + nudges, atol=1e-6)


def test_the_framed_digits_are_those_that_are_misread_the_others_are_pale(default):
    right = (default.before["labels"] == default.before["bets"]).sum(1)
    np.testing.assert_array_equal(right, turns_of(default, "right"))
    assert 0 < right[0] < RUN.batch
    drawn = re.findall(r'class="(clear|misread)"[^>]* d="([^"]+)"', still.moment(default, 1))
    assert {kind: squares.count("z") for kind, squares in drawn} == {"clear": right[0], "misread": RUN.batch - right[0]}


def test_a_step_moves_the_weights_only_a_little(default):
    assert (turns_of(default, "nudge") < 0.1 * turns_of(default, "length")).all()


def test_at_step_0_almost_everything_is_framed_and_at_200_hardly_anything(film):
    assert (turns_of(film("loop", **{"from": "0"}), "right") < 0.2 * RUN.batch).all()
    assert (turns_of(film("loop", **{"from": "200"}), "right") > 0.9 * RUN.batch).all()


def test_each_turn_takes_another_batch_of_a_shuffled_pile(default):
    digits = {bytes(image.tobytes()) for batch in default.before["images"] for image in batch}
    assert len(digits) > 0.98 * TURNS * RUN.batch


def test_a_number_is_not_on_paper_before_its_phase(default):
    losses = ["lossbar" in still.moment(default, step) for step in range(6)]
    assert losses == [False, False, True, True, True, True]


@pytest.mark.parametrize(("step", "said"), [
    (0, "Training step 40, take a batch: 64 digits, drawn at random."),
    (1, "right."),
    (11, "Training step 41, add the nudge: every weight has a new value."),
])
def test_the_sentence_says_the_phase(default, step, said):
    assert still.sentence(default, step).endswith(said)


def test_paper_has_a_frame_for_every_digit_and_bar_and_a_line_for_every_strip_from_the_first_step_on(film):
    drawn = still.still(film("loop")).partition('<g class="later">')[0]
    framed = "".join(re.findall(r'<path class="frame"[^>]* d="([^"]+)"', drawn)).count("z")
    lines = "".join(re.findall(r'<path class="grid"[^>]* d="([^"]+)"', drawn)).count("M")
    assert (framed, lines) == (64 + 3, 4)


def test_every_bar_on_paper_has_its_number_in_its_own_colour(film):
    last = still.still(film("loop")).partition('<g class="later">')[2]
    assert re.findall(r'<text class="num (\w+)"', last) == ["ball", "slope", "own"]


def test_where_no_script_goes_on_paper_shows_the_turn_that_the_text_tells_of(default):
    told = still.facts(default)
    later = still.still(default).partition('<g class="later">')[2]
    assert f">{told['right']} right, {told['wrong']} misread<" in later
    assert stills.told(still, default).startswith(f"Training step {told['from']}, add the nudge")
