"""Contours: the lines along which a map has one and the same value, found by marching squares."""

import numpy as np


def contours(values: np.ndarray, level: float) -> list[np.ndarray]:
    """Lines of that level through a map (rows, columns): arrays (count, 2) of (column, row), a closed one ending where it began.

    Values are taken to change evenly between neighbours. Which way the map falls is left out; a value equal to the level is above it.
    """
    links: dict[tuple, list[tuple]] = {}
    for one, other in segments(values >= level):
        links.setdefault(one, []).append(other)
        links.setdefault(other, []).append(one)
    ends = [edge for edge in links if len(links[edge]) == 1]
    lines = [walk(links, edge) for edge in [*ends, *links] if links[edge]]
    return [np.array([crossing(values, level, edge) for edge in line]) for line in lines]


def segments(above):
    """Pairs of edges that a line crosses one after the other, cell by cell. An edge is (row, column, steps down, steps right)."""
    mixed = above[:-1, :-1] + above[1:, :-1].astype(int) + above[:-1, 1:] + above[1:, 1:]
    for row, column in np.argwhere((mixed > 0) & (mixed < 4)):
        top, bottom = (row, column, 0, 1), (row + 1, column, 0, 1)
        left, right = (row, column, 1, 0), (row, column + 1, 1, 0)
        crossed = [(r, c, d, e) for r, c, d, e in (top, left, bottom, right) if above[r, c] != above[r + d, c + e]]
        if len(crossed) == 2:
            yield tuple(crossed)
        else:
            yield from saddle(above[row, column], top, left, bottom, right)


def saddle(corner, top, left, bottom, right):
    """Two heights face two hollows. The heights are kept apart, always: a line never crosses itself."""
    yield from ((top, left), (bottom, right)) if corner else ((top, right), (bottom, left))


def walk(links, edge):
    """Follow a line from an edge until it ends, and forget it on the way."""
    line = [edge]
    while links[edge]:
        following = links[edge].pop()
        links[following].remove(edge)
        line.append(edge := following)
    return line


def crossing(values, level, edge):
    """Where on an edge the value is the level, as (column, row)."""
    row, column, down, right = edge
    here, there = values[row, column], values[row + down, column + right]
    share = (level - here) / (there - here)
    return column + right * share, row + down * share
