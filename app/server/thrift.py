"""Thrift: memory that is no longer needed goes back to the machine, where the C library would rather keep it (glibc)."""

import asyncio
import ctypes
import gc
from contextlib import suppress

TRIM, MAP = -1, -3  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of mallopt(3)
LARGE = 64 * 1024
CROWD, SETTLED = 100, 2.0  # connections, seconds


def thrifty():
    """From now on, pieces of memory this large are let go as soon as they are free."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        for option in (TRIM, MAP):
            library.mallopt(option, LARGE)


def for_good():
    """What is here now stays to the end: rubbish is from now on looked for only among what comes later, which takes far less time."""
    gc.collect()
    gc.freeze()


def let_go():
    """Free memory between what is still needed goes too: the small pieces that a crowd leaves behind, and its closed connections."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


class Tide:
    """Lets go of what a crowd of at least ``CROWD`` held, a moment after half of it has left."""

    def __init__(self):
        self.high, self.ebb = 0, None

    def stands(self, here):
        """So many are here now. Called whenever that changes, within the loop."""
        self.high = max(self.high, here)
        if not self.ebb and self.high >= CROWD and here <= self.high / 2:
            self.ebb = asyncio.get_running_loop().call_later(SETTLED, self.settle)

    def settle(self):
        self.high, self.ebb = 0, None
        let_go()
