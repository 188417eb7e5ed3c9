"""What a reader costs: processor time of nginx for a finished film as a file, of nginx as a cache, of our server, in turns.

    .venv/bin/python -m tests.bench.nginx

A reader who scrolls to a thousand positions opens a connection, fetches the film once and needs nothing more. Each side has one
process, all send the same bytes: as they are, and as a browser asks for them, compressed. The cache keys as deploy/nginx.conf does.
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
from tests.bench.table import line

READERS, ROUNDS = 400, 7
FILE, CACHE, OURS = "nginx, a file", "nginx, a cache in front of ours", "our server alone"
BUDGETS = {CACHE: 1.5, OURS: 6.0}
CONFIG = """
worker_processes 1; daemon off; pid {folder}/pid; error_log stderr error; events {{ worker_connections 512; }}
http {{ access_log off; sendfile on; tcp_nopush on; default_type application/octet-stream; client_body_temp_path {folder}/body;
proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
open_file_cache max=10; server {{ listen 127.0.0.1:{port}; root {folder}; }}
proxy_cache_path {folder}/cache keys_zone=films:1m use_temp_path=off; proxy_ignore_headers Vary;
map $http_accept_encoding $encoding {{ default ""; ~\\bbr\\b br; }}
server {{ listen 127.0.0.1:{cache}; proxy_cache films; proxy_cache_key "$uri $encoding"; proxy_cache_lock on;
proxy_set_header Accept-Encoding $encoding; location / {{ proxy_pass http://127.0.0.1:{ours}; }} }} }}
"""


def main():
    if not (program := shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")):
        sys.exit("there is no nginx here to compare with")
    with house() as ours, tempfile.TemporaryDirectory() as folder:
        film = ours.film("training/seed=2")
        forms = {"plain": "", "as a browser asks": "br"}
        for encoding in forms.values():
            Path(folder, f"film{encoding}").write_bytes(ours.fetch(film, encoding))
        with nginx(program, Path(folder), ours.port) as (port, cache, pid):
            ours.settle()
            sides = {FILE: (port, pid, "/film{}"), CACHE: (cache, pid, film), OURS: (ours.port, ours.pid, film)}
            kept = [compare(sides, encoding, name) for name, encoding in forms.items()]
    sys.exit(not all(kept) and "over budget")


@contextmanager
def nginx(program, folder, ours):
    """(port of the files, port of the cache, pid of the process that serves both)"""
    folder.chmod(0o755)
    port, cache = free_port(), free_port()
    (folder / "nginx.conf").write_text(CONFIG.format(folder=folder, port=port, cache=cache, ours=ours))
    process = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf", "-g", "user root;"])
    try:
        time.sleep(0.5)
        yield port, cache, int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])
    finally:
        process.terminate()
        process.wait()


def compare(sides, encoding, name):
    """Print what each costs, and as a multiple of the file, in rounds after one to warm up. True if the budgets are kept."""
    costs = {side: [] for side in sides}
    for _ in range(ROUNDS + 1):
        for side, (port, pid, path) in sides.items():
            before = spent(pid)
            for _ in range(READERS):
                size = visit(port, path.format(encoding), encoding)
            costs[side].append((spent(pid) - before) / READERS * 1e6)
    print(f"  {name}, {size:,} bytes on the wire")
    kept = True
    for side, taken in costs.items():
        line(side, taken[1:], "µs", None, 0)
        if side in BUDGETS:
            kept &= line("    times the file", [mine / file for mine, file in zip(taken[1:], costs[FILE][1:])], "", BUDGETS[side], 2)
    return kept


def visit(port, path, encoding):
    """One reader; the bytes that came."""
    with socket.create_connection(("127.0.0.1", port)) as plug:
        plug.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n".encode())
        return sum(map(len, iter(lambda: plug.recv(1 << 20), b"")))


if __name__ == "__main__":
    main()
