"""Films are the same wherever they are baked: in processes of this machine, or by a Dask cluster's workers."""

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from app.export.bake import Elsewhere, arithmetic, bake, baked, oven
from app.export.films import more
from app.server.version import version

ROOT = Path(__file__).parents[2]
FILMS = list(more("noise,sizes").values())


@contextmanager
def running(*command, **environment):
    """A program of Dask's, for the length of a ``with``."""
    program = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        program.terminate()
        program.wait(30)


@pytest.fixture
def cluster(tmp_path):
    """The address of a real scheduler with two workers."""
    distributed = pytest.importorskip("distributed")
    told = str(tmp_path / "scheduler.json")
    with ExitStack() as programs:
        here = ["--host", "127.0.0.1", "--no-dashboard"]
        programs.enter_context(running("distributed.cli.dask_scheduler", *here, "--port", "0", "--scheduler-file", told))
        for _ in range(2):
            worker = ["--nthreads", "1", "--local-directory", str(tmp_path), "--scheduler-file", told]
            programs.enter_context(running("distributed.cli.dask_worker", *here, *worker))
        with distributed.Client(scheduler_file=told, timeout="60s", set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address


def everything(scheduler, films, expected=None):
    expected = expected or (version(), arithmetic())
    with oven(scheduler) as (pool, width):
        return {(word, *settings.values()): made for word, settings, made in baked(pool, width, expected, films)}


def test_processes_bake_every_film_that_is_asked_for_as_this_process_would():
    made = everything(None, FILMS)
    assert len(made) == len(FILMS)
    for word, settings in FILMS[::4]:
        assert made[word, *settings.values()] == bake((version(), arithmetic()), word, settings)


def test_a_cluster_bakes_the_same_bytes(cluster):
    assert everything(cluster, FILMS) == everything(None, FILMS)


def test_a_worker_with_other_code_or_other_arithmetic_is_refused(cluster):
    for expected in (("v0123456789", arithmetic()), (version(), b"other bits")):
        with pytest.raises(Elsewhere, match=f"expected {expected[0]}, or its arithmetic has other bits"):
            everything(cluster, FILMS[:1], expected)
