"""Arguments whose conversion runs code of the caller's: it closes objects and changes what is being read."""

import ctypes
from array import array
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tenon_driver import streams
from tenon_driver.contract import Json
from tenon_driver.values import FORMATS, LIMITS, Maker

Strike = Callable[[], None]


class Number:
    """Strikes where a number is asked for."""

    def __init__(self, strike: Strike, number: Any) -> None:
        self._strike = strike
        self._number = number

    def __index__(self) -> int:
        self._strike()
        return int(self._number)

    def __float__(self) -> float:
        self._strike()
        return float(self._number)

    def __bool__(self) -> bool:
        self._strike()
        return True


class Sequence:
    """Strikes where its length or an item is asked for, and grows and shrinks meanwhile."""

    def __init__(self, strike: Strike, items: list[Any], lies: int) -> None:
        self._strike = strike
        self._items = items
        self._lies = lies

    def __len__(self) -> int:
        self._strike()
        return max(len(self._items) + self._lies, 0)

    def __getitem__(self, at: int) -> Any:
        self._strike()
        return self._items[at]

    def __iter__(self) -> Iterator[Any]:
        self._strike()
        yield from self._items


class Text(str):
    """A text that is more than one."""

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        raise RuntimeError("not to be asked")


class Map(Mapping[Any, Any]):
    """Strikes where its keys, length or a value is asked for."""

    def __init__(self, strike: Strike, entries: dict[Any, Any]) -> None:
        self._strike = strike
        self._entries = entries

    def __getitem__(self, key: Any) -> Any:
        self._strike()
        return self._entries[key]

    def __iter__(self) -> Iterator[Any]:
        self._strike()
        return iter(list(self._entries))

    def __len__(self) -> int:
        self._strike()
        return len(self._entries)


class Attributes:
    """Strikes wherever anything is asked of it, and then has nothing."""

    def __init__(self, strike: Strike) -> None:
        object.__setattr__(self, "_strike", strike)

    def __getattribute__(self, name: str) -> Any:
        object.__getattribute__(self, "_strike")()
        raise AttributeError(name)


class Callable_:
    """Strikes where its methods are asked for; they are then there."""

    def __init__(self, strike: Strike, behind: Any) -> None:
        object.__setattr__(self, "_strike", strike)
        object.__setattr__(self, "_behind", behind)

    def __getattribute__(self, name: str) -> Any:
        object.__getattribute__(self, "_strike")()
        return getattr(object.__getattribute__(self, "_behind"), name)

    def __call__(self, *args: Any) -> Any:
        object.__getattribute__(self, "_strike")()
        return object.__getattribute__(self, "_behind")(*args)


class Stream:
    """Strikes where its stream is asked for."""

    def __init__(self, strike: Strike, behind: Any) -> None:
        self._strike = strike
        self._behind = behind

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        self._strike()
        return self._behind.__arrow_c_stream__()


class Dlpack:
    """A tensor that strikes where it is asked for, and is none."""

    def __init__(self, strike: Strike) -> None:
        self._strike = strike

    def __dlpack__(self, **_options: Any) -> Any:
        self._strike()
        return object()

    def __dlpack_device__(self) -> tuple[int, int]:
        self._strike()
        return (1, 0)


def _lists(maker: Maker, value: Json, strike: Strike) -> Iterator[Any]:
    """Lists that their own items change, and sequences that lie about their length."""
    one = "text" if value["form"] == "text_array" else maker.single(value)
    shrinking: list[Any] = [one] * 64
    growing: list[Any] = [one] * 3

    def shrink() -> None:
        strike()
        shrinking.clear()

    def grow() -> None:
        strike()
        growing.extend([one] * 512)

    if value["type"] in LIMITS or value["type"] in FORMATS:
        shrinking[1] = Number(shrink, 1)
        growing[1] = Number(grow, 1)
    yield shrinking
    yield growing
    for lies in (-1, 0, 1, 1 << 40):
        yield Sequence(strike, [one, one], lies)
    changing: list[Any] = [one] * 16
    yield Sequence(lambda: changing.clear(), changing, 0)


def _buffers(value: Json, strike: Strike) -> Iterator[Any]:
    """An array that its own items resize cannot be: one that a strike resizes while it is exported."""
    if value["type"] not in FORMATS or value["type"] == "bool":
        return
    yield Dlpack(strike)
    grows = array(FORMATS[value["type"]], [1, 1])

    class Length:
        def __len__(self) -> int:
            grows.append(1)
            strike()
            return len(grows)

        def __getitem__(self, at: int) -> Any:
            if at > 100:
                raise IndexError(at)
            grows.append(1)
            return grows[at]

    yield Length()


def _files(strike: Strike) -> Iterator[Any]:
    """Streams that keep the memory that is lent to them, and give memory of odd kinds."""
    kept: list[Any] = []

    class Keeps:
        def readinto(self, buffer: Any) -> int:
            strike()
            for one in kept:
                bytes(one)
            kept.append(buffer)
            return 1 if len(kept) < 4 else 0

        def write(self, data: Any) -> int:
            strike()
            kept.append(data)
            return len(data)

    class Gives:
        def __init__(self, given: list[Any]) -> None:
            self._given = given

        def read(self, _size: int) -> Any:
            strike()
            return self._given.pop() if self._given else b""

    yield Keeps()
    released = memoryview(bytearray(4))
    released.release()
    for odd in (memoryview(bytearray(64))[::2], ctypes.c_int(1), released, array("d", [1.0]), bytearray(8)):
        yield Gives([odd])


def versions(maker: Maker, function: Any, value: Json, good: Any, strike: Strike) -> Iterator[Any]:
    """Everything that can strike while it is converted to this value."""
    yield Attributes(strike)
    if "keyed_by" in value:
        yield Map(strike, good)
        changing = dict(good)

        def change() -> None:
            strike()
            changing["another key" if isinstance(next(iter(good)), str) else 77] = next(iter(good.values()))

        yield Map(change, changing)
        return
    match value["form"]:
        case "scalar":
            yield Number(strike, 1)
        case "enum":
            yield Number(strike, 0)
        case "text":
            yield Text("text")
        case "array" | "text_array":
            yield from _lists(maker, value, strike)
            yield from _buffers(value, strike)
        case "callback":
            yield Callable_(strike, good)
            yield from _files(strike)
        case "stream":
            yield Stream(strike, good)
            yield from streams.none()
        case "dynamic":
            yield Sequence(strike, [1], 0)
            yield {"list": Sequence(strike, [1], 3)}
            yield type("Listed", (list,), {"__len__": lambda _self: 1 << 40})([1])
            yield type("Mapped", (dict,), {"__iter__": lambda _self: iter([1])})({"a": 1})
