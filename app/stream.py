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

Whole numbers travel as differences, which compress well: those of a record to the record before; those of a list that is sent
once to where a straight line through the two entries before would lead, from 0 and 0 on. Both are modulo the range of their kind.
Real numbers (f4) travel as they are.

The length is known before anything is computed. A run that diverges keeps it: its last true record is repeated,
and the end tells how many are true. ``static/parts/decode.js`` reads the same bytes in the browser.
"""

import json
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

MAGIC, DONE, VERSION = b"downhill", b"done", 2
FRONT = struct.Struct("<8sII")
END = struct.Struct("<4sII")
CHECK = struct.Struct("<I")
KINDS = ("f4", "i4", "u4", "i2", "u2", "i1", "u1")


class Field(NamedTuple):
    """One array of a record: its kind (``f4`` ... ``u1``), its shape, and for whole numbers what one unit is worth.

    ``title`` names the number for a reader; a field that has one and no shape is a column of the scene's table.
    Where it is ``late``, it may be NaN in the records before it is known; only f4 may be late.
    """

    kind: str
    shape: tuple = ()
    unit: float = 1.0
    title: str = ""
    late: bool = False


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
    """The same in JSON, in the order of the bytes: {"size": bytes, "fields": {name: [kind, shape, unit, title]}}, and true where late."""
    dtype = packed(fields)
    told = {name: told_of(fields[name]) for name in dtype.names or ()}
    return {"size": dtype.itemsize, "fields": told}


def told_of(field):
    return [field.kind, field.shape, field.unit, field.title, *[True] * field.late]


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


def record(fields, values):
    """Values by name to one record, as an array of it. ValueError for what is not finite or does not fit its kind."""
    made = np.zeros(1, packed(fields))
    for name, field in fields.items():
        made[name] = quantised(name, field, values[name])
    return made


def once(fields, values):
    """The bytes of what is sent once."""
    made = record(fields, values)
    for name, field in fields.items():
        if listed(field):
            made[name] = np.diff(made[name], 2, prepend=[[0, 0]])
    return made.tobytes()


def since(last, made, fields):
    """The bytes of a record that follows the last one."""
    apart = np.zeros(1, made.dtype)  # a copy would fill the gaps between fields with anything
    for name, field in fields.items():
        apart[name] = made[name] - last[name] if whole(field) else made[name]
    return apart.tobytes()


def whole(field):
    return field.kind != "f4"


def listed(field):
    return whole(field) and len(field.shape) == 1


def quantised(name, field, value):
    value = np.asarray(value, np.float64)
    known = value[~np.isnan(value)] if field.late else value
    if not np.isfinite(known).all():
        raise ValueError(f"{name} is not finite")
    if field.kind == "f4":
        if np.abs(known).max(initial=0) > np.finfo(np.float32).max:
            raise ValueError(f"{name} does not fit f4: {value.min()} to {value.max()}")
        return value
    units, range_ = np.rint(value / field.unit), np.iinfo(field.kind)
    if units.min() < range_.min or units.max() > range_.max:
        raise ValueError(f"{name} does not fit {field.kind} in units of {field.unit}: {value.min()} to {value.max()}")
    return units


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
    yield once(layout.before, next(parts))
    count, diverged, last = 0, False, np.zeros(1, packed(layout.each))
    for _ in range(layout.count):
        values = None if diverged else next(parts)
        diverged = values is None
        made = last if diverged else record(layout.each, values)
        yield since(last, made, layout.each)
        last, count = made, count + (not diverged)
    yield once(layout.after, next(parts)) + END.pack(DONE, count, diverged)


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
    before, at = unpack(data, at, told["before"]), at + told["before"]["size"]
    each, at = unpack(data, at, told["each"], told["count"]), at + told["each"]["size"] * told["count"]
    titles = {name: field[3] for name, field in told["each"]["fields"].items() if field[3]}
    true = {name: values[:count] for name, values in each.items()}
    return Film(told["scene"], told["settings"], titles, before, true, unpack(data, at, told["after"]), bool(diverged))


def unpack(data, at, told, count=None):
    """Name to array in real units: of so many records, (count, ...), or of what is sent once."""
    fields = {name: Field(kind, tuple(shape), unit) for name, (kind, shape, unit, *_) in told["fields"].items()}
    if not fields:
        return {}
    records = np.frombuffer(data, packed(fields), 1 if count is None else count, at)
    if count is None:
        return {name: real(field, records[name][0], 2 * listed(field)) for name, field in fields.items()}
    return {name: real(field, records[name], whole(field)) for name, field in fields.items()}


def real(field, numbers, differences):
    """Numbers, or differences of them, or differences of those, to what they stand for."""
    for _ in range(differences):
        numbers = np.cumsum(numbers, 0, numbers.dtype)
    return numbers * field.unit if whole(field) else numbers
