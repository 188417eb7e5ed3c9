"""Who looks after a server sees how it is: alive, ready, in numbers, and in the spans of a trace."""

import asyncio
import os
import re
import signal
from pathlib import Path

import pytest
from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client.parser import text_string_to_metric_families

from app.server.main import create_app
from app.server.settings import Settings
from tests.server.sockets import begun, raw

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def measured(serve):
    with serve(metrics=True) as server:
        server.printed()
        yield server


def numbers(server):
    """name -> value, and (name, kind, status) -> value."""
    families = text_string_to_metric_families(server.ask("/metrics").body.decode())
    samples = [sample for family in families for sample in family.samples]
    return {(sample.name, *sample.labels.values()) if sample.labels else sample.name: sample.value for sample in samples}


def test_answers_are_counted_by_kind_and_status(measured):
    before = numbers(measured)
    for path in ("/12-training/", "/nothing", "/nothing", measured.frames("noise/seed=2"), measured.frames("noise/seed=x")):
        measured.ask(path)
    after = numbers(measured)
    grown = {key: after[key] - before.get(key, 0) for key in after if key[0] == "downhill_requests_total"}
    expected = {("page", "404"): 2, ("film", "200"): 1, ("film", "404"): 1}
    assert {pair: grown["downhill_requests_total", *pair] for pair in expected} == expected


def test_films_runs_and_the_cache_are_told(measured):
    before = numbers(measured)
    with begun(measured, measured.frames("training/seed=5")):
        measured.ask(measured.frames("noise/seed=2"))
        during = numbers(measured)
    assert during["downhill_films_open"] == 1 and during["downhill_worker_alive"] == 1 and during["downhill_runs_waiting"] == 0
    assert during["downhill_runs_total"] == before["downhill_runs_total"] + 1
    assert during["downhill_cache_hits_total"] > before["downhill_cache_hits_total"]
    assert 0 < during["downhill_cache_bytes"] <= 8_000_000


def test_metrics_are_there_only_for_who_asks_for_them(server):
    assert server.ask("/metrics").status == 404


def test_a_server_is_ready_when_its_pages_are_printed_and_its_worker_is_alive(serve):
    slow = "from app.server import press; import time; body = press.Press.body; press.Press.body = lambda *a: time.sleep(0.3) or body(*a)"
    with serve(slow) as server:
        early = server.ask("/readyz")
        assert (early.status, "no pages" in early.json["error"]) == (503, True) and early.headers["retry-after"] == "1"
        assert server.ask("/healthz").status == 200
        server.printed()
        server.wait_for(lambda: server.ask("/readyz").status == 200, "it is never ready")
        os.kill(server.worker(), signal.SIGKILL)
        server.wait_for(lambda: server.ask("/readyz").status == 503, "a dead worker is not noticed")
        server.wait_for(lambda: server.ask("/readyz").status == 200, "there is no other worker")


def test_an_operator_may_trace_every_request():
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    site = OpenTelemetryMiddleware(create_app(Settings()), tracer_provider=provider)
    assert asked(site, "/healthz", "/static/0123456789/main.js") == [200, 404]
    whole = [span for span in spans.get_finished_spans() if span.parent is None]
    assert [span.attributes["http.status_code"] for span in whole] == [200, 404]


def test_fastapi_itself_may_be_instrumented_and_tells_pages_by_their_routes():
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    site = create_app(Settings())
    FastAPIInstrumentor.instrument_app(site.pages, tracer_provider=provider, exclude_spans=["receive", "send"])
    assert asked(site, "/healthz", "/nothing", "/es/embed/ball") == [200, 404, 307]
    routes = ["/healthz", "/{slug}", "/es/embed/{word}"]
    assert [span.attributes["http.route"] for span in spans.get_finished_spans()] == routes


def asked(site, *paths):
    """The status of each answer."""
    said = []

    async def send(message):
        said.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    for path in paths:
        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", "scheme": "http", "server": ("x", 80)}
        asyncio.run(site(scope, receive, send))
    return [message["status"] for message in said if message["type"] == "http.response.start"]


def test_the_server_that_is_started_traced_has_its_limits_and_tells_of_films_and_pages(serve, tmp_path):
    launcher = re.search(r"```python\n(.*?)```", (ROOT / "deploy" / "README.md").read_text("utf-8"), re.DOTALL)[1]
    (tmp_path / "traced.py").write_text(launcher)
    with serve(f"import runpy; runpy.run_path({str(tmp_path / 'traced.py')!r}, run_name='__main__')", request_seconds=1) as server:
        server.printed()
        assert server.ask(server.frames("noise/seed=2")).status == 200
        assert raw(server, b"GET /12-training/ HTTP/1.1\r\n").startswith(b"HTTP/1.1 408 ")
        server.stop()
        told = server.output.read_text()
        assert '"name": "GET /healthz"' in told and "/noise/seed=2.bin" in told
