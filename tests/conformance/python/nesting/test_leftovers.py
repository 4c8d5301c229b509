"""What is refused half-way leaves nothing behind: no memory of C, no object, no reference."""

import gc
import sys
from collections.abc import Callable, Iterator
from typing import Any

import memory
import nesting
import pytest
from nesting import AmountKilos, AmountPieces, LabelWritten, Parcel, Shelf

LONG = "a text that is copied " * 100
PIECES = AmountPieces(3)
PARCEL = Parcel(LabelWritten(LONG), LONG, PIECES)
TIMES = 200


class Raises:
    """Raises wherever anything is asked of it."""

    def __getattr__(self, name: str) -> Any:
        raise ZeroDivisionError(name)

    def __index__(self) -> int:
        raise ZeroDivisionError

    def __float__(self) -> float:
        raise ZeroDivisionError

    def __iter__(self) -> Iterator[Any]:
        raise ZeroDivisionError


BAD: list[Any] = [Raises(), object(), 1 << 200, "\ud800", "a\0b", b"bytes", [], {}, Raises]


class BreaksOff:
    """Items, of which the last one raises."""

    def __init__(self, item: Any) -> None:
        self._item = item

    def __len__(self) -> int:
        return 3

    def __getitem__(self, at: int) -> Any:
        if at == 2:
            raise ZeroDivisionError
        return self._item


class Porter:
    """Gives what it was made with."""

    def __init__(self, chosen: Any, promised: Any) -> None:
        self._chosen = chosen
        self._promised = promised

    def choose(self, _parcel: Parcel, amounts: Any) -> Any:
        del amounts
        return self._chosen

    def promise(self, _label: Any) -> Any:
        return self._promised


def whatever(function: Any) -> Any:
    """A function that takes what its types rule out."""
    return function


CALLS: dict[str, Callable[[Any], Any]] = {
    "first field": lambda bad: Parcel(bad, LONG, PIECES),
    "middle field": lambda bad: Parcel(LabelWritten(LONG), bad, PIECES),
    "last field": lambda bad: Parcel(LabelWritten(LONG), LONG, bad),
    "keyword": lambda bad: Parcel(label=LabelWritten(LONG), sender=LONG, amount=bad),
    "set field": lambda bad: setattr(PARCEL, "amount", bad),
    "text of a case": lambda bad: whatever(LabelWritten)([bad] if isinstance(bad, str) else bad),
    "number of a case": lambda bad: AmountPieces(bad),
    "record": lambda bad: nesting.same(bad),
    "last record": lambda bad: nesting.all_bytes([PARCEL, PARCEL, bad]),
    "last variant": lambda bad: nesting.weigh([PIECES, AmountKilos(1.0), bad]),
    "last of a new object": lambda bad: Shelf.weighed([PIECES, bad]),
    "one more argument": lambda bad: whatever(nesting.same)(PARCEL, bad),
    "unknown keyword": lambda bad: whatever(nesting.same)(PARCEL, other=bad),
    "breaks off": lambda bad: nesting.all_bytes(whatever(BreaksOff)(PARCEL)),
    "chosen": lambda bad: nesting.carry(PARCEL, Porter(bad, PIECES)),
    "chosen amount": lambda bad: nesting.carry(PARCEL, Porter((True, bad), PIECES)),
    "promised": lambda bad: nesting.carry(PARCEL, Porter((True, PIECES), bad)),
    "porter": lambda bad: nesting.carry(PARCEL, bad),
}


def refused(call: Callable[[Any], Any]) -> None:
    """Call with everything bad; nothing of it may work."""
    for bad in BAD:
        with pytest.raises((nesting.NestingError, TypeError, ValueError, ArithmeticError, AttributeError)):
            call(bad)


def repeat(call: Callable[[Any], Any]) -> None:
    for _ in range(TIMES):
        for bad in BAD:
            try:
                call(bad)
            except Exception:
                continue
    gc.collect()


@pytest.mark.parametrize("name", CALLS)
def test_refused_half_way__repeated__then_nothing_is_left(name: str) -> None:
    call = CALLS[name]
    refused(call)
    repeat(call)
    shared = [None, True, PARCEL, PIECES, Parcel, AmountPieces, LabelWritten, Shelf, *BAD]
    references = [sys.getrefcount(one) for one in shared]
    blocks, native = sys.getallocatedblocks(), memory.given_out()
    repeat(call)
    assert sys.getallocatedblocks() - blocks < TIMES // 2
    assert memory.given_out() - native < TIMES * 16
    for one, before in zip(shared, references, strict=True):
        assert abs(sys.getrefcount(one) - before) < TIMES // 2, f"references to {one!r}"
