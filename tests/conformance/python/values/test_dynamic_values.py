"""Section "dynamic_values" of values.h: values of any kind."""

import decimal
import json
import math
from typing import Any

import pytest
import values
from memory import grows_by
from values import Holder, Side

# ---- There and back ----


def test_same_value__everything_that_comes_out__is_as_it_went_in() -> None:
    integers = [
        0,
        -1,
        127,
        128,
        -32,
        -33,
        255,
        256,
        65535,
        65536,
        2**32,
        -(2**31) - 1,
        2**63 - 1,
        -(2**63),
        2**64 - 1,
    ]
    others: list[Any] = [
        None,
        True,
        False,
        0.5,
        -0.0,
        -math.inf,
        "",
        "ä",
        "x" * 70_000,
        b"",
        b"\0\xff",
        [],
        {},
    ]
    nested: list[Any] = [
        [1, "two", None, [3.5]],
        {"a": 1, "ö": {"b": [[]]}},
        [[]] * 20,
        {str(at): at for at in range(20)},
    ]
    for value in integers + others + nested:
        same = values.same_value(value)
        assert same == value
        assert type(same) is type(value)
    assert math.isnan(values.same_value(math.nan))
    assert math.copysign(1, values.same_value(-0.0)) == -1


def test_same_value__what_python_has_besides__is_the_nearest() -> None:
    assert values.same_value((1, (2,))) == [1, [2]]
    assert values.same_value(bytearray(b"x")) == b"x"
    assert values.same_value(Side.RIGHT) == 1


def test_same_value__order_of_a_dict__is_kept() -> None:
    assert list(values.same_value({"b": 1, "a": 2, "c": 3})) == ["b", "a", "c"]


def test_same_value__what_cannot_be__is_refused() -> None:
    wrong: list[Any] = [object(), {1, 2}, decimal.Decimal(1), [1, {"a": object()}], 1j, range(3)]
    for value in wrong:
        with pytest.raises(TypeError, match=r"^same_value\(\) argument 'value' must be None, bool, int"):
            values.same_value(value)
    with pytest.raises(TypeError, match="must be a dict with keys of type str, not int"):
        values.same_value({1: 2})  # type: ignore[dict-item]
    for number in (2**64, -(2**63) - 1):
        with pytest.raises(OverflowError, match="more than 64 bits"):
            values.same_value([number])
    with pytest.raises(UnicodeEncodeError):
        values.same_value("\ud800")
    with pytest.raises(values.BadValueError, match="NUL"):
        values.same_value({"a\0": 1})


def test_same_value__as_deep_as_it_goes__is_not_deeper() -> None:
    deep: list[Any] = []
    for _ in range(63):
        deep = [deep]
    assert values.same_value(deep) == deep
    with pytest.raises(ValueError, match="nested more than 64 deep"):
        values.same_value([deep])
    deep[0] = deep
    with pytest.raises(ValueError, match="nested too deep, or holds itself"):
        values.same_value(deep)


# ---- What the library sees and makes ----


def test_to_json__what_the_library_sees__is_the_same() -> None:
    text = values.to_json({"b": [1, 2.5, "ä"], "a": None, "c": b"\xab"})
    assert json.loads(text) == {"a": None, "b": [1, 2.5, "ä"], "c": "b:ab"}


def test_every_kind__out__is_of_pythons_types() -> None:
    assert values.every_kind() == {
        "null": None,
        "bool": True,
        "integer": -(2**63),
        "unsigned": 2**64 - 1,
        "number": 0.1,
        "text": "héllo",
        "bytes": b"\0\1\xff",
        "list": [1, "two", None],
        "map": {},
    }


def test_nested__lists_in_each_other__are_as_deep() -> None:
    value, depth = values.nested(60), 0
    while value:
        (value,) = value
        depth += 1
    assert depth == 59


def test_lookup__value_or_none__is_there_or_not() -> None:
    assert values.lookup({"a": [1]}, "a") == [1]
    assert values.lookup({"a": 1}, "b") is None


def test_option__left_out__is_what_is_used_otherwise() -> None:
    assert values.option("x", 2.5) == 2.5
    assert values.option("x", 2.5, None) == 2.5
    assert values.option("x", 2.5, {"x": 7}) == 7
    assert values.count_values([1, [2]]) == 4
    assert values.count_values(None) == 1


def test_attributes__property__is_kept() -> None:
    holder = Holder()
    assert holder.attributes is None
    holder.attributes = {"a": ["b"]}
    assert holder.attributes == {"a": ["b"]}
    holder.attributes["a"] = "not kept: it is a copy"
    assert holder.attributes == {"a": ["b"]}
    with pytest.raises(TypeError):
        holder.attributes = object()  # type: ignore[assignment]
    holder.attributes = None
    assert holder.attributes is None


def test_dynamic_values__often__do_not_grow() -> None:
    holder = Holder()
    value = {"a": [1, "two", b"three", None], "b": {"c": 2.5}}

    def work() -> None:
        for _ in range(20_000):
            holder.attributes = value
            assert values.same_value(value) == value
            values.lookup(value, "a")
            with pytest.raises(TypeError):
                values.same_value([value, object()])

    assert grows_by(work) < 1 << 20
