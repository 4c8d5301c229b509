"""The examples in the docs of shape.h are run."""

import doctest
import inspect

import drawn_shapes
import pytest

FINDER = doctest.DocTestFinder(exclude_empty=True)


def examples() -> list[doctest.DocTest]:
    """Those of every class with its methods, and of every function of the package."""
    found: list[doctest.DocTest] = []
    for name in drawn_shapes.__all__:
        item = getattr(drawn_shapes, name)
        if inspect.isclass(item) or inspect.isroutine(item):
            found += FINDER.find(item, name, module=False)
    return [test for test in found if test.examples and "._" not in test.name]


@pytest.mark.parametrize("test", examples(), ids=lambda test: test.name)
def test_example__run__gives_what_it_says(test: doctest.DocTest) -> None:
    results = doctest.DocTestRunner().run(test)
    assert results.attempted > 1
    assert results.failed == 0


def test_examples__of_the_contract__are_all_there() -> None:
    assert {test.name for test in examples()} == {"Polygon", "Polygon.to_wkt"}
