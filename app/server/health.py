"""Whether the server is alive, whether it is ready, and how it is: for those who look after it."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from app.server.errors import Refusal

NEVER = {"Cache-Control": "no-store"}
LATER = [(b"retry-after", b"1")]
PROMETHEUS = "text/plain; version=1.0.0; charset=utf-8"


def health(press, runs, version, metrics):
    """The routes, as a router; without metrics there is no address for them."""
    router = APIRouter()

    async def alive(request):
        told = {"version": version, "printed": press.printed.is_set(), "computed": runs.computed, "waiting": runs.waiting.qsize()}
        return JSONResponse({"status": "ok"} | told, headers=NEVER)

    async def ready(request):
        """Ready: every chapter is printed, and the worker is there for what nobody has asked yet."""
        missing = [name for name, there in (("pages", press.pages.keys() >= set(press.homes)), ("worker", runs.alive)) if not there]
        if missing:
            raise Refusal(503, f"not ready yet: no {' and no '.join(missing)}", headers=LATER)
        return JSONResponse({"status": "ready"}, headers=NEVER)

    async def numbers(request):
        return Response(metrics.text(), headers=NEVER | {"Content-Type": PROMETHEUS})

    router.add_route("/healthz", alive)
    router.add_route("/readyz", ready)
    if metrics:
        router.add_route("/metrics", numbers)
    return router
