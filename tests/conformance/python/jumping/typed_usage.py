"""What type checkers see of the package jumping."""

from typing import assert_type

import jumping


def use(formula: jumping.Formula) -> None:
    assert_type(formula.work_out(lambda name: float(len(name))), float)
    assert_type(formula.size, int)
    assert_type(jumping.Names(formula).take(), str)
