"""Runs: one computation for many readers, a log that everyone reads at their own pace, a shelf that is never too full."""

import asyncio
import itertools
import os
import signal
import threading
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app import scenes, stream
from app.engine import menu
from app.server import process, worker
from app.server.body import Body
from app.server.log import CHUNK, Cut, Log
from app.server.runs import Busy, Runs
from app.server.shelf import Shelf

NOWHERE = Path("/nowhere")
NOISE = [("noise", {"seed": str(seed)}) for seed in range(8)]


@asynccontextmanager
async def working(limit=16, films=NOWHERE):
    """Runs with a worker of their own, and nothing made beforehand."""
    shelf = Shelf(1_000_000)
    runs = Runs("v0123456789", shelf, limit, films)
    work = asyncio.create_task(runs.work())
    try:
        yield runs
    finally:
        work.cancel()
        await asyncio.gather(work, *shelf.pressing, return_exceptions=True)
        shelf.close()


async def everything(log, size):
    return b"".join([chunk async for chunk in log.read(0, size)])


def test_readers_of_a_log_each_get_every_byte_from_their_own_offset():
    async def scenario():
        log, whole = Log(), os.urandom(100_000)
        readers = [asyncio.create_task(collect(log, start, len(whole))) for start in (0, 1, 99_999)]
        for start in range(0, len(whole), 7_000):
            log.append(whole[start:start + 7_000])
            await asyncio.sleep(0)
        log.end()
        assert await asyncio.gather(*readers) == [whole, whole[1:], whole[-1:]]
        assert await log.whole() == whole

    async def collect(log, start, stop):
        chunks = [chunk async for chunk in log.read(start, stop)]
        assert max(map(len, chunks)) <= CHUNK
        return b"".join(chunks)

    asyncio.run(scenario())


def test_a_log_that_ends_too_early_is_cut_for_those_who_want_more():
    async def scenario():
        log = Log()
        log.append(b"12345")
        log.end("the worker died")
        assert await everything(log, 5) == b"12345"
        with pytest.raises(Cut, match="the worker died"):
            await everything(log, 6)
        with pytest.raises(Cut, match="the worker died"):
            await log.whole()

    asyncio.run(scenario())


def test_the_first_pieces_leave_at_once_and_later_ones_together():
    seconds = itertools.count(step=0.004)
    pieces = [bytes([number]) for number in range(20)]
    sent = list(worker.gathered(pieces, lambda: next(seconds)))
    assert b"".join(sent) == b"".join(pieces)
    assert [len(message) for message in sent[:3]] == [1, 1, 1]
    assert 4 <= max(map(len, sent)) <= 5


def test_twenty_readers_of_one_address_cause_one_computation_and_read_the_same_bytes():
    async def scenario():
        async with working() as runs:
            with runs.reading(*NOISE[3]) as log:
                size = stream.length(*NOISE[3], menu.pick(scenes, "noise").layout(NOISE[3][1]))
                bodies = await asyncio.gather(*(everything(log, size) for _ in range(20)), runs.film(*NOISE[3]))
            assert set(bodies[:-1]) == {b"".join(worker.play(*NOISE[3]))}
            assert runs.computed == 1
            await runs.film(*NOISE[3])
            assert runs.computed == 1 and not runs.flying

    asyncio.run(scenario())


def test_a_run_that_nobody_waits_for_any_more_is_not_started():
    async def scenario():
        async with working() as runs:
            with runs.reading(*NOISE[0]), runs.reading(*NOISE[1]):
                pass
            await runs.film(*NOISE[2])
            assert runs.computed == 1 and not runs.flying

    asyncio.run(scenario())


def test_more_runs_than_may_wait_are_refused():
    async def scenario():
        runs = Runs("v0123456789", Shelf(0), 2, NOWHERE)
        with (
            runs.reading(*NOISE[0]), runs.reading(*NOISE[1]), runs.reading(*NOISE[0]),
            pytest.raises(Busy, match="2 runs are waiting already"), runs.reading(*NOISE[2]),
        ):
            pass

    asyncio.run(scenario())


def test_a_run_that_fails_says_why_and_the_worker_goes_on():
    async def scenario():
        async with working() as runs:
            with pytest.raises(Cut, match="invalid literal for int"):
                await runs.film("noise", {"seed": "x"})
            assert (await runs.film(*NOISE[0])).settings == NOISE[0][1]

    asyncio.run(scenario())


def test_a_dead_worker_cuts_its_run_and_another_takes_the_next():
    async def scenario():
        async with working() as runs:
            await runs.film(*NOISE[0])
            with runs.reading("training", {"seed": "1"}) as log:
                await anext(log.read(0, CHUNK))
                os.kill(runs.pid, signal.SIGKILL)
                with pytest.raises(Cut, match="the worker died"):
                    await log.whole()
            assert (await runs.film(*NOISE[1])).count == 12

    asyncio.run(scenario())


def test_a_run_that_takes_too_long_is_given_up_and_the_next_one_works():
    async def scenario():
        async with working() as runs:
            await runs.film(*NOISE[0])
            first, runs.longest = runs.pid, 0.2
            with pytest.raises(Cut, match="the worker died"):
                await runs.film("training", {"seed": "1"})
            runs.longest = 60
            assert (await runs.film(*NOISE[1])).count == 12
            assert runs.pid != first and runs.workers == 2

    asyncio.run(scenario())


def test_a_worker_that_dies_while_it_has_nothing_to_do_is_not_missed():
    async def scenario():
        async with working() as runs:
            await runs.film(*NOISE[0])
            os.kill(dead := runs.pid, signal.SIGKILL)
            while runs.pid == dead:
                await asyncio.sleep(0.01)
            assert (await runs.film(*NOISE[1])).count == 12

    asyncio.run(scenario())


def test_a_worker_that_cannot_be_started_is_tried_again(monkeypatch, tmp_path):
    async def scenario():
        monkeypatch.setattr(process, "ROOT", tmp_path / "nowhere")
        async with working() as runs:
            monkeypatch.setattr("app.server.runs.START", 0.05)
            with pytest.raises(Busy, match="not ready within 0.05 s"):
                await runs.tag("/")
            monkeypatch.undo()
            assert (await runs.film(*NOISE[1])).count == 12

    asyncio.run(scenario())


def test_two_workers_on_one_machine_have_the_same_fingerprint():
    assert worker.fingerprint() == worker.fingerprint()


def test_the_shelf_lets_go_of_what_was_used_least_lately():
    async def scenario():
        shelf = Shelf(3 * body().size)
        for name in "abc":
            shelf.put(name, body())
        shelf.get("a")
        shelf.put("d", body())
        assert [name for name in "abcd" if shelf.get(name)] == ["a", "c", "d"]
        await asyncio.gather(*shelf.pressing)
        assert shelf.taken == sum(shelf.sizes.values()) == sum(held.size for held in shelf.bodies.values())
        shelf.close()

    def body():
        return Body(os.urandom(500), "text/plain", "tag", [])

    asyncio.run(scenario())


def test_what_has_no_room_on_the_shelf_is_neither_kept_nor_compressed():
    shelf = Shelf(100)
    shelf.put("a", Body(bytes(1_000), "text/plain", "tag", []))
    assert (shelf.get("a"), shelf.taken, shelf.loose, shelf.pressing) == (None, 0, {}, set())


def test_what_leaves_the_shelf_while_it_is_compressed_does_not_come_back():
    begun, go_on = threading.Event(), threading.Event()

    class Slow(Body):
        def compress(self):
            begun.set()
            go_on.wait(9)
            return super().compress()

    async def scenario():
        shelf = Shelf(4_000)
        shelf.put("a", Slow(bytes(1_000), "text/plain", "tag", []))
        await asyncio.to_thread(begun.wait, 9)
        shelf.put("b", Body(bytes(1_500), "text/plain", "tag", []))
        go_on.set()
        await asyncio.gather(*shelf.pressing)
        assert list(shelf.bodies) == ["b"] and shelf.taken == sum(shelf.sizes.values()) == shelf.bodies["b"].size
        shelf.close()

    asyncio.run(scenario())


def test_the_shelf_never_takes_more_room_than_it_has():
    async def scenario():
        shelf = Shelf(50_000)
        for number in range(200):
            shelf.put(str(number), Body(b"0123456789" * number, "text/plain", "tag", []))
            assert shelf.taken <= 50_000
        await asyncio.gather(*shelf.pressing)
        assert shelf.taken <= 50_000
        shelf.close()

    asyncio.run(scenario())
