"""Films that are not on the shelf, asked for directly: what is said of them before a worker has made any."""

import json

from app.server.frames import Frames
from app.server.front import Front
from app.server.runs import Run, Runs
from app.server.shelf import Shelf
from tests.server.direct import errors, said

VERSION, NOISE = "v0123456789", ("noise", {"seed": "2"})


def resting(tmp_path):
    """Runs that are ready to answer, without a worker that would compute any."""
    runs = Runs(VERSION, Shelf(1_000_000), 16, tmp_path)
    runs.bits = b"of this machine"
    runs.ready.set()
    return runs


def test_who_has_a_film_already_is_told_so_without_computing_it(tmp_path):
    runs = resting(tmp_path)
    films, path = Frames(VERSION, runs, runs.shelf, 1), runs.path(*NOISE)
    _, headers, _ = said(films, "HEAD", path)
    status, again, body = said(films, path=path, if_none_match=headers[b"etag"].decode())
    assert (status, again[b"etag"], body) == (304, headers[b"etag"], b"")
    assert not runs.flying


def test_a_run_that_fails_before_its_first_byte_is_refused_with_the_reason(tmp_path):
    runs = resting(tmp_path)
    run = runs.queue(Run(runs.path(*NOISE), *NOISE))
    run.log.end("the worker died")
    site = Front([("film", "/v", Frames(VERSION, runs, runs.shelf, 1))], None, errors())
    status, headers, body = said(site, path=run.path)
    assert (status, headers[b"cache-control"], json.loads(body)["error"]) == (503, b"no-store", "the worker died")
    assert int(headers[b"retry-after"]) > 0
