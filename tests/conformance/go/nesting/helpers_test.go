package nesting_test

import (
	"errors"
	"testing"

	"tenon.example/nesting"
)

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code nesting.Code) *nesting.Error {
	t.Helper()
	var link *nesting.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *nesting.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	return link
}

func pointer[T any](value T) *T { return &value }

func parcel() nesting.Parcel {
	return nesting.Parcel{Label: nesting.LabelWritten{Value: pointer("äö")}, Sender: pointer("Ada"),
		Amount: nesting.AmountPieces{Value: 3}}
}
