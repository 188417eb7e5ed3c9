"""Bytes to and from a server by hand, where a client would be too polite."""

import socket

BALL = "ball/knob=55/start=-2.6/rate=4"
NOISE = "noise/seed=2"


def raw(server, request, patience=5):
    """Everything that comes back for these bytes until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), patience) as plug:
        plug.sendall(request)
        return b"".join(iter(lambda: plug.recv(65536), b""))


def begun(server, path):
    """A socket whose response has begun to come."""
    plug = socket.create_connection(("127.0.0.1", server.port), 30)
    plug.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert plug.recv(1000).startswith(b"HTTP/1.1 200")
    return plug


def spoken(server, method, target, headers=(), host="x"):
    """(status, headers but the date by lower-case name, body) of one request, written as it is given."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", *(f"{name}: {value}" for name, value in dict(headers).items())]
    head, _, body = raw(server, "\r\n".join([*lines, "Connection: close", "", ""]).encode(), 30).partition(b"\r\n\r\n")
    first, *fields = head.decode("latin-1").split("\r\n")
    told = {name.lower(): value for name, _, value in (field.partition(": ") for field in fields)}
    told.pop("date", None)
    return int(first.split()[1]), told, body
