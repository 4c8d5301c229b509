"""Section "arrays" of conformance.h."""

import array
import math
from collections.abc import Callable
from typing import Any

import conformance
import numpy
import pytest
from conformance import Array, Direction, Point

SUMS: list[tuple[Callable[[Any], float], str, str]] = [
    (conformance.sum_f64, "d", "float64"),
    (conformance.sum_f32, "f", "float32"),
    (conformance.sum_i32, "i", "int32"),
    (conformance.sum_i64, "q", "int64"),
    (conformance.sum_u64, "Q", "uint64"),
]


@pytest.mark.parametrize(("total", "code", "dtype"), SUMS)
def test_sum__any_buffer_of_its_type__is_taken(total: Callable[[Any], float], code: str, dtype: str) -> None:
    values = array.array(code, [1, 2, 3])
    for buffer in (
        values,
        memoryview(values),
        numpy.array([1, 2, 3], dtype=dtype),
        numpy.asarray(values),
        memoryview(values)[:],
    ):
        assert total(buffer) == 6


@pytest.mark.parametrize(("total", "code", "dtype"), SUMS)
def test_sum__sequence__is_converted(total: Callable[[Any], float], code: str, dtype: str) -> None:
    for sequence in ([1, 2, 3], (1, 2, 3), range(1, 4), [numpy.int8(1), 2, 3]):
        assert total(sequence) == 6
    assert total([]) == 0
    assert total(()) == 0
    assert total(array.array(code)) == 0
    assert total(numpy.zeros(0, dtype=dtype)) == 0


def test_sum__native_spellings_of_64_bits__are_all_taken() -> None:
    for code in ("l", "q"):
        assert conformance.sum_i64(array.array(code, [-1, 2])) == 1
    for dtype in (numpy.int64, numpy.longlong, "<i8", "=i8"):
        assert conformance.sum_i64(numpy.array([-1, 2], dtype=dtype)) == 1


def test_sum__buffer_of_another_type__raises_type_error() -> None:
    message = r"sum_f64\(\) argument 'values' must be a buffer of float64, not of int64"
    with pytest.raises(TypeError, match=message):
        conformance.sum_f64(numpy.array([1, 2]))
    with pytest.raises(TypeError, match="must be a buffer of int64, not of uint64"):
        conformance.sum_i64(numpy.array([1, 2], dtype=numpy.uint64))
    with pytest.raises(TypeError, match="must be a buffer of float64"):
        conformance.sum_f64(numpy.array([1, 2], dtype=">f8"))
    with pytest.raises(TypeError, match="must be a buffer of float64, not of uint8"):
        conformance.sum_f64(b"12345678")
    with pytest.raises(TypeError, match="must be a buffer of float64"):
        conformance.sum_f64(numpy.array([1j]))


def test_sum__strided_or_two_dimensional_buffer__raises_type_error() -> None:
    values = numpy.arange(10.0)
    with pytest.raises(TypeError, match="contiguous"):
        conformance.sum_f64(values[::2])
    with pytest.raises(TypeError, match="one-dimensional"):
        conformance.sum_f64(values.reshape(2, 5))
    with pytest.raises(TypeError):
        conformance.sum_f64(numpy.float64(1))


def test_sum__misaligned_buffer__raises_bad_array() -> None:
    shifted = numpy.frombuffer(bytes(17), dtype=numpy.uint8)[1:].view(numpy.float64)
    aligned = numpy.frombuffer(bytes(17), dtype=numpy.uint8)[:16].view(numpy.float64)
    results: list[float | None] = []
    for values in (shifted, aligned):
        try:
            results.append(conformance.sum_f64(values))
        except conformance.BadArrayError as error:
            assert "values" in str(error)
            results.append(None)
    assert sorted(results, key=str) == [0.0, None]


def test_sum__wrong_item_in_sequence__names_its_index() -> None:
    with pytest.raises(TypeError, match=r"argument 'values' item 2 must be float, not str"):
        conformance.sum_f64([1, 2, "3"])  # type: ignore[list-item]
    with pytest.raises(OverflowError, match=r"argument 'values' item 1 must be an integer from"):
        conformance.sum_i32([0, 2**31])


def test_sum__no_sequence__raises_type_error() -> None:
    for value in (None, 1, "123", {1: 2}, {1, 2}):
        with pytest.raises(TypeError, match="must be a buffer of float64 or a sequence, not"):
            conformance.sum_f64(value)  # type: ignore[arg-type]


def test_sum__sequence_that_shrinks_while_converted__is_safe() -> None:
    values: list[Any] = []

    class Shrinking:
        def __float__(self) -> float:
            values.clear()
            return 1.0

    values.extend([Shrinking(), 2.0, 3.0])
    assert conformance.sum_f64(values) == 6


def test_sum_i64__none_or_left_out__is_minus_one() -> None:
    assert conformance.sum_i64(None) == -1
    assert conformance.sum_i64() == -1
    assert conformance.sum_i64([]) == 0


def test_count_true__bools__are_counted() -> None:
    assert conformance.count_true([True, False, True]) == 2
    assert conformance.count_true(numpy.array([True, False])) == 1
    with pytest.raises(TypeError, match="item 0 must be bool"):
        conformance.count_true([1])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="is no bool"):
        conformance.count_true(memoryview(b"\x02").cast("?"))


def test_weighted_sum__equal_lengths__is_computed() -> None:
    assert conformance.weighted_sum([1, 2], numpy.array([3.0, 4.0])) == 11
    assert conformance.weighted_sum([], []) == 0


def test_weighted_sum__unequal_lengths__raises_bad_array() -> None:
    with pytest.raises(conformance.BadArrayError):
        conformance.weighted_sum([1, 2], [1])


def test_double_in_place__writable_buffer__is_changed() -> None:
    values = numpy.array([1.0, 2.0])
    plain = array.array("d", [1, 2])
    conformance.double_in_place(values)
    conformance.double_in_place(plain)
    assert list(values) == [2, 4]
    assert list(plain) == [2, 4]
    conformance.double_in_place(array.array("d"))


def test_double_in_place__not_writable__raises_type_error() -> None:
    values = numpy.array([1.0])
    values.flags.writeable = False
    with pytest.raises(TypeError, match="writable"):
        conformance.double_in_place(values)
    with pytest.raises(TypeError, match="must be a writable buffer of float64, not list"):
        conformance.double_in_place([1.0])  # type: ignore[arg-type]


def test_squares__array_of_the_same_length__is_the_result() -> None:
    squares = conformance.squares([1, -2, 3])
    assert isinstance(squares, Array)
    assert squares == [1, 4, 9]
    assert conformance.squares([]) == []


def test_evens__array_of_the_given_length__is_the_result() -> None:
    assert conformance.evens(4) == [0, 2, 4, 6]
    assert len(conformance.evens(0)) == 0


def test_evens__more_than_memory_holds__raises_memory_error() -> None:
    for count in (2**44, 2**62, 2**63, 2**64 - 1):
        with pytest.raises(MemoryError, match=f"^no memory for {count} elements$"):
            conformance.evens(count)


def test_divisors__filled_partly__is_cut_to_what_was_filled() -> None:
    assert conformance.divisors(12, 10) == [1, 2, 3, 4, 6, 12]
    assert conformance.divisors(12, 2) == [1, 2]
    with pytest.raises(conformance.BadArgumentError):
        conformance.divisors(0, 3)


def test_range__owned_array__is_shared_with_numpy() -> None:
    values = conformance.range(1000)
    shared = numpy.asarray(values)
    assert shared.dtype == numpy.uint64
    assert shared.__array_interface__["data"][0] == numpy.asarray(values).__array_interface__["data"][0]
    shared[3] = 77
    assert values[3] == 77
    del values
    assert int(shared[999]) == 999


def test_range__huge__raises() -> None:
    with pytest.raises((conformance.TooLargeError, conformance.NoMemoryError)):
        conformance.range(2**62)


def test_without_nan__nothing_left__is_none() -> None:
    kept = conformance.without_nan([1, math.nan, 2])
    assert kept is not None
    assert kept == [1, 2]
    assert conformance.without_nan([math.nan]) is None
    assert conformance.without_nan([]) is None


def test_total_length__texts__are_added_up() -> None:
    assert conformance.total_length(["a", "bc", "é"]) == 5
    assert conformance.total_length(("x",) * 1000) == 1000
    assert conformance.total_length([]) == 0


def test_total_length__wrong_texts__raise() -> None:
    with pytest.raises(TypeError, match="must be a sequence of str, not str"):
        conformance.total_length("abc")
    with pytest.raises(TypeError, match="item 1 must be str, not bytes"):
        conformance.total_length(["a", b"b"])  # type: ignore[list-item]
    with pytest.raises(conformance.BadTextError):
        conformance.total_length(["a", "b\0"])


def test_centre__records_in__are_copied() -> None:
    points = [Point(x, 2, 0, True, Direction.NORTH) for x in (1, 3)]
    centre = conformance.centre(points)
    assert (centre.x, centre.y) == (2, 2)
    with pytest.raises(TypeError, match="item 1 must be Point, not int"):
        conformance.centre([points[0], 1])  # type: ignore[list-item]


def test_square__records_out__are_a_list() -> None:
    corners = conformance.square(2)
    assert type(corners) is list
    assert [(corner.x, corner.y) for corner in corners] == [(-1, 1), (1, 1), (1, -1), (-1, -1)]


def test_count_north__enums_in__are_taken() -> None:
    north, west = Direction.NORTH, Direction.WEST
    assert conformance.count_north([north, west, north]) == 2
    with pytest.raises(ValueError):
        conformance.count_north([north, 1])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="item 0 must be Direction"):
        conformance.count_north(["NORTH"])  # type: ignore[list-item]


def test_array__as_a_sequence__behaves_like_a_list() -> None:
    values = conformance.range(5)
    assert len(values) == 5
    assert (values[0], values[-1]) == (0, 4)
    assert values[1:4] == [1, 2, 3]
    assert values[::-2] == [4, 2, 0]
    assert list(values) == values.tolist() == [0, 1, 2, 3, 4]
    assert list(reversed(values)) == [4, 3, 2, 1, 0]
    assert 3 in values
    assert 9 not in values
    assert values == conformance.range(5)
    assert values != conformance.range(4)
    assert values != "01234"
    for index in (5, -6, 10**30):
        with pytest.raises(IndexError):
            values[index]
    with pytest.raises(TypeError):
        values["0"]  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        hash(values)
    with pytest.raises(TypeError):
        Array()


def test_array__repr__shows_type_and_elements() -> None:
    assert repr(conformance.squares([1, 2])) == "<Array of 2 int64: [1, 4]>"
    assert "1000 uint64" in repr(conformance.range(1000))
    assert len(repr(conformance.range(1000))) < 100


def test_array__as_a_buffer__has_its_format() -> None:
    with memoryview(conformance.evens(3)) as view:
        assert (view.format, view.itemsize, view.shape) == ("I", 4, (3,))
        assert not view.readonly
        view[0] = 8
        assert view.tolist() == [8, 2, 4]
    assert bytes(conformance.squares([1])) == (1).to_bytes(8, "little")


def test_array__closed__cannot_be_used() -> None:
    values = conformance.range(5)
    shared = memoryview(values)
    with pytest.raises(BufferError):
        values.close()
    shared.release()
    with values:
        assert not values.closed
    assert values.closed
    values.close()
    for use in (len, list, memoryview, lambda array: array[0], lambda array: array == [0]):
        with pytest.raises(conformance.ClosedError):
            use(values)
    assert repr(values) == "<Array of uint64 closed>"


def test_array__passed_back_in__is_taken_without_conversion() -> None:
    assert conformance.sum_u64(conformance.range(4)) == 6


def test_array__subscripted__is_a_type() -> None:
    assert Array[int].__origin__ is Array  # type: ignore[attr-defined]


class Closes:
    """Closes an array while it is asked for something else."""

    def __init__(self, values: Array[int]) -> None:
        self.values = values

    def __index__(self) -> int:
        self.values.close()
        return 0

    def __len__(self) -> int:
        return 3

    def __getitem__(self, index: int) -> int:
        self.values.close()
        return index


def test_slice__bound_closes_the_array__then_closed_error() -> None:
    values = conformance.range(3)
    with pytest.raises(conformance.ClosedError):
        values[Closes(values) : 2]


def test_equality__other_side_closes_the_array__then_refused() -> None:
    values = conformance.range(3)
    with pytest.raises(BufferError):
        assert values == Closes(values)
    assert list(values) == [0, 1, 2]


def test_odds__signed_length__then_negative_is_a_value_error() -> None:
    assert list(conformance.odds(3)) == [1, 3, 5]
    assert list(conformance.odds(0)) == []
    with pytest.raises(ValueError, match="'count' must not be negative"):
        conformance.odds(-1)
