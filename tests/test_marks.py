"""What a still draws has the size of its number: read back from the SVG."""

import re

import numpy as np
import pytest

from app import marks
from app.stills import chain
from app.stills import noise as still

NEAR = 0.51  # units: a bar is rounded to a whole one
WRITTEN = [(40, 0, "40"), (-100, 0, "-100"), (0, 0, "0"), (100, 1, "100"), (2.5, 2, "2.5"), (0.04, 1, "0")]


def heights(svg):
    """The ten bars of an SVG, up from their floor, in the order of their classes."""
    posts = "".join(re.findall(r'<path class="bar(?: true)?"[^>]* d="([^"]+)"', svg))
    return [-float(tall) for _, tall in sorted((int(x), tall) for x, tall in re.findall(r"M(\d+) [\d.]+v(-?[\d.]+)", posts))]


@pytest.mark.parametrize("value, digits, says", WRITTEN)
def test_a_coordinate_loses_zeros_after_its_point_alone(value, digits, says):
    assert marks.number(value, digits) == says


def test_each_bar_is_as_tall_as_its_guess():
    guesses = np.arange(10) / 10
    np.testing.assert_allclose(heights(marks.bars((0, 0, 400, 100), guesses, 3)), 100 * guesses, atol=NEAR)


def test_the_first_bars_of_the_chapter_are_as_tall_as_the_guesses(film):
    noise, (*_, room) = film("noise"), still.PANELS["guesses"]
    tall = room * np.minimum(1, noise.each["guesses"][0] / still.TOP)
    np.testing.assert_allclose(heights(still.moment(noise, 0)), tall, atol=NEAR)


def test_a_bar_below_the_floor_is_as_long_as_its_number():
    numbers = np.array([-40.0, -20, -10, 0, 10, 20, 30, 40, 50, 60])
    np.testing.assert_allclose(heights(chain.bars((0, 0, 400, 108), numbers, 3)), numbers, atol=NEAR)
