"""A slice agrees with the landscape it was cut from."""

import numpy as np
import pytest

from app.engine import landscapes, menu
from app.engine.landscapes.bowl import Bowl
from app.engine.slices import curve, rows


@pytest.mark.parametrize("name", menu.names(landscapes))
def test_curve_and_map_are_the_losses_at_those_very_weights(name):
    landscape = menu.pick(landscapes, name).example()
    across, up = np.random.default_rng(0).standard_normal((2, *landscape.start.shape))
    along, upward = np.linspace(-1, 1, 4), np.linspace(-0.5, 0.5, 3)
    line = list(curve(landscape, landscape.start, across, along))
    assert line == [landscape.loss(landscape.start + t * across) for t in along]
    grid = np.array(list(rows(landscape, landscape.start, across, up, along, upward)))
    assert grid.shape == (3, 4)
    assert grid[1] == pytest.approx(line, rel=1e-12)
    assert grid[2, 0] == pytest.approx(landscape.loss(landscape.start + along[0] * across + upward[2] * up), rel=1e-12)


def test_a_bowl_is_cut_into_a_parabola():
    reach = np.linspace(-3, 3, 13)
    heights = np.fromiter(curve(Bowl([0.0, 2.0]), np.array([0.0, 2.0]), np.array([1.0, 0.0]), reach), float)
    np.testing.assert_allclose(heights, (reach**2 + 4) / 2)


def test_a_slice_is_made_point_by_point_as_it_is_asked_for():
    asked = []

    class Watched(Bowl):
        def loss(self, weights):
            asked.append(weights)
            return super().loss(weights)

    line = curve(Watched([1.0]), np.array([1.0]), np.array([1.0]), range(1000))
    assert (next(line), len(asked)) == (0.5, 1)
    grid = rows(Watched([1.0]), np.array([1.0]), np.array([1.0]), np.array([1.0]), range(5), range(1000))
    next(grid)
    assert len(asked) == 6
