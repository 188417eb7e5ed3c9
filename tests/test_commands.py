"""The command line offers what is in app/commands, and says in its own words what it cannot do."""

import os
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from app import commands
from app.engine import menu

ROOT = Path(__file__).parents[1]


def run(*words):
    return subprocess.run([sys.executable, "-m", "app", *words], cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_its_help_has_a_line_for_every_command():
    told = " ".join(run("--help").stdout.split())
    for name in menu.names(commands):
        assert f"{name} {menu.pick(commands, name).__doc__.partition('.')[0]}"[:40] in told


@pytest.mark.parametrize("name", menu.names(commands))
def test_a_command_explains_itself(name):
    done = run(name, "--help")
    assert done.returncode == 0 and f"usage: downhill {name}" in done.stdout


def test_an_unknown_command_is_refused_with_those_that_there_are():
    done = run("exprot")
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert all(name in done.stderr for name in ("exprot", *menu.names(commands)))


def test_the_console_script_is_the_same_program():
    (name, target), = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"].items()
    module, _, function = target.partition(":")
    assert name == "downhill" and callable(getattr(import_module(module), function))


@pytest.mark.skipif(not os.environ.get("CI"), reason="an environment that several clones share has no console script of its own")
def test_the_console_script_is_installed_beside_python():
    done = subprocess.run([Path(sys.executable).with_name("downhill"), "--help"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and "usage: downhill" in done.stdout
