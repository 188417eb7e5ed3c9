"""Serve the course. DOWNHILL_HOST and DOWNHILL_PORT say where, see app/server/settings.py for the rest."""

import resource
import socket
import sys
from contextlib import suppress

SENT_AHEAD = 32 * 1024  # bytes that the kernel keeps for a slow reader; it counts its own bookkeeping double


def arguments(parser):
    """All is set by environment variables."""


def run(chosen):
    serve()


def serve(around=None):
    """Until somebody ends it. An operator who wants to put something around the whole application gives an ``around`` that does;
    then every request goes through it, and none takes the fast lane."""
    sys.modules["watchfiles"] = None  # where writers have it, uvicorn would load it, for a reloading that is not for readers
    import uvicorn
    from jinja2 import TemplateError
    from pydantic import ValidationError

    from app.engine import digits
    from app.server import logs
    from app.server.main import create_app
    from app.server.protocol import limited
    from app.server.settings import Settings, told
    from app.server.thrift import for_good, thrifty

    thrifty()
    try:
        settings = Settings()
        listening = listen(settings.host, settings.port)
        digits.read()
        app = create_app(settings)
    except ValidationError as invalid:
        sys.exit(f"downhill cannot start: {told(invalid)}")
    except (OSError, ValueError, LookupError, TemplateError) as trouble:
        sys.exit(f"downhill cannot start: {trouble}")
    logs.begin(settings)
    with suppress(OSError):
        print(f"Downhill on http://{settings.host}:{listening.getsockname()[1]}/", flush=True)
    for_good()
    uvicorn.Server(uvicorn.Config(
        around(app) if around else app, http=limited(settings, app.errors, None if around else app.lane), ws="none", loop="uvloop",
        lifespan="on", server_header=False, proxy_headers=False, timeout_graceful_shutdown=2,
        log_config=None, log_level="warning", access_log=False,
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
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)
    return listening
