"""A drawing survives its letters, whatever is drawn."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.engine.drawing import LEVELS, PATTERN, read, written


@given(arrays(np.int64, (8, 8), elements=st.integers(0, LEVELS - 1)))
def test_what_is_written_can_be_read(levels):
    ink = levels / (LEVELS - 1)
    assert re.fullmatch(PATTERN, written(ink))
    np.testing.assert_array_equal(read(written(ink)), ink)


@given(st.from_regex(PATTERN, fullmatch=True))
def test_every_32_letters_are_one_drawing_in_single_precision(letters):
    assert written(read(letters)) == letters and read(letters).dtype == np.float32


@pytest.mark.parametrize("letters, first", [("a" * 32, [0, 0]), ("b" + "a" * 31, [0, 0.25]), ("y" + "a" * 31, [1, 1])])
def test_a_letter_is_two_cells_the_first_in_steps_of_five(letters, first):
    assert read(letters).ravel()[:2].tolist() == first and read(letters).ravel()[2:].sum() == 0


def test_ink_between_levels_goes_to_the_nearest():
    assert written(np.full((8, 8), 0.36)) == written(np.full((8, 8), 0.25))
