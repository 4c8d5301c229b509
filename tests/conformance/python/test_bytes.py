"""Section "bytes" of conformance.h."""

import array
import mmap

import conformance
import numpy
import pytest


def test_bytes__any_buffer__is_taken() -> None:
    data = bytes([1, 2, 250])
    for buffer in (
        data,
        bytearray(data),
        memoryview(data),
        array.array("B", data),
        array.array("b", [1, 2, -6]),
        numpy.frombuffer(data, dtype=numpy.uint8),
        memoryview(data).cast("c"),
    ):
        assert conformance.sum_bytes(buffer) == 253


def test_bytes__empty__is_taken() -> None:
    assert conformance.sum_bytes(b"") == 0
    assert conformance.sum_bytes(bytearray()) == 0
    assert conformance.reverse_bytes(b"") == b""


def test_bytes__memory_map__is_taken() -> None:
    with mmap.mmap(-1, 16) as memory:
        memory[:2] = b"\x05\x06"
        assert conformance.sum_bytes(memory) == 11


def test_bytes__no_buffer__raises_type_error() -> None:
    for value in ("abc", None, [1, 2], 3):
        with pytest.raises(TypeError, match="must be a bytes-like object, not"):
            conformance.sum_bytes(value)  # type: ignore[arg-type]


def test_bytes__wider_elements__raise_type_error() -> None:
    with pytest.raises(TypeError, match="must be a buffer of bytes"):
        conformance.sum_bytes(array.array("i", [1]))


def test_bytes__not_contiguous__raise_type_error() -> None:
    with pytest.raises(TypeError, match="contiguous"):
        conformance.sum_bytes(memoryview(b"abcd")[::2])


def test_reverse_bytes__owned_bytes__are_bytes() -> None:
    reverse = conformance.reverse_bytes(b"\x00abc")
    assert reverse == b"cba\x00"
    assert type(reverse) is bytes


def test_bytes__buffer_after_the_call__is_free_again() -> None:
    data = bytearray(b"abc")
    conformance.sum_bytes(data)
    data.extend(b"d")
    assert conformance.sum_bytes(data) == sum(b"abcd")
