"""Refusals: what came, what was expected and what there is, as JSON, or as a page for somebody with a browser."""

import json
from http import HTTPStatus

from app.languages import spoken
from app.server.body import reply
from app.server.editions import folder_of
from app.server.headers import NEVER, completed, policy, prefers_html, usual
from app.words import mark, say

TITLES = {
    404: mark("Not Found"), 405: mark("Method Not Allowed"), 500: mark("Internal Server Error"), 503: mark("Service Unavailable"),
}
ANYWHERE = "/404.html"


class Refusal(Exception):
    """An answer that is not what was asked for. ``exists`` and ``nearest`` help the reader on: names, and a path below the root."""

    def __init__(self, status, says, exists=(), nearest="", headers=()):
        super().__init__(says)
        self.status, self.says, self.exists, self.nearest, self.headers = status, says, list(exists), nearest, list(headers)


class Errors:
    """Answers a request with a refusal. ``template`` is the page that a browser gets."""

    def __init__(self, template):
        self.template = template

    async def __call__(self, refusal, scope, send, headers=None):
        await reply(send, *self.answer(refusal, scope, headers))

    def answer(self, refusal, scope, headers=None):
        """(status, headers, body) of a refusal, in the form that suits who asked."""
        headers = headers or usual(scope["path"])
        html = prefers_html(dict(scope["headers"]))
        text = self.page(refusal, scope["path"]) if html else told(refusal)
        head = [
            (b"content-type", b"text/html; charset=utf-8" if html else b"application/json"),
            (b"content-length", b"%d" % len(text.encode())),
            NEVER,
            (b"vary", b"Accept"),
            *refusal.headers,
            policy(text if html else "", headers),
        ]
        return refusal.status, completed(head, headers), text.encode() if scope["method"] != "HEAD" else b""

    def page(self, refusal, path):
        """As HTML, with links that hold where it is read. The page at ANYWHERE is what a static host shows anywhere."""
        root = "../" * (path.count("/") - 1) if path.count("/") <= 20 and path != ANYWHERE else None
        title, home = say(TITLES.get(refusal.status, HTTPStatus(refusal.status).phrase)), folder_of(spoken().tag)
        return self.template.render(refusal=refusal, title=title, root=root, home=home, language=spoken())


def told(refusal):
    """A refusal as JSON: error, and where they are known what exists and what is nearest."""
    said = {"error": refusal.says, "exists": refusal.exists, "nearest": refusal.nearest}
    return json.dumps({name: value for name, value in said.items() if value}) + "\n"
