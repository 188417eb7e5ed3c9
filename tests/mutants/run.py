"""Would the tests notice? Small mistakes are made in the engine and in the stream, one after the other, and the tests must fail.

``MUTANTS=300`` tries so many of them, chosen by lot; ``SEED=2`` chooses others; ``AT_ONCE=1`` tries one at a time. What the tests
cannot notice, because it changes nothing that anybody could see, stands with its reason in same.yml beside this file: ``like``
is searched for in the function, the line that stood there and the line that came in its place.
"""

import json
import os
import random
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
MADE = ROOT / "mutants"
WANTED = 0.9
NOTICED, TOO_LONG, SURVIVED = {1, 2, 3}, {-24, 24, 152, 36}, {0, 33}
NOT_BEGUN = {255, -1}
TO_BEGIN = "app.engine.loss.x_softmax*"


def main():
    at_once = os.environ.get("AT_ONCE", str(os.cpu_count()))
    if count := int(os.environ.get("MUTANTS", "0")):
        mutmut("run", "--max-children", at_once, TO_BEGIN)
        everyone, seed = sorted(answers()), int(os.environ.get("SEED", "1"))
        chosen = random.Random(seed).sample(everyone, min(count, len(everyone)))
        print(f"{len(chosen)} of {len(everyone)} by lot, seed {seed}")
    else:
        chosen = []
    mutmut("run", "--max-children", at_once, *chosen)
    found = {name: answer for name, answer in answers().items() if not chosen or name in chosen}
    sys.exit(told({name: tried(name) if answer in NOT_BEGUN else answer for name, answer in found.items()}))


def mutmut(*words, **more):
    return subprocess.run([sys.executable, "-m", "mutmut", *words], cwd=ROOT, check=True, text=True, **more)


def answers():
    """Name of a mutant to how its tests ended."""
    files = (json.loads(file.read_text("utf-8")) for file in MADE.rglob("*.meta"))
    return {name: answer for file in files for name, answer in file["exit_code_by_key"].items()}


def tried(name):
    """How the tests of a mutant end that mutmut could not begin, as where a test file cannot be imported any more: once more by pytest."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    words = ["-x", "-q", *told["pytest_add_cli_args"], *told["pytest_add_cli_args_test_selection"]]
    settings = os.environ | {"MUTANT_UNDER_TEST": name}
    return subprocess.run([sys.executable, "-m", "pytest", *words], cwd=MADE, env=settings, stdout=subprocess.DEVNULL).returncode


def told(answers):
    """Print the figure and who survived. What is wrong with it, or None."""
    broken = [name for name, answer in answers.items() if answer not in NOTICED | TOO_LONG | SURVIVED]
    if broken:
        return f"{len(broken)} of {len(answers)} could not be tried, such as {broken[0]}: {answers[broken[0]]}"
    changes = {name: change(name) for name, answer in answers.items() if answer in SURVIVED}
    same = [re.compile(one["like"]) for one in yaml.safe_load(Path(__file__).with_name("same.yml").read_text("utf-8"))]
    missed = {name: made for name, made in changes.items() if not any(one.search(made) for one in same)}
    for name, made in sorted(missed.items()):
        print(f"\n{name}\n{made}")
    tried = len(answers) - len(changes) + len(missed)
    slow = sum(answer in TOO_LONG for answer in answers.values())
    noticed = 1 - len(missed) / tried
    print(f"\n{noticed:.1%} of {tried} mistakes noticed, {slow} of them by never ending; {len(missed)} missed; "
          f"{len(changes) - len(missed)} more are no mistakes (tests/mutants/same.yml)")
    return None if noticed >= WANTED else f"expected at least {WANTED:.0%}"


def change(name):
    """Where it is, what stood there and what stands there in this mutant, each in a line."""
    lines = mutmut("show", name, capture_output=True).stdout.splitlines()
    told = [line[0] + line[1:].strip() for line in lines if line[:1] in "-+" and line[:3] not in ("---", "+++")]
    function = re.sub(r"\.x[_ǁ]", ".", name.rpartition("__mutmut_")[0]).replace("ǁ", ".")
    return "\n".join([function, *told])


if __name__ == "__main__":
    main()
