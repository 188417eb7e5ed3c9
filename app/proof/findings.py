"""Findings: what every rule says about every page, in the order of the text."""

from collections import Counter

from app.engine import menu
from app.proof import rules
from app.text import course
from app.text.mistakes import ChapterError


def findings(pages):
    """(all mistakes, how many of everything there was)"""
    found, counts = [], Counter()
    for page in pages:
        found += sorted([*page.mistakes, *looked(page)], key=lambda mistake: mistake.line)
        counts.update(pages=1)
        for rule in menu.names(rules):
            counts.update(menu.pick(rules, rule).counted(page))
    return found, counts


def looked(page):
    for rule in menu.names(rules):
        for line, what in menu.pick(rules, rule).look(page):
            yield ChapterError(page.label, line, what)


def of_course(folder):
    """What is wrong with the course's own list: a chapter whose folder is not on it."""
    try:
        there = {entry.address for entry in course.read(folder / "course.yml").chapters}
    except ChapterError as mistake:
        return [mistake]
    addresses = {file.parent.name: f"../{file.parent.name}/" for file in sorted(folder.glob("*/index.md"))}
    missing = {slug: address for slug, address in addresses.items() if address not in there}
    told = "{} is not in the course, expected a line with the address {}"
    return [ChapterError(f"{folder.name}/course.yml", 1, told.format(*one)) for one in missing.items()]
