"""Bundles: modules that import each other, written into few small files, so that a page asks once and not forty times.

Each module becomes a function that is called once and returns what the module exports; comments, spaces and long names go. A
bundle imports what is in another bundle from there, so that no module runs twice.
"""

import posixpath
import re

import minify

IMPORT = re.compile(r"""^import\s+(?:\*\s+as\s+(?P<whole>\w+)|(?P<names>\{[^}]*\}))\s+from\s*["'](?P<path>\.[^"']+)["'];?$""", re.MULTILINE)
EXPORT = re.compile(r"^export\s+(?=(?:async\s+function|function|class|const)\s+(?P<name>\w+))", re.MULTILINE)
LATER = re.compile(r"""\b(?P<how>await|return) import\((?P<quote>["'`])(?P<path>\.[^"'`$]*)""")
OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def bundles(files, first, others, volume=""):
    """{name: text} of the first bundle, of the others, and of what any of these imports later; each lies where its module does.

    ``files`` maps the names of modules to their texts. The first bundle holds its module, all that this one imports, and
    whatever two of the others need. A volume, if one is named, is all of the others once more in a single file, each as an
    export named after it. ValueError names a module that imports or exports in a way that is not understood.
    """
    wanted = {name: reached(files, name) for name in [*others, *on_demand(files, [first, *others])]}
    shared = [name for name in sorted(set().union(*wanted.values())) if sum(name in each for each in wanted.values()) > 1]
    there = [*dict.fromkeys([*(name for module in shared for name in reached(files, module)), *reached(files, first)])]
    made = {first: written(files, there, first) + exported(range(len(there)))}
    for name in wanted:
        own = [module for module in wanted[name] if module not in there]
        made[name] = inside(files, own, name, first, there) + spread(files, name, len(there) + len(own) - 1)
    if volume:
        own = [module for name in others for module in wanted[name] if module not in there]
        made[volume] = inside(files, own, volume, first, there) + exported({len(there) + own.index(name): stem(name) for name in others})
    return {name: minify.string("text/javascript", text) for name, text in made.items()}


def imported(files, name):
    """The modules that this one imports, in order."""
    return [beside(name, found["path"]) for found in IMPORT.finditer(files[name])]


def on_demand(files, names):
    """The modules that these, or what they import, import only when they need them; of a folder of such, none."""
    met = dict.fromkeys(module for name in names for module in reached(files, name))
    paths = (beside(name, found["path"]) for name in met for found in LATER.finditer(files[name]))
    return [name for name in dict.fromkeys(paths) if name in files and name not in names]


def beside(name, path):
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def reached(files, name, above=()):
    """This module and all that it leads to, each after what it imports."""
    if name in above:
        raise ValueError(f"{name} imports itself, by way of {', '.join(above[above.index(name) + 1:]) or 'nothing else'}")
    met = [module for path in imported(files, name) for module in reached(files, path, (*above, name))]
    return [*dict.fromkeys([*met, name])]


def inside(files, own, name, first, there):
    """What a bundle borrows from the first one, and its own modules."""
    needed = sorted({module for one in own for module in imported(files, one)} - set(own), key=there.index)
    return borrowed(needed, there, first, name) + written(files, own, name, there)


def written(files, names, bundle, before=()):
    """Each module as a constant; those that are elsewhere have the first numbers."""
    numbers = {name: number for number, name in enumerate([*before, *names])}
    return "".join(f"const ${numbers[name]}=(()=>{{{body(files, name, bundle, numbers)}}})();\n" for name in names)


def body(files, name, bundle, numbers):
    """The inside of a module: imports become names taken from other constants, exports what is returned."""
    text = files[name]
    names = [found["name"] for found in EXPORT.finditer(text)]
    text = EXPORT.sub("", IMPORT.sub(lambda found: taken(found, numbers[beside(name, found["path"])]), text))
    if strange := OTHER.search(text):
        raise ValueError(f"{name}: {strange[0]!r} cannot be bundled; expected import {{…}} or * as …, export function, class or const")
    text = LATER.sub(lambda found: f"{found['how']} import({found['quote']}{relative(bundle, name, found['path'])}", text)
    return f"{text}\nreturn{{{','.join(names)}}}"


def taken(found, number):
    names = found["whole"] or re.sub(r"\s+as\s+", ":", found["names"])
    return f"const {names}=${number};"


def relative(bundle, name, path):
    """What a module calls a path, as its bundle has to call it. The path may be the beginning of one, which ends in a slash."""
    told = posixpath.relpath(beside(name, path), posixpath.dirname(bundle) or ".")
    return f"./{told}/" if path.endswith("/") else f"./{told}"


def exported(numbers):
    """Modules as exports: by their numbers, or by the names that these have."""
    names = numbers if isinstance(numbers, dict) else {number: f"${number}" for number in numbers}
    return f"export{{{','.join(f'${number} as {name}' for number, name in names.items())}}};"


def stem(name):
    """A module's own name: ``ball`` of ``scenes/ball.js``."""
    return posixpath.splitext(posixpath.basename(name))[0]


def borrowed(names, there, first, bundle):
    constants = ",".join(f"${there.index(name)}" for name in names)
    return f'import{{{constants}}}from"{relative(bundle, "", first)}";\n' if names else ""


def spread(files, name, number):
    """What a bundle gives to who imports it: all that its last module exports."""
    names = ",".join(found["name"] for found in EXPORT.finditer(files[name]))
    return f"export const{{{names}}}=${number};"
