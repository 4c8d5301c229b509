"""Section "enums" of conformance.h."""

import enum
import pickle
import subprocess
import sys

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


def in_new_process(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True, check=True)
    return done.stdout.strip()


def test_enum__not_looked_at_yet__is_made_by_whoever_needs_it_first() -> None:
    first = "import conformance; member = conformance.turn_right(0)"
    check = "print(member is conformance.Direction.EAST, isinstance(member, conformance.Direction))"
    assert in_new_process(f"{first}; {check}") == "True True"
    given = "import conformance; print(conformance.turn_right(conformance.Direction.NORTH).name)"
    assert in_new_process(given) == "EAST"
    star = "from conformance import *; print(Direction.EAST.value, turn_right(0) is Direction.EAST)"
    assert in_new_process(star) == "5 True"
    pickled = pickle.dumps(Direction.SOUTH)
    assert in_new_process(f"import pickle; print(repr(pickle.loads({pickled!r})))") == repr(Direction.SOUTH)


def test_enum__not_looked_at_yet__is_told_in_errors_and_by_dir() -> None:
    assert in_new_process("import conformance; print('Direction' in dir(conformance))") == "True"
    program = (
        "import conformance\n"
        "try:\n    conformance.turn_right('NORTH')\nexcept TypeError as error:\n    print(error)"
    )
    assert "must be Direction, not str" in in_new_process(program)


def test_enum__unknown_name_of_the_package__raises_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'conformance' has no attribute 'Directions'"):
        _ = conformance.Directions  # type: ignore[attr-defined]


def test_enum__two_threads_at_once__get_the_same_class() -> None:
    program = (
        "import conformance, threading\n"
        "found = []\n"
        "start = threading.Barrier(8)\n"
        "def look():\n    start.wait()\n    found.append(conformance.Direction)\n"
        "threads = [threading.Thread(target=look) for _ in range(8)]\n"
        "[thread.start() for thread in threads]\n"
        "[thread.join() for thread in threads]\n"
        "print(len(found), len(set(found)))"
    )
    assert in_new_process(program) == "8 1"
