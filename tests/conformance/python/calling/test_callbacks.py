"""Section "callbacks" of calling.h: during the call, on other threads, kept."""

import functools
import gc
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import calling
import pytest
from calling import Choice, Point, Station, Ticker
from memory import grows_by, references

# ---- During the call ----


def test_each__callable_of_any_kind__is_called_with_every_number() -> None:
    seen: list[int] = []

    class Visitor:
        def __call__(self, number: int) -> bool:
            seen.append(number)
            return True

        def visit(self, number: int) -> bool:
            return self(number)

    def visit(number: int) -> bool:
        return Visitor()(number)

    for visitor in (visit, Visitor(), Visitor().visit, lambda number: visit(number)):
        seen.clear()
        assert calling.each(-2, 2, visitor) == 4
        assert seen == [-2, -1, 0, 1]
    assert calling.each(0, 3, visit=functools.partial(max, False)) == 1


def test_each__visitor_says_stop__ends() -> None:
    assert calling.each(0, 100, lambda number: number < 4) == 5


def test_each__no_callable__raises_type_error() -> None:
    with pytest.raises(TypeError, match=r"each\(\) argument 'visit' must be callable, not int"):
        calling.each(0, 1, 1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"each\(\) argument 'visit' must be callable, not None"):
        calling.each(0, 1, None)  # type: ignore[arg-type]


def test_fold__numbers__are_joined() -> None:
    assert calling.fold([1, 2, 3], 10, lambda total, value: total - value) == 4
    assert calling.fold([], 10, lambda total, value: 1 / 0) == 10


def test_first__order_of_the_caller__decides() -> None:
    def shorter(left: str, right: str) -> int:
        return len(left) - len(right)

    assert calling.first(shorter, ["äöü", "ab", "abc"]) == "ab"
    assert calling.first(shorter, []) is None


def test_add_chosen__enum_given_and_taken__is_a_member() -> None:
    usual: list[Choice] = []

    def decide(number: int, choice: Choice) -> Choice:
        usual.append(choice)
        if number == 4:
            return Choice.END
        return Choice.GO_ON if number % 2 else Choice.SKIP

    assert calling.add_chosen(10, decide) == 1 + 3
    assert usual and all(type(choice) is Choice for choice in usual)


def test_walk__records__are_values() -> None:
    def move(place: Point, by: Point) -> Point:
        return Point(place.x + by.x, place.y + by.y)

    assert calling.walk(Point(0, 0), Point(1, 2), 3, move) == Point(3, 6)


def test_add_numbers__several_results__are_a_tuple() -> None:
    book = {"ada": (1, True), "bob": (20, False), "eve": (300, True)}
    assert calling.add_numbers(["ada", "bob", "eve"], lambda name: book[name]) == (321, 2)
    with pytest.raises(calling.BadNumberError):
        calling.add_numbers(["x"], lambda name: (-1, False))


def test_sum_filled__array_given__has_the_right_length() -> None:
    assert calling.sum_filled(3, lambda count: [1.5] * count) == 4.5
    assert calling.sum_filled(3, lambda count: memoryview(b"\0" * 8 * count).cast("d")) == 0
    with pytest.raises(ValueError, match=r"Fill\(\) result must have 3 elements, not 2"):
        calling.sum_filled(3, lambda count: [1, 2])
    with pytest.raises(
        TypeError, match=r"Fill\(\) result must be a buffer of float64 or a sequence, not int"
    ):
        calling.sum_filled(3, lambda count: 3)  # type: ignore[arg-type, return-value]


def test_sum_fetched__pieces__may_be_shorter() -> None:
    pieces = iter([(True, [1, 2]), (True, []), (True, [3]), (False, [4, 5])])
    assert calling.sum_fetched(2, lambda count: next(pieces)) == 15
    with pytest.raises(ValueError, match=r"Fetch\(\) result item 1 must have at most 2 elements, not 3"):
        calling.sum_fetched(2, lambda count: (True, [1, 2, 3]))


def test_name_all__text_or_none__is_taken() -> None:
    assert calling.name_all(4, lambda number: None if number == 1 else f"nö{number}") == "nö0 nö2 nö3"


def test_translate_often__text_there_and_back__stays_whole() -> None:
    assert calling.translate_often("", 200, lambda text: text + "ä") == "ä" * 200


def test_give_numbers__extremes__arrive() -> None:
    given: list[tuple[Any, ...]] = []
    calling.give_numbers(lambda *numbers: given.append(numbers))
    largest, smallest = given
    assert largest[:10] == (
        True,
        2**7 - 1,
        2**15 - 1,
        2**31 - 1,
        2**63 - 1,
        2**8 - 1,
        2**16 - 1,
        2**32 - 1,
        2**64 - 1,
        sys.maxsize * 2 + 1,
    )
    assert smallest[:10] == (False, -(2**7), -(2**15), -(2**31), -(2**63), 0, 0, 0, 0, 0)
    assert largest[10:] == (0.5, 1e300)
    assert smallest[10:] == (-0.5, -1e300)


def test_give_texts__all_forms__arrive() -> None:
    given: list[tuple[Any, ...]] = []
    calling.give_texts("hello", lambda *texts: given.append(texts))
    assert given == [("hello", None, "h", ["hello", "hello"])]


def test_give_arrays__kept_after_the_call__are_copies() -> None:
    given: list[tuple[Any, ...]] = []
    calling.give_arrays(4, lambda *arrays: given.append(arrays))
    ((numbers, choices, places, data),) = given
    assert isinstance(numbers, calling.Array)
    assert numbers.tolist() == [0, 1, 2, 3]
    assert choices == [Choice.GO_ON, Choice.SKIP, Choice.END, Choice.GO_ON]
    assert len(places) == 4 and isinstance(places[0], Point)
    assert isinstance(data, bytes) and len(data) == 4
    calling.give_arrays(0, lambda *arrays: given.append(arrays))
    assert [len(array) for array in given[1]] == [0, 0, 0, 0]


def test_tell_if_any__none_or_left_out__is_nobody() -> None:
    told: list[int] = []
    assert calling.tell_if_any(lambda: told.append(1)) is True
    assert calling.tell_if_any(None) is False
    assert calling.tell_if_any() is False
    assert told == [1]


def test_each__calls_within_calls__nest() -> None:
    def outer(number: int) -> bool:
        return calling.each(0, number, lambda inner: True) == number

    assert calling.each(0, 20, outer) == 20


# ---- What fails ----


class OddError(Exception):
    """Of these tests."""


def test_each__callback_raises__same_exception_comes_out() -> None:
    error = OddError("at 3")
    calls: list[int] = []

    def visit(number: int) -> bool:
        calls.append(number)
        if number == 3:
            raise error
        return True

    with pytest.raises(OddError) as raised:
        calling.each(0, 100, visit)
    assert raised.value is error
    assert calls == [0, 1, 2, 3]
    assert raised.value.__cause__ is None and raised.value.__context__ is None
    names = [frame.name for frame in traceback.extract_tb(raised.value.__traceback__)]
    assert names[-1] == "visit"


def test_each__base_exception__comes_out_too() -> None:
    for kind in (KeyboardInterrupt, SystemExit, GeneratorExit):
        error = kind()

        def visit(number: int, error: BaseException = error) -> bool:
            raise error

        with pytest.raises(kind) as raised:
            calling.each(0, 3, visit)
        assert raised.value is error


def test_each__exception_with_cause_and_context__keeps_them() -> None:
    cause = OddError("cause")

    def visit(number: int) -> bool:
        try:
            raise LookupError("first")
        except LookupError:
            raise OddError("second") from cause

    with pytest.raises(OddError, match="second") as raised:
        calling.each(0, 3, visit)
    assert raised.value.__cause__ is cause
    assert isinstance(raised.value.__context__, LookupError)


def test_each__nested_calls_raise__exception_passes_through_all() -> None:
    error = OddError()

    def inner(number: int) -> bool:
        raise error

    def outer(number: int) -> bool:
        calling.each(0, 1, inner)
        return True

    with pytest.raises(OddError) as raised:
        calling.each(0, 1, outer)
    assert raised.value is error


def test_each__callback_catches_an_inner_error__goes_on() -> None:
    def visit(number: int) -> bool:
        with pytest.raises(calling.BadNumberError):
            calling.add_numbers(["x"], lambda name: (-1, False))
        return True

    assert calling.each(0, 3, visit) == 3


def test_add_numbers__callback_raises_error_of_the_package__same_object_comes_out() -> None:
    error = calling.NoAnswerError("mine")

    def find(name: str) -> tuple[int, bool]:
        raise error

    with pytest.raises(calling.NoAnswerError) as raised:
        calling.add_numbers(["x"], find)
    assert raised.value is error


def test_each__wrong_result__raises_type_error_not_false() -> None:
    for value in (None, 1, 0, "yes", [True]):
        with pytest.raises(TypeError, match=r"Visitor\(\) result must be bool, not"):
            calling.each(0, 5, lambda number, value=value: value)  # type: ignore[misc]
    with pytest.raises(TypeError, match=r"Combine\(\) result must be float, not str"):
        calling.fold([1], 0, lambda total, value: "1")  # type: ignore[arg-type, return-value]
    with pytest.raises(TypeError, match=r"Decide\(\) result must be Choice, not str"):
        calling.add_chosen(3, lambda number, usual: "GO_ON")  # type: ignore[arg-type, return-value]
    with pytest.raises(TypeError, match=r"Move\(\) result must be Point, not tuple"):
        calling.walk(Point(0, 0), Point(0, 0), 1, lambda place, by: (1, 2))  # type: ignore[arg-type, return-value]
    with pytest.raises(TypeError, match=r"NameIt\(\) result must be str or None, not int"):
        calling.name_all(1, lambda number: number)  # type: ignore[arg-type, return-value]
    with pytest.raises(TypeError, match=r"Find\(\) result must be a tuple of 2, not int"):
        calling.add_numbers(["x"], lambda name: 1)  # type: ignore[arg-type, return-value]
    with pytest.raises(TypeError, match=r"Find\(\) result item 1 must be bool, not int"):
        calling.add_numbers(["x"], lambda name: (1, 1))  # type: ignore[arg-type, return-value]


def test_add_chosen__unknown_enum_value__is_refused() -> None:
    with pytest.raises((ValueError, calling.CallingError)):
        calling.add_chosen(3, lambda number, usual: 77)  # type: ignore[arg-type, return-value]


def test_first__number_too_large__raises_overflow_error() -> None:
    with pytest.raises(OverflowError, match=r"Compare\(\) result must be an integer from -2147483648"):
        calling.first(lambda left, right: 2**31, ["a", "b"])


def test_each__callback_takes_other_arguments__raises_type_error() -> None:
    with pytest.raises(TypeError, match="positional argument"):
        calling.each(0, 3, lambda: True)  # type: ignore[arg-type, misc]


def test_tell_both__first_fails__second_is_not_called() -> None:
    calls: list[str] = []

    def first() -> None:
        calls.append("first")
        raise OddError

    with pytest.raises(OddError):
        calling.tell_both(first, lambda: calls.append("second"))
    assert calls == ["first"]
    assert calling.tell_both(lambda: calls.append("a"), lambda: calls.append("b")) == 3
    assert sorted(calls[1:]) == ["a", "a", "b"]


def test_give_bad_text__library_breaks_the_contract__is_an_error() -> None:
    calls: list[object] = []
    with pytest.raises(calling.CallingError):
        calling.give_bad_text(lambda *texts: calls.append(texts))
    assert calls == []
    with pytest.raises(calling.CallingError):
        calling.give_bad_choice(lambda number, usual: Choice.GO_ON)


def test_each__recursion_without_end__raises_recursion_error() -> None:
    def visit(number: int) -> bool:
        return calling.each(0, 1, visit) == 1

    with pytest.raises(RecursionError):
        calling.each(0, 1, visit)


# ---- On other threads ----


def test_each_elsewhere__foreign_thread__enters_python() -> None:
    threads: set[int] = set()
    local = threading.local()
    local.value = "mine"

    def visit(number: int) -> bool:
        threads.add(threading.get_ident())
        assert not hasattr(local, "value")
        return number < 9

    assert calling.each_elsewhere(0, 100, visit) == 10
    assert len(threads) == 1 and threading.get_ident() not in threads
    assert local.value == "mine"


def test_each_elsewhere__callback_raises__same_exception_comes_out() -> None:
    error = OddError()

    def visit(number: int) -> bool:
        raise error

    with pytest.raises(OddError) as raised:
        calling.each_elsewhere(0, 100, visit)
    assert raised.value is error


def test_each_spread__many_threads__all_numbers_are_visited() -> None:
    seen: list[int] = []

    def visit(number: int) -> bool:
        seen.append(number)
        return True

    assert calling.each_spread(0, 2000, 16, visit) == 2000
    assert sorted(seen) == list(range(2000))


def test_each_spread__many_fail__one_of_the_exceptions_comes_out() -> None:
    errors: list[BaseException] = []

    def visit(number: int) -> bool:
        errors.append(OddError(number))
        raise errors[-1]

    with pytest.raises(OddError) as raised:
        calling.each_spread(0, 2000, 16, visit)
    assert any(raised.value is error for error in errors)


def test_whisper__on_the_passing_thread__is_called() -> None:
    assert calling.whisper_here("psst", lambda text: text == "psst") is True


def test_whisper__on_another_thread__fails_and_is_not_called() -> None:
    calls: list[str] = []

    def whisper(text: str) -> bool:
        calls.append(text)
        return True

    with pytest.raises(calling.BrokenContractError, match="on another thread than the one that passed it"):
        calling.whisper_elsewhere("psst", whisper)
    assert calls == []


@pytest.fixture
def unraisable(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What sys.unraisablehook gets."""
    shown: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", shown.append)
    yield shown


def test_ticker__thread_of_its_own__calls_until_stopped() -> None:
    ticker = Ticker()
    numbers: list[int] = []

    def tick(number: int) -> bool:
        numbers.append(number)
        return True

    ticker.start(tick)
    assert ticker.wait(5) >= 5
    ticker.stop()
    count = len(numbers)
    assert count >= 5
    assert numbers == list(range(numbers[0], numbers[0] + count))
    with pytest.raises(calling.TooLateError):
        ticker.start(tick)
    ticker.close()
    assert references(tick) == 1


def test_ticker__halted_without_releasing_the_lock__does_not_hang() -> None:
    ticker = Ticker()
    ticker.start(lambda number: True)
    ticker.wait(2)
    ticker.halt()
    ticker.close()


def test_ticker__closed_or_dropped_while_it_ticks__ends() -> None:
    for end in (Ticker.close, lambda ticker: None):
        ticker = Ticker()
        ticker.start(lambda number: True)
        ticker.wait(2)
        end(ticker)
        del ticker
        gc.collect()


def test_ticker__closed_while_a_callback_runs__waits_for_it() -> None:
    for end in (Ticker.close, Ticker.stop, Ticker.halt, lambda ticker: None):
        entered = threading.Event()
        ended: list[bool] = []

        def tick(number: int, entered: threading.Event = entered, ended: list[bool] = ended) -> bool:
            entered.set()
            time.sleep(0.02)
            ended.append(True)
            return False

        ticker = Ticker()
        ticker.start(tick)
        entered.wait()
        end(ticker)
        del ticker
        gc.collect()
        assert ended == [True]


def test_ticker__callback_raises_where_nobody_waits__goes_to_unraisablehook(unraisable: list[Any]) -> None:
    error = OddError("in the background")
    ticker = Ticker()

    def tick(number: int) -> bool:
        raise error

    ticker.start(tick)
    ticker.wait(1)
    ticker.stop()
    assert unraisable[0].exc_value is error
    assert unraisable[0].object is tick
    unraisable.clear()


# ---- Kept ----


def test_station__until_replaced__old_one_is_dropped_at_once() -> None:
    station = Station()
    heard: list[tuple[str, float]] = []

    def first(level: float) -> None:
        heard.append(("first", level))

    def second(level: float) -> None:
        heard.append(("second", level))

    station.on_alarm(first)
    assert references(first) == 2
    station.measure(101)
    station.measure(99)
    station.on_alarm(second)
    assert references(first) == 1
    station.measure(102)
    station.on_alarm(None)
    assert references(second) == 1
    station.measure(103)
    assert heard == [("first", 101), ("second", 102)]


def test_station__closed__its_callbacks_are_dropped() -> None:
    def hear(level: float) -> None:
        raise AssertionError

    def judge(level: float) -> int:
        return 1

    station = Station.with_judge(judge)
    station.on_alarm(hear)
    station.add(hear)
    station.on_next(hear)
    assert (references(hear), references(judge)) == (4, 2)
    station.close()
    assert (references(hear), references(judge)) == (1, 1)


def test_set_judge__library_refuses__keeps_the_one_before() -> None:
    station = Station.with_judge(lambda level: 1)

    def other(level: float) -> int:
        return 10

    with pytest.raises(calling.BadNumberError):
        station.set_judge(False, other)
    assert references(other) == 1
    assert station.ask(5) == 1
    station.set_judge(True, other)
    assert station.ask(5) == 10


def test_on_next__once__is_called_once_and_dropped() -> None:
    station = Station()
    heard: list[float] = []

    def hear(level: float) -> None:
        heard.append(level)

    station.on_next(hear)
    station.measure(1)
    station.measure(2)
    assert heard == [1]
    assert references(hear) == 1


def test_add__until_dropped__is_called_until_removed() -> None:
    station = Station()
    heard: list[float] = []

    def hear(level: float) -> None:
        heard.append(level)

    numbers = [station.add(hear) for _ in range(16)]
    with pytest.raises(calling.NoMemoryError):
        station.add(hear)
    assert references(hear) == 17
    station.measure(1)
    assert heard == [1.0] * 16
    for number in numbers:
        station.remove(number)
    assert references(hear) == 1
    with pytest.raises(calling.BadNumberError):
        station.remove(numbers[0])


def test_measure__kept_callback_raises__same_exception_comes_out_there() -> None:
    station = Station()
    error = OddError()

    def hear(level: float) -> None:
        raise error

    station.add(hear)
    with pytest.raises(OddError) as raised:
        station.measure(1)
    assert raised.value is error
    assert station.level == 1


def test_measure__callback_uses_the_station__says_busy() -> None:
    station = Station()
    station.add(lambda level: station.measure(level + 1))
    with pytest.raises(calling.BusyError):
        station.measure(1)


def test_set_logger__of_the_whole_package__until_replaced() -> None:
    lines: list[str] = []

    def log(line: str) -> None:
        lines.append(line)

    calling.set_logger(log)
    assert calling.log("one") is True
    calling.set_logger(None)
    assert calling.log("two") is False
    assert lines == ["one"]
    assert references(log) == 1


def test_add_later__on_a_thread_that_nobody_waits_for__calls_once() -> None:
    done = threading.Event()
    sums: list[float] = []

    def finished(total: float) -> None:
        sums.append(total)
        done.set()

    calling.add_later(100, finished)
    assert done.wait(30)
    assert sums == [5050]


# ---- What leaks ----


def test_each__million_calls__memory_and_references_stay() -> None:
    def visit(number: int) -> bool:
        return True

    assert grows_by(lambda: calling.each(0, 500_000, visit)) < 1 << 20
    assert references(visit) == 1


def test_each_elsewhere__many_calls_from_a_foreign_thread__memory_stays() -> None:
    assert grows_by(lambda: calling.each_elsewhere(0, 50_000, lambda number: True)) < 1 << 20


def test_each__many_failures__memory_stays() -> None:
    def fail(number: int) -> bool:
        raise OddError

    def work() -> None:
        for _ in range(20_000):
            with pytest.raises(OddError):
                calling.each(0, 1, fail)

    assert grows_by(work) < 1 << 20


def test_station__many_callbacks_kept_and_dropped__memory_stays() -> None:
    def work() -> None:
        for _ in range(20_000):
            station = Station.with_judge(lambda level: 1)
            station.on_alarm(lambda level: None)
            station.add(lambda level: None)
            station.on_next(lambda level: None)

    assert grows_by(work) < 1 << 20


def test_each__exception_caught__is_not_kept() -> None:
    def fail(number: int) -> bool:
        raise OddError

    alive = []
    for _ in range(100):
        try:
            calling.each(0, 1, fail)
        except OddError as error:
            alive.append(weakref.ref(error))
    gc.collect()
    assert all(reference() is None for reference in alive)


class Keeper(Station):
    """A station whose callbacks refer to it."""

    def hear(self, level: float) -> None:
        """Hear."""


def test_station__callback_refers_to_it__collector_finds_the_cycle() -> None:
    gc.collect()
    keeper = Keeper()
    keeper.on_alarm(keeper.hear)
    keeper.on_next(keeper.hear)
    plain = Station()
    plain.on_alarm(lambda level, station=plain: station.close())  # type: ignore[misc]
    gone: list[weakref.ref[Station]] = [weakref.ref(keeper), weakref.ref(plain)]
    del keeper, plain
    gc.collect()
    assert [reference() for reference in gone] == [None, None]


def test_station__in_a_cycle_but_used__is_not_collected() -> None:
    keeper = Keeper()
    heard: list[Keeper] = []
    keeper.on_alarm(lambda level: heard.append(keeper))
    gc.collect()
    keeper.measure(200)
    assert heard == [keeper]
    keeper.close()


def test_exception__while_a_traceback_lives__shows_the_callers_line() -> None:
    def visit(number: int) -> bool:
        raise OddError

    shown: TracebackType | None = None
    try:
        calling.each(0, 1, visit)
    except OddError as error:
        shown = error.__traceback__
    assert shown is not None
    assert shown.tb_frame.f_code.co_name.startswith("test_exception__")
