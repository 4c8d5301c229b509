"""Section "records" of conformance.h."""

import copy
import math
import pickle
from typing import Any

import conformance
import pytest
from conformance import Direction, Numbers, Point


def make_point(**changes: Any) -> Point:
    fields: dict[str, Any] = {
        "x": 1.5,
        "y": -2.0,
        "weight": 7,
        "visible": True,
        "facing": Direction.SOUTH,
    }
    return Point(**(fields | changes))


def test_record__constructed__has_its_fields() -> None:
    point = make_point()
    assert (point.x, point.y, point.weight) == (1.5, -2.0, 7)
    assert point.visible is True
    assert point.facing is Direction.SOUTH


def test_record__constructed_by_position__has_its_fields() -> None:
    assert Point(1.5, -2.0, 7, True, Direction.SOUTH) == make_point()


def test_record__field_missing_or_unknown__raises_type_error() -> None:
    with pytest.raises(TypeError, match="missing required argument 'facing'"):
        Point(1, 2, 3, True)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        make_point(z=1)


def test_record__field_assigned__is_checked_like_an_argument() -> None:
    point = make_point()
    point.weight = 2**32 - 1
    assert point.weight == 2**32 - 1
    with pytest.raises(OverflowError, match=r"^attribute 'weight' must be an integer from 0"):
        point.weight = -1
    with pytest.raises(TypeError):
        point.visible = 1  # type: ignore[assignment]
    with pytest.raises(ValueError):
        point.facing = 1  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        point.other = 1  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        del point.x
    assert point.weight == 2**32 - 1


def test_record__repr__shows_every_field() -> None:
    assert repr(make_point()) == ("Point(x=1.5, y=-2.0, weight=7, visible=True, facing=<Direction.SOUTH: 6>)")


def test_record__compared__by_value() -> None:
    assert make_point() == make_point()
    assert make_point() != make_point(x=0)
    assert make_point(x=0.0) == make_point(x=-0.0)
    assert make_point(x=math.nan) != make_point(x=math.nan)
    assert make_point() != (1.5, -2.0, 7, True, Direction.SOUTH)


def test_record__hashed__raises_type_error() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(make_point())


def test_record__matched__by_position() -> None:
    match make_point():
        case Point(x, _, weight):
            assert (x, weight) == (1.5, 7)
        case _:
            pytest.fail("no match")


def test_record__copied_and_pickled__is_equal() -> None:
    point = make_point()
    for twin in (copy.copy(point), copy.deepcopy(point), pickle.loads(pickle.dumps(point))):
        assert twin == point
        assert twin is not point


def test_mirror__by_value__gives_a_new_record() -> None:
    point = make_point()
    assert conformance.mirror(point) == make_point(x=-1.5, y=2.0)
    assert point == make_point()


def test_distance__by_pointer__is_computed() -> None:
    assert conformance.distance(make_point(x=3, y=4)) == 5


def test_distance_between__other_left_out_or_none__is_from_the_origin() -> None:
    point = make_point(x=3, y=4)
    assert conformance.distance_between(point) == 5
    assert conformance.distance_between(point, None) == 5
    assert conformance.distance_between(point, other=point) == 0


def test_shift__in_and_out__gives_a_new_record_and_leaves_its_argument() -> None:
    point = make_point()
    assert conformance.shift(point, 1, 1) == make_point(x=2.5, y=-1)
    assert point == make_point()


def test_corner__out_parameter__is_the_result() -> None:
    corner = conformance.corner(make_point(x=1, y=9), make_point(x=5, y=2))
    assert (corner.x, corner.y) == (5, 9)


def test_numbers__every_kind__survives() -> None:
    numbers = Numbers(
        i8=-128,
        i16=-(2**15),
        i32=-(2**31),
        i64=-(2**63),
        u8=255,
        u16=2**16 - 1,
        u32=2**32 - 1,
        u64=2**64 - 1,
        size=2**64 - 1,
        f32=0.5,
        f64=1e300,
    )
    same = conformance.same_numbers(numbers)
    assert same == numbers
    assert repr(same) == repr(numbers)
    assert same.u64 == 2**64 - 1


def test_record__wrong_argument__raises_type_error() -> None:
    for value in (None, (1, 2), "point", conformance.List("x")):
        with pytest.raises(TypeError, match="must be Point, not"):
            conformance.distance(value)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be Point or None, not int"):
        conformance.distance_between(make_point(), 1)  # type: ignore[arg-type]


def test_record__subclassed__raises_type_error() -> None:
    with pytest.raises(TypeError, match="not an acceptable base type"):
        type("Sub", (Point,), {})
