"""The small library with cffi's API mode: what needs more than the compiled function, in Python."""

from collections.abc import Callable
from typing import Any

import numpy
from _cffi_tally import ffi, lib


class NoSuchColumnError(LookupError):
    pass


class RefusedError(ValueError):
    pass


class Tally:
    __slots__ = ("own",)

    def __init__(self, start: int) -> None:
        self.own = ffi.gc(lib.tally_new(start), lib.tally_free)

    def value(self) -> int:
        return lib.tally_value(self.own)

    def column(self, name: str) -> float:
        found = ffi.new("double *")
        if lib.tally_column(self.own, name.encode(), found) != 0:
            raise NoSuchColumnError("No column has that name.")
        return found[0]


nothing = lib.tally_nothing
add = lib.tally_add
point_sum = lib.tally_point_sum
point_at = lib.tally_point_at
add_slowly = lib.tally_add_slowly


def Point(x: float, y: float, weight: int) -> Any:
    point = ffi.new("tally_point *", (x, y, weight))
    return point[0]


def text_size(text: str) -> int:
    return lib.tally_text_size(text.encode())


def short_text() -> str:
    return ffi.string(lib.tally_short_text()).decode()


def long_text() -> str:
    return ffi.string(lib.tally_long_text()).decode()


def ends(values: numpy.ndarray) -> float:
    return lib.tally_ends(ffi.from_buffer("double[]", values), len(values))


def values(count: int) -> numpy.ndarray:
    made = ffi.new("double **")
    made_count = ffi.new("size_t *")
    if lib.tally_values(count, made, made_count) != 0:
        raise MemoryError
    data = ffi.gc(made[0], lib.free)
    return numpy.frombuffer(ffi.buffer(data, made_count[0] * 8), dtype=numpy.float64)


@ffi.def_extern(error=0)
def call_python(number: int, context: Any) -> int:
    change, raised = ffi.from_handle(context)
    try:
        return change(number)
    except BaseException as error:
        raised.append(error)
        return 0


def call_back(number: int, change: Callable[[int], int]) -> int:
    raised: list[BaseException] = []
    context = ffi.new_handle((change, raised))
    result = lib.tally_call_back(number, lib.call_python, context)
    if raised:
        raise raised[0]
    return result


def fail() -> None:
    if lib.tally_fail() != 0:
        raise RefusedError("The call was asked to fail.")
