"""Whether a refused call leaves something behind: it is repeated, and memory must not grow."""

import contextlib
import ctypes
import gc
import sys
from collections.abc import Callable
from typing import Any

from tenon_driver.values import Maker

# How often growth must be seen before it is a leak.
ROUNDS = 3


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

    def __init__(self, times: int, module: Any) -> None:
        self.times = times
        # A reference too many to one of these costs no memory.
        self._shared = [None, True, False, ..., NotImplemented, (), "", b"", *vars(module).values()]

    @property
    def is_wanted(self) -> bool:
        """Whether calls are to be repeated at all."""
        return self.times > 0

    def measure(self, act: Callable[[], Any], maker: Maker) -> str | None:
        """What grew with every one of some rounds, or None: a cache or a dictionary grows in one only."""
        self._repeat(act, maker, 16)
        for _ in range(ROUNDS):
            grown = self._round(act, maker)
            if grown is None:
                return None
        return grown

    def _round(self, act: Callable[[], Any], maker: Maker) -> str | None:
        gc.collect()
        references = [sys.getrefcount(one) for one in self._shared]
        blocks, native = sys.getallocatedblocks(), _native_bytes()
        self._repeat(act, maker, self.times)
        gc.collect()
        more_blocks = sys.getallocatedblocks() - blocks
        more_native = _native_bytes() - native
        if more_blocks > self.times // 2:
            return f"{more_blocks} more of Python's objects after {self.times} refused calls"
        if more_native > self.times * 8:
            return f"{more_native} more bytes after {self.times} refused calls"
        for one, before in zip(self._shared, references, strict=True):
            change = sys.getrefcount(one) - before
            if abs(change) > self.times // 2:
                return f"{change:+} references to {one!r} after {self.times} refused calls"
        return None

    @staticmethod
    def _repeat(act: Callable[[], Any], maker: Maker, times: int) -> None:
        """Some calls work where the first was refused: what they make is closed at once."""
        opened = len(maker.opened)
        for _ in range(times):
            with contextlib.suppress(Exception):
                act()
            maker.close_all(but=opened)
