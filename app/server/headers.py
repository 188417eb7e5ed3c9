"""What every response says about itself, and what a request says it can take."""

import base64
import hashlib
import re

POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    b"font-src 'none'; base-uri 'none'; form-action 'none'"
)
NOTHING = b"default-src 'none'"
NOT_FRAMED = b"; frame-ancestors 'none'"  # elsewhere even * would leave out files, sandboxed pages and applications
FRAMES_OURS = b"; frame-src 'self'"
NOSNIFF = (b"x-content-type-options", b"nosniff")
ON_PAGES = [
    NOSNIFF,
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
]
EXPOSED = (b"access-control-expose-headers", b"Content-Range, ETag, Retry-After")
OURS = [
    *ON_PAGES,
    (b"content-security-policy", POLICY + NOT_FRAMED),
    (b"cross-origin-resource-policy", b"same-origin"),
]
ANYONES = [
    *ON_PAGES,
    (b"content-security-policy", POLICY + NOT_FRAMED),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"access-control-allow-origin", b"*"),
    EXPOSED,
]
STATIC = [  # what is never a page says nothing that only pages heed
    NOSNIFF,
    (b"content-security-policy", NOTHING + NOT_FRAMED),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"access-control-allow-origin", b"*"),
]
FILES = [*STATIC, EXPOSED]
FRAMED = [
    *ON_PAGES,
    (b"content-security-policy", POLICY),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"cross-origin-embedder-policy", b"require-corp"),
    (b"access-control-allow-origin", b"*"),
]
PREVIEW = [
    *ON_PAGES,
    (b"content-security-policy", POLICY + NOT_FRAMED + FRAMES_OURS),
    (b"cross-origin-resource-policy", b"same-origin"),
]
PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, HEAD"),
    (b"access-control-allow-headers", b"If-None-Match, If-Range, Range"),
    (b"access-control-max-age", b"86400"),
]
FOREVER = (b"cache-control", b"public, max-age=31536000, immutable")
CHECK_FIRST = (b"cache-control", b"no-cache")
NEVER = (b"cache-control", b"no-store")
ALONE = re.compile(r"(?:/[\w-]+)?/embed/[^/]+/?")


def insisting(seconds):
    """The header that has browsers insist on HTTPS for so long, in a list; an empty one for no time (RFC 6797)."""
    return [(b"strict-transport-security", b"max-age=%d" % seconds)] if seconds else []


def usual(path):
    """The headers of a page at that path: a scene alone, and what is said in its place, may stand in anybody's frame."""
    return FRAMED if ALONE.fullmatch(path) else OURS


def policy(html, headers=OURS):
    """A page's content security policy: of inline styles its own are allowed, by their hash; all else is as those headers have it."""
    allowed = "".join(f" {hashed(style)}" for style in re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    name = b"content-security-policy"
    return name, dict(headers)[name].replace(b"style-src 'self'", b"style-src 'self'" + allowed.encode())


def hashed(text):
    """What a content security policy calls a style or a script that stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def completed(headers, more):
    """These headers, and of the others those that they do not mention."""
    there = {name for name, _ in headers}
    return [*headers, *(header for header in more if header[0] not in there)]


def etag(*parts):
    """An opaque name for content that these parts, strings or bytes, decide: without quotes, so that it can be extended."""
    digest = hashlib.sha256()
    for part in parts:
        part = part.encode() if isinstance(part, str) else part
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()[:20]


def accepts(headers):
    """The content encodings of a request: br, gzip, both or none, the smaller first."""
    weights = {}
    for item in headers.get(b"accept-encoding", b"").lower().split(b","):
        name, _, parameters = item.partition(b";")
        weights[name.strip()] = parameters.replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")
    return [name for name in ("br", "gzip") if weights.get(name.encode(), weights.get(b"*", False))]


def prefers_html(headers):
    """Whether a person with a browser is asking."""
    return b"text/html" in headers.get(b"accept", b"")
