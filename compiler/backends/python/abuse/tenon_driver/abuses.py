"""Each abuse in the idiom of Python: what is passed instead of what is right, and when."""

import functools
import math
import os
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tenon_driver import evil, streams
from tenon_driver.callbacks import Striking, broken_files, lies_of
from tenon_driver.cases import LIES, Act, Attempt, Inexpressible, Raised, outside, strangers, struct_size
from tenon_driver.contract import Json, Unreachable
from tenon_driver.objects import Objects
from tenon_driver.values import FLOATS, FORMATS, LIMITS, Call

SURROGATES = ["\ud800", "text \udfff", "\udc80\udcff", "\ud83d", "\ude00\ud83d", "a" * 100 + "\udbff"]


class Abuses(Objects):
    """Cases of the contract made into attempts."""

    # ---- texts ----

    def try_null_text(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing_each(case, None)

    def try_bad_utf8(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing_each(case, SURROGATES[case["variant"] % len(SURROGATES)])

    def try_nul_in_text(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing_each(case, "text\0text", "\0", "text\0")

    def limit(self, case: Json) -> int:
        """How many the count's type can say."""
        limit = case.get("limit")
        if limit is None or limit > 1 << 24:
            raise Unreachable("more than this test has memory for")
        return int(limit)

    def try_text_too_long(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing(case, "x" * (self.limit(case) + 1))

    # ---- arrays ----

    def try_null_array(self, case: Json) -> Iterator[Attempt]:
        if self.value(case).get("nullable"):
            raise Inexpressible("None is no elements here")
        yield from self.passing(case, None)

    def writable_bytes(self, value: Json, count: int) -> bytearray:
        """Memory for that many elements."""
        size = 1 if value.get("is_bytes") else struct_size(value["type"])
        return bytearray(size * count)

    def not_a_map(self, value: Json) -> None:
        """Keys and values of a map come together."""
        if "keyed_by" in value or value.get("is_keys"):
            raise Inexpressible("keys and values come as a dict")

    def buffers_only(self, value: Json) -> None:
        """Enums and records are no memory that Python lends."""
        self.not_a_map(value)
        if value["type"] not in FORMATS and not value.get("is_bytes"):
            raise Inexpressible("Python lends no memory for it")

    def try_misaligned(self, case: Json) -> Iterator[Attempt]:
        value = self.value(case)
        self.buffers_only(value)
        if value.get("is_bytes") or struct_size(value["type"]) == 1:
            raise Inexpressible("bytes are aligned anywhere")
        memory = self.writable_bytes(value, 3)
        size = struct_size(value["type"])
        yield from self.passing(case, memoryview(memory)[1 : 1 + 2 * size].cast(FORMATS[value["type"]]))

    def try_read_only(self, case: Json) -> Iterator[Attempt]:
        value = self.value(case)
        self.buffers_only(value)
        memory = memoryview(bytes(self.writable_bytes(value, 2)))
        if not value.get("is_bytes"):
            memory = memory.cast(FORMATS[value["type"]])
        yield from self.passing(case, memory, bytes(self.writable_bytes(value, 2)))

    def try_not_contiguous(self, case: Json) -> Iterator[Attempt]:
        value = self.value(case)
        self.buffers_only(value)
        memory = memoryview(self.writable_bytes(value, 6))
        code: Any = "B" if value.get("is_bytes") else FORMATS[value["type"]]
        square = memory.cast("B").cast(code, (2, 3))
        yield from self.passing(
            case, memory.cast("B").cast(code)[::2], memory.cast("B").cast(code)[::-1], square
        )

    def try_count_differs(self, case: Json) -> Iterator[Attempt]:
        value = self.value(case)
        self.not_a_map(value)
        if value["form"] == "text_array":
            yield from self.passing(case, ["text"] * 3)
        else:
            yield from self.passing(case, self.maker.array(value, 3), self.maker.array(value, 0))

    def try_count_too_large(self, case: Json) -> Iterator[Attempt]:
        count = self.limit(case) + 1

        def prepare() -> Act:
            call = self.call(case)
            for name, described in call.function.values.items():
                if name in call.arguments and described["form"] in ("array", "text_array"):
                    many = (
                        ["text"] * count
                        if described["form"] == "text_array"
                        else self.maker.array(described, count)
                    )
                    call.set(name, many)
            return call.run

        yield prepare

    def try_empty(self, case: Json) -> Iterator[Attempt]:
        value = self.value(case)
        groups = [(step["value"], step["other"]) for step in self.steps(case, "check_count")]
        together = {name for group in groups if case["value"] in group for name in group}
        empty: Any = (
            "" if value["form"] == "text" else {} if "keyed_by" in value or value.get("is_keys") else None
        )

        def prepare() -> Act:
            call = self.call(case)
            call.set(self.name_of(case), self.maker.array(value, 0) if empty is None else empty)
            for name in together & call.arguments.keys():
                described = call.function.values[name]
                if "keyed_by" in described:
                    continue
                call.set(name, [] if described["form"] == "text_array" else self.maker.array(described, 0))
            return call.run

        yield prepare

    def steps(self, case: Json, kind: str) -> list[Json]:
        """The steps of a kind."""
        return [step for step in self.function(case).described["steps"] if step["step"] == kind]

    # ---- numbers, enums, records, variants ----

    def try_out_of_range(self, case: Json) -> Iterator[Attempt]:
        value = self.value(case)
        if value["type"] == "bool":
            raise Inexpressible("a bool has no range")
        if self.function(case).shape == "read":
            raise Inexpressible("a negative size reads all, as Python's files do")
        bad: list[Any] = [one for one in outside(value["type"]) if (one < 0) == (case["variant"] == 0)]
        if "exact" in value and not self.is_listed(case):
            bad = [Decimal(one) for one in bad]
        yield from self.passing_each(case, *bad)

    def try_not_a_number(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing_each(case, [math.nan, math.inf, -math.inf, -0.0][case["variant"]])

    def try_extreme(self, case: Json) -> Iterator[Attempt]:
        value = self.value(case)
        kind = value["type"]
        if any(key in value for key in ("exact", "instant", "duration")) and not self.is_listed(case):
            raise Inexpressible("it is no plain number in Python")
        if kind == "bool":
            yield from self.passing_each(case, False, True)
        elif kind in FLOATS:
            yield from self.passing_each(case, 5e-324, 3.4e38, -3.4e38)
        else:
            yield from self.passing_each(case, LIMITS[kind][case["variant"]])

    def try_unknown_constant(self, case: Json) -> Iterator[Attempt]:
        bad = [(1 << 31) - 1, -(1 << 31), 1 << 20, 12345, 1 << 31, -1 << 40]
        yield from self.passing_each(case, *[one for one in bad if (one < 0) == (case["variant"] == 0)])

    def try_bad_bool(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing(case, memoryview(bytearray(b"\x02\xff")).cast("?"))

    def try_null_record(self, case: Json) -> Iterator[Attempt]:
        if self.value(case)["form"] == "dynamic":
            raise Inexpressible("None is a dynamic value")
        yield from self.passing(case, None)

    def try_bad_field(self, case: Json) -> Iterator[Attempt]:
        """Records check their fields as they are made and set."""
        value = self.value(case)
        bad = [object(), "\ud800", 1 << 200, math.nan, b"bytes", [], None]

        def setting(one: Any) -> Attempt:
            def prepare() -> Act:
                call = self.call(case)

                def act() -> Any:
                    good = self.maker.single(value)
                    refused: Exception | None = None
                    for name in type(good).__match_args__:
                        try:
                            setattr(good, name, one)
                        except (TypeError, ValueError, OverflowError, AttributeError) as error:
                            refused = error
                    result = call.set(case["value"], [good] if self.is_listed(case) else good).run()
                    if refused is not None:
                        raise refused
                    return result

                return act

            return prepare

        for one in bad:
            yield setting(one)

    def try_wrong_type(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing(case, *strangers(self.value(case)))

    # ---- callbacks, interfaces, tokens, streams, dynamic values ----

    def try_null_callback(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing(case, None)

    def try_callback_fails(self, case: Json) -> Iterator[Attempt]:
        if "stand_in" in case:
            os.environ["TENON_STAND_IN"] = case["stand_in"]
        for error in (Raised("on purpose"), KeyboardInterrupt("on purpose"), SystemExit(3), GeneratorExit()):

            def prepare(error: BaseException = error) -> Act:
                call = self.call(case)
                calls: list[int] = []

                def strike() -> None:
                    calls.append(1)
                    raise error

                described = self.value(case)
                method = case.get("method")
                call.set(case["value"], Striking(self.maker, described, strike, method).build())

                def act() -> Any:
                    try:
                        result = call.run()
                    except BaseException as caught:
                        if caught is error:
                            raise Raised("as it went in") from None
                        raise
                    if not calls:
                        raise Unreachable("the library does not call it now")
                    return result

                return act

            yield prepare

    def try_kept_fails(self, case: Json) -> Iterator[Attempt]:
        """A callback that the library keeps fails in a later call; afterwards it keeps another one."""

        def prepare() -> Act:
            call = self.call(case)
            helper = Call(self.maker, self.contract.functions[case["helper"]])
            armed: list[Raised] = []

            def strike() -> None:
                for error in armed:
                    raise error

            self.calling_back(helper, strike)
            helper.run()
            armed.append(Raised("on purpose"))
            os.environ["TENON_STAND_IN"] = case["stand_in"]

            def act() -> Any:
                try:
                    return call.run()
                finally:
                    os.environ.pop("TENON_STAND_IN")
                    again = Call(self.maker, helper.function)
                    if again.target is not None:
                        again.target = helper.target
                    again.run()

            return act

        yield prepare

    def try_callback_lies(self, case: Json) -> Iterator[Attempt]:
        interface = self.contract.interfaces[self.value(case)["type"]]
        if interface.get("flow") is not None:
            for bad in self.passing(case, *broken_files()):
                yield self.told(bad)
            return
        method = next(one for one in interface["methods"] if one["name"] == case["method"])
        value = next(one for one in method["values"] if one["name"] == case["part"])
        for lie in lies_of(value):

            def prepare(lie: Any = lie) -> Act:
                call = self.call(case)

                def gives(*args: Any) -> Any:
                    inputs = dict(zip(method["inputs"], args, strict=False))
                    results = [
                        lie if name == case["part"] else self.maker.given_one(method, name, inputs)
                        for name in method["outputs"]
                    ]
                    return results[0] if len(results) == 1 else tuple(results)

                striking = Striking(self.maker, self.value(case), lambda: None, case["method"], gives)
                return call.set(case["value"], striking.build()).run

            yield self.told(prepare)

    @staticmethod
    def told(prepare: Attempt) -> Attempt:
        """What the package says of a callback's result comes out as an exception of the callback's."""

        def prepare_told() -> Act:
            act = prepare()

            def told() -> Any:
                try:
                    return act()
                except (TypeError, OverflowError, ValueError, BufferError, OSError) as error:
                    if hasattr(error, "code"):
                        raise
                    raise Raised(f"{type(error).__name__}: {error}") from None

            return told

        return prepare_told

    def try_incomplete_interface(self, case: Json) -> Iterator[Attempt]:
        kind = self.value(case)["type"]
        methods = self.contract.interfaces[kind]["methods"]
        name = methods[case["variant"] % len(methods)]["name"]
        yield from self.passing(case, self.maker.interface(kind, without=name))

    def try_bad_token(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing(case, [object(), 1, "token"][case["variant"] % 3])

    def try_released_stream(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing(case, *streams.released())

    def try_broken_stream(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing(case, *streams.broken())

    def try_bad_dynamic(self, case: Json) -> Iterator[Attempt]:
        cyclic: list[Any] = []
        cyclic.append(cyclic)
        cycle: dict[str, Any] = {}
        cycle["itself"] = cycle
        deep: list[Any] = []
        for _ in range(100_000):
            deep = [deep]
        bad = [
            cyclic,
            cycle,
            deep,
            object(),
            {1, 2},
            1 << 70,
            "\ud800",
            {"\ud800": 1},
            {1: object()},
            [[{None}]],
        ]
        yield from self.passing(case, bad[case["variant"] % len(bad)])

    # ---- conversions that run code of the caller's ----

    def try_evil_conversion(self, case: Json) -> Iterator[Attempt]:
        """What is converted closes, meanwhile, what else is passed; or calls the function again."""
        for at in range(16):

            def prepare(at: int = at, reenters: bool = False) -> Act:
                call = self.call(case)
                name = self.name_of(case)
                has_struck = False

                def strike() -> None:
                    nonlocal has_struck
                    if reenters and not has_struck:
                        has_struck = True
                        self.call(case).run()
                    for other in [call.target, *call.arguments.values()]:
                        if not reenters and hasattr(type(other), "closed"):
                            other.close()

                value = call.function.values[name]
                made = list(evil.versions(self.maker, call.function, value, call.get(name), strike))
                if at >= len(made):
                    raise Inexpressible("")
                return call.set(name, made[at]).run

            yield prepare
            if at < 4:
                yield functools.partial(prepare, at, reenters=True)

    # ---- what a defective library does ----

    def lying(self, case: Json) -> Iterator[Attempt]:
        def prepare() -> Act:
            call = self.call(case)
            os.environ["TENON_STAND_IN"] = case["stand_in"]
            return lambda: self.maker.drain(call.run())

        yield prepare

    def try_lie_late(self, case: Json) -> Iterator[Attempt]:
        """The first call is right; in the second the library calls what it got in the first."""

        def prepare() -> Act:
            first, second = self.call(case), self.call(case)
            os.environ["TENON_STAND_IN"] = case["stand_in"]
            first.run()
            os.environ.pop("TENON_STAND_IN")
            return second.run

        yield prepare

    def __getattr__(self, name: str) -> Any:
        if name.startswith("try_lie_") or name.removeprefix("try_") in LIES:
            return self.lying
        raise AttributeError(name)
