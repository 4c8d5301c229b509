"""measuring.h: whether Python's lock is released follows from what was measured, and can be switched."""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import measuring
import pytest
from measuring import Meter, locks


@pytest.fixture(autouse=True)
def adaptive() -> Iterator[None]:
    """Every test begins and ends with measurements."""
    locks.set_mode("adaptive")
    yield
    locks.set_mode("adaptive")


def known(name: str) -> locks.Function:
    """What is known of a function."""
    return locks.statistics().functions[name]


def runs_meanwhile(call: Callable[[], object]) -> bool:
    """Whether another thread of Python's runs during the call: at any other time there is no switch to it."""
    interval = sys.getswitchinterval()
    ready, turned = threading.Event(), threading.Event()

    def turn() -> None:
        ready.set()
        begin.wait()
        turned.set()

    begin = threading.Event()
    thread = threading.Thread(target=turn)
    thread.start()
    ready.wait()
    sys.setswitchinterval(1000)
    try:
        begin.set()
        call()
        return turned.is_set()
    finally:
        sys.setswitchinterval(interval)
        thread.join()


def test_statistics__functions_that_say_nothing__are_measured() -> None:
    names = set(locks.statistics().functions)
    assert names == {"short", "long", "Meter", "Meter.add", "Meter.count"}


def test_short__called_often__keeps_the_lock() -> None:
    before = known("short")
    for number in range(10_000):
        assert measuring.short(number) == number + 1
    after = known("short")
    assert after.calls == before.calls + 10_000
    assert after.released == before.released
    assert after.nanoseconds > 0
    assert after.releases is False


def test_long__called_often__releases_the_lock() -> None:
    before = known("long")
    for _ in range(20):
        measuring.long(20)
        if known("long").releases:
            break
    assert known("long").nanoseconds >= 20_000_000
    assert locks.statistics().threshold > 0
    assert known("long").releases is True
    measuring.long(1)
    assert known("long").released > before.released
    assert runs_meanwhile(lambda: measuring.long(50))


def test_set_mode__held_and_released__is_what_happens() -> None:
    locks.set_mode("held")
    assert {function.mode for function in locks.statistics().functions.values()} == {"held"}
    before = known("long")
    assert not runs_meanwhile(lambda: measuring.long(30))
    assert known("long").released == before.released
    locks.set_mode("released", "long")
    assert known("long").mode == "released"
    assert known("short").mode == "held"
    assert runs_meanwhile(lambda: measuring.long(30))
    assert known("long").released == before.released + 1
    assert known("long").calls == before.calls + 2


def test_set_mode__wrong__raises_value_error() -> None:
    with pytest.raises(ValueError, match="must be one of adaptive, held, released, not 'both'"):
        locks.set_mode("both")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="measurements decide about no function called 'blocking'"):
        locks.set_mode("held", "blocking")
    with pytest.raises(ValueError, match="no function called 'measuring_long'"):
        locks.set_mode("held", "measuring_long")


def test_brief_and_blocking__are_as_the_contract_says() -> None:
    locks.set_mode("released")
    assert measuring.brief(1) == 2
    locks.set_mode("held")
    assert runs_meanwhile(lambda: measuring.blocking(30))


def test_meter__used_by_a_call_that_released__waits_for_it() -> None:
    locks.set_mode("released", "Meter.add")
    meter = Meter()
    before = known("Meter.add").calls
    with ThreadPoolExecutor(1) as executor:
        future = executor.submit(meter.add, 300)
        while known("Meter.add").calls == before:
            pass
        assert meter.count(0) == 1
        assert future.result() == 1


def test_meter__closed_while_a_call_that_released_uses_it__ends_after_it() -> None:
    locks.set_mode("released", "Meter.add")
    meter = Meter()
    before = known("Meter.add").calls
    with ThreadPoolExecutor(1) as executor:
        future = executor.submit(meter.add, 300)
        while known("Meter.add").calls == before:
            pass
        meter.close()
        assert future.result() == 1
    with pytest.raises(measuring.ClosedError):
        meter.count(0)


def test_meter__many_threads_in_every_mode__counts_right() -> None:
    for mode in ("adaptive", "held", "released"):
        locks.set_mode(mode)
        meters = [Meter() for _ in range(4)]

        def work(meter: Meter) -> int:
            return [meter.add(0) for _ in range(2000)][-1]

        with ThreadPoolExecutor(4) as executor:
            assert list(executor.map(work, meters)) == [2000] * 4
