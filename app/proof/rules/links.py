"""Links lead somewhere: anchors and pages of this course are there, addresses elsewhere are well formed."""

import re
from urllib.parse import unquote, urlsplit

from app.text.mistakes import among

HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?", re.IGNORECASE)
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
SERVED = ("embed", "oembed", "source")


def look(page):
    for line, token, _ in links(page):
        address = token.attrGet("href") or token.attrGet("src")
        if trouble := wrong(page, urlsplit(address), address):
            yield line, trouble


def links(page):
    return [piece for piece in page.pieces if piece.token.type in ("link_open", "image")]


def wrong(page, parts, address):
    """What is wrong with an address, or nothing."""
    if parts.scheme == "mailto":
        return "" if MAIL.fullmatch(parts.path) else f"the address {address!r} is no mail address, expected mailto:name@host"
    if parts.scheme or parts.netloc:
        return "" if HOST.fullmatch(parts.netloc) else f"the link {address!r} names no host, expected https://host/path"
    return missing_page(page, parts, address) if parts.path else missing_anchor(page.ids, parts.fragment, "anchors of this page")


def missing_anchor(ids, anchor, kind):
    return among(unquote(anchor), kind, ids) if anchor and unquote(anchor) not in ids else ""


def missing_page(page, parts, address):
    """A relative address is a file beside the text, another chapter, or what the site has beside the chapters."""
    chapters = page.file.parent.parent
    place = (page.file.parent / unquote(parts.path)).resolve()
    there = {folder.name for folder in chapters.glob("*/") if (folder / page.file.name).exists()}
    if place.is_file() or place.parent == chapters.resolve() and place.name in there:
        return ""
    if place.is_relative_to(chapters.resolve()) and place.relative_to(chapters.resolve()).parts[:1] in [(name,) for name in SERVED]:
        return ""
    return f"the link {address!r} leads to nothing here: expected a file beside the text, or ../ and one of {', '.join(sorted(there))}"


def counted(page):
    return {"links": len(links(page))}
