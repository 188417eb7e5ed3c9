"""What the chapter says about the staircase is true of the numbers that the page sends."""

from pathlib import Path

import numpy as np
import pytest

from app.engine.digits import split
from app.engine.drawing import LEVELS, written
from app.engine.loss import softmax
from app.engine.network import little
from app.scenes.staircase import EVERY, GRID, NOBODY_KNOWS, moments
from app.stills import staircase as still
from app.story import RUN, trained, twelve
from tests.scenes.strokes import BARRED_SEVEN, DIGITS, inked, shaken


@pytest.fixture(scope="module")
def default(film):
    return film("staircase")


def read_by_the_trained(images):
    return little(len(images)).forward(trained(RUN.seed), np.stack(images, -1)[:, None].astype(np.float32)).argmax(0)


def drawn(radius, softness, digits=DIGITS, labels=range(10), hands=30):
    """The share of drawings by a program that the trained network reads rightly."""
    rng = np.random.default_rng(0)
    images = [inked(shaken(strokes, rng), radius, softness) for strokes in digits for _ in range(hands)]
    return np.mean(read_by_the_trained(images) == np.repeat(labels, hands))


def test_it_is_the_chapters_run():
    assert moments()[-1].tobytes() == trained(RUN.seed).tobytes()


def test_the_image_is_one_of_the_dozen(default):
    np.testing.assert_array_equal(default.before["image"], twelve().images[:, 0, :, 7])
    assert default.before["label"] == twelve().labels[7] == 8


def test_the_first_stair_is_what_each_filter_answers_at_each_place(default):
    weights, image = moments()[-1], np.pad(default.before["image"], 1)
    filters, bias = weights[:72].reshape(8, 3, 3), weights[72:80]
    for row, column in ((0, 0), (3, 4), (7, 7)):
        answers = (filters * image[row:row + 3, column:column + 3]).sum((1, 2)) + bias
        shown = default.each["maps"][-1, :, row, column] * default.before["largest"][0]
        np.testing.assert_allclose(shown, answers, atol=default.before["largest"][0] / 200)


def test_features_are_the_strongest_of_four_and_never_below_zero(default):
    scale = default.before["largest"]
    maps, features = default.each["maps"][-1] * scale[0], default.each["features"][-1] * scale[1]
    strongest = maps.reshape(8, 4, 2, 4, 2).max((2, 4))
    np.testing.assert_allclose(features, np.maximum(strongest, 0), atol=scale[0] / 60)


def test_each_stair_has_one_scale_for_all_steps(default):
    for name in ("maps", "features", "neurons"):
        assert np.abs(default.each[name]).max() == pytest.approx(1)


def test_the_guesses_are_the_networks(default):
    image = default.before["image"][:, None, :, None].astype(np.float32)
    np.testing.assert_allclose(default.each["guesses"][-1], softmax(little(1).forward(moments()[-1], image))[:, 0], atol=1e-4)


@pytest.mark.parametrize("image", GRID["image"])
def test_before_training_the_stairs_lead_nowhere_and_after_it_to_the_answer(film, image):
    climb = film("staircase", image=image)
    assert climb.each["sure"][0] < 0.15
    assert climb.each["guess"][-1] == climb.before["label"] and climb.each["sure"][-1] > 0.8


def test_nothing_on_the_stairs_is_strong_at_first_and_then_it_grows(default):
    for name in ("maps", "features", "neurons"):
        first, last = (np.abs(default.each[name][step]).max() for step in (0, -1))
        assert first < 0.4 and last > 0.9


def test_the_8_is_first_taken_for_others_and_then_stays_an_8(default):
    facts = still.facts(default)
    assert len({facts["first"], facts["second"], "8"}) == 3
    settled = int(facts["settled"]) // EVERY
    assert (default.each["guess"][settled:] == 8).all() and default.each["guess"][settled - 1] != 8


def test_of_drawings_with_the_soft_pen_it_reads_about_six_in_seven():
    assert drawn(0.75, 1.0) == pytest.approx(6 / 7, abs=0.06)


def test_of_drawings_with_a_hard_thin_pen_it_reads_only_half():
    assert drawn(0.3, 0.02) == pytest.approx(1 / 2, abs=0.12)


def test_a_plain_seven_is_mostly_misread_and_one_with_a_bar_is_not():
    assert drawn(0.75, 1.0, [DIGITS[7]], [7]) < 0.4
    assert drawn(0.75, 1.0, [BARRED_SEVEN], [7]) > 0.9


def test_most_of_the_sevens_that_it_learned_from_have_a_bar():
    shown = split()[0]
    sevens = shown.images[:, 0][..., shown.labels == 7]
    bars = (sevens[3:6] > 0.4).sum(1).max(0) >= 4
    assert np.mean(bars) > 0.75


def test_five_levels_of_ink_cost_hardly_any_reading():
    unseen = split()[1]
    images = np.moveaxis(unseen.images[:, 0], -1, 0)
    levelled = np.rint(images * (LEVELS - 1)) / (LEVELS - 1)
    exact, coarse = (np.mean(read_by_the_trained(some) == unseen.labels) for some in (images, levelled))
    assert exact - coarse < 0.01


def test_a_drawing_climbs_too_and_nobody_knows_what_it_is(film):
    climb = film("staircase", image=written(inked(DIGITS[3])))
    assert climb.before["label"] == NOBODY_KNOWS and climb.each["guess"][-1] == 3
    assert still.sentence(climb, 22).startswith("Step 440: it reads your drawing as a 3 (")


def test_blank_paper_gets_a_guess_too(film):
    blank = film("staircase", image="a" * 32)
    assert blank.each["sure"].max() < 0.5
    assert still.sentence(blank, 22) == f"The paper is empty; even so it would say {blank.each['guess'][-1]:.0f}."


def test_an_image_has_a_name_for_readers():
    assert [still.told(image) for image in ("0", "7", "")] == ["a 2, digit 1 of 12", "an 8, digit 8 of 12", "your drawing"]


def test_the_sentence_names_the_first_and_the_second_guess(default):
    assert still.sentence(default, 22).startswith("Step 440: it reads the 8 as an 8 (")
    assert "; second guess " in still.sentence(default, 0)


def test_paper_tells_the_story_in_key_frames(default):
    assert still.keyframes(default).count("step ") == len(still.KEYFRAMES)


def test_every_stair_is_a_chapter_of_the_course():
    text = (Path(__file__).parents[2] / "chapters" / "12-training" / "index.md").read_text("utf-8")
    beats = text.partition("{scene} staircase\n")[2].partition("\n::::\n")[0]
    assert all(f"<{number}>" in beats for number in (1, 5, 8, 9, 10, 11))
