"""Checks: how a number of a figure was made. Its formula with the values in it, and the line of our source that did it.

A formula holds values in braces: ``{loss:3}`` is the field ``loss`` at this step in three digits, ``{w+1:2}`` the field ``w`` one
step later, ``{guesses[label]:4}`` the entry of ``guesses`` that the field ``label`` names, ``{settings.rate}`` a setting.
``static/parts/checks.js`` fills in the same for the step that the reader looks at.
"""

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.words import say, signed, whole, written

APP = Path(__file__).parent
SLOT = re.compile(r"\{(?:settings\.(?P<setting>\w+)|(?P<name>\w+)(?:\[(?P<entry>\w+)\])?(?P<later>\+1)?(?::(?P<digits>\d))?)\}")


class Check(NamedTuple):
    """What the number is, its formula, and the function that computed it."""

    what: str
    formula: str
    made_by: Callable

    @property
    def source(self):
        """(file below app/, the line where the function begins)."""
        function = inspect.unwrap(self.made_by)
        return Path(inspect.getsourcefile(function)).relative_to(APP).as_posix(), inspect.getsourcelines(function)[1]


def filled(formula, film, step):
    """The formula with the values of that step in it; empty where one is not known: not yet, or as there is no step after the last."""
    if "+1" in formula and step + 1 >= film.count:
        return ""
    values = [value(slot, film, step) for slot in SLOT.finditer(formula)]
    told = iter(values)
    return "" if None in values else SLOT.sub(lambda _: next(told), formula)


def value(slot, film, step):
    if slot["setting"]:
        return say(written(film.settings[slot["setting"]]))
    found = field(film, slot["name"], step + bool(slot["later"]))
    if slot["entry"]:
        found = found[int(field(film, slot["entry"], step))]
    if np.isnan(found):
        return None
    return signed(float(found), int(slot["digits"])) if slot["digits"] else whole(float(found))


def field(film, name, step):
    return film.each[name][step] if name in film.each else film.before[name]
