"""The films that chapters quote, without a server: from the pantry, or else computed here and now."""

from functools import cache

from app import scenes, stream
from app.engine import menu
from app.server import worker
from app.server.pantry import Pantry


class Films:
    """Films by scene and settings, each made once."""

    def __init__(self, folder):
        self.pantry = Pantry(folder, worker.fingerprint())
        self.of = cache(self.made)

    def made(self, word, chosen):
        data = self.pantry.film(word, dict(chosen)) or b"".join(worker.play(word, dict(chosen)))
        return stream.decode(data)

    def cast(self, word, settings):
        """The film of a scene, and the one beside it, if any."""
        scene = menu.pick(scenes, word)
        shown = [settings, scene.BESIDE] if hasattr(scene, "BESIDE") else [settings]
        return [self.of(word, tuple(one.items())) for one in shown]

    def usual(self):
        """Those that every page may quote."""
        return [self.cast(word, menu.pick(scenes, word).DEFAULT) for word in menu.names(scenes)]
