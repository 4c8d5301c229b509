"""What type checkers see of the package throwing."""

from typing import assert_type

import throwing


def use(pattern: throwing.Pattern) -> None:
    assert_type(pattern.each("a", 3, lambda match: match == "a"), int)
    assert_type(pattern.replace("a", "b"), str)
    try:
        throwing.throw(throwing.Kind.OWN)
    except throwing.ExceptionError as error:
        assert_type(error.kind, str)
