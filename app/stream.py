"""Frames to bytes and back: a header that introduces itself, then fixed-size records, then an end that can be trusted.

    bytes   what
    8       magic "downhill"
    4 + 4   format version, length of the header (little-endian unsigned integers, as everything here)
    ...     header: JSON, padded with spaces so that what follows lies on a multiple of 8
    ...     before: arrays that are known before the first record
    ...     count records of the same size, one per step
    ...     after: arrays that are known only when the last record is
    12      end: magic "done", count of true records, 1 if the run diverged else 0
    4       CRC-32 of all bytes before it

The length is known before anything is computed. A run that diverges keeps it: its last true record is repeated,
and the end tells how many are true. ``static/parts/frames.js`` reads the same bytes in the browser.
"""

import json
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

MAGIC, DONE, VERSION = b"downhill", b"done", 1
FRONT = struct.Struct("<8sII")
END = struct.Struct("<4sII")
CHECK = struct.Struct("<I")
KINDS = ("f4", "i4", "u4", "i2", "u2", "i1", "u1")


class Field(NamedTuple):
    """One array of a record: its kind (``f4`` ... ``u1``), its shape, and for whole numbers what one unit is worth.

    ``title`` names the number for a reader; a field that has one and no shape is a column of the scene's table.
    """

    kind: str
    shape: tuple = ()
    unit: float = 1.0
    title: str = ""


class Layout(NamedTuple):
    """What a scene sends: the fields before, in each of ``count`` records, and after."""

    before: dict
    each: dict
    count: int  # type: ignore[assignment]
    after: dict = {}


class Film(NamedTuple):
    """Frames as they were sent: finite arrays by name, in real units. ``each`` has one row per true record."""

    scene: str
    settings: dict
    titles: dict
    before: dict
    each: dict
    after: dict
    diverged: bool

    @property
    def count(self):
        return len(next(iter(self.each.values())))


def packed(fields):
    """The structured dtype of these fields: largest elements first, padded to a multiple of 8 bytes."""
    order = sorted(fields, key=lambda name: -np.dtype(fields[name].kind).itemsize)
    formats = [(f"<{fields[name].kind}", fields[name].shape) for name in order]
    tight = np.dtype({"names": order, "formats": formats})
    offsets = [tight.fields[name][1] for name in order]
    return np.dtype({"names": order, "formats": formats, "offsets": offsets, "itemsize": -(-tight.itemsize // 8) * 8})


def described(fields):
    """The same in JSON: {"size": bytes, "fields": {name: [kind, shape, byte offset, unit, title]}}."""
    dtype = packed(fields)
    told = {name: [f.kind, list(f.shape), dtype.fields[name][1], f.unit, f.title] for name, f in fields.items()}
    return {"size": dtype.itemsize, "fields": told}


def header(scene, settings, layout):
    """The first bytes of a stream: everything a reader needs to understand the rest."""
    told = {"scene": scene, "settings": settings, "count": layout.count}
    told |= {part: described(getattr(layout, part)) for part in ("before", "each", "after")}
    text = json.dumps(told, separators=(",", ":")).encode()
    text += b" " * (-(FRONT.size + len(text)) % 8)
    return FRONT.pack(MAGIC, VERSION, len(text)) + text


def length(scene, settings, layout):
    """How many bytes the whole stream has; known before it is computed."""
    body = packed(layout.before).itemsize + layout.count * packed(layout.each).itemsize + packed(layout.after).itemsize
    return len(header(scene, settings, layout)) + body + END.size + CHECK.size


def pack(fields, values):
    """Values by name to one record's bytes. ValueError for what is not finite or does not fit its kind."""
    record = np.zeros((), packed(fields))
    for name, field in fields.items():
        record[name] = quantised(name, field, values[name])
    return record.tobytes()


def quantised(name, field, value):
    value = np.asarray(value, np.float64)
    if not np.isfinite(value).all():
        raise ValueError(f"{name} is not finite")
    if field.kind == "f4":
        if np.abs(value).max(initial=0) > np.finfo(np.float32).max:
            raise ValueError(f"{name} does not fit f4: {value.min()} to {value.max()}")
        return value
    whole, range_ = np.rint(value / field.unit), np.iinfo(field.kind)
    if whole.min() < range_.min or whole.max() > range_.max:
        raise ValueError(f"{name} does not fit {field.kind} in units of {field.unit}: {value.min()} to {value.max()}")
    return whole


def encode(scene, settings, layout, parts) -> Iterator[bytes]:
    """Stream what a scene plays: ``parts`` yields a dict of values for before, one per record, and one for after.

    A record of None says that the run diverged: it is no true record, nor is any that would follow.
    """
    check = 0
    for piece in pieces(header(scene, settings, layout), layout, iter(parts)):
        check = zlib.crc32(piece, check)
        yield piece
    yield CHECK.pack(check)


def pieces(head, layout, parts):
    """The stream, piece by piece, but for its checksum."""
    yield head
    yield pack(layout.before, next(parts))
    count, diverged, record = 0, False, bytes(packed(layout.each).itemsize)
    for _ in range(layout.count):
        values = None if diverged else next(parts)
        diverged = values is None
        if not diverged:
            record, count = pack(layout.each, values), count + 1
        yield record
    yield pack(layout.after, next(parts)) + END.pack(DONE, count, diverged)


def decode(data) -> Film:
    """Whole stream to Film. ValueError says what came and what was expected."""
    if len(data) < FRONT.size + END.size + CHECK.size:
        raise ValueError(f"{len(data)} bytes are no stream")
    magic, version, size = FRONT.unpack_from(data)
    if magic != MAGIC or version != VERSION:
        raise ValueError(f"got {magic!r} version {version}, expected {MAGIC!r} version {VERSION}")
    checked = len(data) - CHECK.size
    done, count, diverged = END.unpack_from(data, checked - END.size)
    if done != DONE or CHECK.unpack_from(data, checked)[0] != zlib.crc32(data[:checked]):
        raise ValueError(f"the stream of {len(data)} bytes is cut short or damaged")
    told = json.loads(data[FRONT.size:FRONT.size + size])
    at = FRONT.size + size
    before, at = unpack(data, at, told["before"], 1), at + told["before"]["size"]
    each, at = unpack(data, at, told["each"], told["count"]), at + told["each"]["size"] * told["count"]
    after = unpack(data, at, told["after"], 1)
    titles = {name: title for name, (*_, title) in told["each"]["fields"].items() if title}
    return Film(
        told["scene"], told["settings"], titles,
        {name: values[0] for name, values in before.items()},
        {name: values[:count] for name, values in each.items()},
        {name: values[0] for name, values in after.items()},
        bool(diverged),
    )


def unpack(data, at, told, count):
    """Name to array of shape (count, ...), in real units."""
    fields = {name: Field(kind, tuple(shape), unit) for name, (kind, shape, _, unit, _) in told["fields"].items()}
    if not fields:
        return {}
    records = np.frombuffer(data, packed(fields), count, at)
    return {name: records[name] if f.kind == "f4" else records[name] * f.unit for name, f in fields.items()}
