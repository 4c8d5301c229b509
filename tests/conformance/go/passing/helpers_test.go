package passing_test

import (
	"errors"
	"testing"

	"tenon.example/passing"
)

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code passing.Code) *passing.Error {
	t.Helper()
	var link *passing.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *passing.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	return link
}
