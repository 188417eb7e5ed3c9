"""A single file offers what there is room for: what its scene opens with first, then what lies beside it."""

import math

import pytest

from app import scenes
from app.engine import menu
from app.export.choice import MOST, offered

WORDS = menu.names(scenes)


def count(grid):
    return math.prod(map(len, grid.values()))


@pytest.mark.parametrize("word", WORDS)
def test_what_is_offered_is_on_the_grid_in_its_order_and_fits(word):
    scene, room = menu.pick(scenes, word), 40_000
    grid = offered(word, lambda settings: 1_000, room)
    assert list(grid) == list(scene.GRID)
    assert all(scene.DEFAULT[name] in values for name, values in grid.items())
    assert all(sorted(values, key=list(scene.GRID[name]).index) == list(values) for name, values in grid.items())
    assert count(grid) * 1_000 <= room


@pytest.mark.parametrize("word", WORDS)
def test_with_no_room_there_is_what_the_scene_opens_with(word):
    assert offered(word, lambda settings: 1_000, 1) == {name: (value,) for name, value in menu.pick(scenes, word).DEFAULT.items()}


@pytest.mark.parametrize("word", WORDS)
def test_with_all_the_room_of_the_world_there_are_few_films_still(word):
    grid = offered(word, lambda settings: 1, 10**9)
    whole = menu.pick(scenes, word).GRID
    assert count(grid) <= MOST
    assert count(grid) == count(whole) or any(len(grid[name]) > 1 for name in grid)
