"""Exports for the tests to look at, written by the command itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What may write nothing cannot write down either which lines it ran.
UNMEASURED = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


class Export:
    """``downhill export`` into a folder, and what it wrote."""

    def __init__(self, place):
        self.place = place

    def run(self, *words, **more):
        command = [sys.executable, "-m", "app", "export", str(self.place), *words]
        return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, **more)

    def written(self, *words):
        done = self.run(*words)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        return done.stdout

    @property
    def manifest(self):
        return json.loads((self.place / "manifest.json").read_text("utf-8"))

    def files(self):
        """Path below the folder to (bytes, time of its last change), of every file."""
        there = [file for file in sorted(self.place.rglob("*")) if file.is_file()]
        return {file.relative_to(self.place).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns) for file in there}
