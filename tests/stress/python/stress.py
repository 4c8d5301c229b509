"""Random operations of many threads on one shared set of objects.

Usage: stress.py SEED SECONDS [THREADS]; the last line of what it prints is a JSON object.
"""

from __future__ import annotations

import asyncio
import gc
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import warehouse
from warehouse import Array, Clerk, Scan, Sheet, Shelf, Walk

PLACES = 4
"""Of each sort: few, so that the threads meet."""


class Thrown(Exception):
    """What callbacks of this program throw."""


class Closable(Protocol):
    def close(self) -> None: ...


EXPECTED: dict[type[Exception], str] = {
    warehouse.ClosedError: "closed",
    warehouse.BusyError: "busy",
    warehouse.NoSuchBoxError: "not_found",
    warehouse.FullError: "full",
    Thrown: "thrown",
}


class Shared:
    """What all threads use. Anybody replaces anything at any time; what nobody refers to ends by itself."""

    def __init__(self) -> None:
        self.shelves = [Shelf(f"shelf {place}") for place in range(PLACES)]
        self.sheets = [Sheet(8) for _ in range(PLACES)]
        self.clerks: list[Clerk | None] = [None] * PLACES
        self.walks: list[Walk | None] = [None] * PLACES
        self.scans: list[Scan | None] = [None] * PLACES
        self.views: list[Array[float] | None] = [None] * PLACES

    def close(self) -> None:
        for place in range(PLACES):
            for one in (
                self.shelves[place],
                self.sheets[place],
                self.clerks[place],
                self.walks[place],
                self.scans[place],
                self.views[place],
            ):
                close(one)


def close(one: Closable | None) -> None:
    if one is not None:
        one.close()


class Worker(threading.Thread):
    """Does one thing after the other until the time is up."""

    def __init__(self, shared: Shared, seed: int, end: float) -> None:
        super().__init__()
        self.shared = shared
        self.random = random.Random(seed)
        self.end = end
        self.operations = 0
        self.errors: Counter[str] = Counter()
        self.unexpected: list[str] = []

    def run(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.loop.set_default_executor(ThreadPoolExecutor(2))
        while time.monotonic() < self.end:
            for _ in range(20):
                self.step(self.random.choice(OPERATIONS))
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def step(self, operation: Callable[[Worker], None]) -> None:
        self.operations += 1
        try:
            operation(self)
        except tuple(EXPECTED) as error:
            self.errors[EXPECTED[type(error)]] += 1
        except BaseException as error:
            self.unexpected.append(f"{operation.__name__}: {type(error).__name__}: {error}")

    @property
    def place(self) -> int:
        return self.random.randrange(PLACES)

    @property
    def shelf(self) -> Shelf:
        return self.shared.shelves[self.place]

    @property
    def sheet(self) -> Sheet:
        return self.shared.sheets[self.place]


def make_shelf(worker: Worker) -> None:
    worker.shared.shelves[worker.place] = Shelf("grüße " * worker.random.randrange(20))


def close_shelf(worker: Worker) -> None:
    place = worker.place
    worker.shared.shelves[place].close()
    worker.shared.shelves[place] = Shelf("new")


def read(worker: Worker) -> None:
    shelf = worker.shelf
    assert 4 <= shelf.size() <= warehouse.MOST_BOXES
    shelf.weight(worker.random.randrange(8))
    assert len(shelf.describe()) >= 7
    assert isinstance(shelf.label, str)


def change(worker: Worker) -> None:
    shelf = worker.shelf
    shelf.add(worker.random.random())
    shelf.label = "ш" * worker.random.randrange(60)
    if worker.random.randrange(8) == 0:
        shelf.clear()


def copy(worker: Worker) -> None:
    with worker.shelf.weights() as weights:
        assert abs(warehouse.sum(weights) - warehouse.sum(weights.tolist())) < 1e-6


def absorb(worker: Worker) -> None:
    worker.shelf.absorb(worker.shelf if worker.random.randrange(2) else Shelf("taken"))


def look(worker: Worker) -> None:
    with worker.shelf.look() as view:
        assert len(view) == len(memoryview(view))


def edit(worker: Worker) -> None:
    with worker.sheet.edit() as view, memoryview(view) as memory:
        numbers: Any = memory  # a memoryview of numbers, which its types do not know
        number = worker.random.random()
        for at in range(len(view)):
            numbers[at] = number


def use_sheet(worker: Worker) -> None:
    sheet = worker.sheet
    assert sheet.is_even()
    with sheet.look() as view:
        assert len(set(view)) == 1
    sheet.fill(worker.random.random())


def replace_sheet(worker: Worker) -> None:
    place = worker.place
    worker.shared.sheets[place].close()
    worker.shared.sheets[place] = Sheet(8)


def leave_view(worker: Worker) -> None:
    view = [worker.shelf.look, worker.sheet.look, worker.sheet.edit][worker.random.randrange(3)]()
    place = worker.place
    before, worker.shared.views[place] = worker.shared.views[place], view
    close(before)


def close_view(worker: Worker) -> None:
    close(worker.shared.views[worker.place])


def visit(worker: Worker) -> None:
    shelf = worker.shelf
    limit = worker.random.random() * 6

    def throw(weight: float) -> bool:
        if weight > limit:
            raise Thrown
        shelf.size()
        return True

    shelf.visit(throw)


def change_in_callback(worker: Worker) -> None:
    shelf = worker.shelf

    def change_it(weight: float) -> bool:
        shelf.add(weight)
        return True

    shelf.visit(change_it)


def close_in_callback(worker: Worker) -> None:
    shelf = Shelf("closed in a callback")

    def close_it(_: float) -> bool:
        shelf.close()
        return True

    assert shelf.visit(close_it) == 4


def watch(worker: Worker) -> None:
    if worker.random.randrange(3) == 0:
        worker.shelf.watch(None)
        return
    throws = worker.random.randrange(2) == 0

    def see(_: float) -> bool:
        if throws:
            raise Thrown
        return True

    worker.shelf.watch(see)


def audit(worker: Worker) -> None:
    worker.shelf.audit(worker.random.randrange(2000))


def turn(worker: Worker) -> None:
    worker.shelf.turn(worker.random.randrange(2000))


def await_both(worker: Worker) -> None:
    shelf, other = worker.shelf, worker.shelf
    rounds = worker.random.randrange(500)

    async def both() -> tuple[float | BaseException, BaseException | None]:
        return await asyncio.gather(
            shelf.audit_async(rounds), other.turn_async(rounds), return_exceptions=True
        )

    for outcome in worker.loop.run_until_complete(both()):
        if isinstance(outcome, BaseException):
            raise outcome


def hire(worker: Worker) -> None:
    worker.shared.clerks[worker.place] = worker.shelf.hire()


def use_clerk(worker: Worker) -> None:
    clerk = worker.shared.clerks[worker.place]
    if clerk is not None:
        assert clerk.count() >= 4
        clerk.add(1.5)


def close_clerk(worker: Worker) -> None:
    close(worker.shared.clerks[worker.place])


def walk(worker: Worker) -> None:
    place = worker.place
    before = worker.shared.walks[place]
    if before is None or worker.random.randrange(4) == 0:
        worker.shared.walks[place] = worker.shelf.walk()
    else:
        for _ in zip(before, range(3), strict=False):
            pass


def close_walk(worker: Worker) -> None:
    close(worker.shared.walks[worker.place])


def scan(worker: Worker) -> None:
    place = worker.place
    before = worker.shared.scans[place]
    clerk = worker.shared.clerks[worker.place]
    if before is not None and worker.random.randrange(3):
        before.read(100)
    elif clerk is not None:
        worker.shared.scans[place] = clerk.scan()


def close_scan(worker: Worker) -> None:
    close(worker.shared.scans[worker.place])


OPERATIONS: list[Callable[[Worker], None]] = [
    *(
        make_shelf,
        close_shelf,
        read,
        read,
        change,
        change,
        copy,
        absorb,
        look,
        edit,
        use_sheet,
        replace_sheet,
        leave_view,
        close_view,
        close_view,
    ),
    *(
        visit,
        change_in_callback,
        close_in_callback,
        watch,
        audit,
        turn,
        await_both,
        hire,
        use_clerk,
        use_clerk,
    ),
    *(close_clerk, walk, walk, close_walk, close_walk, scan, scan, close_scan, close_scan),
]


def main() -> int:
    seed, seconds = int(sys.argv[1]), float(sys.argv[2])
    threads = int(sys.argv[3]) if len(sys.argv) > 3 else 16
    sys.setswitchinterval(1e-5)
    shared = Shared()
    end = time.monotonic() + seconds
    workers = [Worker(shared, seed * 1000 + number, end) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    shared.close()
    errors = sum((worker.errors for worker in workers), Counter[str]())
    unexpected = [text for worker in workers for text in worker.unexpected]
    operations = sum(worker.operations for worker in workers)
    del shared, workers, worker
    gc.collect()
    live = warehouse.live(True)
    print(
        json.dumps({"operations": operations, "errors": errors, "unexpected": len(unexpected), "live": live})
    )
    for text in unexpected[:10]:
        print(text, file=sys.stderr)
    return 1 if unexpected or live else 0


if __name__ == "__main__":
    sys.exit(main())
