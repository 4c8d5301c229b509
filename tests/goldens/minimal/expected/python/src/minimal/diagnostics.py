"""What crossed between Python and the library, counted; what the debug runtime found.

The counts are always there. With TENON_DEBUG=monitor in the environment when the
package is imported, broken rules are found as well: see docs/debugging.md of tenon.
"""

import json
from typing import Any, Literal, NamedTuple

from . import _native


class Entry(NamedTuple):
    """What was made of one type by one function."""

    kind: Literal[
        "object", "view", "array", "callback", "token", "stream", "text", "error"
    ]
    """What it is."""
    type: str
    """The class's name in the contract; the constant of an error; or the kind again."""
    site: str
    """The contract's function that made it; "" where none did."""
    made: int
    """How many since the package was imported."""
    live: int
    """How many have not ended yet."""
    peak: int
    """The most that were live at a time."""


class Violation(NamedTuple):
    """A rule that was broken, and the call that broke it."""

    rule: str
    """The rule's name."""
    function: str
    """The contract's function that ran; "" where none did."""
    parameter: str
    """Its parameter; "" where it is about none."""
    message: str
    """One sentence."""
    place: str
    """The line of Python that ran: "app.py:12 in main"."""
    thread: int
    """A number of the thread."""


def ledger() -> tuple[Entry, ...]:
    """What was made up to now, by kind, type and function."""
    read: dict[str, Any] = json.loads(_native.ledger_json())
    return tuple(Entry(**entry) for entry in read["entries"])


def ledger_json() -> str:
    """The same as JSON, with more than that where TENON_DEBUG=monitor is set."""
    return _native.ledger_json()


def violations() -> tuple[Violation, ...]:
    """What the monitor found, the first 64; nothing without TENON_DEBUG=monitor."""
    read: dict[str, Any] = json.loads(_native.ledger_json())
    found: dict[str, Any] = read.get("violations", {})
    return tuple(Violation(**violation) for violation in found.get("first", []))
