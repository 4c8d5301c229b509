package conformance_test

import (
	"math"
	"testing"

	"tenon.example/conformance"
)

func returnsUnchanged[T comparable](t *testing.T, call func(T) T, values ...T) {
	t.Helper()
	for _, value := range values {
		equal(t, call(value), value)
	}
}

func TestSame__extreme_values__then_unchanged(t *testing.T) {
	returnsUnchanged(t, conformance.SameBool, false, true)
	returnsUnchanged(t, conformance.SameI8, math.MinInt8, 0, math.MaxInt8)
	returnsUnchanged(t, conformance.SameI16, math.MinInt16, 0, math.MaxInt16)
	returnsUnchanged(t, conformance.SameI32, math.MinInt32, 0, math.MaxInt32)
	returnsUnchanged(t, conformance.SameI64, math.MinInt64, 0, math.MaxInt64)
	returnsUnchanged(t, conformance.SameU8, 0, math.MaxUint8)
	returnsUnchanged(t, conformance.SameU16, 0, math.MaxUint16)
	returnsUnchanged(t, conformance.SameU32, 0, math.MaxUint32)
	returnsUnchanged(t, conformance.SameU64, 0, math.MaxUint64)
	returnsUnchanged(t, conformance.SameF32, -math.MaxFloat32, math.SmallestNonzeroFloat32, 0, math.MaxFloat32)
	returnsUnchanged(t, conformance.SameF64, -math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.Inf(-1))
}

func TestSameF64__not_a_number__then_not_a_number(t *testing.T) {
	if !math.IsNaN(conformance.SameF64(math.NaN())) {
		t.Fatal("NaN became a number")
	}
}

func TestSameF64__negative_zero__then_keeps_its_sign(t *testing.T) {
	if !math.Signbit(conformance.SameF64(math.Copysign(0, -1))) {
		t.Fatal("-0 lost its sign")
	}
}

func TestSameSize__fits__then_unchanged(t *testing.T) {
	for _, value := range []int{0, 1, math.MaxInt} {
		equal(t, got(conformance.SameSize(value))(t), value)
	}
}

func TestSameSize__negative__then_bad_value(t *testing.T) {
	_, err := conformance.SameSize(-1)
	equal(t, fails(t, err, conformance.ErrBadValue).Function, "conformance_same_size")
}

func TestDoNothing__called__then_returns(_ *testing.T) {
	conformance.DoNothing()
}

func TestSameI32__called__then_nothing_is_allocated(t *testing.T) {
	allocates(t, 0, func() { conformance.SameI32(7) })
}
