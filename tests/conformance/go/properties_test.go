package conformance_test

import (
	"strings"
	"testing"

	"tenon.example/conformance"
)

func TestName__set__then_the_new_one(t *testing.T) {
	list := got(conformance.NewList("first"))(t)
	defer list.Close()
	equal(t, got(list.Name())(t), "first")
	for _, name := range []string{"", "zweiter näme", strings.Repeat("long", 100), "after"} {
		succeeds(t, list.SetName(name))
		equal(t, got(list.Name())(t), name)
	}
}

func TestSetName__bad_text__then_unchanged(t *testing.T) {
	list := newList(t)
	fails(t, list.SetName("\xff"), conformance.ErrBadText)
	fails(t, list.SetName("a\x00"), conformance.ErrBadText)
	equal(t, got(list.Name())(t), "test")
}

func TestTotal__read_only__then_the_sum(t *testing.T) {
	equal(t, got(newList(t, 1, 2.5).Total())(t), 3.5)
}
