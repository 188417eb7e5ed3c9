"""The shared server once it is idle, and the film that most tests ask it for."""

import pytest

from tests.server.sockets import BALL


@pytest.fixture(scope="module")
def idle(server):
    """The shared server once it has printed, so that its worker is free."""
    server.printed()
    return server


@pytest.fixture(scope="module")
def ball(idle):
    """The finished default ball, plain: (path, answer)."""
    path = idle.frames(BALL)
    return path, idle.ask(path)
