"""How much memory is left of operations that create, use and drop: 10,000 of each kind, after a warm-up.

With PYTHONMALLOC=malloc, so that what Python allocates is counted to the byte. The last line of what it
prints is a JSON object: bytes per 10,000 operations.
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import warehouse
from warehouse import Sheet, Shelf

OPERATIONS = 10_000
MOST = 1024
"""Bytes that may be left of so many operations."""
ROUNDS, MOST_ROUNDS = 3, 15
"""The median growth of so many rounds: a thread more or a table that doubles shows in one, a leak in all."""

LOOP = asyncio.new_event_loop()
LOOP.set_default_executor(ThreadPoolExecutor(1))
KEPT = Shelf("kept")
SHEET = Sheet(8)


class Thrown(Exception):
    """What callbacks of this program throw."""


def objects() -> None:
    with Shelf("grüße") as shelf:
        shelf.add(1)


def forgotten() -> None:
    Shelf("forgotten").add(1)


def children() -> None:
    with Shelf("parent") as shelf, shelf.hire() as clerk, clerk.scan() as scan:
        assert scan.read(16)


def closed_parents() -> None:
    shelf = Shelf("parent")
    with shelf.hire() as clerk:
        shelf.close()
        clerk.add(2)


def consumed() -> None:
    with Shelf("a") as shelf:
        shelf.absorb(Shelf("b"))


def views() -> None:
    with KEPT.look() as view:
        assert memoryview(view)[0] == 1


def written_views() -> None:
    with SHEET.edit() as view, memoryview(view) as numbers:
        assert numbers.tolist() == [0] * 8


def texts() -> None:
    KEPT.label = "ш" * 40
    assert KEPT.describe() and KEPT.label


def arrays() -> None:
    with KEPT.weights() as weights:
        assert warehouse.sum(weights) == warehouse.sum(weights.tolist())


def streams() -> None:
    with KEPT.hire() as clerk, clerk.scan() as scan:
        assert len(scan.readall()) % 8 == 0


def iterators() -> None:
    with KEPT.walk() as walk:
        assert sum(walk) == 10


def callbacks() -> None:
    assert KEPT.visit(lambda weight: weight < 3) == 2


def thrown() -> None:
    def throw(weight: float) -> bool:
        raise Thrown(weight)

    try:
        KEPT.visit(throw)
    except Thrown:
        return
    raise AssertionError


def stored_callbacks() -> None:
    KEPT.watch(lambda _: True)
    KEPT.watch(None)


def errors() -> None:
    for fail in (lambda: KEPT.weight(99), CLOSED.size, lambda: Shelf("a\0b")):
        try:
            fail()
        except warehouse.WarehouseError:
            continue
        raise AssertionError


def busy() -> None:
    with KEPT.look():
        try:
            KEPT.add(1)
        except warehouse.BusyError:
            return
    raise AssertionError


def awaits() -> None:
    LOOP.run_until_complete(KEPT.audit_async(1))


CLOSED = Shelf("closed")
CLOSED.close()

KINDS: list[Callable[[], None]] = [
    *(
        objects,
        forgotten,
        children,
        closed_parents,
        consumed,
        views,
        written_views,
        texts,
        arrays,
        streams,
        iterators,
    ),
    *(callbacks, thrown, stored_callbacks, errors, busy, awaits),
]


def in_use_after(kind: Callable[[], None]) -> int:
    for _ in range(OPERATIONS):
        kind()
    gc.collect()
    return warehouse.bytes_in_use()


def growth(kind: Callable[[], None]) -> int:
    before = in_use_after(kind)
    growths: list[int] = []
    while len(growths) < ROUNDS or (statistics.median(growths) >= MOST and len(growths) < MOST_ROUNDS):
        after = in_use_after(kind)
        growths.append(after - before)
        before = after
    return round(statistics.median(growths))


def main() -> int:
    growths = {kind.__name__: growth(kind) for kind in KINDS}
    KEPT.close()
    SHEET.close()
    LOOP.run_until_complete(LOOP.shutdown_default_executor())
    LOOP.close()
    lost = growth(warehouse.lose)
    live = warehouse.live(True)
    print(json.dumps({"growth": growths, "live": live, "lost": lost}))
    return 1 if live or max(growths.values()) >= MOST or lost < MOST else 0


if __name__ == "__main__":
    sys.exit(main())
