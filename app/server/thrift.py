"""Thrift: memory that is no longer needed goes back to the machine, where the C library would rather keep it (glibc)."""

import ctypes
import gc
from contextlib import suppress

TRIM, MAP = -1, -3  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of mallopt(3)
LARGE = 64 * 1024


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
    """Free memory between what is still needed goes too: the small pieces that a run or a crowd leaves behind, and closed connections."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
