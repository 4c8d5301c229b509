package awaited_test

import (
	"errors"
	"testing"

	"tenon.example/awaited"
)

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code awaited.Code) *awaited.Error {
	t.Helper()
	var link *awaited.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *awaited.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	return link
}
