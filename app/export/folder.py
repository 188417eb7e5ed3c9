"""The folder of an export: files that appear whole or not at all, are left alone where nothing changed, and are listed in a manifest."""

import hashlib
import json
from pathlib import Path

from app.export.file import write

MANIFEST = "manifest.json"
SUFFIXES = {"br": ".br", "gzip": ".gz"}


class Folder:
    """Files below a path. ``about`` says whose export it is; a folder that holds anything else is refused (FileExistsError)."""

    def __init__(self, path, about):
        self.path, self.about, self.files = Path(path), about, {}
        if self.path.exists() and not self.path.is_dir():
            raise FileExistsError(f"{self.path} is a file; give an empty folder or a new name")
        self.path.mkdir(parents=True, exist_ok=True)
        self.before = self.open()
        self.same = all(self.before.get(name) == value for name, value in about.items())
        self.write(MANIFEST, written(about | {"files": self.before.get("files", {})}))

    def open(self):
        """The manifest that is there, {} in an empty folder."""
        try:
            manifest = json.loads((self.path / MANIFEST).read_text("utf-8"))
            if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
                raise ValueError
        except (FileNotFoundError, ValueError):
            if any(self.path.iterdir()):
                raise FileExistsError(f"{self.path} holds other things than an export; give an empty folder or a new name") from None
            return {}
        return manifest

    def put(self, name, data, packed):
        """A file, and its smaller encodings (encoding -> bytes) as files beside it."""
        for encoding, suffix in SUFFIXES.items():
            if encoding in packed:
                self.add(name + suffix, packed[encoding])
            else:
                (self.path / (name + suffix)).unlink(missing_ok=True)
        self.add(name, data)

    def add(self, name, data):
        self.write(name, data)
        self.files[name] = entry(data)

    def kept(self, names):
        """Whether these files are here as the same code on the same arithmetic wrote them, maybe in an export that was cut short;
        the last of them was written last. If so they are taken over."""
        told = self.before.get("files", {})
        found = {name: described(self.path / name) for name in names} if self.same else {}
        if None in found.values() or not found or any(name in told and told[name] != one for name, one in found.items()):
            return False
        beside = {name + suffix: described(self.path / (name + suffix)) for name in names for suffix in SUFFIXES.values()}
        self.files |= found | {name: one for name, one in beside.items() if one}
        return True

    def smaller(self, name, data):
        """The smaller encodings of this content of that file, if the same code wrote them here and nobody changed them; else {}."""
        told = self.before.get("files", {}) if self.same else {}
        if told.get(name) != entry(data):
            return {}
        packed = {encoding: read(self.path / (name + suffix)) for encoding, suffix in SUFFIXES.items() if name + suffix in told}
        return packed if all(found and entry(found) == told[name + SUFFIXES[encoding]] for encoding, found in packed.items()) else {}

    def write(self, name, data):
        """Make it the file's content, unless it is."""
        file = self.path / name
        try:
            if file.read_bytes() == data:
                return
        except (FileNotFoundError, NotADirectoryError):
            file.parent.mkdir(parents=True, exist_ok=True)
        write(file, data)

    def finish(self):
        """Write down what there is."""
        self.write(MANIFEST, written(self.about | {"files": dict(sorted(self.files.items()))}))


def written(manifest):
    return (json.dumps(manifest, indent=1) + "\n").encode()


def read(file):
    """What a file holds, None if there is none."""
    try:
        return file.read_bytes()
    except OSError:
        return None


def described(file):
    """The size and the digest of a file, None if there is none."""
    data = read(file)
    return None if data is None else entry(data)


def entry(data):
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
