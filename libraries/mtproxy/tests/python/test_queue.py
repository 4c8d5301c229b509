"""The queue of mtproxy.h: threads of Python's on both ends, and asyncio."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import mtproxy
import pytest
from mtproxy import Cancel, Queue


def test_pop__of_what_was_pushed__gives_it_in_order() -> None:
    queue = Queue()
    assert queue.is_empty()
    for item in (3, 0, 2**64 - 1):
        queue.push(item)
    assert not queue.is_empty()
    assert [queue.pop(), queue.pop(), queue.pop(), queue.pop()] == [3, 0, 2**64 - 1, None]


def test_pop_nw__fewer_than_asked__gives_these() -> None:
    queue = Queue()
    for item in range(5):
        queue.push(item)
    assert list(queue.pop_nw(3)) == [0, 1, 2]
    assert list(queue.pop_nw(3)) == [3, 4]
    assert list(queue.pop_nw(3)) == []


def test_push__at_the_limit_or_shut_down__raises() -> None:
    queue = Queue(1)
    queue.push(1)
    with pytest.raises(mtproxy.QueueFullError, match="holds 1 items"):
        queue.push(2)
    queue.shut_down()
    with pytest.raises(mtproxy.QueueShutDownError):
        queue.push_w(2)
    assert queue.pop_w() == 1
    with pytest.raises(mtproxy.QueueShutDownError):
        queue.pop_w()


def test_pop_w__with_threads_at_both_ends__every_item_once_and_in_order() -> None:
    queue, producers, items = Queue(50), 4, 500

    def produce(producer: int) -> None:
        for item in range(items):
            queue.push_w(producer * items + item)

    def consume() -> list[int]:
        taken = []
        try:
            while True:
                taken.append(queue.pop_w())
        except mtproxy.QueueShutDownError:
            return taken

    with ThreadPoolExecutor(8) as executor:
        consumers = [executor.submit(consume) for _ in range(4)]
        for done in [executor.submit(produce, producer) for producer in range(producers)]:
            done.result(60)
        queue.shut_down()
        taken = [consumer.result(60) for consumer in consumers]
    assert sorted(item for of_one in taken for item in of_one) == list(range(producers * items))
    for of_one in taken:
        for producer in range(producers):
            theirs = [item for item in of_one if item // items == producer]
            assert theirs == sorted(theirs)


def test_pop_w__cancelled__raises() -> None:
    cancel = Cancel()
    timer = threading.Timer(0.01, cancel.request)
    timer.start()
    with pytest.raises(mtproxy.CancelledError):
        Queue().pop_w(cancel=cancel)
    timer.join()


def run(test: Callable[[], object]) -> None:
    """Run a coroutine function."""
    asyncio.run(test())  # type: ignore[arg-type]


def test_pop_w_async__pushed_later__gives_it() -> None:
    async def test() -> None:
        queue = Queue()
        waiting = asyncio.create_task(queue.pop_w_async())
        await asyncio.sleep(0.005)
        queue.push(7)
        assert await waiting == 7

    run(test)


def test_pop_w_async__cancelled__takes_nothing() -> None:
    async def test() -> None:
        queue = Queue()
        waiting = asyncio.create_task(queue.pop_w_async())
        await asyncio.sleep(0.005)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        queue.push(8)
        assert queue.pop() == 8

    run(test)
