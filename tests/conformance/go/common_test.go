package conformance_test

import "testing"

// What the tests of every contract share.

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

func equal[T comparable](t *testing.T, value, want T) {
	t.Helper()
	if value != want {
		t.Fatalf("got %v, want %v", value, want)
	}
}
