package nesting_test

import (
	"reflect"
	"testing"

	"tenon.example/nesting"
)

func TestBytes__texts_deep_in_records__then_all_of_them(t *testing.T) {
	one := parcel()
	equal(t, got(nesting.Bytes(&one))(t), 7)
	equal(t, got(nesting.Bytes(nil))(t), 0)
	equal(t, got(nesting.AllBytes([]nesting.Parcel{one, {Amount: one.Amount}, one}))(t), 14)
	equal(t, got(nesting.AllBytes(nil))(t), 0)
}

func TestSame__every_shape_of_a_parcel__then_it_comes_back(t *testing.T) {
	for _, label := range []nesting.Label{
		nil, nesting.LabelBlank{}, nesting.LabelWritten{}, nesting.LabelWritten{Value: pointer("")},
		nesting.LabelPrinted{Value: -7},
	} {
		for _, amount := range []nesting.Amount{nesting.AmountPieces{Value: 1}, nesting.AmountKilos{Value: 0.5}} {
			given := nesting.Parcel{Label: label, Amount: amount}
			if same := got(nesting.Same(given))(t); !reflect.DeepEqual(same, given) {
				t.Errorf("got %v for %v", same, given)
			}
			same, ok, err := nesting.Maybe(&given)
			succeeds(t, err)
			if !ok || !reflect.DeepEqual(same, given) {
				t.Errorf("got %v for %v", same, given)
			}
		}
	}
	_, ok, err := nesting.Maybe(nil)
	succeeds(t, err)
	equal(t, ok, false)
}

func TestSame__no_amount__then_an_error(t *testing.T) {
	_, err := nesting.Same(nesting.Parcel{})
	fails(t, err, nesting.ErrBadValue)
}

func TestTurn__in_place_and_optional__then_it_may_end_as_nil(t *testing.T) {
	one := nesting.Parcel{Sender: pointer("Ada"), Amount: nesting.AmountPieces{Value: 3}}
	turned := got(nesting.Turn(&one))(t)
	equal(t, *turned.Sender, "back")
	equal(t, *one.Sender, "Ada")
	one = parcel()
	if gone := got(nesting.Turn(&one))(t); gone != nil {
		t.Fatalf("got %v", gone)
	}
	if none := got(nesting.Turn(nil))(t); none != nil {
		t.Fatalf("got %v", none)
	}
}

func TestRelabel__several_results_with_texts__then_all_arrive(t *testing.T) {
	same, label, err := nesting.Relabel(parcel())
	succeeds(t, err)
	if !reflect.DeepEqual(same, parcel()) {
		t.Fatalf("got %v", same)
	}
	equal(t, *label.(nesting.LabelWritten).Value, "Ada")
	nobody := parcel()
	nobody.Sender = pointer("nobody")
	_, _, err = nesting.Relabel(nobody)
	fails(t, err, nesting.ErrRefused)
}

func TestParcels__often__then_the_same(t *testing.T) {
	for range 10000 {
		one := parcel()
		equal(t, *got(nesting.Same(one))(t).Sender, "Ada")
		got(nesting.Turn(&one))(t)
	}
}
