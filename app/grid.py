"""Addresses: a film is named by its scene and by settings from a finite grid, written as path segments.

    <version>/ball/knob=55/start=-2.6/rate=4
"""

from difflib import get_close_matches

from app import scenes
from app.engine import menu
from app.values import Open

LONGEST_ECHO = 40


class OffGrid(LookupError):
    """No such address: says what came and what there is; ``nearest`` are settings that do exist."""

    def __init__(self, says, nearest):
        super().__init__(says)
        self.nearest = nearest


def address(version, word, settings):
    """The path of a film below the site's root, without an extension."""
    return "/".join([version, word, *(f"{name}={settings[name]}" for name in menu.pick(scenes, word).GRID)])


def parse(grid, segments):
    """Path segments to settings (name -> value, both strings). OffGrid unless each is there, on the grid and in its order."""
    if [segment.partition("=")[0] for segment in segments] != list(grid) or not all("=" in segment for segment in segments):
        raise OffGrid(f"got {quoted('/'.join(segments))}, expected {pattern(grid)}", nearest(grid, segments))
    settings = dict(segment.split("=", 1) for segment in segments)
    for name, value in settings.items():
        if value not in grid[name]:
            raise OffGrid(f"no {name}={quoted(value)} on the grid: {there(grid[name])}", nearest(grid, segments))
    return settings


def pattern(grid):
    """What an address looks like after its scene: ``knob=<72 values>/rate=<7 values>``."""
    told = (f"{name}=<{len(values)} values{or_form(values)}>" for name, values in grid.items())
    return "/".join(told) or "nothing after the scene"


def there(values):
    """The values that there are, in words: ``0, 1, 2 or 32 letters``."""
    return ", ".join(values) + or_form(values)


def or_form(values):
    return f" or {values.form}" if isinstance(values, Open) else ""


def nearest(grid, segments):
    """Settings on the grid, each as near as can be to what came, or else the first there is."""
    came = dict(segment.partition("=")[::2] for segment in segments)
    return {name: kept(values, came[name]) if name in came else values[0] for name, values in grid.items()}


def kept(values, came):
    """What came, if it is on the grid, else the closest that is listed."""
    return came if came in values else closest(values, came)


def closest(values, came):
    """The nearest number if all are numbers, else the most similar text."""
    try:
        number, numbers = float(came), [float(value) for value in values]
    except ValueError:
        return get_close_matches(came[:LONGEST_ECHO], values, 1, cutoff=0)[0]
    number = min(max(number, min(numbers)), max(numbers))
    return values[min(range(len(values)), key=lambda index: abs(numbers[index] - number))]


def quoted(text):
    """What came, short and in printable ASCII, so that a message may hold it."""
    told = ascii(text[:LONGEST_ECHO + 1])
    return told if len(told) <= LONGEST_ECHO + 2 else f"{told[:LONGEST_ECHO + 1]}...'"
