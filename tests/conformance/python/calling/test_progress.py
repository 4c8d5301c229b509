"""Section "progress" of calling.h."""

import asyncio
import threading

import calling
import pytest
from calling import Cancel, Gate
from memory import grows_by, references
from test_awaiting import run, wait_for


def test_add_telling__progress__is_told() -> None:
    told: list[tuple[int, int]] = []
    assert calling.add_telling(3, progress=lambda done, all_of: told.append((done, all_of))) == 6
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert calling.add_telling(3) == 6
    assert calling.add_telling(3, progress=None) == 6


def test_add_in_steps__every_step__is_told() -> None:
    told: list[int] = []

    def progress(done: int, all_of: int) -> None:
        told.append(done)

    assert calling.add_in_steps(None, 10, 4, progress=progress) == 55
    assert told == [4, 8, 10]
    assert references(progress) == 1


def test_progress__only_by_name__and_callable() -> None:
    with pytest.raises(TypeError, match="takes at most 1 positional argument"):
        calling.add_telling(3, print)  # type: ignore[call-arg]
    with pytest.raises(
        TypeError, match=r"add_telling\(\) argument 'progress' must be callable or None, not int"
    ):
        calling.add_telling(3, progress=3)  # type: ignore[arg-type]


def test_progress__raises__same_exception_ends_the_call() -> None:
    error = ValueError("enough")

    def progress(done: int, all_of: int) -> None:
        if done == 2:
            raise error

    with pytest.raises(ValueError) as raised:
        calling.add_telling(10, progress=progress)
    assert raised.value is error


def test_progress__requests_the_token__stops_the_call() -> None:
    cancel = Cancel()
    told: list[int] = []

    def progress(done: int, all_of: int) -> None:
        told.append(done)
        if done == 3:
            cancel.request()

    with pytest.raises(calling.StoppedError):
        calling.add_in_steps(None, 10, 1, cancel=cancel, progress=progress)
    assert told == [1, 2, 3]


def test_progress__awaited__is_told_on_the_loops_thread() -> None:
    async def work() -> None:
        told: list[int] = []
        threads: set[int] = set()

        def progress(done: int, all_of: int) -> None:
            told.append(done)
            threads.add(threading.get_ident())
            asyncio.get_running_loop()

        assert await calling.add_in_steps_async(None, 5, 1, progress=progress) == 15
        assert told == [1, 2, 3, 4, 5]
        assert threads == {threading.get_ident()}
        assert await calling.add_in_steps_async(None, 5, 1) == 15
        assert await calling.add_in_steps_async(None, 5, 1, progress=None) == 15
        with pytest.raises(TypeError, match="must be callable or None, not int"):
            await calling.add_in_steps_async(None, 5, 1, progress=3)  # type: ignore[arg-type]

    run(work)


def test_progress__awaited__is_told_while_the_call_runs() -> None:
    async def work() -> None:
        gate = Gate()
        told: asyncio.Queue[int] = asyncio.Queue()
        task = asyncio.create_task(
            calling.add_in_steps_async(gate, 3, 1, progress=lambda done, all_of: told.put_nowait(done))
        )
        assert [await told.get(), await told.get()] == [1, 2]
        await wait_for(gate, 1)
        gate.open()
        assert await task == 6
        assert told.get_nowait() == 3

    run(work)


def test_progress__awaited_and_raises__same_exception_ends_the_call() -> None:
    error = ValueError("enough")

    async def work() -> None:
        gate = Gate()

        def progress(done: int, all_of: int) -> None:
            raise error

        with pytest.raises(ValueError) as raised:
            await calling.add_in_steps_async(gate, 10, 1, progress=progress)
        assert raised.value is error
        assert gate.waiting() == 0

    run(work)


def test_progress__awaited_and_cancelled__stops() -> None:
    async def work() -> None:
        gate = Gate()
        task = asyncio.create_task(calling.add_in_steps_async(gate, 3, 1, progress=lambda done, all_of: None))
        await wait_for(gate, 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run(work)


def test_add_telling__many_reports__memory_stays() -> None:
    assert grows_by(lambda: calling.add_telling(300_000, progress=lambda done, all_of: None)) < 1 << 20
