"""Everyday use of every kind of thing, for mypy --strict and pyright; never run."""

import array
from typing import assert_type

import conformance
import numpy
from conformance import Array, Direction, List, Point, Walk

assert_type(conformance.same_i8(numpy.int64(1)), int)
assert_type(conformance.same_f32(1), float)
assert_type(conformance.same_bool(True), bool)
assert_type(conformance.MAX_ITEMS, int)
assert_type(conformance.HELLO, str)
assert_type(conformance.turn_right(Direction.EAST), Direction)

point = Point(x=1, y=2.5, weight=3, visible=True, facing=Direction.WEST)
point.x = 4
assert_type(point.facing, Direction)
assert_type(conformance.shift(point, 1, 2), Point)
assert_type(conformance.distance_between(point), float)
match point:
    case Point(x, _):
        assert_type(x, float)

assert_type(conformance.split("one two"), tuple[str, str | None])
assert_type(conformance.maybe_text(None), str | None)
assert_type(conformance.reverse_bytes(bytearray(b"abc")), bytes)
assert_type(conformance.divide(7, 2), tuple[int, int])

for values in (array.array("d", [1]), memoryview(b""), numpy.zeros(3)):
    assert_type(conformance.sum_f64(values), float)
conformance.sum_f64([1, 2.5])
conformance.sum_i64(range(3))
conformance.sum_i64(None)
conformance.double_in_place(numpy.zeros(3))
squares = conformance.squares([1, 2])
assert_type(squares, Array[int])
assert_type(squares[0], int)
assert_type(squares[1:], list[int])
assert_type(list(squares), list[int])
assert_type(squares.tolist(), list[int])
memoryview(squares)
numpy.asarray(squares)
conformance.sum_i64(squares)
assert_type(conformance.square(1), list[Point])
assert_type(conformance.without_nan([1.0]), Array[float] | None)

with List("mine") as numbers:
    assert_type(numbers, List)
    assert_type(numbers.name, str)
    numbers.name = "other"
    assert_type(numbers.values(), Array[float])
    assert_type(numbers.walk(), Walk)
    assert_type(List.filled(3, 1), List)
    assert_type(numbers.closed, bool)


class Named(List):
    pass


assert_type(Named.filled(1, 2), Named)
assert_type(Named("x"), Named)

try:
    numbers.get("x")
except conformance.NoSuchItemError as error:
    key_error: KeyError = error
    assert_type(error.code, str)
