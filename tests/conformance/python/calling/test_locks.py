"""Section "locks" of calling.h: objects that calls wait for; `measuring` has what is measured."""

import threading
import time

import calling
import pytest
from calling import Counter, Gate, Tank


def begin(counter: Counter, gate: Gate, number: int) -> threading.Thread:
    """A call on another thread that uses the counter until the gate is opened."""
    thread = threading.Thread(target=counter.add_at, args=(gate, number))
    thread.start()
    while gate.waiting() == 0:
        time.sleep(0.001)
    return thread


def test_counter__free__does_not_wait() -> None:
    counter = Counter()
    counter.add(4)
    assert (counter.count, counter.settled(), counter.glance()) == (4, 4, 4)


def test_counter__used_by_another_call__fails_at_once_or_after_its_time() -> None:
    gate, counter = Gate(), Counter()
    thread = begin(counter, gate, 1)
    with pytest.raises(calling.BusyError):
        counter.count  # noqa: B018
    with pytest.raises(calling.BusyError):
        counter.glance()
    with pytest.raises(calling.BusyError):
        counter.add(1)
    gate.open()
    thread.join()
    assert counter.glance() == 1


def test_settled__while_it_waits__other_threads_run() -> None:
    gate, counter = Gate(), Counter()
    thread = begin(counter, gate, 7)
    opener = threading.Timer(0.02, gate.open)
    opener.start()
    assert counter.settled() == 7
    thread.join()
    opener.join()


def test_settled__many_at_once__all_get_the_value() -> None:
    gate, counter = Gate(), Counter()
    thread = begin(counter, gate, 5)
    seen: list[int] = []
    waiting = [threading.Thread(target=lambda: seen.append(counter.settled())) for _ in range(8)]
    for waiter in waiting:
        waiter.start()
    gate.open()
    for waiter in [*waiting, thread]:
        waiter.join()
    assert seen == [5] * 8


def test_count_if__callback_uses_the_object__says_busy() -> None:
    counter, other = Counter(), Counter()

    def visit(number: int) -> bool:
        with pytest.raises(calling.BusyError):
            counter.add(1)
        with pytest.raises(calling.BusyError):
            counter.glance()
        return other.add(1) > 0

    assert counter.count_if(3, visit) == 3
    assert (counter.count, other.count) == (3, 3)


def test_count_if__callback_closes_the_object__it_lives_until_the_call_ends() -> None:
    counter = Counter()

    def visit(number: int) -> bool:
        counter.close()
        return True

    assert counter.count_if(3, visit) == 3
    with pytest.raises(calling.ClosedError):
        counter.add(1)


def test_objects__many_threads_and_callbacks__never_hang_or_race() -> None:
    counters = [Counter() for _ in range(4)]
    problems: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(200):
                try:
                    counters[(number + turn) % 4].count_if(5, lambda _: counters[number].add(0) >= 0)
                except calling.BusyError:
                    continue
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_content__a_hundred_thousand_views_while_threads_change_it__never_in_between() -> None:
    tank = Tank(1000)
    tank.write(bytes(1000))
    end = threading.Event()
    changes: list[int] = []
    busy = opened = 0

    def stir() -> None:
        while not end.is_set():
            try:
                tank.stir(3)
                changes.append(3)
            except calling.BusyError:
                pass

    threads = [threading.Thread(target=stir) for _ in range(2)]
    for thread in threads:
        thread.start()
    while opened < 100_000 or busy == 0 or not changes:
        try:
            with tank.content() as content:
                assert content[0] == content[500] == content[999]
                opened += 1
        except calling.BusyError:
            busy += 1
    end.set()
    for thread in threads:
        thread.join()
    with tank.content() as content:
        assert content[7] == sum(changes) % 256
