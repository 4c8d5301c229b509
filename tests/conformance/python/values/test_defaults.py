"""Section "defaults" of values.h: what callers may leave out."""

import inspect
from typing import Any

import pytest
import values
from values import Access, Holder, Money, Query, Side

USUAL = Query(1, -20, 0.25, True, Side.RIGHT, Access.READ | Access.EXECUTE)


def defaults(function: Any) -> dict[str, Any]:
    parameters = inspect.signature(function).parameters.values()
    return {each.name: each.default for each in parameters if each.default is not each.empty}


def test_search__nothing_said__is_as_usual() -> None:
    assert values.search("x") == USUAL


def test_search__by_place_or_by_name__is_as_said() -> None:
    assert values.search("x", 0).page == 0
    query = values.search("x", exact=False, page=7)
    assert (query.exact, query.page, query.size) == (False, 7, -20)
    assert values.search("x", 1, -20, 0.25, True, Side.RIGHT, Access.READ | Access.EXECUTE) == USUAL
    assert values.search(access=Access.NONE, text="x").access == Access.NONE


def test_search__none_or_wrong__is_no_default() -> None:
    for wrong in ({"page": None}, {"exact": None}, {"side": None}, {"access": None}, {"score": None}):
        with pytest.raises(TypeError):
            values.search("x", **wrong)  # type: ignore[arg-type]
    with pytest.raises(values.BadValueError):
        values.search("x", access=4)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="missing required argument 'text'"):
        values.search()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'order'"):
        values.search("x", order=1)  # type: ignore[call-arg]


def test_greet__texts__are_the_usual_ones() -> None:
    assert values.greet() == values.greet('world, "you"', None) != values.greet("Ada")
    assert values.greet(title="Dr") != values.greet()
    with pytest.raises(TypeError, match="argument 'name' must be str, not None"):
        values.greet(None)  # type: ignore[arg-type]


def test_numbers__constants_and_edges__are_exact() -> None:
    assert values.pages(1001) == values.pages(1001, values.LARGEST_PAGE) == 3
    assert values.are_largest()
    assert values.are_largest(2**64 - 1, 2**63 - 1, -128, 1e10)
    assert not values.are_largest(f32=1)
    assert values.price() == Money("9.99")


def test_none__as_a_default__is_none() -> None:
    assert (values.double_default(), values.double_default(None), values.double_default(3)) == (-1, -1, 6)
    assert (values.sum_default(), values.sum_default([1, 2])) == (-1, 3)
    assert values.same_limit(Holder()) == values.same_limit(Holder(), None)


def test_method__with_a_default__is_as_said() -> None:
    holder = Holder()
    assert (holder.raise_(), holder.raise_(5), holder.raise_(by=1)) == (10, 15, 16)


def test_length__left_out__is_as_said() -> None:
    assert list(values.countdown(9)) == [9, 8, 7]
    assert list(values.countdown(9, 1)) == [9]
    assert list(values.halves(17)) == [8, 4, 2, 1]
    assert list(values.halves(17, count=2)) == [8, 4]


def test_signature__of_each_function__shows_the_defaults() -> None:
    assert defaults(values.search) == {
        "page": 1,
        "size": -20,
        "score": 0.25,
        "exact": True,
        "side": Side.RIGHT,
        "access": ...,
    }
    assert defaults(values.greet) == {"name": 'world, "you"', "title": None}
    assert defaults(values.are_largest) == {"u64": 2**64 - 1, "i64": 2**63 - 1, "i8": -128, "f32": 1e10}
    assert defaults(Holder.raise_) == {"by": 10}
    assert defaults(values.delay) == {"by": ...}


def test_docstring__of_a_function__says_the_defaults() -> None:
    for function, said in (
        (values.search, "The default is Side.RIGHT."),
        (values.search, "The default is Access.READ | Access.EXECUTE."),
        (values.delay, "The default is timedelta(microseconds=3600000000)."),
        (values.price, 'The default is Money("9.99").'),
    ):
        assert said in (function.__doc__ or "")
