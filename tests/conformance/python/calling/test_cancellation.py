"""Section "cancellation" of calling.h: calls that are stopped, from another thread and by asyncio."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import calling
import pytest
from calling import Cancel, Gate
from memory import grows_by, references
from test_awaiting import run, wait_for


def test_wait_or_stop__requested_by_another_thread__raises() -> None:
    gate, cancel = Gate(), Cancel()
    with ThreadPoolExecutor(1) as executor:
        future = executor.submit(gate.wait_or_stop, cancel=cancel)
        while gate.waiting() == 0:
            time.sleep(0.001)
        cancel.request()
        with pytest.raises(calling.StoppedError) as raised:
            future.result(30)
    assert raised.value.kind == "cancelled"
    assert isinstance(raised.value, RuntimeError)


def test_wait_or_stop__requested_before__raises_at_once() -> None:
    cancel = Cancel()
    assert not cancel.requested
    cancel.request()
    cancel.request()
    assert cancel.requested
    with pytest.raises(calling.StoppedError):
        Gate().wait_or_stop(cancel=cancel)
    assert repr(cancel) == "<Cancel requested>"


def test_wait_or_stop__no_token__waits() -> None:
    gate = Gate()
    gate.open()
    gate.wait_or_stop()
    gate.wait_or_stop(cancel=None)
    gate.wait_or_stop(cancel=Cancel())


def test_wait_or_stop__one_token_for_many_calls__stops_all() -> None:
    gate, cancel = Gate(), Cancel()
    with ThreadPoolExecutor(4) as executor:
        futures = [executor.submit(gate.wait_or_stop, cancel=cancel) for _ in range(4)]
        while gate.waiting() < 4:
            time.sleep(0.001)
        cancel.request()
        for future in futures:
            with pytest.raises(calling.StoppedError):
                future.result(30)


def test_wait_or_stop__token_dropped_meanwhile__lives_on() -> None:
    gate = Gate()
    thread = threading.Thread(target=lambda: gate.wait_or_stop(cancel=Cancel()))
    thread.start()
    while gate.waiting() == 0:
        time.sleep(0.001)
    gate.open()
    thread.join()


def test_cancel__wrong_argument__raises_type_error() -> None:
    with pytest.raises(
        TypeError, match=r"wait_or_stop\(\) argument 'cancel' must be Cancel or None, not bool"
    ):
        Gate().wait_or_stop(cancel=True)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"takes no positional arguments \(1 given\)"):
        Gate().wait_or_stop(Cancel())  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"Cancel\(\) takes no arguments"):
        Cancel(1)  # type: ignore[call-arg]


# ---- asyncio ----


def test_wait_or_stop__task_cancelled__ends_when_the_call_has_ended() -> None:
    async def work() -> None:
        gate = Gate()
        task = asyncio.create_task(gate.wait_or_stop_async())
        await wait_for(gate, 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert task.cancelled()
        assert gate.waiting() == 0

    run(work)


def test_gate_wait__task_cancelled_without_a_token__waits_for_the_call() -> None:
    async def work() -> None:
        gate = Gate()
        task = asyncio.create_task(gate.wait_async())
        await wait_for(gate, 1)
        task.cancel()
        task.cancel()
        await asyncio.sleep(0.05)
        assert not task.done()
        gate.open()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert gate.waiting() == 0

    run(work)


def test_wait_or_stop__token_given_and_requested__ends_as_cancelled() -> None:
    async def work() -> None:
        gate, cancel = Gate(), Cancel()
        task = asyncio.create_task(gate.wait_or_stop_async(cancel=cancel))
        await wait_for(gate, 1)
        cancel.request()
        with pytest.raises(asyncio.CancelledError) as raised:
            await task
        assert isinstance(raised.value.__cause__, calling.StoppedError)

    run(work)


def test_wait_or_stop__token_given_and_task_cancelled__is_requested() -> None:
    async def work() -> None:
        gate, cancel = Gate(), Cancel()
        task = asyncio.create_task(gate.wait_or_stop_async(cancel=cancel))
        await wait_for(gate, 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert cancel.requested

    run(work)


def test_timeout__of_asyncio__stops_the_call() -> None:
    async def work() -> None:
        gate = Gate()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await gate.wait_or_stop_async()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(gate.wait_or_stop_async(), 0.02)
        assert gate.waiting() == 0

    run(work)


def test_task_group__one_fails__the_others_are_stopped() -> None:
    async def work() -> None:
        gate, opened = Gate(), Gate()
        opened.open()
        with pytest.raises(ExceptionGroup) as raised:
            async with asyncio.TaskGroup() as group:
                for _ in range(3):
                    group.create_task(gate.wait_or_stop_async())
                await wait_for(gate, 3)
                group.create_task(opened.fail_async())
        assert isinstance(raised.value.exceptions[0], calling.HungUpError)
        assert gate.waiting() == 0

    run(work)


def test_wait_or_stop__cancelled_before_a_thread_is_free__never_runs() -> None:
    async def work() -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        first, second = Gate(), Gate()
        holder = asyncio.create_task(first.wait_async())
        await wait_for(first, 1)
        task = asyncio.create_task(second.wait_async())
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        first.open()
        await holder
        await calling.add_up_async(1)
        assert second.waiting() == 0
        del task
        assert references(second) == 1

    asyncio.run(work(), debug=False)


def test_add_in_steps__finished_although_cancelled__still_ends_as_cancelled() -> None:
    async def work() -> None:
        gate = Gate()
        task = asyncio.create_task(gate.pass_async("x"))
        await wait_for(gate, 1)
        task.cancel()
        await asyncio.sleep(0)
        gate.open()
        with pytest.raises(asyncio.CancelledError):
            await task

    run(work)


def test_wait_or_stop__many_cancelled__memory_stays() -> None:
    gate = Gate()

    async def one() -> None:
        task = asyncio.create_task(gate.wait_or_stop_async())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    async def work() -> None:
        for _ in range(50_000 // 50):
            await asyncio.gather(*(one() for _ in range(50)))

    assert grows_by(lambda: run(work)) < 2 << 20
    assert gate.waiting() == 0


def test_cancel__many_made__memory_stays() -> None:
    assert grows_by(lambda: [Cancel() for _ in range(100_000)] and None) < 1 << 20
