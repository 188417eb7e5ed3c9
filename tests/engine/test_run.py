"""A run is a pure function of its settings, and the chapter's runs learn what the chapter says."""

import subprocess
import sys
import zlib
from collections import Counter
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from app.engine.digits import split
from app.engine.run import Settings, batches, train
from app.story import RUN, SEEDS, right, run_of, trained, unseen

FEW = Settings(steps=30)
ROOT = Path(__file__).parents[2]


def told(settings):
    """Everything that a run yields, as bytes."""
    return b"".join(np.float64(part).tobytes() for step in train(settings) for part in step)


def images_of(digits):
    return Counter(image.tobytes() for image in digits.images.reshape(64, -1).T)


@lru_cache
def first_run():
    return told(FEW)


def test_the_same_settings_give_the_same_bytes():
    assert told(FEW) == first_run()


def test_the_same_settings_give_the_same_bytes_in_another_process():
    tell = "import zlib; from tests.engine.test_run import told, FEW; print(zlib.crc32(told(FEW)))"
    answer = subprocess.run([sys.executable, "-c", tell], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout
    assert int(answer) == zlib.crc32(first_run())


@pytest.mark.parametrize("other", [{"seed": 3}, {"rate": 0.1}, {"batch": 32}, {"optimizer": "adam"}])
def test_another_setting_gives_another_run(other):
    assert told(FEW._replace(**other)) != first_run()


def test_a_longer_run_begins_as_the_shorter_one():
    for short, long in zip(train(FEW), train(FEW._replace(steps=60))):
        assert short.weights.tobytes() == long.weights.tobytes() and short.loss == long.loss


def test_two_runs_side_by_side_do_not_disturb_each_other():
    other = FEW._replace(seed=3)
    side_by_side = [(mine.weights.tobytes(), theirs.weights.tobytes()) for mine, theirs in zip(train(FEW), train(other))]
    alone = [[step.weights.tobytes() for step in train(settings)] for settings in (FEW, other)]
    assert side_by_side == list(zip(*alone))


@pytest.mark.parametrize("batch", [1, 64, 1437])
def test_an_epoch_visits_each_digit_at_most_once_and_leaves_out_less_than_a_batch(batch):
    shown, _ = split()
    per_epoch = 1437 // batch
    made = batches(Settings(batch=batch, steps=2 * per_epoch))
    epochs = [[images_of(one) for one in islice(made, per_epoch)] for _ in range(2)]
    for epoch in epochs:
        visited = sum(epoch, Counter())
        assert visited.total() == per_epoch * batch > 1437 - batch
        assert visited <= images_of(shown)
    assert next(made, None) is None
    if batch < 1437:
        assert epochs[0] != epochs[1]


def test_every_image_in_a_batch_comes_with_its_own_label():
    shown, _ = split()
    label_of = dict(zip((image.tobytes() for image in shown.images.reshape(64, -1).T), shown.labels))
    for batch in batches(Settings(steps=3)):
        assert [label_of[image.tobytes()] for image in batch.images.reshape(64, -1).T] == batch.labels.tolist()


@pytest.mark.parametrize("batch", [0, -1, 1438])
def test_a_batch_that_cannot_be_filled_is_refused(batch):
    with pytest.raises(ValueError, match=f"a batch of {batch} digits, expected 1 to 1437"):
        next(train(Settings(batch=batch)))


def test_an_optimizer_that_is_not_there_is_refused_before_the_first_step():
    with pytest.raises(LookupError, match="no 'adma' among the optimizers: "):
        train(Settings(optimizer="adma"))


def accuracy(seed):
    return right(unseen().scores(trained(seed)), split()[1].labels)


def test_the_chapters_run_learns_97_percent_of_digits_it_has_never_seen():
    assert accuracy(RUN.seed) >= 0.97


@pytest.mark.parametrize("seed", SEEDS)
def test_every_seed_learns_94_percent_of_digits_it_has_never_seen(seed):
    assert accuracy(run_of(seed).seed) >= 0.94
