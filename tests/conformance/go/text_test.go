package conformance_test

import (
	"strings"
	"testing"

	"tenon.example/conformance"
)

func TestTextLength__many_scripts__then_counts_code_points(t *testing.T) {
	for text, length := range map[string]int{"": 0, "abc": 3, "é": 1, "日本語": 3, "🦀x": 2} {
		equal(t, got(conformance.TextLength(text))(t), length)
	}
}

func TestTextLength__longer_than_any_buffer__then_counts_it(t *testing.T) {
	equal(t, got(conformance.TextLength(strings.Repeat("é", 100_000)))(t), 100_000)
}

func TestTextLength__part_of_a_longer_text__then_ends_where_it_ends(t *testing.T) {
	equal(t, got(conformance.TextLength("abcdef"[1:4]))(t), 3)
}

func TestTextLength__embedded_nul__then_bad_text(t *testing.T) {
	_, err := conformance.TextLength("a\x00b")
	fails(t, err, conformance.ErrBadText)
}

func TestTextLength__not_utf8__then_bad_text(t *testing.T) {
	for _, text := range []string{"\xff", "a\xc3", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80"} {
		_, err := conformance.TextLength(text)
		link := fails(t, err, conformance.ErrBadText)
		equal(t, link.Kind, conformance.KindInvalidArgument)
		if !strings.Contains(link.Message, "text") {
			t.Fatalf("the message does not name the parameter: %s", link.Message)
		}
	}
}

func TestCapitals__short_and_long__then_copied_and_freed(t *testing.T) {
	for _, length := range []int{0, 1, 47, 48, 49, 50, 5000} {
		equal(t, got(conformance.Capitals(strings.Repeat("q", length)))(t), strings.Repeat("Q", length))
	}
}

func TestGreeting__borrowed__then_copied(t *testing.T) {
	equal(t, got(conformance.Greeting())(t), conformance.Hello)
}

func TestMaybeText__none__then_none(t *testing.T) {
	if text := got(conformance.MaybeText(nil))(t); text != nil {
		t.Fatalf("got %q", *text)
	}
}

func TestMaybeText__some__then_the_same(t *testing.T) {
	for _, text := range []string{"", "something", strings.Repeat("long ", 50)} {
		equal(t, *got(conformance.MaybeText(&text))(t), text)
	}
}

func TestCountedLength__embedded_nul__then_counted(t *testing.T) {
	equal(t, got(conformance.CountedLength("a\x00b"))(t), 3)
	equal(t, got(conformance.CountedLength(""))(t), 0)
}

func TestCountedLength__not_utf8__then_bad_text(t *testing.T) {
	_, err := conformance.CountedLength("\xff")
	fails(t, err, conformance.ErrBadText)
}

func TestSplit__a_blank__then_both_parts(t *testing.T) {
	first, rest, err := conformance.Split("one two three")
	succeeds(t, err)
	equal(t, first, "one")
	equal(t, *rest, "two three")
}

func TestSplit__no_blank__then_no_rest(t *testing.T) {
	first, rest, err := conformance.Split("one")
	succeeds(t, err)
	equal(t, first, "one")
	if rest != nil {
		t.Fatalf("got %q", *rest)
	}
}

func TestBrokenText__not_utf8_from_the_library__then_broken_contract(t *testing.T) {
	_, err := conformance.BrokenText()
	equal(t, fails(t, err, conformance.ErrBrokenContract).Kind, conformance.KindInternal)
}

func TestTextLength__called__then_nothing_is_allocated(t *testing.T) {
	text := strings.Repeat("x", 300)
	allocates(t, 0, func() { _, _ = conformance.TextLength(text) })
}
