"""What a reader costs: processor time of our server and of nginx for the same finished film, in turns within one run.

    .venv/bin/python -m tests.bench.nginx

A reader who scrolls to a thousand positions opens a connection, fetches the film once and needs nothing more. Both servers
have one process, both send the same bytes: as they are, and as a browser asks for them, compressed.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.bench.house import free_port, house, spent
from tests.bench.rounds import spread

READERS, ROUNDS, BUDGET = 400, 7, 6.0
CONFIG = """
worker_processes 1; daemon off; pid {folder}/pid; error_log stderr error; events {{ worker_connections 512; }}
http {{ access_log off; sendfile on; tcp_nopush on; default_type application/octet-stream; client_body_temp_path {folder}/body;
proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
open_file_cache max=10; server {{ listen 127.0.0.1:{port}; root {folder}; }} }}
"""


def main():
    if not (program := shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")):
        sys.exit("there is no nginx here to compare with")
    with house() as ours, tempfile.TemporaryDirectory() as folder:
        film = ours.film("training/seed=2")
        forms = {"plain": "", "as a browser asks": "br"}
        for encoding in forms.values():
            Path(folder, f"film{encoding}").write_bytes(ours.fetch(film, encoding))
        with nginx(program, Path(folder)) as theirs:
            ratios = {name: compare(ours, film, theirs, encoding, name) for name, encoding in forms.items()}
    sys.exit(max(ratios.values()) > BUDGET and f"over the budget of {BUDGET:g} times")


@contextmanager
def nginx(program, folder):
    """(port, pid of the process that serves)"""
    folder.chmod(0o755)
    port = free_port()
    (folder / "nginx.conf").write_text(CONFIG.format(folder=folder, port=port))
    process = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf", "-g", "user root;"])
    try:
        time.sleep(0.5)
        yield port, int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])
    finally:
        process.terminate()
        process.wait()


def compare(ours, film, theirs, encoding, name):
    """Our cost as a multiple of nginx's: the median of the rounds, after one to warm up."""
    sides = {"ours": (ours.port, ours.pid, film), "nginx": (*theirs, f"/film{encoding}")}
    costs = {side: [] for side in sides}
    for _ in range(ROUNDS + 1):
        for side, (port, pid, path) in sides.items():
            before = spent(pid)
            for _ in range(READERS):
                size = visit(port, path, encoding)
            costs[side].append((spent(pid) - before) / READERS * 1e6)
    low, ratio, high = spread([mine / other for mine, other in zip(costs["ours"][1:], costs["nginx"][1:])])
    mine, other = (spread(costs[side][1:])[1] for side in sides)
    told = f"{name} ({size:,} bytes on the wire)"
    print(f"{told:46} ours {mine:6.0f} µs   nginx {other:6.0f} µs   {ratio:5.2f} times ({low:.2f}-{high:.2f})")
    return ratio


def visit(port, path, encoding):
    """One reader; the bytes that came."""
    with socket.create_connection(("127.0.0.1", port)) as plug:
        plug.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n".encode())
        return sum(map(len, iter(lambda: plug.recv(1 << 20), b"")))


if __name__ == "__main__":
    main()
