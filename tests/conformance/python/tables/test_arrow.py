"""Arrow's streams cross without a copy, in and out, and are released exactly once."""

import gc
import threading

import polars
import pyarrow  # type: ignore[import-untyped]
import pytest
import tables


@pytest.fixture(autouse=True)
def everything_is_released() -> object:
    gc.collect()
    before = tables.live()
    yield
    gc.collect()
    assert tables.live() == before


def reader(stream: tables.ArrowStream) -> pyarrow.RecordBatchReader:
    return pyarrow.RecordBatchReader.from_stream(stream)


def test_make__by_pyarrow__then_columns_and_nulls() -> None:
    table = reader(tables.make(5, 2)).read_all()
    assert table.column("id").to_pylist() == [0, 1, 2, 3, 4]
    assert table.column("name").to_pylist() == [f"row {i}" for i in range(5)]
    assert table.column("active").to_pylist() == [True, False, True, False, True]
    assert table.column("price").null_count > 0


def test_make__by_polars__then_a_frame() -> None:
    frame = polars.DataFrame(tables.make(6, 4))
    assert frame.shape == (6, 4)
    assert frame["id"].sum() == 15


def test_make__a_bad_batch__then_error() -> None:
    with pytest.raises(tables.BadStreamError):
        tables.make(5, 0)


def test_sum__of_pyarrow_and_polars__then_the_same() -> None:
    numbers = pyarrow.table({"x": [1.5, 2.5, None]})
    assert tables.sum(numbers, "x") == 4.0
    assert tables.sum(polars.DataFrame({"x": [1.5, 2.5]}), "x") == 4.0


def test_addresses__of_pyarrow__then_nothing_was_copied() -> None:
    numbers = pyarrow.array([1.0, 2.0, 3.0])
    table = pyarrow.table({"x": numbers})
    buffer = numbers.buffers()[1]
    assert buffer is not None
    assert list(tables.addresses(table, "x")) == [buffer.address]


def test_stream__passed_twice__then_error() -> None:
    stream = tables.make(3, 3)
    assert not stream.closed
    assert tables.shape(stream) == (3, 1)
    assert stream.closed
    with pytest.raises(ValueError, match="used already"):
        tables.shape(stream)


def test_stream__closed__then_released_and_unusable() -> None:
    before = tables.live()
    with tables.make(3, 3) as stream:
        assert tables.live() > before
    assert tables.live() == before
    stream.close()
    with pytest.raises(ValueError, match="used already"):
        reader(stream)


def test_capsule__never_consumed__then_released() -> None:
    before = tables.live()
    capsule = tables.make(3, 3).__arrow_c_stream__(requested_schema=None)
    assert tables.live() > before
    del capsule
    assert tables.live() == before


def test_sum__of_something_else__then_type_error() -> None:
    with pytest.raises(
        TypeError, match=r"sum\(\) argument 'table' must be an object with __arrow_c_stream__"
    ):
        tables.sum([1.0, 2.0], "x")  # type: ignore[arg-type]


def test_sum__with_a_later_argument_wrong__then_the_stream_is_released() -> None:
    with pytest.raises(TypeError):
        tables.sum(tables.make(3, 3), 7)  # type: ignore[arg-type]


def test_refuse__a_stream__then_it_is_released() -> None:
    with pytest.raises(tables.TablesError):
        tables.refuse(tables.make(3, 3))


def test_shape__without_a_stream__then_zeros() -> None:
    assert tables.shape(None) == (0, 0)


def test_pass__then_the_same_rows() -> None:
    assert reader(tables.pass_(tables.make(7, 3))).read_all().num_rows == 7


def test_failing__then_the_consumer_sees_the_error() -> None:
    with pytest.raises((pyarrow.ArrowException, OSError)):
        pyarrow.chunked_array(tables.failing(1))


def test_broken__then_a_broken_contract() -> None:
    with pytest.raises(tables.TablesError):
        tables.broken()


def test_store__then_streams_outlive_it() -> None:
    store = tables.Store.read(tables.make(4, 2))
    assert store.rows == 4
    stream = store.stream()
    store.close()
    assert reader(stream).read_all().num_rows == 4


def test_series_stream__then_its_memory_and_a_frozen_series() -> None:
    series = tables.Series(4)
    series.set(2, 1.5)
    chunks = pyarrow.chunked_array(series.stream())
    column = chunks.chunk(0)
    buffer = column.buffers()[1]
    assert buffer is not None
    assert buffer.address == series.address()
    with pytest.raises(tables.BusyError):
        series.append(1.0)
    assert column.to_pylist() == [0.0, 0.0, 1.5, 0.0]
    del chunks, column, buffer
    series.append(1.0)
    assert series.sum() == 2.5


def test_series_stream__by_polars__then_its_memory() -> None:
    series = tables.Series(3)
    frame = polars.Series(series.stream())
    assert frame.to_numpy(allow_copy=False).ctypes.data == series.address()
    with pytest.raises(tables.BusyError):
        series.set(0, 1.0)


def test_series_stream__released_on_another_thread__then_the_series_can_change() -> None:
    series = tables.Series(3)
    held = [pyarrow.chunked_array(series.stream())]
    thread = threading.Thread(target=held.clear)
    thread.start()
    thread.join()
    gc.collect()
    series.set(0, 1.0)
    assert series.sum() == 1.0
