"""Section "numbers" of conformance.h."""

import math

import conformance
import numpy
import pytest

RANGES = {
    "i8": (-(2**7), 2**7 - 1),
    "i16": (-(2**15), 2**15 - 1),
    "i32": (-(2**31), 2**31 - 1),
    "i64": (-(2**63), 2**63 - 1),
    "u8": (0, 2**8 - 1),
    "u16": (0, 2**16 - 1),
    "u32": (0, 2**32 - 1),
    "u64": (0, 2**64 - 1),
    "size": (0, 2**64 - 1),
}


@pytest.mark.parametrize("kind", RANGES)
def test_integer__edge_of_range__is_returned(kind: str) -> None:
    same = getattr(conformance, f"same_{kind}")
    for value in (*RANGES[kind], 0, 1):
        assert same(value) == value
        assert type(same(value)) is int


@pytest.mark.parametrize("kind", RANGES)
def test_integer__outside_range__raises_overflow_error(kind: str) -> None:
    same = getattr(conformance, f"same_{kind}")
    low, high = RANGES[kind]
    for value in (low - 1, high + 1, -(10**30), 10**5000):
        with pytest.raises(OverflowError, match=f"same_{kind}.*'value'.*{high}"):
            same(value)


@pytest.mark.parametrize("kind", RANGES)
def test_integer__other_type__raises_type_error(kind: str) -> None:
    same = getattr(conformance, f"same_{kind}")
    for value in (1.0, "1", None, b"1", [1]):
        with pytest.raises(TypeError, match="'value' must be int, not"):
            same(value)


def test_integer__numpy_scalar__is_taken_through_index() -> None:
    assert conformance.same_i16(numpy.int64(-5)) == -5
    assert conformance.same_u64(numpy.uint64(2**64 - 1)) == 2**64 - 1


def test_integer__failing_index__keeps_its_error() -> None:
    class Broken:
        def __index__(self) -> int:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        conformance.same_i8(Broken())


def test_bool__true_and_false__are_returned() -> None:
    assert conformance.same_bool(True) is True
    assert conformance.same_bool(False) is False


def test_bool__truthy_value__raises_type_error() -> None:
    value: object
    for value in (1, 0, "yes", None, []):
        with pytest.raises(TypeError, match="must be bool"):
            conformance.same_bool(value)  # type: ignore[arg-type]


def test_f64__special_values__are_returned() -> None:
    for value in (0.0, -0.0, 1e308, 5e-324, math.inf, -math.inf, -1.0):
        same = conformance.same_f64(value)
        assert same == value
        assert math.copysign(1, same) == math.copysign(1, value)
    assert math.isnan(conformance.same_f64(math.nan))


def test_f64__integer__is_converted() -> None:
    assert conformance.same_f64(3) == 3.0
    assert conformance.same_f64(numpy.float32(0.5)) == 0.5  # type: ignore[arg-type]


def test_f64__text__raises_type_error() -> None:
    with pytest.raises(TypeError, match="must be float, not str"):
        conformance.same_f64("1.0")  # type: ignore[arg-type]


def test_f64__integer_too_large__raises_overflow_error() -> None:
    with pytest.raises(OverflowError):
        conformance.same_f64(10**400)


def test_f32__value__is_rounded_to_single_precision() -> None:
    assert conformance.same_f32(0.1) == float(numpy.float32(0.1))
    assert conformance.same_f32(math.inf) == math.inf


def test_f32__too_large__raises_overflow_error() -> None:
    with pytest.raises(OverflowError, match="single precision"):
        conformance.same_f32(1e39)


def test_do_nothing__called__returns_none() -> None:
    conformance.do_nothing()


def test_arguments__by_keyword__are_taken() -> None:
    assert conformance.same_i8(value=7) == 7
    assert conformance.same_i8(**{"".join(["val", "ue"]): 7}) == 7


def test_arguments__wrong_number__raises_type_error() -> None:
    with pytest.raises(TypeError, match=r"same_i8\(\) missing required argument 'value' \(pos 1\)"):
        conformance.same_i8()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"same_i8\(\) takes at most 1 argument \(2 given\)"):
        conformance.same_i8(1, 2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="do_nothing"):
        conformance.do_nothing(1)  # type: ignore[call-arg]


def test_arguments__unknown_keyword__raises_type_error() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'number'"):
        conformance.same_i8(number=1)  # type: ignore[call-arg]


def test_arguments__given_twice__raises_type_error() -> None:
    with pytest.raises(TypeError, match=r"argument for divide\(\) given by name \('a'\) and position \(1\)"):
        conformance.divide(1, a=2)  # type: ignore[call-arg,misc]
