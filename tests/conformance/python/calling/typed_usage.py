"""Everyday use of every kind of thing, for mypy --strict and pyright; never run."""

import asyncio
import io
import shutil
from collections.abc import Callable
from typing import assert_type

import calling
from calling import (
    Array,
    Book,
    Cancel,
    Choice,
    Clerk,
    Gate,
    Listener,
    Point,
    Range,
    Source,
    Station,
    Steps,
    Tank,
    Words,
)


def visit(number: int) -> bool:
    return number > 3


assert_type(calling.each(0, 3, visit), int)
calling.each(0, 3, lambda number: number > 2)
calling.each_spread(0, 3, threads=2, visit=visit)
calling.fold([1.0], 0, lambda total, value: max(total, value))
assert_type(calling.first(lambda left, right: len(left) - len(right), ["a"]), str | None)
assert_type(calling.add_numbers(["a"], lambda name: (1, True)), tuple[int, int])
assert_type(calling.walk(Point(0, 0), Point(1, 1), 3, lambda place, by: place), Point)
calling.sum_filled(3, lambda count: [0.0] * count)
calling.sum_filled(3, lambda count: memoryview(bytes(8 * count)).cast("d"))
calling.tell_if_any()
calling.tell_if_any(print)


def look(numbers: Array[int], choices: list[Choice], places: list[Point], data: bytes) -> None:
    assert_type(numbers[0], int)


calling.give_arrays(3, look)

heard: list[float] = []
listener: Listener = heard.append
station = Station.with_judge(judge=int)
station.on_alarm(listener)
station.on_alarm()
assert_type(station.add(lambda level: None), int)


class Notes:
    def put(self, name: str, number: int) -> bool:
        return True

    def get(self, name: str) -> int:
        return 1

    def count(self) -> int:
        return 0

    def clear(self) -> None:
        pass


book: Book = Notes()
clerk = Clerk(Notes())
assert_type(clerk, Clerk)
clerk.take(book)

for number in Range(0, 3):
    assert_type(number, int)
assert_type(list(Words("a b")), list[str])
assert_type(next(Words("a"), None), str | None)
assert_type(list(Steps(0, 3)), list[tuple[int, int, str]])

tank = Tank(10)
assert_type(tank.write(b"abc"), int)
assert_type(Source(1, 1).read(), bytes)
shutil.copyfileobj(Source(1, 1), tank)
assert_type(io.BufferedReader(Source(1, 1)).read(3), bytes)
assert_type(calling.add_bytes(io.BytesIO(b"abc")), tuple[int, int])
calling.add_bytes(Source(1, 1))
calling.pour(3, tank)
with open("/dev/null", "wb") as file:
    calling.copy(io.BytesIO(), file)


async def work() -> None:
    gate = Gate()
    assert_type(await calling.add_up_async(3), int)
    assert_type(await gate.pass_async("x"), str)
    task = asyncio.create_task(gate.wait_or_stop_async(cancel=Cancel()))
    task.cancel()
    assert_type(
        await calling.add_in_steps_async(None, 3, 1, progress=lambda done, all_of: print(done / all_of)),
        int,
    )
    await asyncio.gather(gate.wait_async(), calling.add_up_async(1))


cancel = Cancel()
cancel.request()
assert_type(cancel.requested, bool)
calling.add_in_steps(None, 3, 1, cancel=cancel)

callback: Callable[[int], bool] = visit
kind: type[RuntimeError] = calling.StoppedError
