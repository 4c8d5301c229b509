"""Whether a refused call leaves something behind: it is repeated, and memory must not grow."""

import ctypes
import gc
import sys
from collections.abc import Callable
from typing import Any


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
            "keep",
        )
    )


def _native_bytes() -> int:
    """What malloc has given out: of everything but Python's small objects."""
    try:
        ask = ctypes.CDLL(None).mallinfo2
    except AttributeError:
        return 0
    ask.restype = _Mallinfo2
    return int(ask().uordblks)


class Growth:
    """Repeats calls."""

    def __init__(self, times: int) -> None:
        self.times = times

    @property
    def is_wanted(self) -> bool:
        """Whether calls are to be repeated at all."""
        return self.times > 0

    def measure(self, act: Callable[[], Any]) -> str | None:
        """What grew, or None."""
        self._repeat(act, 16)
        gc.collect()
        blocks, native = sys.getallocatedblocks(), _native_bytes()
        self._repeat(act, self.times)
        gc.collect()
        more_blocks = sys.getallocatedblocks() - blocks
        more_native = _native_bytes() - native
        if more_blocks > self.times // 2:
            return f"{more_blocks} more of Python's objects after {self.times} refused calls"
        if more_native > self.times * 8:
            return f"{more_native} more bytes after {self.times} refused calls"
        return None

    @staticmethod
    def _repeat(act: Callable[[], Any], times: int) -> None:
        for _ in range(times):
            try:
                act()
            except Exception:
                continue
