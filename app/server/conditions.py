"""Conditional requests and ranges (RFC 9110, sections 13 and 14): what of a representation should be sent."""

import re

RANGE = re.compile(rb"bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))")


def held(headers, tags):
    """The first of these entity tags that the client says it holds (If-None-Match), or None."""
    came = headers.get(b"if-none-match")
    if came is None:
        return None
    listed = [tag.strip().removeprefix(b"W/") for tag in came.split(b",")]
    return tags[0] if listed == [b"*"] else next((tag for tag in tags if tag in listed), None)


def wanted(headers, tag, size):
    """The range of bytes that is asked for, or None for all of them.

    An empty range says that what is asked for is not there (416). What we do not understand, several ranges at once,
    and a range of something else (If-Range) are answered with the whole, as the standard has it.
    """
    match = RANGE.fullmatch(headers.get(b"range", b"").strip())
    if not match or headers.get(b"if-range", tag).strip() != tag:
        return None
    first, last, suffix = match.groups()
    if suffix is not None:
        return range(max(0, size - int(suffix)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)
