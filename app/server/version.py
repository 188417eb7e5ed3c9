"""The version of the films: it changes when anything changes that decides their bytes, and with nothing else."""

import hashlib
from functools import lru_cache
from pathlib import Path

import numpy as np

from app.engine.digits import FILE

APP = Path(__file__).resolve().parents[1]


def sources():
    """Every file that decides the bytes of a film."""
    folders = "engine/**/*.py", "scenes/*.py", "scenes/*.yml"
    return sorted([*(file for files in folders for file in APP.glob(files)), APP / "story.py", APP / "stream.py", FILE])


@lru_cache
def version():
    """The letter v and ten hexadecimal digits."""
    digest = hashlib.sha256(np.__version__.encode())
    for file in sources():
        digest.update(str(file.relative_to(APP)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return "v" + digest.hexdigest()[:10]
