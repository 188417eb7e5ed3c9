"""A copy of the house in which somebody began a chapter and two scenes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from app.new.scene import ROOMS
from tests import readme

__all__ = ["ROOMS", "House", "house"]
BEGUN = ("chapter 13-valleys", "scene trough", "scene cup --landscape bowl")


class House(NamedTuple):
    place: Path
    said: str

    def run(self, *command):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("DOWNHILL_")}
        settings = clean | {"OPENBLAS_NUM_THREADS": "1"}
        return subprocess.run(command, cwd=self.place, env=settings, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=240)

    def downhill(self, *words):
        return self.run(sys.executable, "-m", "app", *words)


def house(place):
    """The house at that place, and what the commands said."""
    shutil.copytree(readme.ROOT, place, ignore=readme.LEFT_BEHIND)
    said = ""
    for words in BEGUN:
        done = House(place, "").downhill("new", *words.split())
        assert done.returncode == 0, done.stderr
        said += done.stdout
    return House(place, said)
