"""Section "maps" of values.h: two arrays in C, a mapping in Python."""

from collections import ChainMap, Counter, OrderedDict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
import values
from memory import grows_by
from values import Point, Rectangle, Side


def test_map__in__keys_and_values_belong_together() -> None:
    assert values.sum_where("a", {"aa": 1, "ab": 2, "b": 4}) == 3
    assert values.dot({2: 10, 3: -1}) == 17
    assert values.format("{x} and {y}", {"x": "ä", "y": "{x}"}) == "ä and {x}"
    box = values.bounds({"a": Point(1, 5), "b": Point(3, 2)})
    assert box == Rectangle(Point(1, 2), Point(3, 5))
    assert values.balance({Side.LEFT: 2, Side.RIGHT: 5}) == 3


def test_map__none_or_empty__is_nothing() -> None:
    assert values.sum_where("", {}) == 0
    assert values.balance({}) == values.balance(None) == 0


def test_map__any_mapping__is_taken() -> None:
    assert values.sum_where("a", MappingProxyType({"a": 1})) == 1
    assert values.sum_where("a", ChainMap({"a": 1}, {"a": 5, "ab": 2})) == 3
    assert values.sum_where("a", Counter("aab")) == 2
    assert values.sum_where("a", OrderedDict(a=1.5)) == 1.5

    class Own(Mapping[str, float]):
        def __getitem__(self, key: str) -> float:
            return {"a": 7}[key]

        def __iter__(self) -> Iterator[str]:
            return iter(["a"])

        def __len__(self) -> int:
            return 1

    assert values.sum_where("a", Own()) == 7


@pytest.mark.parametrize("wrong", [None, [], [("a", 1)], "a", 1, {"a"}])
def test_map__something_else__is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"sum_where\(\) argument 'numbers' must be a mapping, not \w+"):
        values.sum_where("a", wrong)


def test_map__wrong_keys__are_named() -> None:
    with pytest.raises(TypeError, match="argument 'numbers' key 1 must be str, not int"):
        values.sum_where("a", {"a": 1, 2: 2})  # type: ignore[dict-item]
    with pytest.raises(OverflowError, match="argument 'weights' key 0 must be an integer from 0 to"):
        values.dot({-1: 1})
    with pytest.raises(UnicodeEncodeError):
        values.sum_where("a", {"\ud800": 1})
    with pytest.raises(values.BadValueError):
        values.balance({7: 1})  # type: ignore[dict-item]


def test_map__wrong_values__are_named() -> None:
    with pytest.raises(TypeError, match="argument 'numbers' item 1 must be float, not str"):
        values.sum_where("a", {"a": 1, "b": "2"})  # type: ignore[dict-item]
    with pytest.raises(OverflowError, match="argument 'weights' item 0 must be an integer"):
        values.dot({1: 2**63})
    with pytest.raises(TypeError, match="argument 'texts' item 0 must be str, not None"):
        values.format("{a}", {"a": None})  # type: ignore[dict-item]
    with pytest.raises(TypeError, match="argument 'points' item 0 must be Point, not tuple"):
        values.bounds({"a": (1, 2)})  # type: ignore[dict-item]


def test_map__whose_items_fail__raises_what_they_raised() -> None:
    class Broken:
        def __init__(self, items: object) -> None:
            self.given = items

        def items(self) -> object:
            if self.given is None:
                raise ZeroDivisionError
            return self.given

    wrong: Any = Broken
    with pytest.raises(ZeroDivisionError):
        values.sum_where("a", wrong(None))
    for items in ([1], [("a",)], [("a", 1, 2)]):
        with pytest.raises(TypeError, match="argument 'numbers' has items that are no pairs"):
            values.sum_where("a", wrong(items))
    with pytest.raises(TypeError):
        values.sum_where("a", wrong(5))


def test_map__changed_while_it_is_read__is_read_as_it_was() -> None:
    numbers: dict[str, Any] = {}

    class Changing:
        def __float__(self) -> float:
            numbers.clear()
            return 2.5

    numbers |= {"a": Changing(), "ab": 1, "abc": 1}
    assert values.sum_where("a", numbers) == 4.5


def test_map__out__is_a_dict() -> None:
    counts = values.word_counts("a b a")
    assert type(counts) is dict
    assert counts == {"a": 2, "b": 1}
    assert values.word_counts("") == {}
    assert values.numerals(3) == {1: "one", 2: "two", 3: "three"}


def test_maps__in_a_loop__leave_nothing() -> None:
    text = " ".join(f"word{i}" for i in range(100))
    numbers: dict[Any, Any] = {f"word{i}": i for i in range(100)}
    broken = numbers | {"last": "x"}

    def work() -> None:
        for _ in range(500):
            values.word_counts(text)
            values.numerals(10)
            values.sum_where("w", numbers)
            values.format("{a}", {"a": text})
            with pytest.raises(TypeError):
                values.sum_where("w", broken)

    assert grows_by(work) < 500_000
