"""Section "results" of conformance.h."""

import conformance
import pytest


def test_divide__two_results__are_a_tuple() -> None:
    assert conformance.divide(17, 5) == (3, 2)
    assert conformance.divide(a=-7, b=2) == (-3, -1)


def test_divide__by_zero__raises() -> None:
    with pytest.raises(conformance.BadArgumentError, match="by zero"):
        conformance.divide(1, 0)


def test_parse__value_and_out_parameter__are_a_tuple() -> None:
    assert conformance.parse("2.5") == (True, 2.5)
    assert conformance.parse("two")[0] is False


def test_increment__old_value_and_in_out_parameter__are_a_tuple() -> None:
    assert conformance.increment(5, 3) == (5, 8)
