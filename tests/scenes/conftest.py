"""Films as the scenes really send them: encoded, decoded, and kept for the session."""

from functools import cache

import pytest

import app.scenes
from app import stream
from app.engine import menu


@pytest.fixture(scope="session")
def film():
    """film("ball", rate="64"): the decoded frames of a scene, its default settings but for those given."""

    @cache
    def made(word, **settings):
        scene = menu.pick(app.scenes, word)
        chosen = scene.DEFAULT | settings
        return stream.decode(b"".join(stream.encode(word, chosen, scene.layout(chosen), scene.play(chosen))))

    return made
