"""The command that serves a draft: on one socket from process to process, for this machine alone, and in words when it cannot."""

import os
import socket
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from app.commands import dev

ROOT = Path(__file__).parents[2]


def refused(first="pass", **environment):
    """What it says, with these settings, after a line of code."""
    words = [sys.executable, "-c", f"{first}; from app.__main__ import main; main()", "dev"]
    done = subprocess.run(words, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    return done.stderr


def test_drafts_are_for_this_machine_alone():
    told = refused(DOWNHILL_HOST="0.0.0.0")
    assert told == "downhill dev serves drafts to this machine alone, got the host 0.0.0.0, expected 127.0.0.1\n"


def test_a_taken_port_is_one_clear_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = refused(DOWNHILL_PORT=str(port))
    assert told == f"downhill dev cannot start: 127.0.0.1:{port} is not to be had: Address already in use\n"


def test_where_something_is_missing_that_only_authors_need_it_says_how_to_get_it():
    told = refused("import sys; sys.modules['watchfiles'] = None")
    assert told == "downhill dev needs watchfiles: `make dev` gets it, and so does pip install 'downhill[dev]'\n"


@pytest.mark.parametrize("python_saved", [True, False])
def test_the_process_that_follows_saved_python_listens_on_the_same_socket(python_saved, monkeypatch):
    replaced = []

    class Server:
        def __init__(self, config):
            self.config = config

        def run(self, sockets):
            self.sockets = sockets
            if python_saved:
                self.config.app.again()

    monkeypatch.setattr("uvicorn.Server", Server)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(os, "execv", lambda program, words: replaced.append(program))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        monkeypatch.setattr(dev, "first", lambda settings: listening)
        dev.run(Namespace(port=None))
        if python_saved:
            with socket.socket(fileno=int(os.environ[dev.KEPT])) as kept:
                assert replaced == [sys.executable] and os.get_inheritable(kept.fileno())
                assert kept.getsockname() == listening.getsockname()
        else:
            assert replaced == [] and dev.KEPT not in os.environ
