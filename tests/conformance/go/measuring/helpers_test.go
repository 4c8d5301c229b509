package measuring_test

import (
	"errors"
	"testing"

	"tenon.example/measuring"
)

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code measuring.Code) *measuring.Error {
	t.Helper()
	var link *measuring.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *measuring.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	return link
}
