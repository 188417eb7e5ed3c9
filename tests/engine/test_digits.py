"""The digits are those that were published, divided once and for all."""

import re

import numpy as np
import pytest

from app.engine.digits import FILE, read, split


def test_the_digits_are_scikit_learns_copy_value_for_value():
    published = pytest.importorskip("sklearn.datasets", reason="needs scikit-learn, a test dependency").load_digits()
    digits = read()
    assert (published.data == digits.images.reshape(64, -1).T * 16).all()
    assert (digits.labels == published.target).all()


def test_ink_goes_from_0_to_1_in_contiguous_single_precision():
    for digits in (read(), *split()):
        assert digits.images.dtype == np.float32 and digits.images.flags.c_contiguous
        assert digits.images.shape == (8, 1, 8, len(digits))
        assert (digits.images.min(), digits.images.max()) == (0, 1)
        assert set(digits.labels) == set(range(10))


def test_1437_to_learn_from_and_360_never_shown_share_no_digit_and_leave_none_out():
    shown, unseen = split()
    assert (len(shown), len(unseen)) == (1437, 360)

    def told(digits):
        return [bytes([label]) + image.tobytes() for image, label in zip(digits.images.reshape(64, -1).T, digits.labels)]

    assert sorted(told(shown) + told(unseen)) == sorted(told(read()))
    assert not set(told(shown)) & set(told(unseen))


def test_every_class_keeps_its_share_on_both_sides():
    everything = np.bincount(read().labels)
    for digits in split():
        share = len(digits) / 1797
        assert np.abs(np.bincount(digits.labels) - share * everything).max() < 1


def test_the_split_is_the_same_every_time_and_nobody_can_write_to_it():
    again = split.__wrapped__()
    for digits, same in zip(split(), again):
        assert (digits.images == same.images).all() and (digits.labels == same.labels).all()
        with pytest.raises(ValueError, match="read-only"):
            digits.images[0] = 1
        digits.pick([0]).images[0] = 1


@pytest.mark.parametrize("hurt", [lambda data: data[:-1], lambda data: b"", lambda data: data[:999] + bytes([data[999] ^ 1]) + data[1000:]])
def test_a_damaged_file_is_refused_in_one_clear_line(tmp_path, hurt):
    file = tmp_path / "digits.npz"
    file.write_bytes(hurt(FILE.read_bytes()))
    with pytest.raises(ValueError, match=f"^{re.escape(str(file))} is damaged: its SHA-256 is [0-9a-f]{{64}}, expected [0-9a-f]{{64}}$"):
        read(file)
