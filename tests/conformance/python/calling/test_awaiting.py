"""Section "awaiting" of calling.h: functions that block, awaited."""

import asyncio
import contextvars
import inspect
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import calling
import pytest
from calling import Counter, Gate, Station
from memory import grows_by, references


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a coroutine on a loop whose executor has threads enough."""

    async def main() -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(8))
        await work()

    asyncio.run(main(), debug=False)


async def wait_for(gate: Gate, count: int) -> None:
    """Until that many calls wait at the gate."""
    while gate.waiting() < count:
        await asyncio.sleep(0.001)


def test_add_up__awaited__gives_the_result() -> None:
    async def work() -> None:
        assert await calling.add_up_async(100) == 5050
        assert await calling.add_up_async(last=4) == 10
        coroutine = calling.add_up_async(1)
        assert inspect.iscoroutine(coroutine)
        assert await asyncio.create_task(coroutine) == 1

    run(work)


def test_gate__awaited__the_loop_runs_meanwhile() -> None:
    async def work() -> None:
        gate = Gate()
        task = asyncio.create_task(gate.pass_async("through"))
        await wait_for(gate, 1)
        assert not task.done()
        gate.open()
        assert await task == "through"

    run(work)


def test_gate__many_awaited__wait_at_the_same_time() -> None:
    async def work() -> None:
        gate = Gate()
        tasks = [asyncio.create_task(gate.pass_async(str(number))) for number in range(8)]
        await wait_for(gate, 8)
        gate.open()
        assert await asyncio.gather(*tasks) == [str(number) for number in range(8)]

    run(work)


def test_fail__awaited__raises_where_it_is_awaited() -> None:
    async def work() -> None:
        gate = Gate()
        gate.open()
        with pytest.raises(calling.HungUpError) as raised:
            await gate.fail_async()
        assert raised.value.function == "calling_gate_fail"

    run(work)


def test_add_up__wrong_arguments__raise_when_awaited() -> None:
    async def work() -> None:
        coroutine = calling.add_up_async("x")  # type: ignore[arg-type]
        with pytest.raises(TypeError, match=r"add_up\(\) argument 'last' must be int, not str"):
            await coroutine
        with pytest.raises(TypeError, match=r"missing required argument 'last'"):
            await calling.add_up_async()  # type: ignore[call-arg]

    run(work)


def test_add_up__without_a_loop__raises() -> None:
    coroutine = calling.add_up_async(1)
    with pytest.raises(RuntimeError, match="no running event loop"):
        coroutine.send(None)


def test_gate__closed_while_awaited__lives_until_the_call_ends() -> None:
    async def work() -> None:
        gate, opener = Gate(), Counter()
        task = asyncio.create_task(opener.add_at_async(gate, 1))
        await wait_for(gate, 1)
        opener.close()
        with pytest.raises(calling.ClosedError):
            opener.add(1)
        gate.open()
        assert await task == 1

    run(work)


def test_counter__used_by_an_awaited_call__says_busy() -> None:
    async def work() -> None:
        gate, counter = Gate(), Counter()
        task = asyncio.create_task(counter.add_at_async(gate, 5))
        await wait_for(gate, 1)
        with pytest.raises(calling.BusyError):
            counter.add(1)
        with pytest.raises(calling.BusyError):
            await counter.add_at_async(gate, 1)
        gate.open()
        assert await task == 5
        assert counter.count == 5

    run(work)


def test_each_elsewhere__awaited_with_a_callback__exception_comes_out() -> None:
    error = LookupError("in a callback")

    def visit(number: int) -> bool:
        raise error

    async def work() -> None:
        seen: list[int] = []

        def see(number: int) -> bool:
            seen.append(number)
            return True

        assert await calling.each_elsewhere_async(0, 5, see) == 5
        assert seen == [0, 1, 2, 3, 4]
        with pytest.raises(LookupError) as raised:
            await calling.each_elsewhere_async(0, 5, visit)
        assert raised.value is error

    run(work)


def test_each_elsewhere__callback_raises_stop_iteration__does_not_hang() -> None:
    error = StopIteration(1)

    def visit(number: int) -> bool:
        raise error

    async def work() -> None:
        with pytest.raises(RuntimeError) as raised:
            await calling.each_elsewhere_async(0, 5, visit)
        assert raised.value.__cause__ is error

    run(work)


def test_ticker_stop__awaited__the_same_executor_serves() -> None:
    async def work() -> None:
        ticker = calling.Ticker()
        ticker.start(lambda number: True)
        assert await ticker.wait_async(3) >= 3
        await ticker.stop_async()

    run(work)


def test_calls__awaited__see_the_context() -> None:
    variable: contextvars.ContextVar[str] = contextvars.ContextVar("variable")

    class Seen:
        def __index__(self) -> int:
            return len(variable.get())

    async def work() -> None:
        variable.set("four")
        assert await calling.add_up_async(Seen()) == 10

    run(work)


def test_awaitable_forms__only_of_functions_that_block() -> None:
    assert not hasattr(Station, "measure_async")
    assert not hasattr(Gate, "open_async")
    assert Gate.wait_async.__doc__ is not None and "As wait()" in Gate.wait_async.__doc__
    assert str(inspect.signature(Gate.pass_async)) == "(self, /, text)"


def test_add_up__many_awaited__memory_stays() -> None:
    async def work() -> None:
        for _ in range(2_000):
            await calling.add_up_async(1)

    assert grows_by(lambda: run(work)) < 1 << 20


class Remembering(ThreadPoolExecutor):
    """An executor that does not forget what it has done, as any may for a moment."""

    def __init__(self) -> None:
        super().__init__(1)
        self.done: list[Callable[..., Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **keywords: Any) -> Future[Any]:
        self.done.append(fn)
        return super().submit(fn, *args, **keywords)


def test_gate__awaited_on_an_executor_that_remembers__is_not_kept_by_it() -> None:
    async def work() -> None:
        executor = Remembering()
        asyncio.get_running_loop().set_default_executor(executor)
        gate = Gate()
        gate.open()
        await gate.wait_async()
        assert len(executor.done) == 1
        assert references(gate) == 1

    run(work)


def test_gate__awaited__is_kept_until_the_call_ends() -> None:
    async def work() -> None:
        gate = Gate()
        task = asyncio.create_task(gate.wait_async())
        await wait_for(gate, 1)
        assert references(gate) > 1
        gate.open()
        await task
        del task
        assert references(gate) == 1

    run(work)
    assert threading.active_count() == 1
