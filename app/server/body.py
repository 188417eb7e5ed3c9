"""Finished bytes, in up to three encodings, and how HTTP hands them over."""

import zlib

import brotli

from app.server.conditions import held, wanted
from app.server.headers import accepts, completed

CHUNK = 32 * 1024  # with what the kernel holds, less than 100 KB of a reader who takes nothing
ENTRY = 2_000


class Body:
    """An ASGI application that answers with always the same bytes. ``tag`` is an entity tag without quotes."""

    def __init__(self, data, kind, tag, headers, status=200):
        self.plain, self.kind, self.tag, self.headers, self.status = data, kind, tag, headers, status
        self.packed, self.heads, self.written = {}, {}, {}

    @property
    def size(self):
        """Roughly how many bytes of memory this takes."""
        return ENTRY + len(self.plain) + sum(map(len, self.packed.values()))

    def compress(self, effort=11):
        """Make the smaller encodings, where they are smaller. Much effort takes a while; returns self."""
        squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
        packed = {"br": brotli.compress(self.plain, quality=effort), "gzip": squeeze.compress(self.plain) + squeeze.flush()}
        self.packed = {name: data for name, data in packed.items() if len(data) < len(self.plain)}
        return self

    def quoted(self, encoding=""):
        return f'"{self.tag}-{encoding}"'.encode() if encoding else f'"{self.tag}"'.encode()

    def head(self, encoding, data):
        """The headers of a whole response, made once for each encoding and size: it may be compressed again, with more effort."""
        key = encoding, len(data)
        if key not in self.heads:
            self.heads[key] = described(self.quoted(encoding), self.headers, self.kind, len(data), encoding)
        return self.heads[key]

    def lines(self, encoding, data):
        """The same as they go over the wire."""
        key = encoding, len(data)
        if key not in self.written:
            self.written[key] = b"".join(b"%b: %b\r\n" % header for header in self.head(encoding, data))
        return self.written[key]

    def suited(self, request):
        """(encoding, bytes) that are best for a request with these headers."""
        packed = self.packed
        encoding = next((name for name in accepts(request) if name in packed), "")
        return encoding, packed.get(encoding, self.plain)

    async def __call__(self, scope, receive, send):
        request = dict(scope["headers"])
        tag = held(request, [self.quoted(), *map(self.quoted, self.packed)])
        part = wanted(request, self.quoted(), len(self.plain)) if scope["method"] == "GET" else None
        if tag:
            await reply(send, 304, described(tag, self.headers))
        elif part is not None:
            await reply(send, *partial(part, len(self.plain), self.kind, self.quoted(), self.headers), self.plain[part.start:part.stop])
        else:
            encoding, data = self.suited(request)
            await reply(send, self.status, self.head(encoding, data), data if scope["method"] == "GET" else b"")


def described(tag, headers, kind="", size=None, encoding=""):
    """The headers of a response with this entity tag, kind and size."""
    head = [(b"etag", tag), (b"accept-ranges", b"bytes"), (b"vary", b"Accept-Encoding")]
    if kind:
        head += [(b"content-type", kind.encode()), (b"content-length", b"%d" % size)]
    if encoding:
        head.append((b"content-encoding", encoding.encode()))
    return completed(head, headers)


def partial(part, size, kind, tag, headers):
    """(status, headers) that answer a range of a body: 206, or 416 when none of it is there."""
    if not len(part):
        nothing = [(b"content-length", b"0"), (b"content-range", b"bytes */%d" % size), (b"cache-control", b"no-store")]
        return 416, completed(nothing, headers)
    told = (b"content-range", b"bytes %d-%d/%d" % (part.start, part.stop - 1, size))
    return 206, [*described(tag, headers, kind, len(part)), told]


async def reply(send, status, headers, data=b""):
    """A whole response, its body in chunks, so that a slow reader holds little of it."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    for piece in chunks(data):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def chunks(data):
    """Bytes in pieces that are no copies."""
    whole = memoryview(data)
    yield from (whole[start:start + CHUNK] for start in range(0, len(whole), CHUNK))
