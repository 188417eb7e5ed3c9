"""Pictures: what lies beside a chapter's text to be shown in it, at the same place below its page, in every language."""

import re

from app.server.body import Body
from app.server.editions import folder_of
from app.server.headers import CHECK_FIRST, FILES, etag
from app.server.static import kind

SUFFIXES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}


class Pictures:
    """An ASGI application for the paths that ``addresses`` names. ``slugs`` are the chapters of each language."""

    def __init__(self, folder, slugs):
        self.bodies = {
            f"/{folder_of(tag)}{slug}/{file.relative_to(folder / slug).as_posix()}": body_of(file)
            for tag, chapters in slugs.items() for slug in chapters
            for file in sorted((folder / slug).rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file()
        }

    def addresses(self):
        """Every path that there is."""
        return list(self.bodies)

    @property
    def doors(self):
        """Patterns of these paths and no others."""
        return [f"{re.escape(path)}$" for path in self.bodies]

    async def __call__(self, scope, receive, send):
        await self.bodies[scope["path"]](scope, receive, send)


def body_of(file):
    data = file.read_bytes()
    return Body(data, kind(file.name), etag(data), [CHECK_FIRST, *FILES])
