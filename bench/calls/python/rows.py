"""The rows of the table as Python statements, the same for every peer that can say it so."""

import importlib.util
import itertools
import json
import pathlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy

HERE = pathlib.Path(__file__).resolve().parent
ROWS: list[str] = [row["id"] for row in json.loads((HERE.parent / "rows.json").read_text())["rows"]]
SHORT = "na\u00efve tale"
LONG = "0123456789abcdef" * 64

STATEMENTS = {
    "nothing": "nothing()",
    "add": "add(20, 22)",
    "method": "tally.value()",
    "attribute": "tally.column('height')",
    "text_in_11": "text_size(short)",
    "text_in_1024": "text_size(long)",
    "text_out_11": "short_text()",
    "text_out_1024": "long_text()",
    "record_in": "point_sum(point)",
    "record_out": "point_at(2.5)",
    "array_in_1000": "ends(thousand)",
    "array_in_1000000": "ends(million)",
    "array_out_1000": "values(1000)",
    "array_out_1000000": "values(1000000)",
    "callback": "call_back(41, increment)",
    "error": "try:\n    fail()\nexcept RefusedError:\n    pass",
    "object": "Tally(42)",
    "awaited": "await run(None, add_slowly, 20, 22)",
}


def increment(number: int) -> int:
    return number + 1


def is_point(point: Any) -> bool:
    return (point.x, point.y, point.weight) == (2.5, 2.5, 1)


def is_array(count: int) -> Callable[[Any], bool]:
    def check(values: Any) -> bool:
        array = numpy.asarray(values)
        ends = bool(array[0] == 1.0 and array[-1] == 1.0 and array[1:-1].max() == 0.0)
        return array.dtype == numpy.float64 and array.shape == (count,) and ends

    return check


def equals(expected: object) -> Callable[[Any], bool]:
    return lambda result: bool(type(result) is type(expected) and result == expected)


CHECKS: dict[str, Callable[[Any], bool]] = {
    "nothing": lambda result: result is None,
    "add": equals(42),
    "method": equals(42),
    "attribute": equals(1.75),
    "text_in_11": equals(11),
    "text_in_1024": equals(1024),
    "text_out_11": equals(SHORT),
    "text_out_1024": equals(LONG),
    "record_in": equals(6.0),
    "record_out": is_point,
    "array_in_1000": equals(2.0),
    "array_in_1000000": equals(2.0),
    "array_out_1000": is_array(1000),
    "array_out_1000000": is_array(1000000),
    "callback": equals(42),
    "object": lambda result: result is not None,
    "awaited": equals(42),
}


@dataclass
class Surface:
    """How a peer's users write the rows: the names they use, and the statements that differ."""

    names: dict[str, Any]
    statements: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def statement(self, row: str) -> str:
        return self.statements.get(row, STATEMENTS[row])


def usual(module: ModuleType, **changed: Any) -> dict[str, Any]:
    """The names of a module that has the library's functions and classes under their own names."""
    names = {name: getattr(module, name) for name in dir(module) if not name.startswith("__")}
    names.update(changed)
    names["tally"] = names["Tally"](42)
    if "point" not in names:
        names["point"] = names["Point"](1.0, 2.0, 3)
    return names


def ones(count: int) -> Any:
    values = numpy.zeros(count)
    values[0] = values[-1] = 1.0
    return values


def load(peer: str) -> Surface:
    """A peer's surface, ready to run: what its folder's surface.py says, and what all have."""
    # Not by name: a folder is called like the tool, which may be a module itself.
    spec = importlib.util.spec_from_file_location(f"surface_{peer}", HERE / peer / "surface.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    surface: Surface = module.surface()
    common = {"short": SHORT, "long": LONG, "increment": increment}
    surface.names = {**common, "thousand": ones(1000), "million": ones(1000000), **surface.names}
    return surface


def indented(text: str, depth: int) -> str:
    return "\n".join(" " * depth + line for line in text.splitlines())


def make_loop(statement: str, names: dict[str, Any]) -> Callable[[int], Any]:
    """Seconds that so many repetitions took; a coroutine function for a statement that awaits."""
    kind = "async def" if "await " in statement else "def"
    source = (
        f"{kind} loop(count):\n"
        f"    begin = clock()\n"
        f"    for _ in repeat(None, count):\n"
        f"{indented(statement, 8)}\n"
        f"    return clock() - begin\n"
    )
    space = {**names, "clock": time.perf_counter, "repeat": itertools.repeat}
    exec(compile(source, "<row>", "exec"), space)
    loop: Callable[[int], Any] = space["loop"]
    return loop


def result_of(statement: str, names: dict[str, Any]) -> Callable[[], Any]:
    """What one repetition gives."""
    kind = "async def" if "await " in statement else "def"
    space = dict(names)
    exec(compile(f"{kind} once():\n    return {statement}", "<row>", "exec"), space)
    once: Callable[[], Any] = space["once"]
    return once
