"""Trouble: an error as an author reads it: the file, the line, what is wrong, and the lines around it."""

from app.server.whence import ROOT, whence

AROUND = 2


def told(error, *homes):
    """{file, line, what, lines: [[number, text], ...]} of an error; files are looked for below ``homes``, and named from there."""
    file, line, what = whence(error)
    found = next((home / file for home in (*homes, ROOT) if (home / file).is_file()), None)
    named = next((found.relative_to(home).as_posix() for home in (*homes, ROOT) if found and found.is_relative_to(home)), str(file))
    return {"file": named, "line": line, "what": what, "lines": excerpt(found, line) if found else []}


def excerpt(file, line):
    """The line with those around it."""
    lines = file.read_text("utf-8", "replace").splitlines()
    first = max(1, line - AROUND)
    return [[number, text] for number, text in enumerate(lines[first - 1:line + AROUND], first)]
