"""A contour runs where the map has that value, is whole, and never crosses itself."""

import numpy as np
import pytest

from app.engine.contours import contours

ROWS, COLUMNS = np.mgrid[0:11, 0:17].astype(float)


def test_a_slope_has_straight_contours_from_edge_to_edge():
    (line,) = contours(COLUMNS + ROWS, 7.5)
    np.testing.assert_allclose(line.sum(1), 7.5)
    assert {0.0} <= set(line[[0, -1]].ravel())


def test_a_hollow_has_a_closed_contour_around_it():
    (line,) = contours((COLUMNS - 8) ** 2 + (ROWS - 5) ** 2, 9.5)
    assert tuple(line[0]) == tuple(line[-1])
    np.testing.assert_allclose(np.hypot(line[:, 0] - 8, line[:, 1] - 5), np.sqrt(9.5), atol=0.05)


def test_every_point_of_a_contour_has_its_level():
    values = np.random.default_rng(3).random((9, 12))
    for column, row in np.concatenate(contours(values, 0.4)):
        r, c = int(row), int(column)
        there = values[r, min(c + 1, 11)] if column > c else values[min(r + 1, 8), c]
        share = column - c + row - r
        assert values[r, c] + (there - values[r, c]) * share == pytest.approx(0.4)


def test_every_edge_between_above_and_below_is_crossed_once():
    values = np.random.default_rng(4).random((9, 12))
    above = values >= 0.5
    edges = (above[1:] != above[:-1]).sum() + (above[:, 1:] != above[:, :-1]).sum()
    lines = contours(values, 0.5)
    closed = sum(tuple(line[0]) == tuple(line[-1]) for line in lines)
    assert sum(map(len, lines)) - closed == edges


def test_at_a_saddle_the_heights_are_kept_apart():
    lines = contours(np.array([[1.0, 0.0], [0.0, 1.0]]), 0.5)
    assert len(lines) == 2 and not {tuple(point) for point in lines[0]} & {tuple(point) for point in lines[1]}
    assert all(abs(np.diff(line, axis=0)).max() == 0.5 for line in lines)


def test_a_map_all_above_or_all_below_has_none():
    assert contours(ROWS, -1) == contours(ROWS, 11) == []


@pytest.mark.parametrize(("heights", "lines"), [
    ([[1.0, 0.0], [0.0, 1.0]], [{(0.5, 0.0), (0.0, 0.5)}, {(0.5, 1.0), (1.0, 0.5)}]),
    ([[0.0, 1.0], [1.0, 0.0]], [{(0.5, 0.0), (1.0, 0.5)}, {(0.0, 0.5), (0.5, 1.0)}]),
])
def test_at_a_saddle_each_line_goes_around_a_height(heights, lines):
    assert [{tuple(point) for point in line.tolist()} for line in contours(np.array(heights), 0.5)] == lines


def test_a_value_equal_to_the_level_is_above_it():
    (line,) = contours(np.array([[0.0, 1.0, 2.0]] * 2), 1)
    assert {tuple(point) for point in line.tolist()} == {(1.0, 0.0), (1.0, 1.0)}
    assert contours(np.array([[1.0, 2.0]] * 2), 1) == []
