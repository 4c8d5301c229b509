package values_test

import (
	"fmt"
	"testing"

	"tenon.example/values"
)

func TestWords__a_list_of_the_callers__then_copied(t *testing.T) {
	words := got(values.Words("ein schöner Tag"))(t)
	equal(t, fmt.Sprint(len(words), words), "3 [ein schöner Tag]")
	equal(t, len(got(values.Words(""))(t)), 0)
}

func TestColours__a_list_of_the_librarys__then_copied(t *testing.T) {
	equal(t, len(got(values.Colours())(t)), 7)
	if none := got(values.ColoursFrom("x"))(t); none != nil {
		t.Fatalf("got %v", none)
	}
	if some := got(values.ColoursFrom("b"))(t); len(some) == 0 {
		t.Fatal("got none")
	}
}

func TestReversedTexts__a_list_in__then_a_list_out(t *testing.T) {
	equal(t, fmt.Sprint(got(values.ReversedTexts([]string{"a", "", "ö"}))(t)), "[ö  a]")
	if empty := got(values.ReversedTexts(nil))(t); empty == nil || len(empty) != 0 {
		t.Fatalf("got %v", empty)
	}
}

func TestBrokenTexts__a_missing_text__then_an_error(t *testing.T) {
	_, err := values.BrokenTexts()
	fails(t, err, values.ErrBrokenContract)
}

func TestLabels__a_property__then_kept(t *testing.T) {
	holder := newHolder(t)
	equal(t, len(got(holder.Labels())(t)), 0)
	for range 1000 {
		succeeds(t, holder.SetLabels([]string{"x", "ý"}))
		equal(t, fmt.Sprint(got(holder.Labels())(t)), "[x ý]")
	}
}
