"""Section "children" of conformance.h."""

import conformance
import pytest
from conformance import List, Pen


def test_walk__over_items__gives_each() -> None:
    walk = List.filled(2, 1.5).walk()
    assert walk.next() == (True, 1.5)
    assert walk.next() == (True, 1.5)
    assert walk.next()[0] is False


def test_walk__open__freezes_the_list() -> None:
    numbers = List.filled(2, 1)
    with numbers.walk():
        with pytest.raises(conformance.BusyError):
            numbers.add("x", 1)
        assert numbers.size() == 2
    numbers.add("x", 1)


def test_walk__list_closed__keeps_it_alive() -> None:
    before = conformance.live_lists()
    numbers = List.filled(2, 1)
    walk = numbers.walk()
    numbers.close()
    assert conformance.live_lists() == before + 1
    assert walk.next() == (True, 1)
    walk.close()
    assert conformance.live_lists() == before


def test_walk__constructed__says_what_makes_one() -> None:
    with pytest.raises(TypeError, match=r"Walk has no constructor: use List.walk\(...\)"):
        conformance.Walk()


def test_pen__writes__to_its_list() -> None:
    numbers = List("mine")
    with Pen(numbers) as pen:
        pen.write(2.5)
        assert pen.list_size() == 1
        numbers.add("x", 1)
        assert pen.list_size() == 2
    assert numbers.total == 3.5


def test_pen__list_dropped__keeps_it_alive() -> None:
    before = conformance.live_lists()
    pen = Pen(List("mine"))
    pen.write(1)
    assert pen.list_size() == 1
    assert conformance.live_lists() == before + 1
    del pen
    assert conformance.live_lists() == before


def test_pen__while_the_list_is_frozen__is_busy() -> None:
    numbers = List("mine")
    pen = Pen(numbers)
    with numbers.values(), pytest.raises(conformance.BusyError):
        pen.write(1)
    pen.write(1)
    assert numbers.size() == 1


def test_list_with_pen__used_up__is_refused() -> None:
    numbers, other = List("mine"), List("other")
    with Pen(other):
        with pytest.raises(conformance.BusyError):
            numbers.absorb(other)
        assert not other.closed or other.closed
