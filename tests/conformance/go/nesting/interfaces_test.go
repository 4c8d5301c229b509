package nesting_test

import (
	"errors"
	"slices"
	"testing"

	"tenon.example/nesting"
)

var errOurs = errors.New("our own error")

// careful is a porter that promises as much as a label has words.
type careful struct {
	t     *testing.T
	wants bool
}

func (p careful) Choose(given nesting.Parcel, amounts []nesting.Amount) (bool, nesting.Amount, error) {
	equal(p.t, *given.Sender, "Ada")
	equal(p.t, given.Amount, parcel().Amount)
	if !slices.Equal(amounts, three) {
		p.t.Errorf("got %v", amounts)
	}
	return p.wants, amounts[1], nil
}

func (p careful) Promise(label nesting.Label) (nesting.Amount, error) {
	if written, isWritten := label.(nesting.LabelWritten); isWritten {
		return nesting.AmountPieces{Value: int32(len(*written.Value))}, nil
	}
	return nil, errOurs
}

func TestCarry__records_and_variants__then_they_reach_the_porter_and_come_back(t *testing.T) {
	chosen, promised, err := nesting.Carry(parcel(), careful{t, true})
	succeeds(t, err)
	equal(t, chosen, three[1])
	equal(t, promised, nesting.Amount(nesting.AmountPieces{Value: 4}))
	plain := parcel()
	plain.Label = nil
	_, promised, err = nesting.Carry(plain, careful{t, true})
	succeeds(t, err)
	equal(t, promised, plain.Amount)
}

func TestCarry__not_wanted_or_failed__then_an_error(t *testing.T) {
	_, _, err := nesting.Carry(parcel(), careful{t, false})
	fails(t, err, nesting.ErrRefused)
	blank := parcel()
	blank.Label = nesting.LabelBlank{}
	_, _, err = nesting.Carry(blank, careful{t, true})
	fails(t, err, nesting.ErrCallbackFailed)
	if !errors.Is(err, errOurs) {
		t.Fatalf("got %v", err)
	}
}
