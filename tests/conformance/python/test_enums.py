"""Section "enums" of conformance.h."""

import enum
import pickle

import conformance
import pytest
from conformance import Direction


def test_enum__class__is_an_int_enum_with_the_headers_values() -> None:
    assert issubclass(Direction, enum.IntEnum)
    assert {member.name: member.value for member in Direction} == {
        "NORTH": 0,
        "EAST": 5,
        "SOUTH": 6,
        "WEST": -3,
    }
    assert Direction.__module__ == "conformance"
    assert Direction.__doc__ == "A direction of the compass."


def test_enum__result__is_the_member_itself() -> None:
    assert conformance.turn_right(Direction.NORTH) is Direction.EAST
    assert conformance.turn_right(Direction.WEST) is Direction.NORTH


def test_enum__integer_of_a_member__is_accepted() -> None:
    assert conformance.turn_right(5) is Direction.SOUTH  # type: ignore[arg-type]


def test_enum__integer_of_no_member__raises_value_error() -> None:
    for value in (1, 7, -1, 2**31, -(2**40), 10**30):
        with pytest.raises(ValueError):
            conformance.turn_right(value)  # type: ignore[arg-type]


def test_enum__other_type__raises_type_error() -> None:
    class Other(enum.IntEnum):
        ZERO = 0

    for value in (Other.ZERO, True, "NORTH", None, 0.0):
        with pytest.raises(TypeError, match="must be Direction"):
            conformance.turn_right(value)  # type: ignore[arg-type]


def test_enum__pickled__is_the_same_member() -> None:
    assert pickle.loads(pickle.dumps(Direction.SOUTH)) is Direction.SOUTH
