"""What tests of leaks count: the process's memory, and references."""

import ctypes
import gc
import os
import sys
from collections.abc import Callable

import pytest


def resident() -> int:
    """Bytes of memory that the process has."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


def grows_by(work: Callable[[], object]) -> int:
    """How much more memory the process has after the work, once it is warm."""
    work()
    if "libasan" in os.environ.get("LD_PRELOAD", ""):
        pytest.skip("the sanitizer keeps what has been freed")
    gc.collect()
    before = resident()
    work()
    gc.collect()
    return resident() - before


def references(value: object) -> int:
    """How many references there are to it, besides the caller's."""
    return sys.getrefcount(value) - 2


class _Mallinfo2(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena",
            "ordblks",
            "smblks",
            "hblks",
            "hblkhd",
            "usmblks",
            "fsmblks",
            "uordblks",
            "fordblks",
            "keepcost",
        )
    )


def given_out() -> int:
    """Bytes that malloc has given out."""
    ask = ctypes.CDLL(None).mallinfo2
    ask.restype = _Mallinfo2
    return int(ask().uordblks)
