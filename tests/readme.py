"""The README, taken apart: its commands, its files and its names, and a copy of the house with its examples moved in."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"`([\w.-]+(?:/[\w.-]*)+|[A-Z]+)`")
LEFT_BEHIND = shutil.ignore_patterns(".*", "__pycache__", "test-results", "mutants")


def commands():
    """Every line of a shell block, in the order of the text."""
    return [line for kind, body in BLOCK.findall(TEXT) if kind == "sh" for line in body.splitlines()]


def examples():
    """File to text, for each block that is introduced by the name of a file. The rest of Python runs as it stands."""
    found, last = {}, 0
    for block in BLOCK.finditer(TEXT):
        named = NAME.findall(TEXT[last:block.start()].rpartition("\n\n\n")[2].strip().rpartition("\n\n")[2])
        last = block.end()
        if named and block[1] != "sh":
            found[named[0]] = block[2]
    return found


def loose_python():
    """Python that belongs to no file and to no notebook."""
    ours = [body for kind, body in BLOCK.findall(TEXT) if kind == "python" and body not in snippets().values()]
    return [body for body in ours if body not in examples().values()]


def snippets():
    """Host to what is to be pasted there: the blocks on embedding, by the bold words that introduce them."""
    section = TEXT.partition("## Embed it\n")[2].partition("\n## ")[0]
    return {names[-1]: body for names, body in introduced(section)}


def introduced(section):
    """(bold words before it, block) for each block."""
    last = 0
    for block in BLOCK.finditer(section):
        yield re.findall(r"^\*\*([^*]+)\*\*", section[last:block.start()], re.MULTILINE), block[2]
        last = block.end()


def beginnings():
    """The words after ``downhill`` of each command that begins something."""
    return [shlex.split(line)[1:] for line in commands() if "downhill new" in line]


def moved_in(place):
    """A copy of this house at that place, with every example of the README in it, and all that its commands begin."""
    shutil.copytree(ROOT, place, ignore=LEFT_BEHIND)
    texts = {name: text for name, text in examples().items() if name.startswith("chapters/")}
    for name, text in (examples() | dict.fromkeys(texts, "")).items():
        file = place / name
        assert not file.exists(), f"the README tells how to add {name}, but it is here already"
        if text:
            file.write_text(text, "utf-8")
    for words in beginnings():
        done = subprocess.run([sys.executable, "-m", "app", *words], cwd=place, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
    for name, text in texts.items():
        (place / name).write_text(text, "utf-8")
    return place
