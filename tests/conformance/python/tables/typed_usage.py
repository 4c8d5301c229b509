"""What type checkers must accept and refuse; run by nobody."""

from typing import assert_type

import tables

stream = tables.make(3, 2)
assert_type(stream, tables.ArrowStream)
assert_type(tables.sum(stream, "x"), float)
assert_type(tables.shape(None), tuple[int, int])
assert_type(tables.Store.read(tables.make(3, 2)), tables.Store)
tables.sum([1.0], "x")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
