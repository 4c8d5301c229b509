package throwing_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"tenon.example/throwing"
)

var errOurs = errors.New("our own error")

func newPattern(t *testing.T, expression string) *throwing.Pattern {
	t.Helper()
	pattern := got(throwing.NewPattern(expression))(t)
	t.Cleanup(func() { _ = pattern.Close() })
	return pattern
}

func TestPattern__used_as_it_should__then_nothing_is_thrown(t *testing.T) {
	pattern := newPattern(t, "(a+)(b*)")
	equal(t, got(pattern.Matches("aab"))(t), true)
	equal(t, got(pattern.Find("xxab"))(t), 2)
	equal(t, got(pattern.Replace("ab-aab", "x"))(t), "x-x")
	equal(t, got(pattern.Group("aabb", 2))(t), "bb")
	_, err := pattern.Find("x")
	fails(t, err, throwing.ErrNoMatch)
}

func TestNewPattern__no_expression__then_what_was_thrown(t *testing.T) {
	pattern, err := throwing.NewPattern("(")
	link := fails(t, err, throwing.ErrException)
	if pattern != nil {
		t.Fatal("an object beside an error")
	}
	if !strings.Contains(link.Message, "regex_error") {
		t.Fatalf("got %q", link.Message)
	}
	equal(t, link.Function, "throwing_pattern_new")
}

func TestThrow__everything_that_can_be__then_an_error_of_its_kind(t *testing.T) {
	for kind, want := range map[throwing.KindType]error{
		throwing.KindTypeBadAlloc:        throwing.KindOutOfMemory,
		throwing.KindTypeInvalidArgument: throwing.KindInvalidArgument,
		throwing.KindTypeOutOfRange:      throwing.KindOutOfRange,
		throwing.KindTypeRuntimeError:    throwing.KindInternal,
		throwing.KindTypeOwn:             throwing.KindInternal,
		throwing.KindTypeNumber:          throwing.KindInternal,
		throwing.KindTypeText:            throwing.KindInternal,
	} {
		for _, throw := range []func(throwing.KindType) error{throwing.Throw, throwing.ThrowLater} {
			if err := throw(kind); !errors.Is(err, want) {
				t.Errorf("%v: %v", kind, err)
			}
		}
	}
	succeeds(t, throwing.Throw(throwing.KindTypeNothing))
}

func TestParseTable__nested_exceptions__then_the_chain(t *testing.T) {
	_, err := throwing.ParseTable("1,2\n3,x")
	var messages []string
	for link := err; link != nil; link = errors.Unwrap(link) {
		messages = append(messages, link.(*throwing.Error).Message)
	}
	equal(t, len(messages), 3)
	if !strings.Contains(messages[1], "row 2") {
		t.Fatalf("got %q", messages)
	}
	equal(t, errors.Is(err, throwing.ErrException), true)
}

func TestTable__it_throws__then_it_can_still_be_used(t *testing.T) {
	table := got(throwing.ParseTable("1,-2\n3,4"))(t)
	defer table.Close()
	_, err := table.At(7, 0)
	equal(t, errors.Is(err, throwing.KindOutOfRange), true)
	fails(t, table.Double(), throwing.ErrException)
	equal(t, got(table.At(0, 0))(t), 2.0)
	equal(t, got(table.Rows())(t), 2)
}

func TestTable__its_end_throws__then_nobody_hears_of_it(t *testing.T) {
	table := got(throwing.ParseTable("1"))(t)
	succeeds(t, table.Lock())
	succeeds(t, table.Close())
	_, err := table.Rows()
	fails(t, err, throwing.ErrClosed)
}

func TestSquareRoot__a_text_that_is_no_text__then_a_message_all_the_same(t *testing.T) {
	_, err := throwing.SquareRoot(-1)
	if link := fails(t, err, throwing.ErrException); link.Message == "" {
		t.Fatal("no message")
	}
}

func TestEach__thrown_around_a_callback__then_whatever_came_first(t *testing.T) {
	pattern := newPattern(t, "a")
	var seen []string
	visit := func(match string) (bool, error) { seen = append(seen, match); return true, nil }
	equal(t, got(pattern.Each("abab", 5, visit))(t), 2)
	_, err := pattern.Each("aaaa", 2, visit)
	fails(t, err, throwing.ErrException)
	equal(t, fmt.Sprint(seen), "[a a a a]")
	_, err = pattern.Each("aaaa", 2, func(string) (bool, error) { return false, errOurs })
	fails(t, err, throwing.ErrCallbackFailed)
	equal(t, errors.Is(err, errOurs), true)
	_, err = pattern.Each("aaaa", 0, func(string) (bool, error) { return false, errOurs })
	fails(t, err, throwing.ErrException)
}

func TestEach__an_error_and_then_an_exception__then_the_error(t *testing.T) {
	pattern := newPattern(t, "a")
	defer func() {
		equal(t, recover(), any("ours"))
		equal(t, got(pattern.Matches("a"))(t), true)
	}()
	_, err := pattern.Each("aaaa", 2, func(string) (bool, error) { panic("ours") })
	t.Fatalf("no panic: %v", err)
}

func TestThrow__from_many_goroutines__then_each_its_own(t *testing.T) {
	var group sync.WaitGroup
	for i := range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 500 {
				text := fmt.Sprint("x", i)
				if _, err := throwing.Parse(text); !errors.Is(err, throwing.KindInvalidArgument) {
					t.Errorf("got %v", err)
				}
				if number, err := throwing.Parse(fmt.Sprint(i)); err != nil || number != int64(i) {
					t.Errorf("got %v, %v", number, err)
				}
			}
		}()
	}
	group.Wait()
}

func TestReserve__more_than_there_is__then_out_of_memory(t *testing.T) {
	got(throwing.Reserve(1000))(t)
	if isSanitized {
		return
	}
	if _, err := throwing.Reserve(1 << 62); !errors.Is(err, throwing.KindOutOfMemory) {
		t.Fatalf("got %v", err)
	}
}
