package conformance_test

import (
	"errors"
	"runtime"
	"testing"
	"time"

	"tenon.example/conformance"
)

// got takes the result of a call that must not fail: got(List.Size())(t).
func got[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatalf("unexpected error: %v", err)
		}
		return value
	}
}

func succeeds(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

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

func equal[T comparable](t *testing.T, value, want T) {
	t.Helper()
	if value != want {
		t.Fatalf("got %v, want %v", value, want)
	}
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

// eventually waits for what clean-ups do some time after a collection.
func eventually(t *testing.T, condition func() bool) {
	t.Helper()
	for range 200 {
		if condition() {
			return
		}
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("it did not happen")
}
