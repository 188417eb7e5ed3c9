"""Every kind of address that the site has, in one list; tests of what holds for all go over it."""

import re

from tests.server.sockets import BALL

ALWAYS = ("x-content-type-options", "content-security-policy", "cross-origin-resource-policy")
ON_PAGES = (*ALWAYS, "referrer-policy", "permissions-policy")
ADDRESS = "https://course.example/ch12/"
KINDS = {
    "root": "/",
    "chapter": "/12-training/",
    "chapter without its slash": "/12-training",
    "root of a language": "/es/",
    "root of a language without its slash": "/es",
    "chapter in a language": "/es/12-training/",
    "chapter in a language without its slash": "/es/12-training",
    "scene alone": "/embed/ball/",
    "scene alone without its slash": "/embed/ball",
    "scene alone in a language": "/es/embed/ball/",
    "scene alone in a language without its slash": "/es/embed/ball",
    "gallery": "/embed/",
    "gallery without its slash": "/embed",
    "gallery in a language": "/es/embed/",
    "gallery in a language without its slash": "/es/embed",
    "source": "/source/engine/descent.py.html",
    "film": f"/{{version}}/{BALL}.bin",
    "table": f"/{{version}}/{BALL}.csv",
    "data": f"/{{version}}/{BALL}.json",
    "static file": "/static/{static}/main.js",
    "static file for pages of others": "/static/embed.js",
    "poster": "/embed/ball/poster.png",
    "poster in a language": "/es/embed/ball/poster.png",
    "oembed": f"/oembed?url={ADDRESS}embed/ball/",
    "health": "/healthz",
    "readiness": "/readyz",
    "metrics": "/metrics",
}
REFUSED = {
    "no page": "/nothing",
    "nothing deeper": "/nothing/at/all",
    "no scene alone": "/embed/nothing/",
    "no scene alone, and no slash": "/embed/nothing",
    "no source": "/source/server/main.py.html",
    "no film": "/{version}/ball/knob=nan/start=1e400/rate=-inf.bin",
    "no table": "/{version}/noise/seed=x.csv",
    "another version": f"/v0123456789/{BALL}.bin",
    "no static file": "/static/0123456789/main.js",
    "no static file for pages of others": "/static/nothing.js",
    "no poster": "/embed/nothing/poster.png",
    "no poster in a language": "/es/embed/nothing/poster.png",
    "not ours": "/oembed?url=https://evil.example/",
}
FILES = {"film", "table", "data", *(kind for kind in KINDS if kind.startswith(("static file", "poster")))}
OPEN = {*FILES, "oembed", *(kind for kind in KINDS if kind.startswith("scene alone"))}


def path(server, form):
    """The address on that server."""
    return form.format(version=server.version, static=static(server)) if "{" in form else form


def static(server):
    """The version of the static files, as the page refers to it."""
    return re.search(rb"\.\./static/([0-9a-f]{10})/bundles/main/main\.js", server.ask("/12-training/").body)[1].decode()
