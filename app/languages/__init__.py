"""Languages: what is said in English everywhere else is said by each catalogue here, ``<tag>.po``, in another language.

English needs no catalogue, and without another language nothing of them is read.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
USUAL = "en"


class Language(NamedTuple):
    """A language as it is written: its messages by their English, the files that say them, the marks in its numbers.

    A message with plural forms is the list of them; ``form`` tells which of them a number takes, ``plurals`` which a category of
    numbers does ("one", "few", ...). Numbers of fewer than ``least`` digits stand without a ``group`` mark. ``locale`` is the
    language with the territory where most speak it, as Open Graph wants it.
    """

    tag: str
    name: str
    direction: str
    messages: dict
    files: dict
    form: Callable
    plurals: dict
    decimal: str
    group: str
    least: int
    minus: str
    locale: str


ENGLISH = Language(
    USUAL, "English", "ltr", {}, {}, lambda number: int(number != 1), {"one": 0, "other": 1}, ".", ",", 4, "\N{MINUS SIGN}", "en_US",
)
SPOKEN = ContextVar("SPOKEN", default=ENGLISH)


def known():
    """The tags of all languages that there are, English first."""
    return [USUAL, *sorted(file.stem for file in FOLDER.glob("*.po"))]


@lru_cache
def language(tag):
    """That language. LookupError if there is no such catalogue."""
    if tag not in known():
        raise LookupError(f"no {tag!r} among the languages: {', '.join(known())}")
    if tag == USUAL:
        return ENGLISH
    from app.languages.catalogue import read  # it brings Babel, which English can do without
    return Language(tag, *read(FOLDER / f"{tag}.po"))


def spoken():
    """The language of this moment."""
    return SPOKEN.get()


@contextmanager
def speaking(tag):
    """Speak that language for the length of a ``with``, also in what is awaited or sent to a thread inside."""
    before = SPOKEN.set(language(tag))
    try:
        yield
    finally:
        SPOKEN.reset(before)
