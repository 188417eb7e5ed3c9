"""Paper: what pages are printed with, and a printed page as bytes with its headers."""

import minify
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from app import words
from app.server.body import Body
from app.server.headers import CHECK_FIRST, OURS, completed, etag, policy
from app.words import fill

HTML = "text/html; charset=utf-8"
minify.config({f"html-keep-{what}": True for what in ("default-attr-vals", "document-tags", "end-tags", "quotes")})


def paper(folder):
    """The templates of that folder. JSON keeps its order: that of a grid is the order of its addresses."""
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "separators": (",", ":")}
    environment.globals["say"] = say
    return environment


def say(text, **values):
    """What app.words says, as HTML: values that are HTML already stay so."""
    return Markup(fill(escape(words.say(text)), {name: escape(value) for name, value in values.items()}))


def printed(html, headers=OURS, more=()):
    """A page, without what no browser needs, whose inline styles, and no others, its own policy allows. ``more`` are headers of its own."""
    html = minify.string("text/html", html)
    return Body(html.encode(), HTML, etag(html), completed([CHECK_FIRST, policy(html, headers), *more], headers))
