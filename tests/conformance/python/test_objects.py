"""Section "objects" of conformance.h."""

import gc
import threading
import time
import weakref

import conformance
import pytest
from conformance import List


def test_list__constructed__is_empty() -> None:
    numbers = List("mine")
    assert numbers.size() == 0
    assert List(name="mine").name == "mine"


def test_list__constructed_wrongly__raises_type_error() -> None:
    with pytest.raises(TypeError, match=r"List\(\) missing required argument 'name' \(pos 1\)"):
        List()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"List\(\) argument 'name' must be str, not int"):
        List(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="unexpected keyword argument 'size'"):
        List("a", size=1)  # type: ignore[call-arg]


def test_filled__named_constructor__is_a_class_method() -> None:
    numbers = List.filled(3, value=1.5)
    assert type(numbers) is List
    assert (numbers.size(), numbers.get("2")) == (3, 1.5)
    with pytest.raises(conformance.TooLargeError) as raised:
        List.filled(conformance.MAX_ITEMS + 1, 0)
    assert isinstance(raised.value, IndexError)


def test_add_and_get__item__is_found() -> None:
    numbers = List("mine")
    numbers.add("a", 1)
    numbers.add(name="b", value=2.5)
    assert numbers.get("b") == numbers.get(name="b") == 2.5
    with pytest.raises(KeyError):
        numbers.get("c")
    with pytest.raises(ValueError):
        numbers.add("a", 2)


def test_append__other_list__is_copied() -> None:
    one, two = List.filled(2, 1), List.filled(3, 2)
    one.append(two)
    assert (one.size(), two.size()) == (5, 3)


def test_append__itself__raises() -> None:
    numbers = List.filled(2, 1)
    with pytest.raises(conformance.BusyError):
        numbers.append(numbers)
    assert numbers.size() == 2


def test_same__none_or_left_out__counts_as_empty() -> None:
    assert List("empty").same() is True
    assert List.filled(1, 1).same(None) is False
    numbers = List.filled(2, 1)
    assert numbers.same(numbers) is True


def test_object__wrong_argument__raises_type_error() -> None:
    numbers = List("mine")
    for value in (1, "list", conformance.Local(), [numbers]):
        with pytest.raises(TypeError, match="must be List, not"):
            numbers.append(value)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be List, not None"):
        numbers.append(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be List or None, not int"):
        numbers.same(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        List.size(conformance.Local())  # type: ignore[arg-type]


def test_absorb__other_list__is_used_up() -> None:
    one, two = List.filled(2, 1), List.filled(3, 2)
    before = conformance.live_lists()
    one.absorb(two)
    assert one.size() == 5
    assert two.closed
    assert conformance.live_lists() == before - 1
    with pytest.raises(conformance.ClosedError):
        two.size()
    two.close()


def test_longer__new_object_or_none__is_returned() -> None:
    one, two = List.filled(2, 1), List.filled(3, 2)
    longer = conformance.longer(one, two)
    assert longer is not None
    assert longer is not two
    assert longer.size() == 3
    assert conformance.longer(one, one) is None


def test_close__twice__does_nothing_more() -> None:
    before = conformance.live_lists()
    numbers = List("mine")
    assert not numbers.closed
    assert conformance.live_lists() == before + 1
    numbers.close()
    numbers.close()
    assert numbers.closed
    assert conformance.live_lists() == before


def test_closed_object__used__raises_closed() -> None:
    numbers = List("mine")
    numbers.close()
    other = List("other")
    for use in (
        numbers.size,
        lambda: numbers.get("a"),
        lambda: other.append(numbers),
        lambda: other.same(numbers),
        numbers.values,
        numbers.walk,
    ):
        with pytest.raises(conformance.ClosedError) as raised:
            use()
        assert isinstance(raised.value, RuntimeError)
        assert raised.value.code == "TENON_CLOSED"


def test_with__left__closes_the_object() -> None:
    with List("mine") as numbers:
        numbers.add("a", 1)
    assert numbers.closed
    with pytest.raises(ZeroDivisionError), List("other") as other:
        raise ZeroDivisionError
    assert other.closed


def test_repr__open_and_closed__says_so() -> None:
    numbers = List("mine")
    assert repr(numbers) == "<conformance.List name='mine' total=0.0>"
    numbers.close()
    assert repr(numbers) == "<conformance.List closed>"


def test_object__compared_and_hashed__by_identity() -> None:
    one, two = List("a"), List("a")
    assert one == one
    assert one != two
    assert len({one, two, one}) == 2


def test_object__dropped_by_python__ends() -> None:
    gc.collect()
    before = conformance.live_lists()
    numbers = List("mine")
    assert conformance.live_lists() == before + 1
    del numbers
    gc.collect()
    assert conformance.live_lists() == before


def test_object__weakly_referenced__goes_away() -> None:
    numbers = List("mine")
    reference = weakref.ref(numbers)
    assert reference() is numbers
    del numbers
    gc.collect()
    assert reference() is None


def test_object__subclassed__keeps_working() -> None:
    class Named(List):
        def double(self) -> float:
            return 2 * self.total

    named = Named.filled(2, 1.5)
    assert type(named) is Named
    assert named.double() == 6
    assert isinstance(Named("x"), Named)
    named.extra = 1  # type: ignore[attr-defined]
    List("other").append(named)
    assert repr(Named("x")).startswith("<test_objects.test_object__subclassed")


def test_wait__other_threads__run_meanwhile() -> None:
    numbers = List("mine")
    waiter = threading.Thread(target=numbers.wait, args=(300,))
    waiter.start()
    started = time.monotonic()
    turns = 0
    while waiter.is_alive() and time.monotonic() - started < 0.2:
        numbers.size()
        turns += 1
    waiter.join()
    assert turns > 100


def test_wait__object_changed_or_closed_meanwhile__is_safe() -> None:
    before = conformance.live_lists()
    numbers = List("mine")
    waiter = threading.Thread(target=numbers.wait, args=(300,))
    waiter.start()
    time.sleep(0.1)
    with pytest.raises(conformance.BusyError):
        numbers.add("a", 1)
    numbers.close()
    with pytest.raises(conformance.ClosedError):
        numbers.size()
    assert conformance.live_lists() == before + 1
    waiter.join()
    assert conformance.live_lists() == before


def test_local__used_by_another_thread__raises_wrong_thread() -> None:
    local = conformance.Local()
    assert local.answer() == 42
    errors = []

    def use() -> None:
        try:
            local.answer()
        except conformance.WrongThreadError as error:
            errors.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(errors) == 1
    assert local.answer() == 42


def test_objects__many_threads__never_crash() -> None:
    shared = List("shared")
    problems: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for i in range(300):
                shared.add(f"{number}-{i}", 1)
                with List.filled(3, 1) as own:
                    own.append(shared)
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert shared.size() == 1200
