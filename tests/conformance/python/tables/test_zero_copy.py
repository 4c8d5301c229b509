"""Section "zero_copy" of tables.h: memory that both sides look at, by buffers and by DLPack."""

import array
import gc
import threading
from collections.abc import Callable
from typing import Any

import numpy
import pytest
import tables
from memory import grows_by, references
from tables import Array, Series


class Tensor:
    """An array of a library that knows DLPack alone."""

    def __init__(self, given: Any) -> None:
        self.given = given

    def __dlpack__(self, **asked: Any) -> Any:
        return self.given.__dlpack__(**asked)

    def __dlpack_device__(self) -> Any:
        return self.given.__dlpack_device__()


class OldTensor:
    """One of before version 1."""

    def __init__(self, given: Any) -> None:
        self.given = given

    def __dlpack__(self, stream: None = None) -> Any:
        return self.given.__dlpack__(stream=stream)


def address(values: Any) -> int:
    return int(numpy.asarray(values).ctypes.data)


def series_of(*values: float) -> Series:
    series = Series(len(values))
    for i, value in enumerate(values):
        series.set(i, value)
    return series


# ---- Arrays of the caller's ----


@pytest.mark.parametrize("wrap", [lambda it: it, Tensor, OldTensor, memoryview])
def test_array__passed__is_not_copied(wrap: Callable[[Any], Any]) -> None:
    kinds: list[tuple[Any, Callable[[Any], int]]] = [
        (numpy.float64, tables.address_f64),
        (numpy.float32, tables.address_f32),
        (numpy.int32, tables.address_i32),
        (numpy.uint64, tables.address_u64),
        (numpy.uint8, tables.address_bytes),
    ]
    for dtype, function in kinds:
        values = numpy.zeros(100, dtype)
        assert function(wrap(values)) == address(values)
        assert function(wrap(values[10:])) == address(values) + 10 * values.itemsize


def test_array__of_the_standard_library__is_not_copied() -> None:
    values = array.array("d", [1, 2, 3])
    assert tables.address_f64(values) == values.buffer_info()[0]
    data = b"abc"
    assert tables.address_bytes(data) == address(numpy.frombuffer(data, numpy.uint8))


def test_array__read_only__is_read_and_not_written() -> None:
    values = numpy.array([1.0, 2.0])
    values.flags.writeable = False
    assert tables.sum_f64(values) == tables.sum_f64(Tensor(values)) == 3
    for wrap in (lambda it: it, Tensor):
        with pytest.raises(
            TypeError, match=r"argument 'values' must be a (writable|tensor that can be written)"
        ):
            tables.scale(wrap(values), 2)


@pytest.mark.parametrize("wrap", [lambda it: it, Tensor, OldTensor])
def test_scale__an_array__is_changed_in_place(wrap: Callable[[Any], Any]) -> None:
    values = numpy.array([1.0, 2.0, 3.0])
    assert tables.scale(wrap(values), 2) == address(values)
    assert values.tolist() == [2, 4, 6]


def test_array__empty__is_taken() -> None:
    assert tables.sum_f64(Tensor(numpy.zeros(0))) == tables.sum_f64(numpy.zeros(0)) == 0


def test_tensor__of_another_kind__is_refused() -> None:
    for wrong, said in (
        (numpy.zeros(3, numpy.float32), "must be a buffer of float64, not of float32"),
        (numpy.zeros(3, numpy.int64), "must be a buffer of float64, not of int64"),
        (numpy.zeros(3, numpy.bool_), "must be a buffer of float64, not of bool"),
        (numpy.zeros(3, numpy.float16), "must be a tensor of plain numbers"),
        (numpy.zeros(3, numpy.complex128), "must be a tensor of plain numbers"),
        (numpy.zeros((2, 2)), "must be a one-dimensional tensor"),
        (numpy.zeros(()), "must be a one-dimensional tensor"),
        (numpy.zeros(10)[::2], "must be a contiguous tensor"),
    ):
        before = references(wrong)
        with pytest.raises(TypeError, match=f"argument 'values' {said}"):
            tables.sum_f64(Tensor(wrong))
        assert references(wrong) == before
    with pytest.raises(TypeError, match="argument 'data' must be a buffer of uint8, not of int32"):
        tables.address_bytes(Tensor(numpy.zeros(3, numpy.int32)))


def test_tensor__whose_producer_fails__raises_what_it_raised() -> None:
    class Broken:
        def __init__(self, give: Callable[[], Any]) -> None:
            self.give = give

        def __dlpack__(self, **asked: Any) -> Any:
            return self.give()

    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tables.sum_f64(Broken(fail))
    used = numpy.zeros(3).__dlpack__(max_version=(1, 0))
    tables.sum_f64(Broken(lambda: used))
    for given in (None, 5, used):
        with pytest.raises(TypeError, match="argument 'values' gave no DLPack tensor"):
            tables.sum_f64(Broken(lambda given=given: given))  # type: ignore[misc]


def test_tensor__passed_often__leaves_nothing() -> None:
    values = numpy.zeros(1000)
    before = references(values)

    def work() -> None:
        for _ in range(10000):
            tables.sum_f64(Tensor(values))
            tables.sum_f64(OldTensor(values))
            with pytest.raises(TypeError):
                tables.sum_f32(Tensor(values))

    assert grows_by(work) < 500_000
    assert references(values) == before


# ---- Arrays that the library makes ----


def test_range__an_array_of_the_librarys__is_not_copied() -> None:
    values, at = tables.range(5)
    assert address(values) == address(numpy.from_dlpack(values)) == at
    assert values == [0, 1, 2, 3, 4]
    assert not values.readonly


def test_count_up__an_array_to_fill__is_of_any_length() -> None:
    values = tables.count_up(4)
    assert numpy.from_dlpack(values).tolist() == [0, 1, 2, 3]


def test_from_dlpack__an_array__is_its_memory() -> None:
    values, at = tables.range(5)
    tensor = numpy.from_dlpack(values)
    assert tensor.dtype == numpy.float64 and address(tensor) == at
    tensor[0] = 7
    assert values[0] == 7
    with pytest.raises(BufferError, match="a tensor looks at it"):
        values.close()
    del tensor
    values.close()
    with pytest.raises(tables.ClosedError):
        values.__dlpack__()
    with pytest.raises(tables.ClosedError):
        values.__dlpack_device__()


def test_from_dlpack__an_array_that_goes__lives_on() -> None:
    tensor = numpy.from_dlpack(tables.range(1000)[0])
    gc.collect()
    assert tensor.sum() == 999 * 500


def test_dlpack__what_is_asked_for__is_given_or_refused() -> None:
    values, at = tables.range(3)
    assert values.__dlpack_device__() == (1, 0)
    for asked, name in (
        ({}, "dltensor"),
        ({"max_version": (0, 8)}, "dltensor"),
        ({"max_version": (1, 0)}, "dltensor_versioned"),
        ({"max_version": (2, 5), "stream": None, "dl_device": (1, 0), "copy": False}, "dltensor_versioned"),
    ):
        assert f'"{name}"' in repr(values.__dlpack__(**asked))
    wrong: Any
    for wrong in ({"stream": 1}, {"dl_device": (2, 0)}, {"dl_device": (1, 1)}):
        with pytest.raises(BufferError):
            values.__dlpack__(**wrong)
    for wrong in ({"max_version": 1}, {"dl_device": 1}, {"max_version": (1,)}, {"other": 1}):
        with pytest.raises(TypeError):
            values.__dlpack__(**wrong)
    copy = numpy.from_dlpack(values, copy=True)
    assert copy.tolist() == [0, 1, 2] and address(copy) != at
    values.close()


def test_dlpack__of_every_capsule__leaves_nothing() -> None:
    def work() -> None:
        for _ in range(5000):
            values, _ = tables.range(100)
            values.__dlpack__()
            values.__dlpack__(max_version=(1, 0))
            values.__dlpack__(copy=True)
            numpy.from_dlpack(values)
            assert tables.sum_f64(Tensor(values)) == 4950

    assert grows_by(work) < 500_000


def test_dlpack__let_go_of_on_another_thread__ends_there() -> None:
    tensors = [numpy.from_dlpack(tables.range(10)[0]) for _ in range(100)]
    thread = threading.Thread(target=tensors.clear)
    thread.start()
    thread.join()
    assert not tensors


# ---- Views that only show ----


def test_values__a_view__is_the_librarys_own_memory() -> None:
    series = series_of(1, 2, 3)
    view = series.values()
    assert address(view) == address(numpy.from_dlpack(view)) == series.address()
    with pytest.raises(tables.BusyError):
        series.append(4)
    view.close()
    series.append(4)
    assert series.sum() == 10


def test_values__a_view__cannot_be_written() -> None:
    view = series_of(1, 2, 3).values()
    assert view.readonly and memoryview(view).readonly
    assert not numpy.asarray(view).flags.writeable
    assert not numpy.from_dlpack(view).flags.writeable
    with pytest.raises(TypeError, match="must be a writable"):
        tables.scale(view, 2)
    with pytest.raises(TypeError, match="must be a tensor that can be written"):
        tables.scale(Tensor(view), 2)
    with pytest.raises(BufferError, match="read-only"):
        view.__dlpack__()
    assert numpy.from_dlpack(view, copy=True).flags.writeable


def test_values__a_tensor_of_a_view__freezes_like_the_view() -> None:
    series = series_of(1, 2, 3)
    tensor = numpy.from_dlpack(series.values())
    gc.collect()
    with pytest.raises(tables.BusyError):
        series.append(4)
    assert tensor.tolist() == [1, 2, 3]
    del tensor
    series.append(4)


# ---- Views to write ----


def test_edit__a_view_to_write__changes_the_library() -> None:
    series = series_of(1, 2, 3)
    with series.edit() as view:
        assert not view.readonly
        with memoryview(view) as memory:
            writer: Any = memory
            writer[0] = 10.0
        numpy.asarray(view)[1] = 20
        numpy.from_dlpack(view)[2] = 30
        assert tables.scale(view, 2) == address(view)
    assert series.sum() == 120


def test_edit__while_it_is_open__nobody_else_uses_the_object() -> None:
    series = series_of(1, 2, 3)
    view = series.edit()
    for use in (
        lambda: series.set(0, 5),
        lambda: series.append(4),
        series.sum,
        series.values,
        series.edit,
        series.stream,
    ):
        with pytest.raises(tables.BusyError, match="written through an open view"):
            use()
    view.close()
    assert series.sum() == 6


def test_edit__while_a_reader_holds_the_memory__is_refused() -> None:
    series = series_of(1, 2, 3)
    stream = series.stream()
    with pytest.raises(tables.BusyError):
        series.edit()
    stream.close()
    reader = numpy.asarray(series.values())
    with pytest.raises(tables.BusyError):
        series.edit()
    assert reader.tolist() == [1, 2, 3]
    del reader
    series.edit().close()


def test_edit__a_tensor_of_it__holds_the_object() -> None:
    series = series_of(1, 2, 3)
    tensor = numpy.from_dlpack(series.edit())
    gc.collect()
    with pytest.raises(tables.BusyError):
        series.sum()
    tensor[:] = 3
    del tensor
    assert series.sum() == 9


def test_edit__of_a_closed_object__lives_until_the_view_ends() -> None:
    series = series_of(1, 2, 3)
    view = series.edit()
    series.close()
    assert view == [1, 2, 3]
    numpy.asarray(view)[0] = 5
    assert view[0] == 5


# ---- Many ----


def test_views__100_000_open__are_the_same_memory_and_leave_nothing() -> None:
    series = Series(1000)
    at = series.address()

    def work() -> None:
        views = [numpy.asarray(series.values()) for _ in range(100_000)]
        assert {each.ctypes.data for each in views[::1000]} == {at}
        with pytest.raises(tables.BusyError):
            series.append(1)
        views.clear()
        gc.collect()
        series.set(0, 1)

    work()
    assert grows_by(work) < 5_000_000


def test_views__opened_while_another_thread_writes__are_consistent_or_refused() -> None:
    series = Series(64)
    stop = threading.Event()
    written = 0

    def write() -> None:
        nonlocal written
        while not stop.is_set():
            try:
                with series.edit() as view:
                    numpy.asarray(view)[:] = written + 1
                written += 1
            except tables.BusyError:
                pass

    thread = threading.Thread(target=write)
    thread.start()
    seen = refused = 0
    try:
        for _ in range(20_000):
            try:
                with series.values() as view:
                    whole = numpy.asarray(view)
                    assert (whole == whole[0]).all()
                    del whole
                seen += 1
            except tables.BusyError:
                refused += 1
    finally:
        stop.set()
        thread.join()
    assert seen + refused == 20_000 and seen > 0 and written > 0
    assert series.sum() == 64 * written


def test_array__subclassed_or_made__is_refused() -> None:
    with pytest.raises(TypeError):
        Array()
