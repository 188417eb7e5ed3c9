"""Modules of a browser as they are written: what each imports, what it exports, and all that it leads to."""

import posixpath
import re
from typing import NamedTuple

IMPORT = re.compile(r"""^import\s+(?:\*\s+as\s+(?P<whole>\w+)|\{(?P<names>[^}]*)\})\s+from\s*["'](?P<path>\.[^"']+)["'];?$""", re.MULTILINE)
EXPORT = re.compile(r"^export\s+(?=(?:async\s+function|function|class|const)\s+(?P<name>\w+))", re.MULTILINE)
LATER = re.compile(r"""\b(?P<how>await|return) import\((?P<quote>["'`])(?P<path>\.[^"'`$]*)""")
OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class Import(NamedTuple):
    """``names`` are pairs: what the other module calls a thing, and what this one does. None stand for all of it, called ``whole``."""

    module: str
    names: list
    whole: str | None


class Module(NamedTuple):
    """A text, with what it imports and the names that it exports, in order."""

    text: str
    imports: list
    exports: list


def read(files):
    """{name: Module} of {name: text}."""
    return {name: Module(text, imports(name, text), [found["name"] for found in EXPORT.finditer(text)]) for name, text in files.items()}


def imports(name, text):
    """What a module imports, in order."""
    return [
        Import(beside(name, found["path"]), [pair(one) for one in (found["names"] or "").split(",") if one.strip()], found["whole"])
        for found in IMPORT.finditer(text)
    ]


def pair(named):
    """``size as big`` is size and big; ``size`` is size twice."""
    theirs, _, ours = named.strip().partition(" as ")
    return theirs.strip(), (ours or theirs).strip()


def inside(modules, name, bundle):
    """A module's text as the inside of a function that lies in a bundle: without imports and exports; what it imports later, it finds."""
    text = EXPORT.sub("", IMPORT.sub("", modules[name].text))
    if strange := OTHER.search(text):
        raise ValueError(f"{name}: {strange[0]!r} cannot be bundled; expected import {{…}} or * as …, export function, class or const")
    for one in modules[name].imports:
        there = modules[one.module].exports
        if missing := [theirs for theirs, _ in one.names if theirs not in there]:
            raise ValueError(f"{name}: no {missing[0]!r} among the exports of {one.module}: {', '.join(there)}; a statement exports one")
    return LATER.sub(lambda found: f"{found['how']} import({found['quote']}{relative(bundle, name, found['path'])}", text)


def beside(name, path):
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def relative(bundle, name, path):
    """What a module calls a path, as its bundle has to call it. The path may be the beginning of one, which ends in a slash."""
    told = posixpath.relpath(beside(name, path), posixpath.dirname(bundle) or ".")
    told = told if told.startswith("../") else f"./{told}"
    return f"{told}/" if path.endswith("/") else told


def reached(modules, names):
    """These modules and all that they lead to, each after what it imports."""
    found = {}
    for name in names:
        descend(modules, name, found)
    return list(found)


def descend(modules, name, found, above=()):
    """Find what a module leads to, then itself."""
    if name in above:
        raise ValueError(f"{name} imports itself, by way of {', '.join(above[above.index(name) + 1:]) or 'nothing else'}")
    if name not in found:
        for one in modules[name].imports:
            descend(modules, one.module, found, (*above, name))
        found[name] = True


def on_demand(modules, names):
    """The modules that these, or what they import, import only when they need them; of a folder of such, none."""
    paths = (beside(name, found["path"]) for name in reached(modules, names) for found in LATER.finditer(modules[name].text))
    return [name for name in dict.fromkeys(paths) if name in modules and name not in names]


def stem(name):
    """A module's own name: ``ball`` of ``scenes/ball.js``."""
    return posixpath.splitext(posixpath.basename(name))[0]
