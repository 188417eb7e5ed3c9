"""The pantry: films made beforehand, so that a server prints its first page at once. ``python -m app.server.pantry`` fills it.

A film is taken only for the same version, on a machine whose arithmetic has the same bits, and if it is whole; what is
missing is computed as ever. Nothing is written while serving.
"""

import shutil
import sys

from app import scenes, stream
from app.engine import menu
from app.grid import address
from app.server import worker
from app.server.settings import Settings
from app.server.version import version


class Pantry:
    """The films in a folder, below a folder for this version and these bits."""

    def __init__(self, folder, bits):
        self.folder = folder / version() / bits.hex()[:16]

    def file(self, word, settings):
        return self.folder / f"{address('', word, settings).strip('/')}.bin"

    def film(self, word, settings):
        """The bytes of a whole film, or None."""
        try:
            data = self.file(word, settings).read_bytes()
            stream.decode(data)
        except (OSError, ValueError):
            return None
        return data

    def stock(self):
        """(scene, settings, bytes) of every usual film that is here."""
        for word, settings in usual():
            if data := self.film(word, settings):
                yield word, settings, data

    def make(self, word, settings):
        file = self.file(word, settings)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"".join(worker.play(word, settings)))


def usual():
    """(scene, settings) of the films that the pages show unless somebody asks for others."""
    for word in menu.names(scenes):
        scene = menu.pick(scenes, word)
        yield from ((word, settings) for settings in (scene.DEFAULT, getattr(scene, "BESIDE", None)) if settings)


def fill(folder, tell):
    """Make every usual film that is not there; films of other versions are thrown away."""
    pantry, films = Pantry(folder, worker.fingerprint()), list(usual())
    for old in folder.glob("v*"):
        if old.name != version():
            shutil.rmtree(old)
    for number, (word, settings) in enumerate(films, 1):
        if pantry.film(word, settings) is None:
            tell(f"computing the films of the page, once: {number} of {len(films)}, {word}")
            pantry.make(word, settings)


if __name__ == "__main__":
    fill(Settings().films, lambda line: print(line, file=sys.stderr, flush=True))
