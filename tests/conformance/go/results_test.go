package conformance_test

import (
	"math"
	"testing"

	"tenon.example/conformance"
)

func TestDivide__several_results__then_all_returned(t *testing.T) {
	quotient, remainder, err := conformance.Divide(-17, 5)
	succeeds(t, err)
	equal(t, quotient, -3)
	equal(t, remainder, -2)
}

func TestDivide__refused__then_zeros_and_an_error(t *testing.T) {
	quotient, remainder, err := conformance.Divide(1, 0)
	fails(t, err, conformance.ErrBadArgument)
	equal(t, quotient, 0)
	equal(t, remainder, 0)
	_, _, err = conformance.Divide(math.MinInt64, -1)
	fails(t, err, conformance.ErrTooLarge)
}

func TestParse__return_value_and_out_parameter__then_both(t *testing.T) {
	isNumber, number, err := conformance.Parse("2.5")
	succeeds(t, err)
	equal(t, isNumber, true)
	equal(t, number, 2.5)
	isNumber, _, err = conformance.Parse("two")
	succeeds(t, err)
	equal(t, isNumber, false)
}

func TestIncrement__in_and_out__then_the_old_and_the_new(t *testing.T) {
	before, after := conformance.Increment(40, 2)
	equal(t, before, 40)
	equal(t, after, 42)
}
