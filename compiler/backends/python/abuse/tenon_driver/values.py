"""Benign values: everything of a call that is not what is wrong with it."""

import ctypes
import io
from array import array
from datetime import UTC, datetime, timedelta
from typing import Any

from tenon_driver import streams
from tenon_driver.contract import Contract, Function, Json, Unreachable

LIMITS: dict[str, tuple[int, int]] = {
    name: ((-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1))
    for name, bits, signed in [
        ("i8", 8, True),
        ("i16", 16, True),
        ("i32", 32, True),
        ("i64", 64, True),
        ("i128", 128, True),
        ("u8", 8, False),
        ("u16", 16, False),
        ("u32", 32, False),
        ("u64", 64, False),
        ("u128", 128, False),
        ("size", 64, False),
    ]
}
FLOATS = ("f32", "f64")
# What memoryview and array call a scalar.
FORMATS: dict[str, Any] = {
    "bool": "?",
    "i8": "b",
    "i16": "h",
    "i32": "i",
    "i64": "q",
    "u8": "B",
    "u16": "H",
    "u32": "I",
    "u64": "Q",
    "size": "Q",
    "f32": "f",
    "f64": "d",
}


class Deep(Exception):
    """An object needs an object that needs an object ... of its own class."""


class Maker:
    """Makes valid values, and keeps what must be closed at the end of a case."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.opened: list[Any] = []
        self.depth = 0

    def close_all(self, but: int = 0) -> None:
        """Close what was made, the last first, whatever became of it; but for the first ones."""
        while len(self.opened) > but:
            one = self.opened.pop()
            try:
                one.close()
            except Exception:
                # A view may be open that somebody looks into; it ends with its last reference.
                continue

    def keep(self, made: Any) -> Any:
        """Have everything in a result closed with the rest."""
        if isinstance(made, tuple | list):
            for one in made:
                self.keep(one)
        elif hasattr(made, "close"):
            self.opened.append(made)
        return made

    # ---- single values ----

    def number(self, value: Json) -> Any:
        """A number by what it means."""
        if "exact" in value:
            return getattr(self.contract.module, self.contract.words["exacts"][value["exact"]]).of_units(1)
        if value.get("instant", "nanoseconds") != "nanoseconds":
            return datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
        if value.get("duration", "nanoseconds") != "nanoseconds":
            return timedelta(seconds=1)
        return self.plain_number(value["type"])

    @staticmethod
    def plain_number(scalar: str) -> Any:
        """As it lies in an array."""
        if scalar == "bool":
            return True
        return 1.0 if scalar in FLOATS else 1

    def single(self, value: Json) -> Any:
        """What stands alone: as an argument, in a field, as an item of a list."""
        kind = value["type"]
        contract = self.contract
        if kind in contract.enums:
            return contract.constant(kind, contract.enums[kind]["constants"][0]["c_name"])
        if kind in contract.records:
            return self.record(kind)
        if kind in contract.variants:
            return self.variant(kind)
        return "text" if kind == "text" else self.number(value)

    def record(self, c_name: str) -> Any:
        """A record with every field."""
        described = self.contract.records[c_name]
        fields = [self.single(field) for field in described["fields"] if not field.get("is_presence")]
        return self.contract.record_of(c_name)(*fields)

    def variant(self, c_name: str, constant: str | None = None) -> Any:
        """A variant: its first case with something in it, or the one asked for."""
        cases = self.contract.variants[c_name]["cases"]
        full = [one for one in cases if "member" in one] or cases
        chosen = next((one for one in cases if one["constant"] == constant), full[0])
        class_of, field = self.contract.case_of(c_name, chosen["constant"])
        return class_of() if field is None else class_of(self.single(chosen))

    # ---- values of a call ----

    def array(self, value: Json, count: int = 2) -> Any:
        """An array that goes in; one that comes back changed is a buffer."""
        kind = value["type"]
        if value.get("is_bytes"):
            return bytearray(b"a" * count)
        if kind in FORMATS:
            if value["direction"] == "in":
                return [self.plain_number(kind)] * count
            return memoryview(bytearray(count * ctypes.sizeof(_C_TYPES[kind]))).cast(FORMATS[kind])
        return [self.single(value) for _ in range(count)]

    def buffer(self, value: Json, count: int = 2) -> Any:
        """The same in memory of its own."""
        kind = value["type"]
        code = "B" if kind == "bool" else FORMATS[kind]
        made = array(code, [self.plain_number(kind)] * count)
        return memoryview(made).cast("B").cast("?") if kind == "bool" else made

    def map_of(self, function: Function, value: Json) -> dict[Any, Any]:
        """A map with one entry."""
        keys = function.values[value["keyed_by"]]
        return {self.single(keys): self.single(value)}

    def make(self, class_of: str) -> Any:
        """An object of a class."""
        maker = self.contract.makers.get(class_of)
        if maker is None:
            raise Unreachable(f"nothing makes a {class_of}")
        if self.depth > 8:
            raise Deep(class_of)
        self.depth += 1
        try:
            made = Call(self, self.contract.functions[maker]).run()
        except Unreachable:
            raise
        except Exception as error:
            raise Unreachable(f"{maker} gives no {class_of}: {type(error).__name__}: {error}") from error
        finally:
            self.depth -= 1
        for one in made if isinstance(made, tuple) else (made,):
            if type(one) is self.contract.class_of(class_of):
                return one
        raise Unreachable(f"{maker} gave no {class_of}")

    def dynamic(self) -> Any:
        """A dynamic value with something of everything."""
        return {"list": [1, -1, 2.5, None, True, "text", b"bytes"], "map": {"key": "value"}}

    def input(self, function: Function, value: Json) -> Any:
        """A valid value to pass."""
        if "keyed_by" in value:
            return self.map_of(function, value)
        match value["form"]:
            case "object":
                return self.make(value["type"])
            case "text":
                return "text"
            case "array" | "block":
                return self.array(value)
            case "text_array":
                return ["text", "text"]
            case "callback":
                return self.callback(value)
            case "cancel":
                return self.contract.module.Cancel()
            case "stream":
                return streams.Table()
            case "dynamic":
                return self.dynamic()
        return self.single(value)

    # ---- what the library calls ----

    def given(self, method: Json, args: tuple[Any, ...]) -> Any:
        """What a callback gives the library that called it with `args`."""
        inputs = dict(zip(method["inputs"], args, strict=False))
        results = [self.given_one(method, name, inputs) for name in method["outputs"]]
        return None if not results else results[0] if len(results) == 1 else tuple(results)

    def given_one(self, method: Json, name: str, inputs: dict[str, Any]) -> Any:
        """One result of a callback."""
        value = next(one for one in method["values"] if one["name"] == name)
        if value["form"] == "array":
            count = inputs.get(value.get("length_from", ""), 1)
            return [self.single(value) for _ in range(count if isinstance(count, int) else len(count))]
        if value["form"] == "text_array":
            return ["text"]
        return "text" if value["form"] == "text" else self.single(value)

    def callback(self, value: Json) -> Any:
        """A function, or an object with the methods of an interface, that does what it should."""
        interface = self.contract.interfaces[value["type"]]
        if interface.get("flow") == "reads":
            return io.BytesIO(b"some bytes to read")
        if interface.get("flow") == "writes":
            return io.BytesIO()
        if interface.get("is_callback"):
            method = interface["methods"][0]
            return lambda *args: self.given(method, args)
        return self.interface(value["type"])

    def interface(self, c_name: str, without: str | None = None) -> Any:
        """An object with the methods of an interface, but for one."""
        described = self.contract.interfaces[c_name]
        words = self.contract.words["interfaces"][c_name]["methods"]
        members: dict[str, Any] = {
            words[method["name"]]: self.method(method)
            for method in described["methods"]
            if method["name"] != without
        }
        return type("Implemented", (), members)()

    def method(self, method: Json) -> Any:
        """A method that does what it should."""
        return lambda _self, *args: self.given(method, args)

    # ---- results ----

    def drain(self, made: Any) -> Any:
        """Look at everything that came back: what is wrong with it must show."""
        if isinstance(made, tuple | list):
            for one in made:
                self.drain(one)
        elif isinstance(made, dict):
            for key, one in made.items():
                self.drain((key, one))
        elif hasattr(made, "tolist"):
            made.tolist()
        else:
            repr(made)
        return made


_C_TYPES: dict[str, Any] = {
    "bool": ctypes.c_bool,
    "i8": ctypes.c_int8,
    "i16": ctypes.c_int16,
    "i32": ctypes.c_int32,
    "i64": ctypes.c_int64,
    "u8": ctypes.c_uint8,
    "u16": ctypes.c_uint16,
    "u32": ctypes.c_uint32,
    "u64": ctypes.c_uint64,
    "size": ctypes.c_size_t,
    "f32": ctypes.c_float,
    "f64": ctypes.c_double,
}


class Call:
    """A call with everything valid, of which a case then changes one thing."""

    def __init__(self, maker: Maker, function: Function) -> None:
        self.maker = maker
        self.function = function
        self.target: Any = None
        self.through: Any = None
        if function.self_value is not None:
            self.target = maker.make(str(function.owner))
        self.arguments: dict[str, Any] = {
            value: maker.input(function, function.values[value]) for value, _ in function.arguments
        }

    def set(self, value: str, to: Any) -> "Call":
        """Pass something else; for a method's object call the class's method with it."""
        if value == self.function.self_value:
            self.target = to
        else:
            self.arguments[value] = to
        return self

    def get(self, value: str) -> Any:
        """What is passed."""
        return self.target if value == self.function.self_value else self.arguments[value]

    def run(self) -> Any:
        """Call. What comes back is closed with the rest."""
        return self.maker.keep(self.cross())

    def cross(self) -> Any:
        """Call."""
        function = self.function
        contract = self.maker.contract
        names = function.words
        by_name = {
            name: self.arguments[value]
            for value, name in function.arguments
            if _is_by_name(function.values[value])
        }
        args = [
            self.arguments[value]
            for value, _ in function.arguments
            if not _is_by_name(function.values[value])
        ]
        owner: Any = None if function.owner is None else contract.class_of(function.owner)
        match function.shape:
            case "function":
                return getattr(contract.module, names["name"])(*args, **by_name)
            case "new":
                return owner(*args, **by_name)
            case "static":
                return getattr(owner, names["name"])(*args, **by_name)
            case "getter":
                return getattr(owner, names["name"]).__get__(self.target)
            case "setter":
                return getattr(owner, names["name"]).__set__(self.target, *args)
            case "next":
                return next(self.target) if isinstance(self.target, owner) else owner.__next__(self.target)
            case "read":
                return owner.read(self.target, *args)
            case "write":
                return owner.write(self.target, *args)
        return getattr(owner, names["name"])(self.target, *args, **by_name)


def _is_by_name(value: Json) -> bool:
    return value["form"] == "cancel" or bool(value.get("is_progress"))
