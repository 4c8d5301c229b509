package conformance_test

import (
	"errors"
	"testing"

	"tenon.example/conformance"
)

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code conformance.Code) *conformance.Error {
	t.Helper()
	var link *conformance.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *conformance.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	if link.Message == "" || link.Name == "" {
		t.Fatalf("an error without a name or a message: %#v", link)
	}
	return link
}

// newList makes a list with these items that is closed at the end of the test.
func newList(t *testing.T, values ...float64) *conformance.List {
	t.Helper()
	list := got(conformance.NewList("test"))(t)
	t.Cleanup(func() { _ = list.Close() })
	for i, value := range values {
		succeeds(t, list.Add(string(rune('a'+i)), value))
	}
	return list
}

// allocates says how many allocations a call may cost.
func allocates(t *testing.T, most float64, call func()) {
	t.Helper()
	if countsAllocations {
		equal(t, testing.AllocsPerRun(100, call), most)
	}
}
