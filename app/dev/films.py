"""Films while a scene is being written: only those are computed again whose scene, or what it leads to, has changed.

``python -m app.dev.films`` makes them; what is wrong with a scene is its last line, with file and line.
"""

import ast
import hashlib
import json
import shutil
import sys
from pathlib import Path

from app import scenes
from app.engine import menu
from app.server import pantry
from app.server.settings import Settings
from app.server.version import sources, version
from app.server.whence import whence

SCENES = Path(scenes.__file__).parent
NOTE = "lineage.json"


def noted(folder):
    """What is there: the version, and the lineage of each scene's films."""
    note = folder / NOTE
    return json.loads(note.read_text()) if note.exists() else {"version": None, "scenes": {}}


def make(folder, tell):
    """Every usual film, taken over from the version before where nothing has changed that decides it."""
    before, now = noted(folder), {"version": version(), "scenes": {word: lineage(word) for word in menu.names(scenes)}}
    for word in now["scenes"]:
        if before["scenes"].get(word) == now["scenes"][word]:
            carry(folder / before["version"], folder / now["version"], word)
    folder.mkdir(exist_ok=True)
    (folder / NOTE).write_text(json.dumps(now))
    pantry.fill(folder, tell)


def carry(old, new, word):
    for films in old.glob(f"*/{word}"):
        shutil.copytree(films, new / films.relative_to(old), dirs_exist_ok=True)


def lineage(word):
    """A hash of all that decides the films of a scene: the engine, the story, and those scenes that it leads to."""
    told = [file for file in sources() if file.parent != SCENES]
    told += [file for name in sorted(family(word, set())) for file in sorted(SCENES.glob(f"{name}.*")) if file.is_file()]
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in told)).hexdigest()


def family(word, seen):
    """The scene and all scenes that it imports."""
    seen.add(word)
    for node in ast.walk(ast.parse((SCENES / f"{word}.py").read_text("utf-8"), str(SCENES / f"{word}.py"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("app.scenes"):
            named = [node.module.removeprefix("app.scenes.")] if node.module != "app.scenes" else [alias.name for alias in node.names]
            for name in named:
                if name not in seen:
                    family(name, seen)
    return seen


if __name__ == "__main__":
    try:
        make(Settings().films, lambda line: print(line, file=sys.stderr, flush=True))
    except Exception as error:
        sys.exit("{}:{}: {}".format(*whence(error)))
