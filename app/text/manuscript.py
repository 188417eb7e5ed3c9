"""A manuscript: one file of an author's text while it is read, with what it may refer to and what it has said so far."""

from contextlib import contextmanager
from typing import NamedTuple

from app.text.mistakes import ChapterError, among

DEEPEST = 6
TAKEN = {"text": "the page itself", "contents": "the page itself"}


class Manuscript(NamedTuple):
    """``facts`` name -> text, ``scenes`` word -> module and ``course`` may be referred to; ids and contents grow.

    So do ``mistakes``, where somebody wants them all; without such a list the first one ends the reading.
    """

    label: str
    facts: dict
    scenes: dict
    course: object
    markdown: object
    ids: dict
    contents: list
    mistakes: list | None = None

    def mistake(self, line, what):
        return ChapterError(self.label, line, what)

    @contextmanager
    def noting(self):
        """A mistake that is made within is noted, and the reading goes on after it."""
        try:
            yield
        except ChapterError as mistake:
            if self.mistakes is None:
                raise
            self.mistakes.append(mistake)

    def one_of(self, line, came, kind, there):
        """What is there under that name; a mistake says what is there."""
        if came not in there:
            raise self.mistake(line, among(came, kind, there))
        return there[came]

    def claim(self, line, name):
        """An id belongs to one place of the page."""
        if name in self.ids:
            raise self.mistake(line, f"the id {name!r} is taken by {self.ids[name]}; give this one another name")
        self.ids[name] = f"line {line}"

    def place(self, line, depth=0):
        """What Markdown's rules are told about where they are."""
        if depth > DEEPEST:
            raise self.mistake(line, f"directives are nested more than {DEEPEST} deep")
        return {"manuscript": self, "line": line, "depth": depth}
