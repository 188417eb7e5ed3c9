"""What a page says about itself and its scenes is said once, and somebody reads it."""

from app.text.beats import OPTION
from app.text.mistakes import among
from app.text.pieces import options

READ = ("title", "chapter", "part", "lede", "truth", "authors", "picture")


def look(page):
    for key in page.meta:
        if key not in READ:
            yield page.meta.lines[key], among(key, "keys of the front matter", READ)
    for line, token, _ in page.pieces:
        if token.type == "directive":
            yield from twice(line, token)


def twice(line, token):
    seen = {}
    for at, text in enumerate(options(token.content)[0], line + 1):
        name = OPTION.fullmatch(text.strip())[1]
        if name in seen:
            yield at, f"the option {name} is given again, expected once: it stands in line {seen[name]}"
        seen.setdefault(name, at)


def counted(page):
    return {}
