"""A new chapter: its folder with a text that can be read at once, and its line in the course."""

import re

from app.new.rooms import Refused, named, pattern, write
from app.text import course

FOLDER = re.compile(r"([1-9]\d?)-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")


def make(folder, slug, title, part):
    """Write the chapter below that folder; returns the files. Refused if it is there, or the name is none."""
    found = FOLDER.fullmatch(slug)
    if not found:
        raise Refused(f"got the chapter {slug!r}, expected its number and a name, as in 13-valleys")
    number, words = int(found[1]), found[2].replace("-", " ")
    told = course.read(folder / "course.yml")
    check(told, number, slug, folder)
    before = max((entry.number for entry in told.chapters if entry.number < number), default=number)
    values = {"title": title or words.capitalize(), "number": number, "before": before, "part": part or told.chapters[-1].part or 1}
    written = write(folder, {f"{slug}/index.md": pattern("chapter.md", values)})
    enter(folder / "course.yml", number, f"../{slug}/", values)
    return [*written, folder / "course.yml"]


def check(told, number, slug, folder):
    there = sorted(file.parent.name for file in folder.glob("*/index.md"))
    if slug in there or any(entry.number == number and entry.address for entry in told.chapters):
        raise Refused(f"chapter {number} is there already, expected another number than those of {named(there)}")


def enter(file, number, address, values):
    """Give the chapter its address in the course's list, or a line at its place there."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at = {int(found[1]): k for k, line in enumerate(lines) if (found := re.match(r"\s*- \{number: (\d+),", line))}
    if number in at:
        lines[at[number]] = lines[at[number]].replace("address: null", f"address: {address}")
    else:
        line = f'  - {{number: {number}, part: {values["part"]}, title: "{values["title"]}", address: {address}}}\n'
        after = max((at[other] for other in at if other < number), default=min(at.values(), default=len(lines)) - 1)
        lines[after] = lines[after].rstrip("\n") + "\n"
        lines.insert(after + 1, line)
    file.write_text("".join(lines), "utf-8")
