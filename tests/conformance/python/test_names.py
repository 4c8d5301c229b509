"""Section "names" of conformance.h."""

import inspect

import conformance


def test_function__named_as_a_keyword__has_an_underscore() -> None:
    assert isinstance(conformance.import_(1, 2, 3, 4, 5, 6, 7), int)
    assert isinstance(conformance.lambda_(1, 2, 3, 4, 5, 6), int)


def test_parameter__named_as_a_keyword__has_an_underscore() -> None:
    assert list(inspect.signature(conformance.import_).parameters) == [
        "klass",
        "def_",
        "func",
        "fn",
        "type",
        "self_",
        "await_",
    ]
    assert "None_" in inspect.signature(conformance.lambda_).parameters
    by_position = conformance.import_(1, 2, 3, 4, 5, 6, 7)
    by_name = conformance.import_(klass=1, def_=2, func=3, fn=4, type=5, self_=6, await_=7)
    assert by_name == by_position


def test_documentation__that_ends_comments_early__survives() -> None:
    documentation = inspect.getdoc(conformance.import_)
    assert documentation is not None
    for mark in ('"""', "```", "</script>", "`${x}`", "'quote'"):
        assert mark in documentation
