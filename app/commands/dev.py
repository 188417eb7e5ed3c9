"""Serve the course while you write on it: what you save shows in the page at once, and what is wrong with it too."""

import logging
import os
import socket
import sys

from app.commands.serve import listen

KEPT = "DOWNHILL_DEV_SOCKET"


def arguments(parser):
    parser.add_argument("--port", type=int, help="where to listen (else DOWNHILL_PORT, else 8000)")


def run(chosen):
    import uvicorn

    from app.server.settings import Settings
    try:
        from app.dev.live import Live
    except ModuleNotFoundError as missing:
        sys.exit(f"downhill dev needs {missing.name}: `make dev` gets it, and so does pip install 'downhill[dev]'")

    logging.basicConfig(format="%(levelname)s: %(message)s")
    settings = Settings() if chosen.port is None else Settings(port=chosen.port)
    listening = socket.socket(fileno=int(os.environ[KEPT])) if KEPT in os.environ else first(settings)
    kept, again = os.dup(listening.fileno()), False  # uvicorn closes what it is given

    def start_again():
        nonlocal again
        again = server.should_exit = True

    server = uvicorn.Server(uvicorn.Config(
        Live(settings, start_again), ws="none", loop="asyncio", lifespan="on", log_level="warning", timeout_graceful_shutdown=1,
    ))
    server.run([listening])
    if again:
        os.set_inheritable(kept, True)
        os.environ[KEPT] = str(kept)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def first(settings):
    """The socket that this process and all that follow it listen on. An address that others reach is not for drafts."""
    if settings.host not in ("127.0.0.1", "::1", "localhost"):
        sys.exit(f"downhill dev serves drafts to this machine alone, got the host {settings.host}, expected 127.0.0.1")
    try:
        listening = listen(settings.host, settings.port)
    except OSError as trouble:
        sys.exit(f"downhill dev cannot start: {trouble}")
    print(f"Downhill on http://{settings.host}:{listening.getsockname()[1]}/", flush=True)
    return listening
