"""The tools that set things up say in one line what is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEEDED = ["bash", "env", "dirname", "id", "timeout"]
FAILS = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def bare(tmp_path):
    """A machine with our tools, a shell and little else: no browser, and an apt-get that gets nothing."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in NEEDED:
        (programs / name).symlink_to(shutil.which(name))
    for file in (programs / "apt-get", programs / "sudo", tmp_path / ".venv" / "bin" / "python"):
        program(file, FAILS)
    return tmp_path


def program(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)


def run(bare, *command, **environment):
    path = {"PATH": str(bare / "programs"), "HOME": ""}
    return subprocess.run(command, cwd=bare, env=path | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30)


def test_where_no_browser_can_be_had_one_line_says_how_to_get_one(bare):
    done = run(bare, "tools/browser")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == (
        "downhill: no Chromium, and none could be installed (see .venv/browser.log): "
        "install one, or say where it is: CHROMIUM=/path/to/chrome make test"
    )


def test_a_browser_that_is_named_or_on_the_path_is_taken(bare):
    program(bare / "my own chrome", "#!/bin/sh\n")
    named = run(bare, "tools/browser", CHROMIUM=str(bare / "my own chrome"))
    program(bare / "programs" / "chromium", "#!/bin/sh\n")
    found = run(bare, "tools/browser")
    assert named.stdout == f"{bare / 'my own chrome'}\n"
    assert found.stdout == f"{bare / 'programs' / 'chromium'}\n"


def test_a_browser_that_does_not_start_is_passed_over(bare):
    program(bare / "programs" / "chromium-browser", FAILS)
    program(bare / "programs" / "google-chrome", "#!/bin/sh\n")
    assert run(bare, "tools/browser").stdout.endswith("/google-chrome\n")


def test_an_nginx_that_is_named_or_on_the_path_is_taken(bare):
    program(bare / "my own nginx", "#!/bin/sh\n")
    assert run(bare, "tools/nginx", NGINX=str(bare / "my own nginx")).stdout == f"{bare / 'my own nginx'}\n"
    program(bare / "programs" / "nginx", "#!/bin/sh\n")
    assert run(bare, "tools/nginx").stdout == f"{bare / 'programs' / 'nginx'}\n"


@pytest.mark.parametrize("python, told", [
    (None, "no python3 here; install Python 3.11 or newer, or say where it is: make PYTHON=/path/to/python3"),
    ('case "$*" in *version_info*) exit 1;; *) echo Python 3.9.2;; esac',
     "needs Python 3.11 or newer, got Python 3.9.2; say where one is: make PYTHON=/path/to/python3"),
    ('case "$*" in *ensurepip*) exit 1;; esac', "Python has no venv here; on Debian and Ubuntu: sudo apt-get install python3-venv"),
])
def test_a_python_that_will_not_do_is_refused_in_one_line(bare, python, told):
    if python:
        program(bare / "programs" / "python3", f"#!/bin/sh\n{python}\n")
    done = run(bare, "tools/venv", ".venv", "requirements.lock")
    assert done.returncode == 1
    assert done.stderr == f"downhill: {told}\n"
