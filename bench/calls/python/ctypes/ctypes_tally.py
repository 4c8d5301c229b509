"""The small library with ctypes: the shared library, its prototypes, and what they do not say."""

import ctypes
import pathlib
from collections.abc import Callable

import numpy
from numpy.ctypeslib import as_array


class NoSuchColumnError(LookupError):
    pass


class RefusedError(ValueError):
    pass


class Point(ctypes.Structure):
    _fields_ = (("x", ctypes.c_double), ("y", ctypes.c_double), ("weight", ctypes.c_int64))


Change = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p)
Doubles = ctypes.POINTER(ctypes.c_double)

# PyDLL would not let other threads run, and costs less: these functions are short.
path = str(pathlib.Path(__file__).parent / "libctypes_tally.so")
lib = ctypes.PyDLL(path)
blocking = ctypes.CDLL(path)


def declare(library, name, result, *arguments):
    function = getattr(library, name)
    function.restype = result
    function.argtypes = arguments
    return function


tally_new = declare(lib, "tally_new", ctypes.c_void_p, ctypes.c_int64)
tally_free = declare(lib, "tally_free", None, ctypes.c_void_p)
tally_value = declare(lib, "tally_value", ctypes.c_int64, ctypes.c_void_p)
tally_column = declare(lib, "tally_column", ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, Doubles)
tally_text_size = declare(lib, "tally_text_size", ctypes.c_size_t, ctypes.c_char_p)
tally_short_text = declare(lib, "tally_short_text", ctypes.c_char_p)
tally_long_text = declare(lib, "tally_long_text", ctypes.c_char_p)
tally_ends = declare(lib, "tally_ends", ctypes.c_double, ctypes.c_void_p, ctypes.c_size_t)
tally_values = declare(
    lib,
    "tally_values",
    ctypes.c_int,
    ctypes.c_size_t,
    ctypes.POINTER(Doubles),
    ctypes.POINTER(ctypes.c_size_t),
)
tally_call_back = declare(lib, "tally_call_back", ctypes.c_int64, ctypes.c_int64, Change, ctypes.c_void_p)
tally_fail = declare(lib, "tally_fail", ctypes.c_int)
free = declare(ctypes.PyDLL(None), "free", None, ctypes.c_void_p)

nothing = declare(lib, "tally_nothing", None)
add = declare(lib, "tally_add", ctypes.c_int64, ctypes.c_int64, ctypes.c_int64)
point_sum = declare(lib, "tally_point_sum", ctypes.c_double, Point)
point_at = declare(lib, "tally_point_at", Point, ctypes.c_double)
add_slowly = declare(blocking, "tally_add_slowly", ctypes.c_int64, ctypes.c_int64, ctypes.c_int64)


class Tally:
    __slots__ = ("own",)

    def __init__(self, start: int) -> None:
        self.own = tally_new(start)

    def __del__(self) -> None:
        tally_free(self.own)

    def value(self) -> int:
        return tally_value(self.own)

    def column(self, name: str) -> float:
        found = ctypes.c_double()
        if tally_column(self.own, name.encode(), ctypes.byref(found)) != 0:
            raise NoSuchColumnError("No column has that name.")
        return found.value


def text_size(text: str) -> int:
    return tally_text_size(text.encode())


def short_text() -> str:
    return tally_short_text().decode()


def long_text() -> str:
    return tally_long_text().decode()


def ends(values: numpy.ndarray) -> float:
    if values.dtype != numpy.float64 or values.ndim != 1 or not values.flags.c_contiguous:
        raise TypeError("expected a one-dimensional array of doubles")
    return tally_ends(values.ctypes.data, len(values))


def values(count: int) -> numpy.ndarray:
    made = Doubles()
    made_count = ctypes.c_size_t()
    if tally_values(count, ctypes.byref(made), ctypes.byref(made_count)) != 0:
        raise MemoryError
    view = as_array(made, (made_count.value,))
    copy = view.copy()
    free(made)
    return copy


def call_back(number: int, change: Callable[[int], int]) -> int:
    raised: list[BaseException] = []

    def visit(given: int, context: int | None) -> int:
        try:
            return change(given)
        except BaseException as error:
            raised.append(error)
            return 0

    result = tally_call_back(number, Change(visit), None)
    if raised:
        raise raised[0]
    return result


def fail() -> None:
    if tally_fail() != 0:
        raise RefusedError("The call was asked to fail.")
