"""Everyday use of every kind of thing, for mypy --strict and pyright; never run."""

from collections.abc import Iterator
from typing import assert_type

import drawn_shapes
from drawn_shapes import Drawing, Names, Point, Polygon, Winding

square = Polygon([Point(0, 0), Point(1, 0), Point(1, 1)])
other = Polygon.regular(4, 1)
assert_type(square == other, bool)
assert_type(square < other, bool)
assert_type(sorted([square, other]), list[Polygon])
assert_type(hash(square), int)
assert_type(len(square), int)
assert_type(square[-1], Point)
assert_type(Point(0, 0) in square, bool)
assert_type(list(square), list[Point])
assert_type(str(square), str)
assert_type(Polygon.regular_area(3, 1), float)
assert_type(square.winding_of([]), Winding)
square.move(start=Point(0, 0), end=Point(1, 1))

drawing = Drawing()
assert_type(drawing["a"], Polygon)
assert_type("a" in drawing, bool)
assert_type(iter(drawing), Names)
names: Iterator[str] = iter(drawing)
for name in drawing:
    assert_type(name, str)
assert_type(drawn_shapes.LEAST_CORNERS, int)
