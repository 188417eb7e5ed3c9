"""Addresses of pages: the chapters, the way to the first of them, and the sources."""

import asyncio

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse

from app.server.errors import Refusal

AWAY = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Downhill</title>
<meta http-equiv="refresh" content="0; url={0}">
<a href="{0}">{0}</a>
</html>
"""


def pages(press, sources):
    """The routes, as a router."""
    router = APIRouter()

    async def first(request):
        if not press.slugs:
            raise Refusal(404, "there are no chapters yet")
        there = f"{press.slugs[0]}/"
        return HTMLResponse(AWAY.format(there), 307, {"Cache-Control": "no-cache", "Location": there})

    async def chapter(request):
        return await press.page(request.path_params["slug"])

    async def without_slash(request):
        slug = request.path_params["slug"]
        if slug not in press.slugs:
            raise press.unknown()
        return RedirectResponse(f"{slug}/", 307, {"Cache-Control": "no-cache"})

    async def embed(request):
        return await press.embed(request.path_params["word"])

    async def embed_without_slash(request):
        press.known(request.path_params["word"])
        return RedirectResponse(f"{request.path_params['word']}/", 307, {"Cache-Control": "no-cache"})

    async def source(request):
        name = request.path_params["name"]
        if name not in sources.files:
            raise Refusal(404, "no such source", [f"source/{name}.html" for name in sources.files])
        return await asyncio.to_thread(sources.page, name)

    router.add_route("/", first)
    router.add_route("/source/{name:path}.html", source)
    router.add_route("/embed/{word}", embed_without_slash)
    router.add_route("/embed/{word}/", embed)
    router.add_route("/{slug}", without_slash)
    router.add_route("/{slug}/", chapter)
    return router


def refusals(site, press, errors):
    """Have the site answer in our own words for what it refuses, does not know or gets wrong."""

    def answer(refusal):
        async def response(scope, receive, send):
            await errors(refusal, scope, send)
        return response

    async def refused(request, refusal):
        return answer(refusal)

    async def unknown(request, error):
        return answer(press.unknown() if error.status_code == 404 else Refusal(error.status_code, str(error.detail)))

    async def mistaken(request, error):
        return answer(Refusal(500, "the server made a mistake; it has been written down"))

    site.add_exception_handler(Refusal, refused)
    site.add_exception_handler(HTTPException, unknown)
    site.add_exception_handler(Exception, mistaken)
