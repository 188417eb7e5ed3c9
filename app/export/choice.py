"""Which settings a single file offers: those that its scene opens with, and around them as many as there is room for."""

import math

from app import scenes, stills
from app.engine import menu

MOST = 48


def offered(word, cost, room):
    """A grid of few values (setting -> values, in the order of the scene's own): every combination is there.

    It holds what the scene and its buttons choose, if there is room, and grows setting by setting by the value next to those
    it has. ``cost(settings)`` is what one film takes of the room; films of a scene are about as large as each other.
    """
    scene, wanted = menu.pick(scenes, word), wishes(word)
    each = cost(scene.DEFAULT)
    grid = within(scene.GRID, wanted)
    if not fits(grid, each, room):
        grid = within(scene.GRID, wanted[:1])
    growing = True
    while growing:
        growing = False
        for name in scene.GRID:
            larger = grid | {name: grown(scene.GRID[name], grid[name])}
            if larger != grid and fits(larger, each, room):
                grid, growing = larger, True
    return grid


def wishes(word):
    """The settings that the scene opens with, and those that stand beside them or that its buttons choose."""
    scene, still = menu.pick(scenes, word), menu.pick(stills, word)
    presets = [one for preset in getattr(still, "PRESETS", ()) for one in (preset.settings, preset.beside)]
    return [scene.DEFAULT, *filter(None, [getattr(scene, "BESIDE", None)]), *presets]


def within(grid, wanted):
    """The least grid that has all of these."""
    return {name: tuple(value for value in values if any(one[name] == value for one in wanted)) for name, values in grid.items()}


def grown(values, held):
    """One value more: the next after those that are held, or else the one before them."""
    after, before = values.index(held[-1]) + 1, values.index(held[0]) - 1
    at = after if after < len(values) and (len(held) % 2 or before < 0) else before
    return tuple(value for value in values if value in held or (at >= 0 and value == values[at]))


def fits(grid, each, room):
    count = math.prod(map(len, grid.values()))
    return count <= MOST and count * each <= room
