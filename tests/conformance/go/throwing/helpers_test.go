package throwing_test

import (
	"errors"
	"testing"

	"tenon.example/throwing"
)

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code throwing.Code) *throwing.Error {
	t.Helper()
	var link *throwing.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *throwing.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	return link
}
