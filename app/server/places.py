"""Places: which scene an address of ours shows, and in which state. An address is read, never fetched."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

LONGEST = 2_000
HIDEABLE = ("contents", "steps", "settings", "numbers", "link")
THEMES = ("dark", "light")
STEP = re.compile(r"\d{1,6}(\.\d{1,2})?", re.ASCII)
EMBED, CHAPTER = re.compile(r"embed/([a-z]+)/?"), re.compile(r"([\w-]+)/?", re.ASCII)


class Place(NamedTuple):
    """A scene in a state, the query of its page in our own spelling, and the folder of its language."""

    word: str
    query: str
    folder: str = ""

    @property
    def path(self):
        """Its page alone, below the site's root."""
        return f"{self.folder}embed/{self.word}/{self.query and '?'}{self.query}"


def place(url, root, slugs, scenes, folders=()):
    """What an address below ``root`` shows, None if it is not ours. ``slugs`` maps chapters to their scenes, the first one in front;
    ``folders`` are those of other languages.

    Of a chapter it is the scene that the fragment names, or else the first whose state the query holds, or else the first.
    """
    parts = split(url)
    below = parts and under(parts, urlsplit(root))
    if below is None:
        return None
    folder = next((folder for folder in folders if folder and below.startswith(folder)), "")
    below = below.removeprefix(folder)
    query = dict(parse_qsl(parts.query, max_num_fields=50)) if parts.query.count("&") < 50 else {}
    if (alone := EMBED.fullmatch(below)) and alone[1] in scenes:
        word = alone[1]
    elif (chapter := CHAPTER.fullmatch(below)) and chapter[1] in slugs:
        words = slugs[chapter[1]]
        named = [parts.fragment, *(key.partition(".")[0] for key in query)]
        word = next((word for word in named if word in words), words[0])
    else:
        return None
    return Place(word, spelled(state(word, scenes[word].GRID, query)), folder)


def split(url):
    """The parts of an address, None if it is none or too long."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable():
        return None
    try:
        return urlsplit(url)
    except ValueError:
        return None


def under(parts, root):
    """What stands after the root in the path; None elsewhere. Hosts may ask for http where we said https, and the other way round."""
    ours = parts.scheme in ("http", "https") and parts.netloc.lower() == root.netloc.lower() and parts.path.startswith(root.path)
    return parts.path[len(root.path):] if ours else None


def state(word, grid, query):
    """Of a query what we know ourselves: settings on the grid, a step, a theme, and controls to hide."""
    kept = {key: on_grid(grid, query.get(key, "")) for key in (word, f"{word}.with")}
    at, hidden = query.get(f"{word}.at", ""), query.get("hide", "").split(",")
    kept |= {f"{word}.at": at if STEP.fullmatch(at) else "", "theme": query.get("theme") if query.get("theme") in THEMES else ""}
    return kept | {"hide": ",".join(part for part in HIDEABLE if part in hidden)}


def on_grid(grid, path):
    """``knob=55/rate=4``: those settings of a path that exist, in the order of the grid."""
    came = dict(segment.split("=", 1) for segment in path.split("/") if "=" in segment)
    return "/".join(f"{name}={came[name]}" for name in grid if name in came and came[name] in grid[name])


def spelled(query):
    """A query as a reader may read it."""
    return urlencode({key: value for key, value in query.items() if value}, quote_via=quote, safe="=/,")
