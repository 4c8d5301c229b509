"""Section "views" of conformance.h."""

import gc
import threading
import time

import conformance
import numpy
import pytest
from conformance import List
from memory import grows_by


def test_values__view__shows_the_lists_memory() -> None:
    numbers = List.filled(3, 1.5)
    with numbers.values() as values:
        assert values == [1.5, 1.5, 1.5]
        assert values.readonly
        first = numpy.asarray(values)
        assert first.dtype == numpy.float64
        assert not first.flags.writeable
        with numbers.values() as again:
            second = numpy.asarray(again)
            assert numpy.shares_memory(first, second)
            del second
        del first


def test_values__open_view__makes_changes_fail_with_busy() -> None:
    numbers = List.filled(3, 1)
    values = numbers.values()
    with pytest.raises(conformance.BusyError):
        numbers.add("x", 1)
    assert numbers.size() == 3
    values.close()
    numbers.add("x", 1)
    assert numbers.size() == 4


def test_values__owner_dropped_or_closed__view_stays_good() -> None:
    before = conformance.live_lists()
    numbers = List.filled(3, 2)
    values = numbers.values()
    shared = numpy.asarray(values)
    numbers.close()
    del numbers, values
    assert list(shared) == [2, 2, 2]
    assert conformance.live_lists() == before + 1
    del shared
    assert conformance.live_lists() == before


def test_values__looked_at_by_numpy__cannot_close() -> None:
    values = List.filled(3, 2).values()
    shared = numpy.asarray(values)
    with pytest.raises(BufferError):
        values.close()
    del shared
    values.close()


def test_values__written_through__is_refused() -> None:
    values = List.filled(3, 2).values()
    with pytest.raises(TypeError):
        memoryview(values)[0] = 1
    with pytest.raises(TypeError, match="writable"):
        conformance.double_in_place(values)


def test_values__empty_list__is_an_empty_view() -> None:
    values = List("empty").values()
    assert len(values) == 0
    assert numpy.asarray(values).shape == (0,)


def test_peek__empty_list__is_none() -> None:
    assert List("empty").peek() is None
    values = List.filled(2, 1).peek()
    assert values is not None
    assert values == [1, 1]


def test_views__many_opened_and_dropped__leave_nothing_behind() -> None:
    numbers = List.filled(2, 1)
    for _ in range(10_000):
        numbers.values()
    numbers.add("free again", 1)


def test_views__100_000_while_another_thread_adds__are_whole_or_refused() -> None:
    before = conformance.live_lists()
    numbers = List.filled(0, 0)
    stop = threading.Event()
    added = busy = 0

    def add() -> None:
        nonlocal added, busy
        while not stop.is_set():
            try:
                numbers.add(f"item {added}", added)
                added += 1
            except conformance.BusyError:
                busy += 1
            time.sleep(0)

    thread = threading.Thread(target=add)
    thread.start()
    kept = []
    shown = refused = 0

    def look() -> None:
        nonlocal shown, refused
        for turn in range(100_000):
            try:
                values = numbers.values()
            except conformance.BusyError:
                refused += 1
                continue
            shown += 1
            window = memoryview(values) if turn % 2 == 0 else numpy.asarray(values)
            assert len(window) == 0 or (window[0], window[-1]) == (0, len(window) - 1)
            if turn % 1000 == 0:
                kept.append((window, len(window)))
                if len(kept) > 10:
                    kept.clear()

    try:
        look()
    finally:
        stop.set()
        thread.join()
    assert shown + refused == 100_000 and shown > 0 and added > 0
    for window, length in kept:
        assert len(window) == length
        assert length == 0 or window[-1] == length - 1
    del window
    kept.clear()
    gc.collect()
    numbers.add("free again", 1)
    assert numbers.size() == added + 1
    numbers.close()
    assert conformance.live_lists() == before


def test_views__100_000_at_once__leave_nothing_behind() -> None:
    before = conformance.live_lists()
    numbers = List.filled(10, 1)

    def work() -> None:
        views = [memoryview(numbers.values()) for _ in range(100_000)]
        assert views[-1].tolist() == [1] * 10
        with pytest.raises(conformance.BusyError):
            numbers.add("x", 1)
        views.clear()

    work()
    assert grows_by(work) < 5_000_000
    numbers.close()
    assert conformance.live_lists() == before
