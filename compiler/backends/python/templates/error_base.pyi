
class @NAME@(Exception):
    """Any error of @LIBRARY@."""

    code: @STR@
    """The name of the error's constant in C."""
    kind: @STR@
    """What sort of failure it is, for instance "not_found"."""
    function: @STR@
    """The function of the library that failed."""
