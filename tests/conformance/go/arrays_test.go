package conformance_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"tenon.example/conformance"
)

func same[T comparable](t *testing.T, values, want []T) {
	t.Helper()
	if !slices.Equal(values, want) {
		t.Fatalf("got %v, want %v", values, want)
	}
}

func TestSum__each_type__then_summed(t *testing.T) {
	equal(t, got(conformance.SumF64([]float64{1.5, 2.5}))(t), 4)
	equal(t, got(conformance.SumF32([]float32{1.5, 2.5}))(t), 4)
	equal(t, got(conformance.SumI32([]int32{math.MaxInt32, math.MaxInt32}))(t), 2*math.MaxInt32)
	equal(t, got(conformance.SumI64([]int64{-5, 2}))(t), -3)
	equal(t, got(conformance.SumU64([]uint64{math.MaxUint64 - 1, 1}))(t), math.MaxUint64)
	equal(t, got(conformance.CountTrue([]bool{true, false, true}))(t), 2)
}

func TestSumF64__empty_and_nil__then_zero(t *testing.T) {
	equal(t, got(conformance.SumF64([]float64{}))(t), 0)
	equal(t, got(conformance.SumF64(nil))(t), 0)
}

func TestSumI64__nil_or_empty__then_none_or_zero(t *testing.T) {
	equal(t, got(conformance.SumI64(nil))(t), -1)
	equal(t, got(conformance.SumI64([]int64{}))(t), 0)
}

func TestSumF64__part_of_a_slice__then_only_that_part(t *testing.T) {
	equal(t, got(conformance.SumF64([]float64{1, 2, 4, 8}[1:3]))(t), 6)
}

func TestWeightedSum__equal_lengths__then_summed(t *testing.T) {
	equal(t, got(conformance.WeightedSum([]float64{1, 2}, []float64{10, 100}))(t), 210)
}

func TestWeightedSum__other_lengths__then_bad_array(t *testing.T) {
	_, err := conformance.WeightedSum([]float64{1, 2}, []float64{1})
	equal(t, fails(t, err, conformance.ErrBadArray).Kind, conformance.KindInvalidArgument)
}

func TestDoubleInPlace__a_slice__then_changed_in_place(t *testing.T) {
	values := []float64{1, 2, 3}
	succeeds(t, conformance.DoubleInPlace(values[1:]))
	same(t, values, []float64{1, 4, 6})
}

func TestSquares__caller_provides__then_as_long_as_the_input(t *testing.T) {
	same(t, got(conformance.Squares([]int64{1, -2, 3}))(t), []int64{1, 4, 9})
	same(t, got(conformance.Squares(nil))(t), []int64{})
}

func TestEvens__a_length__then_that_many(t *testing.T) {
	same(t, got(conformance.Evens(4))(t), []uint32{0, 2, 4, 6})
	same(t, got(conformance.Evens(0))(t), []uint32{})
}

func TestOdds__signed_length__then_negative_is_an_error(t *testing.T) {
	same(t, got(conformance.Odds(3))(t), []uint32{1, 3, 5})
	_, err := conformance.Odds(-1)
	if err == nil {
		t.Fatal("a negative length passed")
	}
}

func TestEvens__impossible_length__then_an_error_and_no_crash(t *testing.T) {
	_, err := conformance.Evens(-1)
	fails(t, err, conformance.ErrBadValue)
	for _, length := range []int{math.MaxInt, 1 << 60, 1 << 45} {
		_, err = conformance.Evens(length)
		fails(t, err, conformance.ErrOutOfMemory)
	}
}

func TestDivisors__fewer_than_room__then_shortened(t *testing.T) {
	same(t, got(conformance.Divisors(12, 100))(t), []uint32{1, 2, 3, 4, 6, 12})
	same(t, got(conformance.Divisors(12, 2))(t), []uint32{1, 2})
}

func TestRange__allocated_by_the_library__then_copied(t *testing.T) {
	same(t, got(conformance.Range(5))(t), []uint64{0, 1, 2, 3, 4})
	if empty := got(conformance.Range(0))(t); empty == nil || len(empty) != 0 {
		t.Fatalf("got %#v", empty)
	}
}

func TestRange__too_large__then_the_library_refuses(t *testing.T) {
	_, err := conformance.Range(math.MaxUint64)
	fails(t, err, conformance.ErrTooLarge)
}

func TestWithoutNan__some_remain__then_those(t *testing.T) {
	same(t, got(conformance.WithoutNan([]float64{1, math.NaN(), 3}))(t), []float64{1, 3})
}

func TestWithoutNan__nothing_remains__then_nil(t *testing.T) {
	if kept := got(conformance.WithoutNan([]float64{math.NaN()}))(t); kept != nil {
		t.Fatalf("got %#v", kept)
	}
}

func TestTotalLength__texts__then_all_arrive(t *testing.T) {
	equal(t, got(conformance.TotalLength([]string{"a", "", "日本", strings.Repeat("x", 1000)}))(t), 1007)
	equal(t, got(conformance.TotalLength(nil))(t), 0)
	equal(t, got(conformance.TotalLength(make([]string, 10_000)))(t), 0)
}

func TestTotalLength__one_is_bad__then_bad_text_names_it(t *testing.T) {
	for _, bad := range []string{"\xff", "a\x00b"} {
		_, err := conformance.TotalLength([]string{"fine", bad})
		fails(t, err, conformance.ErrBadText)
	}
}

func TestCentre__records__then_their_centre(t *testing.T) {
	centre := got(conformance.Centre([]conformance.Point{{X: 1, Y: 1}, {X: 3, Y: 5}}))(t)
	equal(t, centre.X, 2)
	equal(t, centre.Y, 3)
}

func TestCentre__no_records_or_bad_ones__then_refused(t *testing.T) {
	_, err := conformance.Centre(nil)
	fails(t, err, conformance.ErrBadArgument)
	_, err = conformance.Centre([]conformance.Point{{}, {Facing: 8}})
	fails(t, err, conformance.ErrBadValue)
}

func TestSquare__records_out__then_every_field(t *testing.T) {
	corners := got(conformance.Square(2))(t)
	equal(t, len(corners), 4)
	equal(t, corners[2], conformance.Point{X: 1, Y: -1, Weight: 2, Visible: true, Facing: conformance.DirectionSouth})
}

func TestCountNorth__enums__then_counted(t *testing.T) {
	directions := []conformance.Direction{conformance.DirectionNorth, conformance.DirectionWest, conformance.DirectionNorth}
	equal(t, got(conformance.CountNorth(directions))(t), 2)
	_, err := conformance.CountNorth([]conformance.Direction{conformance.DirectionNorth, 3})
	fails(t, err, conformance.ErrBadValue)
}

func TestSumF64__a_large_slice__then_nothing_is_allocated(t *testing.T) {
	values := make([]float64, 100_000)
	allocates(t, 0, func() { _, _ = conformance.SumF64(values) })
}
