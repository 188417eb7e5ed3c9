"""How the server is, in numbers that Prometheus reads: what is open, what waits, what was answered."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

SECONDS = (0.001, 0.005, 0.02, 0.1, 0.5, 2, 10)


class Metrics:
    """A registry of its own, so that two servers in one process do not share numbers."""

    def __init__(self):
        self.registry = CollectorRegistry()
        self.requests = Counter("downhill_requests", "Answers, by kind of address and status.", ["kind", "status"], registry=self.registry)
        self.seconds = Histogram(
            "downhill_request_seconds", "From a request to the end of its answer.", ["kind"], buckets=SECONDS, registry=self.registry,
        )

    def observe(self, kind, status, seconds):
        self.requests.labels(kind, status).inc()
        self.seconds.labels(kind).observe(seconds)

    def text(self):
        return generate_latest(self.registry)


class Readings:
    """Numbers that are read when they are asked for: name -> (what it is, how to read it). Totals only ever grow."""

    def __init__(self, now, totals):
        self.now, self.totals = now, totals

    def collect(self):
        for form, readings in ((GaugeMetricFamily, self.now), (CounterMetricFamily, self.totals)):
            for name, (says, read) in readings.items():
                yield form(f"downhill_{name}", says, value=read())


def measured(frames, runs, shelf):
    """The metrics of these parts of a server."""
    metrics = Metrics()
    metrics.registry.register(Readings({
        "films_open": ("Films that are being sent.", lambda: frames.reading),
        "runs_waiting": ("Runs that wait for the worker.", runs.waiting.qsize),
        "worker_alive": ("Whether there is a worker.", lambda: runs.alive),
        "cache_bytes": ("What the finished films take.", lambda: shelf.taken),
        "cache_films": ("How many finished films there are.", lambda: len(shelf.bodies)),
    }, {
        "runs": ("Runs that were given to a worker.", lambda: runs.computed),
        "workers": ("Workers that were started, the first included.", lambda: runs.workers),
        "cache_hits": ("Films that were asked for and found finished.", lambda: shelf.hits),
        "cache_misses": ("Films that were asked for and not found finished.", lambda: shelf.misses),
    }))
    return metrics
