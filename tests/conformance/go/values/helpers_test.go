package values_test

import (
	"errors"
	"testing"

	"tenon.example/values"
)

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code values.Code) *values.Error {
	t.Helper()
	var link *values.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *values.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	return link
}

// present takes the result of a call whose value must be there.
func present[T any](value T, ok bool, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if !ok || err != nil {
			t.Fatalf("got %v, %v", ok, err)
		}
		return value
	}
}

// missing checks that a call says that there is nothing, and gives the zero value.
func missing[T comparable](value T, ok bool, err error) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		var zero T
		if ok || err != nil || value != zero {
			t.Fatalf("got %v, %v, %v", value, ok, err)
		}
	}
}

func pointer[T any](value T) *T { return &value }

func newHolder(t *testing.T) *values.Holder {
	t.Helper()
	holder := got(values.NewHolder())(t)
	t.Cleanup(func() { _ = holder.Close() })
	return holder
}
