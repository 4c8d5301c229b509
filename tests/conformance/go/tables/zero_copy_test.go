package tables_test

import (
	"errors"
	"testing"
	"unsafe"

	"tenon.example/tables"
)

func address[T any](values []T) uint64 {
	return uint64(uintptr(unsafe.Pointer(unsafe.SliceData(values))))
}

func newSeries(t *testing.T, values ...float64) *tables.Series {
	t.Helper()
	series := got(tables.NewSeries(len(values)))(t)
	t.Cleanup(func() { _ = series.Close() })
	for i, value := range values {
		succeeds(t, series.Set(i, value))
	}
	return series
}

func TestSlices__passed__then_not_copied(t *testing.T) {
	f64, f32, i32, u64, bytes := make([]float64, 100), make([]float32, 100), make([]int32, 100), make([]uint64, 100),
		make([]byte, 100)
	equal(t, got(tables.AddressF64(f64))(t), address(f64))
	equal(t, got(tables.AddressF32(f32))(t), address(f32))
	equal(t, got(tables.AddressI32(i32))(t), address(i32))
	equal(t, got(tables.AddressU64(u64))(t), address(u64))
	equal(t, got(tables.AddressBytes(bytes))(t), address(bytes))
	equal(t, got(tables.AddressF64(f64[10:]))(t), address(f64)+80)
}

func TestScale__a_slice_changed_in_place__then_not_copied(t *testing.T) {
	values := []float64{1, 2, 3}
	equal(t, got(tables.Scale(values, 2))(t), address(values))
	equal(t, values[2], 6.0)
}

func TestValues__a_view__then_the_librarys_own_memory(t *testing.T) {
	series := newSeries(t, 1, 2, 3)
	view := got(series.Values())(t)
	succeeds(t, view.With(func(values []float64) error {
		equal(t, address(values), got(series.Address())(t))
		equal(t, values[2], 3.0)
		return nil
	}))
	err := series.Append(4)
	equal(t, errors.Is(err, tables.KindBusy), true)
	succeeds(t, view.Close())
	succeeds(t, series.Append(4))
	equal(t, got(series.Sum())(t), 10.0)
}

func TestEdit__a_view_to_write__then_changed_in_the_library(t *testing.T) {
	series := newSeries(t, 1, 2, 3)
	view := got(series.Edit())(t)
	succeeds(t, view.With(func(values []float64) error {
		values[0] = 10
		return nil
	}))
	err := series.Set(0, 5)
	equal(t, errors.Is(err, tables.KindBusy), true)
	succeeds(t, view.Close())
	equal(t, got(series.Sum())(t), 15.0)
}

func TestRange__an_array_of_the_librarys__then_copied_into_gos_memory(t *testing.T) {
	values, at, err := tables.Range(5)
	succeeds(t, err)
	equal(t, len(values), 5)
	equal(t, values[4], 4.0)
	equal(t, at != address(values), true)
}

func TestStream__of_a_series_own_memory__then_frozen_while_anything_is_left(t *testing.T) {
	series := newSeries(t, 1, 2, 3)
	column := got(series.Stream())(t)
	equal(t, column.Next(), true)
	batch := column.RecordBatch()
	batch.Retain()
	column.Release()
	err := series.Append(4)
	equal(t, errors.Is(err, tables.KindBusy), true)
	equal(t, uint64(uintptr(unsafe.Pointer(&batch.Column(0).Data().Buffers()[1].Bytes()[0]))), got(series.Address())(t))
	batch.Release()
	eventually(t, func() bool { return series.Append(4) == nil })
}
