"""The house is in order: stairs go down, a scene has all its rooms, files stay small, and what is used is declared."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from app import scenes, stills
from app.engine import menu

ROOT = Path(__file__).parents[1]
FLOORS = [
    "commands",
    "dev",
    "export",
    "server.main",
    "server.oembed",
    "server.posters",
    "server.pages server.press",
    "server.gallery",
    "server.about server.places",
    "server.runs server.worker",
    "text grid server.tables",
    "poster",
    "stills",
    "words languages",
    "scenes",
    "story",
    "stream",
    "engine",
]
HEIGHT = {f"app.{name}": -floor for floor, names in enumerate(FLOORS) for name in names.split()}
EXTRAS = {"app.dev": "dev", "app.export": "dask"}
LOCK = re.compile(r"# [^\n]+\n([a-z0-9-]+==[\w.]+( \\\n    --hash=sha256:[0-9a-f]{64})+\n)+")
TOO_LONG, READ = 300, {".py", ".js", ".css", ".html"}


def named(file):
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {named(file): file for file in sorted((ROOT / "app").rglob("*.py"))}


def imported(module):
    """What the file of a module imports, as full names: modules of ours, or packages of others."""
    for node in ast.walk(ast.parse(FILES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{FILES[module]} imports relatively"
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in FILES else node.module for name in whole)


OURS = {module: {name for name in imported(module) if name in FILES} for module in FILES}
OTHERS = {module: {name.partition(".")[0] for name in imported(module)} - {"app"} - sys.stdlib_module_names for module in FILES}


def below(module, seen=None):
    """Every module of ours that this one leads to."""
    seen = set() if seen is None else seen
    for name in OURS[module] - seen:
        seen.add(name)
        below(name, seen)
    return seen


def height(module):
    """Its floor, as a number; None for rooms between the floors."""
    return next((HEIGHT[at] for at in HEIGHT if module == at or module.startswith(f"{at}.")), None)


@pytest.mark.parametrize("module", FILES)
def test_stairs_go_down(module):
    assert module not in below(module), f"{module} leads back to itself"
    if (own := height(module)) is not None:
        above = [name for name in sorted(below(module)) if (height(name) or own) > own]
        assert not above, f"{module} leads up to {above}"


@pytest.mark.parametrize("module", [module for module in FILES if module.startswith("app.engine")])
def test_the_engine_needs_numpy_alone(module):
    assert OTHERS[module] <= {"numpy"}
    assert all(name.startswith("app.engine") for name in OURS[module])


def test_what_the_app_imports_is_declared():
    extras = project()["optional-dependencies"]
    declared = named_in(project()["dependencies"])
    for module in FILES:
        more = next((extras[extra] for room, extra in EXTRAS.items() if module.startswith(room)), [])
        assert used([module]) <= declared | named_in(more), module
    assert not used(FILES) & {"scipy", "scikit-learn", "torch"}


HOMES = packages_distributions()


def used(modules):
    return {name_of(HOMES[package][0]) for module in modules for package in OTHERS[module]}


def named_in(requirements):
    return {name_of(line) for line in requirements}


def test_what_is_declared_is_pinned():
    extras = project()["optional-dependencies"]
    locks = {"": project()["dependencies"], "dev": extras["dev"], "test": extras["test"]}
    pinned = {name: pins(f"requirements{name and '-'}{name}.lock") for name in locks}
    for name, requirements in locks.items():
        assert named_in(requirements) <= set(pinned[name]), name
    everything = [package for packages in pinned.values() for package in packages]
    assert len(everything) == len(set(everything))


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def name_of(requirement):
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def pins(lock):
    """Name to version of what a lock file pins, each with the hashes of what may be installed under that name."""
    text = (ROOT / lock).read_text("utf-8")
    assert LOCK.fullmatch(text), f"{lock} holds more than names, versions and hashes; expected what make lock writes"
    return dict(re.findall(r"^([a-z0-9-]+)==([\w.]+)", text, re.MULTILINE))


@pytest.mark.parametrize("module", FILES)
def test_a_module_opens_with_a_sentence(module):
    text = FILES[module].read_text("utf-8")
    assert not text.strip() or (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0].endswith((".", "?", "!", ":"))


def test_a_scene_has_all_its_rooms():
    words = set(menu.names(scenes))
    text = "".join(file.read_text("utf-8") for file in sorted((ROOT / "chapters").glob("*/*.md")))
    assert words == set(re.findall(r"^:{3,}\{scene\}\s*([\w-]+)", text, re.MULTILINE)), "in the chapters' text"
    assert words == set(menu.names(stills)), "in app/stills"
    assert words == {file.stem for file in (ROOT / "static" / "scenes").glob("*.js")}, "in static/scenes"
    assert words >= {file.stem for file in (ROOT / "static" / "hands").glob("*.js")}, "in static/hands, where not all have one"
    assert words == {file.stem.removeprefix("test_") for file in (ROOT / "tests" / "scenes").glob("test_*.py")}, "in tests/scenes"


def test_no_file_is_too_long_to_read_at_once():
    files = [file for top in ("app", "static", "templates") for file in (ROOT / top).rglob("*.*") if file.suffix in READ]
    lengths = {str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in files}
    assert {name: length for name, length in lengths.items() if length > TOO_LONG} == {}


def test_ruff_finds_nothing():
    ruff = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise"]
    found = subprocess.run(ruff, cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout
