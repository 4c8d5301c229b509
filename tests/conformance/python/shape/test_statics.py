"""The static functions of shape.h."""

import inspect

import drawn_shapes
import pytest
from drawn_shapes import Point, Polygon, Winding

TRIANGLE = [Point(0, 0), Point(1, 0), Point(0, 1)]


def test_regular_area__on_the_class_and_on_an_object__is_the_same() -> None:
    area = Polygon.regular_area(4, 1.0)
    assert area == pytest.approx(2)
    assert Polygon.regular(4, 1.0).regular_area(corners=4, radius=1.0) == area
    assert Polygon.regular(4, 1.0).area == pytest.approx(area)


def test_winding_of__corners__gives_a_member() -> None:
    assert Polygon.winding_of(TRIANGLE) is Winding.COUNTERCLOCKWISE
    assert Polygon.winding_of(TRIANGLE[::-1]) is Winding.CLOCKWISE
    with pytest.raises(drawn_shapes.TooFewCornersError):
        Polygon.winding_of(TRIANGLE[:2])
    with pytest.raises(
        TypeError, match=r"winding_of\(\) argument 'corners' must be a sequence of Point, not int"
    ):
        Polygon.winding_of(1)  # type: ignore[arg-type]


def test_statics__looked_at__are_static_methods_with_docs() -> None:
    static = inspect.getattr_static(Polygon, "regular_area")
    assert isinstance(static, staticmethod)
    assert Polygon.regular_area.__doc__ == "The area of a regular polygon, without making it."
    assert str(inspect.signature(Polygon.regular_area)) == "(corners, radius)"


def test_statics__subclass__has_them() -> None:
    class Mine(Polygon):
        pass

    assert Mine.regular_area(3, 1) == Polygon.regular_area(3, 1)
    assert Mine.winding_of(TRIANGLE) is Winding.COUNTERCLOCKWISE
