"""What a listing prints is the source that runs, and each line knows when."""

import inspect
import re
from html import unescape

import pytest

from app.engine.descent import descend
from app.engine.loss import cross_entropy
from app.listing import block, numbered, printed


def plain(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize("function", [descend, cross_entropy])
def test_every_character_of_the_source_is_on_the_page(function):
    told, _, code = plain(printed(function, {})).partition("def ")
    assert f"def {code}" == inspect.getsource(function)
    assert told.startswith("engine/")


def test_the_way_leads_to_the_line_where_the_function_stands():
    line = inspect.getsourcelines(descend)[1]
    assert f'href="../source/engine/descent.py.html#L-{line}"' in printed(descend, {}, "../")


def test_a_line_names_the_phases_in_which_it_runs():
    lines = dict(numbered(descend, {"one": "weights = weights + nudge", "two": "weights = weights + nudge", "three": "for landscape"}))
    assert lines["        weights = weights + nudge"] == ["one", "two"]
    assert lines["    for landscape in landscapes:"] == ["three"]
    assert 'data-phase="one two"' in printed(descend, {"one": "weights = weights", "two": "weights = weights"})


@pytest.mark.parametrize(("statement", "times"), [("weights = weights - nudge", 0), ("gradient", 3)])
def test_a_statement_that_is_not_there_once_is_refused(statement, times):
    with pytest.raises(ValueError, match=f"phase nudge: {times} lines of cross_entropy begin with '{statement}', expected 1"):
        numbered(cross_entropy, {"nudge": statement})


def test_a_box_of_code_can_be_reached_and_named():
    assert block("The <loop>", "x").startswith('<pre tabindex="0" role="region" aria-label="The &lt;loop&gt;">')
