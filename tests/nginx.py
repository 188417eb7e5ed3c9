"""A real nginx with a configuration of ours, at free ports and in a folder of its own."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[1] / "deploy"
PATIENCE = 20


def program():
    """Where nginx is; in CI it must be somewhere."""
    found = os.environ.get("NGINX") or shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        missing = "no nginx: tools/nginx gets one, or set NGINX=/path/to/nginx"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    return found


def inherited():
    """Our environment but for NGINX: to nginx itself that names sockets which it is to take over."""
    return {name: value for name, value in os.environ.items() if name != "NGINX"}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@contextmanager
def nginx(name, folder, **instead):
    """Its port. ``instead`` are texts of the configuration and what stands for them here, by any names: (text, text)."""
    port, folder = free_port(), Path(folder)
    text = (DEPLOY / name).read_text("utf-8").replace("listen 8080", f"listen 127.0.0.1:{port}")
    for before, now in instead.values():
        assert before in text, f"{name} does not say {before}"
        text = text.replace(before, now)
    text = re.sub(r"/tmp/(?=(nginx\.pid|body|proxy|fastcgi|uwsgi|scgi|cache)\b)", f"{folder}/", text)
    (folder / "nginx.conf").write_text(text)
    here = "daemon off; worker_shutdown_timeout 1s;" + (" user root;" if os.geteuid() == 0 else "")
    with (folder / "errors.txt").open("w") as errors:
        running = subprocess.Popen([program(), "-p", folder, "-c", folder / "nginx.conf", "-g", here], stderr=errors, env=inherited())
    try:
        listening(port, running, folder / "errors.txt")
        yield port
    finally:
        running.terminate()
        running.wait(PATIENCE)
    told = (folder / "errors.txt").read_text()
    assert "[alert]" not in told and "[emerg]" not in told, told


def listening(port, running, errors):
    """Wait until somebody answers there."""
    for _ in range(PATIENCE * 50):
        assert running.poll() is None, errors.read_text()
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.02)
    pytest.fail(f"nginx does not listen: {errors.read_text()}")
