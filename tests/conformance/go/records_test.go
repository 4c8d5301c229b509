package conformance_test

import (
	"math"
	"testing"

	"tenon.example/conformance"
)

var somewhere = conformance.Point{X: 3, Y: -4, Weight: 7, Visible: true, Facing: conformance.DirectionWest}

func TestMirror__a_point__then_every_field_comes_back(t *testing.T) {
	mirrored := got(conformance.Mirror(somewhere))(t)
	equal(t, mirrored, conformance.Point{X: -3, Y: 4, Weight: 7, Visible: true, Facing: conformance.DirectionWest})
	equal(t, somewhere.X, 3)
}

func TestMirror__unknown_direction__then_bad_value(t *testing.T) {
	_, err := conformance.Mirror(conformance.Point{Facing: 99})
	fails(t, err, conformance.ErrBadValue)
}

func TestDistance__by_pointer_in_c__then_by_value_in_go(t *testing.T) {
	equal(t, got(conformance.Distance(somewhere))(t), 5)
}

func TestDistanceBetween__none__then_from_the_origin(t *testing.T) {
	equal(t, got(conformance.DistanceBetween(somewhere, nil))(t), 5)
	equal(t, got(conformance.DistanceBetween(somewhere, &conformance.Point{X: 3, Y: -3}))(t), 1)
}

func TestShift__in_and_out__then_the_argument_stays(t *testing.T) {
	shifted := got(conformance.Shift(somewhere, 1, 2))(t)
	equal(t, shifted.X, 4)
	equal(t, shifted.Y, -2)
	equal(t, somewhere.X, 3)
}

func TestCorner__out_parameter__then_returned(t *testing.T) {
	corner := got(conformance.Corner(somewhere, conformance.Point{X: 1, Y: 9}))(t)
	equal(t, corner.X, 3)
	equal(t, corner.Y, 9)
}

func TestSameNumbers__extreme_values__then_unchanged(t *testing.T) {
	numbers := conformance.Numbers{
		I8: math.MinInt8, I16: math.MinInt16, I32: math.MinInt32, I64: math.MinInt64,
		U8: math.MaxUint8, U16: math.MaxUint16, U32: math.MaxUint32, U64: math.MaxUint64,
		Size: math.MaxUint, F32: math.MaxFloat32, F64: -math.MaxFloat64,
	}
	equal(t, got(conformance.SameNumbers(numbers))(t), numbers)
}

func TestMirror__called__then_nothing_is_allocated(t *testing.T) {
	allocates(t, 0, func() { _, _ = conformance.Mirror(somewhere) })
}
