"""What the README says works: its commands, its examples, its names."""

import os
import re
import shlex
import subprocess
import sys
import urllib.request

import numpy as np
import pytest

from app.story import RUN, trained
from tests import readme
from tests.bench import choices

READY = ["-o", ".venv/serves", "-o", ".venv/writes", "-o", ".venv/tests", "-o", ".oracle/ready", "-o", ".films/made"]
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))} | {"OPENBLAS_NUM_THREADS": "1"}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return readme.moved_in(tmp_path_factory.mktemp("readme") / "house")


def run(*command, cwd=readme.ROOT):
    done = subprocess.run(command, cwd=cwd, env=PLAIN, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_there_are_examples_for_all_that_can_be_added():
    assert list(readme.examples()) == [
        "app/engine/optimizers/nesterov.py",
        "app/engine/landscapes/saddle.py",
        "chapters/13-valleys/index.md",
    ]


def test_the_examples_pass_the_tests_that_find_them(house):
    tests = ["engine/test_optimizers.py", "engine/test_landscapes.py", "scenes/test_trough.py", "test_house.py", "text/test_course.py"]
    pytest_says = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rA", "-k", "not ruff"]
    told = run(*pytest_says, *(f"tests/{test}" for test in tests), cwd=house)
    for name in ("nesterov-saddle", "saddle", "every_step_leads_downhill"):
        assert re.search(rf"^PASSED .*{name}", told, re.MULTILINE), name


def test_the_proofreader_finds_nothing_in_the_examples(house):
    assert run(sys.executable, "-m", "app", "check", cwd=house).startswith("all is well: ")


def test_ruff_finds_nothing_in_the_examples(house):
    run(sys.executable, "-m", "ruff", "check", "--no-cache", *(name for name in readme.examples() if name.endswith(".py")), cwd=house)


@pytest.mark.parametrize("program", readme.loose_python())
def test_python_runs_as_it_stands(program):
    told = run(sys.executable, "-c", program).splitlines()
    assert [line.partition(":")[0] for line in told] == ["step 0", "step 1", "step 2", "step 3"]
    assert all("1898 weights" in line for line in told)


@pytest.mark.parametrize("command", readme.commands())
def test_a_command_is_one_that_runs(command):
    """All of them by name; what would test itself, or fetch PyTorch, is run by continuous integration."""
    words = shlex.split(command)
    if words[0] == ".venv/bin/downhill":
        run(sys.executable, "-m", "app", words[1], "--help")
    elif words[0] == "make":
        run("make", "-n", *READY, *words[1:])
    else:
        run(words[0], "-n", *words[1:])


def test_a_few_tests_at_a_time_run():
    (few,) = [command for command in readme.commands() if "TESTS=" in command]
    assert " passed" in run("make", *READY, *shlex.split(few)[1:])


def test_serve_serves_at_the_port_that_is_asked_for(tmp_path):
    assert "make serve" in readme.commands() and "`make serve PORT=9000`" in readme.TEXT
    with (tmp_path / "output").open("w") as output:
        make = ["make", *READY, "serve", "PORT=0"]
        server = subprocess.Popen(make, cwd=readme.ROOT, env=PLAIN, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        address = wait_for(tmp_path / "output", server)
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert answer.url.endswith("/12-training/")
            assert b"<h1>Training: how it learns</h1>" in answer.read()
    finally:
        server.terminate()
        server.wait(20)


def wait_for(output, server):
    """The address that the server says it has."""
    for _ in range(600):
        if found := re.search(r"http://\S+", output.read_text()):
            return found[0]
        with pytest.raises(subprocess.TimeoutExpired):
            server.wait(0.05)
    return pytest.fail(output.read_text())


def test_what_it_names_is_here(house):
    named = {name for name in readme.NAME.findall(readme.BLOCK.sub("", readme.TEXT)) if "/path/" not in name}
    linked = {link for link in re.findall(r"\]\(([^)]+)\)", readme.TEXT) if "//" not in link}
    missing = [name for name in sorted(named | linked) if not (house / name).exists()]
    assert missing == []


def test_its_table_of_choices_has_the_rows_that_the_bench_prints():
    table = readme.TEXT.partition("| | right,")[2]
    assert re.findall(r"^\| ([^|]+) \| \d", table, re.MULTILINE) == list(choices.CHOICES)


def test_the_first_row_of_its_table_is_the_chapters_run():
    _, last = choices.trained(choices.CHOICES["the chapter's run"], RUN.seed)
    np.testing.assert_allclose(last, trained(str(RUN.seed)), rtol=1e-5, atol=1e-6)
