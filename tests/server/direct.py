"""An ASGI application that is asked directly, without a server around it."""

import asyncio

from app.server.errors import Errors
from app.server.paper import paper
from app.server.settings import Settings


def said(app, method="GET", path="/", **headers):
    """(status, headers, body) that the application answers with. Whoever asks stays until then."""
    messages, requests = [], [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return requests.pop() if requests else await asyncio.Future()

    async def send(message):
        messages.append(message)

    came = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(app({"type": "http", "method": method, "path": path, "headers": came}, receive, send))
    return messages[0]["status"], dict(messages[0]["headers"]), b"".join(message.get("body", b"") for message in messages[1:])


def errors():
    """Refusals in our own words."""
    return Errors(paper(Settings().templates).get_template("error.html"))
