"""Listings: functions as they run, printed from their own source, each line knowing in which phases it runs."""

import inspect
from html import escape
from pathlib import Path
from textwrap import dedent

from pygments import highlight
from pygments.filter import simplefilter
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from pygments.token import Keyword, Operator, String, Text

from app.words import say

APP = Path(__file__).parent
TOLD = {Keyword, Operator.Word, String.Doc}


@simplefilter
def quiet(self, lexer, stream, options):
    """Only what the page sets differently is marked: keywords and docstrings."""
    yield from ((kind if kind in TOLD else Text, text) for kind, text in stream)


def numbered(function, running):
    """The source lines of a function, each with its phases. ``running`` maps phases to statements of it.

    ValueError when a statement does not begin exactly one line: the source has changed, and the page would lie.
    """
    lines = dedent(inspect.getsource(function)).rstrip().split("\n")
    phases = {}
    for phase, statement in running.items():
        found = [number for number, line in enumerate(lines) if line.strip().startswith(statement)]
        if len(found) != 1:
            raise ValueError(f"phase {phase}: {len(found)} lines of {function.__qualname__} begin with {statement!r}, expected 1")
        phases.setdefault(found[0], []).append(phase)
    return [(line, phases.get(number, [])) for number, line in enumerate(lines)]


def printed(function, running, root=""):
    """HTML: the way to the file, then every line in a span of its own, ``data-phase`` naming the phases in which it runs."""
    lines = numbered(function, running)
    text = "\n".join(line for line, _ in lines)
    lexer = PythonLexer(stripnl=False)
    lexer.add_filter(quiet())
    coloured = highlight(text, lexer, HtmlFormatter(nowrap=True)).rstrip("\n").split("\n")
    return link(function, root) + "".join(row(html, line, phases) for html, (line, phases) in zip(coloured, lines))


def link(function, root):
    """Where the function stands."""
    file = Path(inspect.getsourcefile(function)).relative_to(APP).as_posix()
    begin = inspect.getsourcelines(function)[1]
    where = escape(say("{file}, line {line}", file=file, line=begin))
    return f'<a class="line file" href="{escape(root)}source/{file}.html#L-{begin}">{where}</a>'


def row(html, line, phases):
    """One line. Its class tells how far it is indented, so that what does not fit goes on below its own beginning."""
    depth = (len(line) - len(line.lstrip())) // 4
    mark = f' data-phase="{" ".join(phases)}"' if phases else ""
    return f'<span class="line in{depth}"{mark}>{html}\n</span>'


def block(name, *functions):
    """One box of code with a name for who cannot see it; it can be scrolled by keyboard."""
    return f'<pre tabindex="0" role="region" aria-label="{escape(name)}"><code>{"".join(functions)}</code></pre>'
