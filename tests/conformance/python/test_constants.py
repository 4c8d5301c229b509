"""Section "constants" of conformance.h."""

import conformance


def test_constants__read__have_the_values_of_the_header() -> None:
    assert conformance.MAX_ITEMS == 1000
    assert conformance.NO_ITEM == 2**64 - 1
    assert conformance.LOWEST == -40
    assert conformance.RATIO == 1.618033988749895
    assert conformance.HELLO == 'hello "w\\rld" é'
