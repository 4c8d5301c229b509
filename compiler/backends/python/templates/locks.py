"""Whether calls let Python's other threads run meanwhile.

Of some functions the library does not say whether they are short. They keep Python's
lock while that is cheaper, and release it where their calls take long enough, as
measurements say: this shows what was measured, and decides it by hand.
"""

from typing import Literal, NamedTuple, TypeAlias

from . import _native

Mode: TypeAlias = Literal["adaptive", "held", "released"]
"""By measurement; Python's lock is always kept; it is always released."""

_MODES: tuple[Mode, ...] = ("adaptive", "held", "released")


class Function(NamedTuple):
    """What is known of one function."""

    calls: int
    """How many there were."""
    released: int
    """How many of them ran without Python's lock."""
    nanoseconds: int
    """How long a call typically takes; 0 where none was measured yet."""
    mode: Mode
    """How it is decided."""
    releases: bool
    """Whether the next call releases the lock."""


class Statistics(NamedTuple):
    """What is known of all functions that measurements decide about."""

    threshold: int
    """The shortest call, in nanoseconds, that is worth a release; 0: not known yet."""
    functions: dict[str, Function]
    """By name: "function" or "Class.method"."""


def statistics() -> Statistics:
    """What was measured up to now."""
    threshold, functions = _native.lock_statistics()
    return Statistics(
        threshold,
        {
            name: Function(calls, released, nanoseconds, _MODES[mode], releases)
            for name, (calls, released, nanoseconds, mode, releases) in functions.items()
        },
    )


def set_mode(mode: Mode, function: str | None = None) -> None:
    """Decide for one function, or for all of them.

    Raises:
        ValueError: There is no such mode, or measurements decide about no such function.
    """
    if mode not in _MODES:
        raise ValueError(f"the mode must be one of {', '.join(_MODES)}, not {mode!r}")
    _native.set_lock_mode(_MODES.index(mode), function)
