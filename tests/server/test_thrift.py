"""Memory that is let go goes back to the machine."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

BEGIN = """
import asyncio
import re
from pathlib import Path

from app.server import thrift, tide

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

thrift.thrifty()
before = resident()
"""
LARGE = """
pieces = [bytes([1]) * 100_000 for _ in range(300)]
held = resident() - before
del pieces[:-1]
print(held, resident() - before)
"""
SMALL = """
tide.SETTLED = 0
pieces = [bytes([1]) * 20_000 for _ in range(3000)]
held = resident() - before
pieces = pieces[::100]

async def ebb(came, stay):
    sea = tide.Tide()
    sea.stands(came)
    sea.stands(stay)
    await asyncio.sleep(0.01)

asyncio.run(ebb(*{crowd}))
print(held, resident() - before)
"""

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="there is another C library here, with ways of its own")


def kilobytes(program):
    """(held, left) as the program prints them in the end."""
    done = subprocess.run([sys.executable, "-c", BEGIN + program], capture_output=True, text=True, check=True)
    return map(int, done.stdout.split())


def test_what_the_server_no_longer_needs_goes_back_even_if_something_younger_stays():
    held, left = kilobytes(LARGE)
    assert held > 25_000 and left < 3_000


def test_what_a_crowd_held_in_small_pieces_goes_back_once_half_of_it_has_left():
    held, left = kilobytes(SMALL.format(crowd=(200, 100)))
    assert held > 50_000 and left < 8_000


@pytest.mark.parametrize("crowd", [(200, 101), (99, 0)])
def test_nothing_is_looked_for_while_most_of_a_crowd_is_here_or_after_a_few(crowd):
    held, left = kilobytes(SMALL.format(crowd=crowd))
    assert left > held / 2


def test_what_only_writing_needs_is_not_loaded_to_serve(server):
    server.printed()
    loaded = Path(f"/proc/{server.process.pid}/maps").read_text()
    assert "uvloop" in loaded and "watchfiles" not in loaded
