"""The scoring rules that Mozilla's HTTP Observatory publishes, as far as they are about headers and a page's markup.

A hundred points, less what is missing; from 90 on what is better than needed counts too. Certificates and the way from http to
https are the business of the proxy that speaks HTTPS.
"""

import re

GRADES = {100: "A+", 90: "A", 85: "A-", 80: "B+", 70: "B", 65: "B-", 60: "C+", 50: "C", 45: "C-", 40: "D+", 30: "D", 25: "D-", 0: "F"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SIX_MONTHS = 15_768_000


def score(headers, page=b""):
    """The points for a response, its headers by lower-case name."""
    directives = parsed(headers.get("content-security-policy", ""))
    found = [
        content_policy(directives), framing(headers, directives), transport(headers.get("strict-transport-security", "")),
        referrer(headers.get("referrer-policy")), scripts(page),
        -20 if "set-cookie" in headers else 0,
        0 if headers.get("x-content-type-options") == "nosniff" else -5,
        10 if headers.get("cross-origin-resource-policy") in ("same-origin", "same-site") else 0,
        -50 if headers.get("access-control-allow-credentials") else 0,
    ]
    points = 100 + sum(value for value in found if value < 0)
    return points + (sum(value for value in found if value > 0) if points >= 90 else 0)


def grade(points):
    return next(name for least, name in GRADES.items() if max(points, 0) >= least)


def parsed(policy):
    """Directives by name, the first of a name counting."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: sources for name, *sources in reversed(parts)}


def content_policy(directives):
    if not directives:
        return -25
    run = [source for name in ("script-src", "object-src") for source in directives.get(name, directives.get("default-src", ["*"]))]
    if {"'unsafe-inline'", "data:", "*", "https:", "http:"} & set(run):
        return -20
    if any(source.startswith("http:") for sources in directives.values() for source in sources):
        return -20
    if "'unsafe-eval'" in run:
        return -10
    if {"'unsafe-inline'", "data:", "*", "https:"} & set(directives.get("style-src", directives.get("default-src", ["*"]))):
        return 0
    return 10 if directives.get("default-src") == ["'none'"] else 5


def framing(headers, directives):
    if "frame-ancestors" in directives:
        return 5
    return 0 if headers.get("x-frame-options", "").lower() in ("deny", "sameorigin") else -20


def transport(value):
    lasts = re.search(r"max-age=(\d+)", value)
    if not lasts:
        return -20
    return 0 if int(lasts[1]) >= SIX_MONTHS else -10


def referrer(value):
    if value is None:
        return 0
    return 5 if value in PRIVATE else -5


def scripts(page):
    """Scripts from elsewhere need to be named by their hash."""
    foreign = [tag for tag in re.findall(rb"<script\b[^>]*>", page) if re.search(rb"""src=["']?(https?:)?//""", tag)]
    return -50 if any(b'src="http:' in tag for tag in foreign) else -5 if any(b"integrity=" not in tag for tag in foreign) else 0
