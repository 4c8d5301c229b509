"""Whether calls let Python's other threads run meanwhile.

Of some functions the library does not say whether they are short. They keep Python's
lock while that is cheaper, and release it where their calls take long enough, as
measurements say: this shows what was measured, and decides it by hand.
"""

from typing import Literal, NamedTuple

from . import _native

_MODES: tuple[Literal["adaptive", "held", "released"], ...] = (
    "adaptive",
    "held",
    "released",
)


class Function(NamedTuple):
    """What is known of one function."""

    calls: int
    """How many there were."""
    released: int
    """How many of them ran without Python's lock."""
    nanoseconds: int
    """How long a call typically takes; 0 where none was measured yet."""
    mode: Literal["adaptive", "held", "released"]
    """By measurement; always kept; always released."""
    releases: bool
    """Whether the next call releases the lock."""


class Statistics(NamedTuple):
    """What is known of all functions that measurements decide about."""

    threshold: int
    """The shortest call, in nanoseconds, that is worth a release; 0: not known yet."""
    functions: dict[str, Function]
    """By name: "function" or "Class.method"."""


def _described(
    calls: int, released: int, nanoseconds: int, mode: int, releases: bool
) -> Function:
    return Function(calls, released, nanoseconds, _MODES[mode], releases)


def statistics() -> Statistics:
    """What was measured up to now."""
    threshold, functions = _native.lock_statistics()
    return Statistics(
        threshold, {name: _described(*known) for name, known in functions.items()}
    )


def set_mode(
    mode: Literal["adaptive", "held", "released"], function: str | None = None
) -> None:
    """Decide for one function, or for all of them.

    Raises:
        ValueError: There is no such mode, or no such function is measured.
    """
    if mode not in _MODES:
        raise ValueError(f"the mode must be one of {', '.join(_MODES)}, not {mode!r}")
    _native.set_lock_mode(_MODES.index(mode), function)
