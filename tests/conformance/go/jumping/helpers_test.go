package jumping_test

import (
	"errors"
	"testing"

	"tenon.example/jumping"
)

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code jumping.Code) *jumping.Error {
	t.Helper()
	var link *jumping.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *jumping.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	return link
}
