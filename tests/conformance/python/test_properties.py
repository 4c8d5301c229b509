"""Section "properties" of conformance.h."""

import conformance
import pytest


def test_name__read_and_written__changes() -> None:
    numbers = conformance.List("first")
    assert numbers.name == "first"
    numbers.name = "zweite Ü"
    assert numbers.name == "zweite Ü"


def test_name__wrong_type__raises_type_error() -> None:
    numbers = conformance.List("first")
    with pytest.raises(TypeError, match=r"^attribute 'name' must be str, not int$"):
        numbers.name = 1  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        del numbers.name
    assert numbers.name == "first"


def test_total__written__raises_attribute_error() -> None:
    numbers = conformance.List("first")
    numbers.add("a", 2.5)
    assert numbers.total == 2.5
    with pytest.raises(AttributeError):
        numbers.total = 1  # type: ignore[misc]


def test_property__after_close__raises_closed() -> None:
    numbers = conformance.List("first")
    numbers.close()
    with pytest.raises(conformance.ClosedError):
        numbers.name  # noqa: B018
    with pytest.raises(conformance.ClosedError):
        numbers.name = "x"


def test_property__documented__has_the_contracts_text() -> None:
    assert conformance.List.name.__doc__ == "The list's name."
