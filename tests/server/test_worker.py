"""The worker alone, spoken to through its pipes as the server does."""

import gc
import json
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from app import story
from app.server import worker

ROOT = Path(__file__).parents[2]
NOISE = ["noise", {"seed": "3"}]
PATIENCE = 60


@pytest.fixture
def child():
    command = [sys.executable, "-m", "app.server.worker"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        yield process


def ask(child, run):
    child.stdin.write(json.dumps(run).encode() + b"\n")
    child.stdin.flush()


def hear(child):
    """(kind, content) of its next message."""
    kind, length = worker.MESSAGE.unpack(child.stdout.read(worker.MESSAGE.size))
    return kind, child.stdout.read(length)


def heard(child):
    """The bytes of a film, and the (kind, content) that ended it."""
    film, (kind, content) = b"", hear(child)
    while kind == worker.PIECE:
        film, (kind, content) = film + content, hear(child)
    return film, (kind, content)


def test_it_tells_its_bits_plays_what_it_is_asked_and_ends_when_nobody_can_ask_any_more(child):
    assert hear(child) == (worker.READY, worker.fingerprint())
    for _ in range(2):
        ask(child, NOISE)
        assert heard(child) == (b"".join(worker.play(*NOISE)), (worker.END, b""))
    child.stdin.close()
    assert (child.wait(PATIENCE), child.stderr.read()) == (0, b"")


def test_after_a_run_nobody_holds_the_landscapes_of_all_digits():
    film = b"".join(worker.play(*NOISE))
    held = [weakref.ref(landscape()) for landscape in (story.shown, story.unseen)]
    worker.forget()
    gc.collect()
    assert [landscape() for landscape in held] == [None, None]
    assert b"".join(worker.play(*NOISE)) == film


def test_a_run_that_fails_is_told_with_its_place_and_the_next_one_is_played(child):
    hear(child)
    ask(child, ["bell", {}])
    film, (kind, told) = heard(child)
    assert (film, kind) == (b"", worker.FAILED)
    assert told.startswith(b"app/engine/menu.py:") and b"no 'bell' among the scenes: ball, " in told
    ask(child, NOISE)
    assert heard(child)[1] == (worker.END, b"")
    child.stdin.close()
    assert child.wait(PATIENCE) == 0 and b"Traceback" in child.stderr.read()


def test_when_nobody_listens_any_more_it_ends_without_a_word(child):
    hear(child)
    child.stdout.close()
    ask(child, NOISE)
    assert (child.wait(PATIENCE), child.stderr.read()) == (0, b"")
