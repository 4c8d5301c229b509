"""What type checkers see of the package bridged."""

from typing import Literal, assert_type

import bridged
from bridged import diagnostics


def use(tally: bridged.Tally) -> None:
    assert_type(bridged.next_u32(1), int)
    assert_type(tally.top(), str | None)
    for one in diagnostics.bridges():
        assert_type(one, diagnostics.Bridge)
        assert_type(one.mode, Literal["reference", "swapped", "shadowed", "recorded"])
        assert_type(one.saved_seconds, float)
    assert_type(diagnostics.bridges_json(), str)
