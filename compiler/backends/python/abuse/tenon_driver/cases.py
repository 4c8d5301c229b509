"""What every abuse needs: the case's function and value, the valid call, and values of no type that fits."""

import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tenon_driver import streams
from tenon_driver.contract import Contract, Function, Json, Unreachable
from tenon_driver.values import FLOATS, FORMATS, LIMITS, Call, Maker

Act = Callable[[], Any]
# Makes everything ready; what it gives does the deed.
Attempt = Callable[[], Act]


LIES = ("fails", "unknown_status", "throws", "jumps")  # and lie_...


class Raised(Exception):
    """What a callback of the driver's raises: it must come out as it went in."""


class Inexpressible(Exception):
    """Nothing in Python looks like this."""


def outside(scalar: str) -> list[Any]:
    """Numbers that a scalar does not hold."""
    if scalar == "f32":
        return [1 << 2000, -(1 << 2000)]
    if scalar == "f64":
        return [1 << 2000, -(1 << 2000)]
    low, high = LIMITS[scalar]
    return [low - 1, high + 1, high + (1 << 64), low - (1 << 64), 1 << 200, -(1 << 200)]


def strangers(value: Json) -> list[Any]:
    """Values of no type that fits."""
    if "keyed_by" in value or value.get("is_keys"):
        return [object(), 1, "text", [1], {object(): object()}, iter(())]
    form, kind = value["form"], value["type"]
    anything: list[Any] = [object(), object, 1j, ..., NotImplemented, iter(()), Decimal("NaN")]
    if form != "stream":
        anything.append(type("Graph", (), {"handle": 1, "_handle": 1})())
    if form in ("scalar", "enum"):
        anything += ["1", b"1", [], [1], {}]
        if kind in FLOATS:
            anything = [one for one in anything if not isinstance(one, Decimal)]
        else:
            anything += [Decimal("1.5"), Fraction(1, 2)]
        if kind == "bool":
            anything = [one for one in anything if not isinstance(one, int)]
        elif kind not in FLOATS or "instant" in value or "duration" in value:
            anything += [1.5, math.nan, math.inf]
    elif form == "text":
        anything += [1, b"text", bytearray(b"text"), ["text"], memoryview(b"text")]
    elif form in ("array", "text_array"):
        anything += [1, 1.5, {}, {"a": 1}, (one for one in (1, 2)), [object()], [None], [[1], [2]]]
        if not value.get("is_bytes"):
            anything += ["text", ["a", 1]] if form == "text_array" else ["text", ["a", "b"]]
    elif form == "record":
        anything += [1, "text", (), {}, {"x": 1}, []]
    elif form == "callback":
        anything += [1, "text", [], b"bytes"]
    elif form == "object":
        anything += [0, 1, 1 << 63, "text", [], b"\0" * 8]
    elif form == "cancel":
        anything += [1, "text", True]
    elif form == "stream":
        anything += [1, "text", streams.Given(None)]
    return [one for one in anything if not (form == "callback" and callable(one))]


def struct_size(scalar: str) -> int:
    """The size of a scalar."""
    return int(memoryview(bytearray(16)).cast(FORMATS[scalar]).itemsize)


class Cases:
    """Cases of the contract made into attempts."""

    def __init__(self, contract: Contract, maker: Maker) -> None:
        self.contract = contract
        self.maker = maker

    def attempts(self, case: Json) -> Iterator[Attempt]:
        """The ways to try a case."""
        if case["abuse"] in ("busy", "in_callback", "view_open", "kept") and self.waits(case) > 5000:
            raise Unreachable("it would wait for a minute")
        if case.get("value") is not None and case["outcome"] != "failed" and not self.is_passed(case):
            raise Inexpressible("Python passes nothing for it")
        method = getattr(self, f"try_{case['abuse']}", None)
        if method is None:
            raise Inexpressible(case["abuse"])
        found: Iterator[Attempt] = method(case)
        yield from found

    # ---- helpers ----

    def waits(self, case: Json) -> int:
        """For how many milliseconds the function waits for an object."""
        return int(self.function(case).described.get("waits", 0))

    def is_passed(self, case: Json) -> bool:
        """Whether Python passes the value of a case, or gets it in order to close it."""
        function = self.function(case)
        passed = [value for value, _ in function.arguments]
        is_made = case["abuse"] in ("closed_twice", *LIES)
        return is_made or case["value"] == function.self_value or self.name_of(case) in passed

    def function(self, case: Json) -> Function:
        """The function of a case."""
        return self.contract.functions[case["function"]]

    def value(self, case: Json) -> Json:
        """The value of a case."""
        return self.function(case).values[case["value"]]

    def call(self, case: Json) -> Call:
        """The valid call."""
        return Call(self.maker, self.function(case))

    def passing(self, case: Json, *bad: Any) -> Iterator[Attempt]:
        """Attempts that pass this instead."""
        for one in bad:

            def prepare(one: Any = one) -> Act:
                return self.call(case).set(self.name_of(case), one).run

            yield prepare

    def with_item(self, case: Json, item: Any) -> Any:
        """A list or map whose last item is this."""
        value = self.value(case)
        function = self.function(case)
        if "keyed_by" in value:
            entries = self.maker.map_of(function, value)
            return dict.fromkeys(entries, item)
        if value.get("is_keys"):
            values = next(one for one in function.values.values() if one.get("keyed_by") == value["name"])
            return {item: self.maker.single(values)}
        return ["text", item] if value["form"] == "text_array" else [self.maker.single(value), item]

    def is_listed(self, case: Json) -> bool:
        """Whether the value is a list or map of what may be wrong."""
        value = self.value(case)
        return value["form"] in ("array", "text_array") or "keyed_by" in value or bool(value.get("is_keys"))

    def name_of(self, case: Json) -> str:
        """The value under which Python passes it: the keys of a map come with its values."""
        function, value = self.function(case), self.value(case)
        if not value.get("is_keys"):
            return str(case["value"])
        return next(
            str(one["name"]) for one in function.values.values() if one.get("keyed_by") == value["name"]
        )

    def passing_each(self, case: Json, *bad: Any) -> Iterator[Attempt]:
        """Attempts that pass this, as an item where the value is a list."""
        for one in bad:

            def prepare(one: Any = one) -> Act:
                passed = self.with_item(case, one) if self.is_listed(case) else one
                return self.call(case).set(self.name_of(case), passed).run

            yield prepare
