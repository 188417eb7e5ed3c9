"""Addresses of pages: the chapters, the way to the first of them, and the sources."""

import asyncio

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse

from app.languages import USUAL
from app.server.editions import folder_of
from app.server.errors import Refusal
from app.words import say

AWAY = """<!doctype html>
<html lang="{1}">
<meta charset="utf-8">
<title>Downhill</title>
<meta http-equiv="refresh" content="0; url={0}">
<a href="{0}">{0}</a>
</html>
"""


def pages(press, sources):
    """The routes, as a router."""
    router = APIRouter()

    def edition(tag):
        """The addresses of one language, below its folder."""
        slugs, below = press.slugs[tag], f"/{folder_of(tag)}"

        async def first(request):
            if not slugs:
                raise Refusal(404, say("there are no chapters yet"))
            there = f"{slugs[0]}/"
            return HTMLResponse(AWAY.format(there, tag), 307, {"Cache-Control": "no-cache", "Location": there})

        async def chapter(request):
            slug = request.path_params["slug"]
            if slug not in slugs:
                raise press.unknown()
            return await press.page(tag, f"{slug}/")

        async def without_slash(request):
            slug = request.path_params["slug"]
            if slug not in slugs:
                raise press.unknown()
            return led(f"{slug}/")

        async def folder(request):
            return led(f"{tag}/")

        async def gallery(request):
            if not press.told[tag]:
                raise press.unknown()
            return await press.page(tag, "embed/")

        async def gallery_without_slash(request):
            return led("embed/")

        async def embed(request):
            return await press.page(tag, f"embed/{scene(request)}/")

        async def embed_without_slash(request):
            return led(f"{scene(request)}/")

        def scene(request):
            word = request.path_params["word"]
            if word not in press.told[tag]:
                raise Refusal(404, say("there is no such scene"), [f"{folder_of(tag)}embed/{word}/" for word in press.told[tag]])
            return word

        router.add_route(below, first)
        if tag != USUAL:
            router.add_route(f"/{tag}", folder)
        router.add_route(f"{below}embed", gallery_without_slash)
        router.add_route(f"{below}embed/", gallery)
        router.add_route(f"{below}embed/{{word}}", embed_without_slash)
        router.add_route(f"{below}embed/{{word}}/", embed)
        router.add_route(f"{below}{{slug}}", without_slash)
        router.add_route(f"{below}{{slug}}/", chapter)

    async def source(request):
        name = request.path_params["name"]
        if name not in sources.files:
            raise Refusal(404, "no such source", [f"source/{name}.html" for name in sources.files])
        return await asyncio.to_thread(sources.page, name)

    router.add_route("/source/{name:path}.html", source)
    for tag in sorted(press.slugs, key=USUAL.__eq__):
        edition(tag)
    return router


def led(there):
    """The way to where something is now."""
    return RedirectResponse(there, 307, {"Cache-Control": "no-cache"})


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
        return answer(Refusal(500, say("the server made a mistake; it has been written down")))

    site.add_exception_handler(Refusal, refused)
    site.add_exception_handler(HTTPException, unknown)
    site.add_exception_handler(Exception, mistaken)
