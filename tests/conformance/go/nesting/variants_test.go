package nesting_test

import (
	"slices"
	"testing"

	"tenon.example/nesting"
)

var three = []nesting.Amount{
	nesting.AmountPieces{Value: 0}, nesting.AmountKilos{Value: 0.5}, nesting.AmountPieces{Value: 2},
}

func TestAmounts__filled_by_the_library__then_variants(t *testing.T) {
	if amounts := got(nesting.Amounts(3))(t); !slices.Equal(amounts, three) {
		t.Fatalf("got %v", amounts)
	}
	equal(t, len(got(nesting.Amounts(0))(t)), 0)
}

func TestWeigh__an_array__then_changed_in_place(t *testing.T) {
	amounts := []nesting.Amount{nesting.AmountPieces{Value: 3}, nesting.AmountKilos{Value: 7}}
	succeeds(t, nesting.Weigh(amounts))
	if !slices.Equal(amounts, []nesting.Amount{nesting.AmountKilos{Value: 1.5}, nesting.AmountKilos{Value: 7}}) {
		t.Fatalf("got %v", amounts)
	}
	fails(t, nesting.Weigh([]nesting.Amount{nil}), nesting.ErrBadValue)
}

func TestShelf__a_view_of_variants__then_a_copy(t *testing.T) {
	shelf := got(nesting.NewShelf())(t)
	amounts := got(shelf.Amounts())(t)
	succeeds(t, shelf.Close())
	if !slices.Equal(amounts, three) {
		t.Fatalf("got %v", amounts)
	}
}

func TestShelf__made_of_a_variant__then_as_any(t *testing.T) {
	shelf := got(nesting.NewShelfOf(nesting.LabelWritten{Value: pointer("top")}))(t)
	equal(t, len(got(shelf.Amounts())(t)), 3)
	succeeds(t, shelf.Close())
	_, err := nesting.NewShelfOf(nil)
	fails(t, err, nesting.ErrBadValue)
}
