"""Section "wide_numbers" of values.h: whole numbers of 128 bits."""

import pickle
from typing import Any

import pytest
import values
from memory import grows_by
from values import Holder, WidePair

LARGEST = 2**127 - 1
SMALLEST = -(2**127)
UNSIGNED = 2**128 - 1


@pytest.mark.parametrize(
    "value", [LARGEST, SMALLEST, 0, 1, -1, 2**63, -(2**63) - 1, 2**64, 2**64 - 1, -(2**64)]
)
def test_signed__up_to_the_edges__is_exact(value: int) -> None:
    assert values.same_i128(value) == value


@pytest.mark.parametrize("value", [UNSIGNED, 0, 1, 2**63, 2**64 - 1, 2**64])
def test_unsigned__up_to_the_edges__is_exact(value: int) -> None:
    assert values.same_u128(value) == value


def test_number__that_does_not_fit__is_refused() -> None:
    for value in (LARGEST + 1, SMALLEST - 1, 2**1000):
        with pytest.raises(OverflowError, match=r"argument 'value' must be an integer from -2\*\*127"):
            values.same_i128(value)
    for value in (UNSIGNED + 1, -1, SMALLEST, 2**1000):
        with pytest.raises(OverflowError, match=r"argument 'value' must be an integer from 0 to 2\*\*128"):
            values.same_u128(value)


@pytest.mark.parametrize("value", [1.0, None, "1", b"1"])
def test_number__something_else__is_refused(value: Any) -> None:
    for same in (values.same_i128, values.same_u128):
        with pytest.raises(TypeError, match=r"argument 'value' must be int, not \w+"):
            same(value)


def test_number__with_an_index__is_taken() -> None:
    class Index:
        def __index__(self) -> int:
            return SMALLEST

    class Broken:
        def __index__(self) -> int:
            raise ZeroDivisionError

    assert values.same_i128(Index()) == SMALLEST
    with pytest.raises(ZeroDivisionError):
        values.same_u128(Broken())


def test_product__of_64_bits__is_wide() -> None:
    assert values.multiply(2**63 - 1, -(2**63)) == (2**63 - 1) * -(2**63)


def test_optional__in_and_out__is_none_or_a_number() -> None:
    assert (values.negated(LARGEST), values.negated(SMALLEST)) == (-LARGEST, None)
    assert (values.smaller(LARGEST, SMALLEST), values.smaller(LARGEST, None)) == (SMALLEST, LARGEST)


def test_in_place_and_default__is_as_said() -> None:
    assert values.accumulate(2**64 - 1) == 2**64
    assert values.accumulate(2**64 - 1, 2**64 - 1) == 2**65 - 2
    assert (values.default_i128(), values.default_i128(5)) == (-1, 5)


def test_field__of_a_record__goes_in_and_out() -> None:
    pair = values.order(LARGEST, SMALLEST)
    assert (pair.low, pair.high) == (SMALLEST, LARGEST)
    assert values.same_pair(pair) == pair
    assert values.order(5, None).high is None
    wide = WidePair(SMALLEST, UNSIGNED, LARGEST)
    assert values.same_pair(wide) == wide == pickle.loads(pickle.dumps(wide))
    assert wide != WidePair(SMALLEST, UNSIGNED, LARGEST - 2**64)
    with pytest.raises(OverflowError, match="attribute 'sum'"):
        wide.sum = -1
    with pytest.raises(TypeError, match=r"WidePair\(\) argument 'low' must be int, not None"):
        WidePair(None, 1)  # type: ignore[arg-type]


def test_property__set__is_kept() -> None:
    holder = Holder()
    holder.serial = UNSIGNED
    assert holder.serial == UNSIGNED
    with pytest.raises(OverflowError, match="attribute 'serial'"):
        holder.serial = -1
    assert holder.serial == UNSIGNED


def test_numbers__in_a_loop__leave_nothing() -> None:
    def work() -> None:
        for _ in range(20000):
            values.same_i128(SMALLEST)
            values.same_u128(UNSIGNED)
            with pytest.raises(OverflowError):
                values.same_i128(UNSIGNED)

    assert grows_by(work) < 500_000
