"""Whence: where an error comes from, as the file and the line of ours that an author would look at."""

import re
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACED = re.compile(r"(?P<file>[^\s:][^:\n]*):(?P<line>\d+): (?P<what>.*)", re.DOTALL)


def whence(error):
    """(file, line, what): as the error says itself, as a parser says, or where our own code was; ("", 0, what) if it was not there.

    A file of ours is named from the house's root.
    """
    if said := PLACED.fullmatch(str(error)):
        return said["file"], int(said["line"]), said["what"]
    what = f"{type(error).__name__}: {getattr(error, 'msg', None) or error}"
    if getattr(error, "filename", None) and getattr(error, "lineno", None):
        return named(Path(error.filename)), error.lineno, what
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if own(Path(frame.filename))]
    return (named(Path(ours[-1].filename)), ours[-1].lineno, what) if ours else ("", 0, what)


def named(file):
    return file.relative_to(ROOT).as_posix() if own(file) else str(file)


def own(file):
    return file.is_relative_to(ROOT) and not any(part.startswith(".") for part in file.relative_to(ROOT).parts)
