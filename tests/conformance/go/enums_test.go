package conformance_test

import (
	"errors"
	"fmt"
	"testing"

	"tenon.example/conformance"
)

func TestTurnRight__each_direction__then_the_next(t *testing.T) {
	turns := map[conformance.Direction]conformance.Direction{
		conformance.DirectionNorth: conformance.DirectionEast,
		conformance.DirectionEast:  conformance.DirectionSouth,
		conformance.DirectionSouth: conformance.DirectionWest,
		conformance.DirectionWest:  conformance.DirectionNorth,
	}
	for from, to := range turns {
		equal(t, got(conformance.TurnRight(from))(t), to)
	}
}

func TestDirection__values__then_as_in_the_contract(t *testing.T) {
	equal(t, conformance.DirectionNorth, 0)
	equal(t, conformance.DirectionEast, 5)
	equal(t, conformance.DirectionSouth, 6)
	equal(t, conformance.DirectionWest, -3)
}

func TestTurnRight__unknown_value__then_bad_value(t *testing.T) {
	_, err := conformance.TurnRight(4)
	fails(t, err, conformance.ErrBadValue)
	if !errors.Is(err, conformance.KindInvalidArgument) {
		t.Fatalf("not an invalid argument: %v", err)
	}
}

func TestDirection__printed__then_its_name(t *testing.T) {
	equal(t, fmt.Sprint(conformance.DirectionWest), "west")
	equal(t, fmt.Sprint(conformance.Direction(77)), "Direction(77)")
}
