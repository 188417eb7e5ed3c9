"""The caching nginx of deploy/nginx.conf, a real one, in front of two real workers."""

import http.client
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.nginx import nginx

PAGE = "/12-training/"


@pytest.fixture(scope="module")
def house(serve, tmp_path_factory):
    """(ask, the two workers, their version)"""
    with serve() as one, serve() as two:
        one.printed(), two.printed()
        upstream = [(f"app{number}:8000", f"127.0.0.1:{worker.port}") for number, worker in enumerate((one, two), 1)]
        with nginx("nginx.conf", tmp_path_factory.mktemp("nginx"), one=upstream[0], two=upstream[1]) as port:
            yield lambda path, **headers: ask(port, path, **headers), (one, two), one.version


def ask(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


def test_fifty_readers_of_a_cold_film_cost_one_computation(house):
    ask, workers, version = house
    before = sum(worker.health["computed"] for worker in workers)
    film = f"/{version}/lab/rate=0.3/optimizer=adam/batch=64/seed=6.bin"
    with ThreadPoolExecutor(50) as readers:
        answers = list(readers.map(lambda _: ask(film, accept_encoding="gzip"), range(50)))
    assert {status for status, *_ in answers} == {200}
    assert len({body for *_, body in answers}) == 1
    assert sum(worker.health["computed"] for worker in workers) == before + 1


def test_what_came_once_comes_from_the_cache_with_its_headers(house):
    ask, _, version = house
    film = f"/{version}/noise/seed=5.bin"
    for encoding in ("", "br"):
        _, first, body = ask(film, accept_encoding=encoding)
        status, again, same = ask(film, accept_encoding=encoding)
        assert (status, same, again["x-cache"]) == (200, body, "HIT")
        for name in ("etag", "cache-control", "content-security-policy", "access-control-allow-origin", "cross-origin-resource-policy"):
            assert again[name] == first[name]


def test_a_part_of_a_film_is_a_part_of_the_film(house):
    ask, _, version = house
    film = f"/{version}/noise/seed=6.bin"
    _, _, whole = ask(film)
    status, headers, part = ask(film, range="bytes=100-199")
    assert (status, part, headers["content-range"]) == (206, whole[100:200], f"bytes 100-199/{len(whole)}")


def test_a_refusal_is_not_kept(house):
    ask, _, version = house
    for _ in range(2):
        status, headers, _ = ask(f"/{version}/noise/seed=99.bin")
        assert (status, headers["cache-control"]) == (404, "no-store")
        assert headers["x-cache"] == "MISS"


def test_how_the_workers_are_is_nobody_elses_business(house):
    assert [house[0](path)[0] for path in ("/healthz", "/readyz", "/metrics")] == [404] * 3


def test_a_page_is_served_when_one_worker_dies_and_when_both_have(house):
    """The last test here, for it leaves nobody alive."""
    ask, workers, _ = house
    _, _, page = ask(PAGE)
    for worker in workers:
        worker.process.send_signal(signal.SIGKILL)
        worker.process.wait(10)
        time.sleep(2.1)  # until what nginx keeps of a page is stale
        for _ in range(4):
            status, headers, body = ask(PAGE)
            assert (status, body) == (200, page)
            assert "content-security-policy" in headers
