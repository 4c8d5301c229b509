"""What type checkers must accept and refuse; run by nobody."""

from typing import assert_type

import numpy
import tables

stream = tables.make(3, 2)
assert_type(stream, tables.ArrowStream)
assert_type(tables.sum(stream, "x"), float)
assert_type(tables.shape(None), tuple[int, int])
assert_type(tables.Store.read(tables.make(3, 2)), tables.Store)
tables.sum([1.0], "x")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

# ---- zero_copy ----

series = tables.Series(3)
assert_type(series.values(), tables.Array[float])
assert_type(series.edit(), tables.Array[float])
assert_type(series.values().__dlpack_device__(), tuple[int, int])
numbers = numpy.from_dlpack(series.values())
assert_type(tables.sum_f64(numbers), float)


class Tensor:
    def __dlpack__(self, *, stream: int | None = None) -> object: ...


tables.sum_f64(Tensor())
tables.scale(Tensor(), by=2)
tables.scale([1.0], by=2)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
