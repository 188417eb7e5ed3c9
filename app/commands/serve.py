"""Serve the course. DOWNHILL_HOST and DOWNHILL_PORT say where, see app/server/settings.py for the rest."""

import logging
import resource
import socket
import sys


def arguments(parser):
    """All is set by environment variables."""


def run(chosen):
    import uvicorn

    from app.engine import digits
    from app.server.main import create_app
    from app.server.protocol import Protocol
    from app.server.settings import Settings

    logging.basicConfig(format="%(levelname)s: %(message)s")
    settings = Settings()
    try:
        listening = listen(settings.host, settings.port)
        digits.read()
    except (OSError, ValueError) as trouble:
        sys.exit(f"downhill cannot start: {trouble}")
    print(f"Downhill on http://{settings.host}:{listening.getsockname()[1]}/", flush=True)
    uvicorn.Server(uvicorn.Config(
        create_app(settings), http=Protocol, ws="none", loop="asyncio", lifespan="on", server_header=False,
        timeout_graceful_shutdown=2, log_level="info" if settings.access_log else "warning", access_log=settings.access_log,
    )).run([listening])


def listen(host, port):
    """A socket that accepts. Small writes leave at once: asyncio sees to that only for sockets that it made itself."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=1024)
    except OSError as trouble:
        raise OSError(f"{host}:{port} is not to be had: {trouble.strerror.partition(' (')[0]}") from trouble
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
