"""Callbacks, interfaces and streams that do what they should not."""

import io
from collections.abc import Callable
from typing import Any

from tenon_driver.contract import Json
from tenon_driver.values import Maker


def lies_of(value: Json) -> list[Any]:
    """What a callback must not give for a value."""
    if value["form"] == "text":
        lies: list[Any] = [1, "\ud800", b"bytes", ["text"]]
        return lies if value.get("nullable") else [*lies, None]
    if value["form"] == "array":
        return [object(), 1, ["text"], [object()] * 3]
    if value["form"] == "text_array":
        return [object(), 1, [1], ["\ud800"]]
    return [object(), "text", 1 << 200, [1]]


class Striking:
    """A callback, interface or file that does something before each call, and may give something else."""

    def __init__(
        self,
        maker: Maker,
        value: Json,
        strike: Callable[[], Any],
        method: str | None = None,
        gives: Callable[..., Any] | None = None,
    ) -> None:
        self.maker = maker
        self.interface = maker.contract.interfaces[value["type"]]
        self.good = maker.callback(value)
        self.strike = strike
        self.method = method
        self.gives = gives

    def build(self) -> Any:
        """What is passed."""
        if self.interface.get("flow") is not None:
            return self.file()
        if self.interface.get("is_callback"):
            return self.wrapped(self.good)
        words = self.maker.contract.words["interfaces"][self.interface["c_name"]]["methods"]
        members: dict[str, Any] = {}
        for method in self.interface["methods"]:
            good = getattr(self.good, words[method["name"]])
            is_meant = self.method is None or self.method in (method["name"], method["c_name"])
            members[words[method["name"]]] = staticmethod(self.wrapped(good) if is_meant else good)
        return type("Striking", (), members)()

    def wrapped(self, good: Callable[..., Any]) -> Callable[..., Any]:
        """The function with what it does besides."""

        def strike(*args: Any) -> Any:
            self.strike()
            return good(*args) if self.gives is None else self.gives(*args)

        return strike

    def file(self) -> Any:
        """The stream."""
        good = self.good
        members = {
            name: staticmethod(self.wrapped(getattr(good, name)))
            for name in ("read", "write", "readinto")
            if name != "readinto" or self.interface["flow"] == "reads"
        }
        return type("File", (), members)()


class _Odd(io.RawIOBase):
    """A stream that says it has read what it has not."""

    def __init__(self, says: Any) -> None:
        super().__init__()
        self._says = says

    def readinto(self, _buffer: Any) -> Any:
        return self._says

    def read(self, _size: int = -1) -> Any:
        return self._says

    def write(self, _data: Any) -> Any:
        return self._says


def broken_files() -> list[Any]:
    """Streams that give what they should not."""

    class Reads:
        def __init__(self, gives: Any) -> None:
            self._gives = gives

        def read(self, _size: int) -> Any:
            return self._gives

        def write(self, _data: Any) -> Any:
            return self._gives

    says: list[Any] = [-1, 1 << 40, 1 << 100, "text", object(), None, 1.5]
    gives: list[Any] = [b"x" * (1 << 20), "text", 7, [1]]
    return [_Odd(one) for one in says] + [Reads(one) for one in gives]
