package tables_test

import (
	"errors"
	"testing"

	"tenon.example/tables"
)

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code tables.Code) *tables.Error {
	t.Helper()
	var link *tables.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *tables.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	return link
}
