"""Everyday use, for mypy --strict and pyright; never run."""

from typing import assert_type

from measuring import Meter, locks

assert_type(Meter().add(1), int)
assert_type(locks.statistics().functions["long"].nanoseconds, int)
assert_type(locks.statistics().threshold, int)
locks.set_mode("held")
locks.set_mode(locks.statistics().functions["long"].mode, "Meter.add")
