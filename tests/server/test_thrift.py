"""Memory that is let go goes back to the machine."""

import platform
import subprocess
import sys

import pytest

PROGRAM = """
import re
from pathlib import Path

from app.server.thrift import thrifty

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

thrifty()
before = resident()
pieces = [bytes([1]) * 100_000 for _ in range(300)]
held = resident() - before
del pieces[:-1]
print(held, resident() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="there is another C library here, with ways of its own")
def test_what_the_server_no_longer_needs_goes_back_even_if_something_younger_stays():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    held, left = map(int, done.stdout.split())
    assert held > 25_000 and left < 3_000
