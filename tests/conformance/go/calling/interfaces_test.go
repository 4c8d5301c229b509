package calling_test

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"tenon.example/calling"
)

// book is a book of Go's.
type book struct {
	numbers map[string]int64
	tracked *anchor
	fails   error
}

var errNotThere = errors.New("not in the book")

func newBook(gone *atomic.Int64) *book {
	return &book{numbers: map[string]int64{}, tracked: track(gone)}
}

func (b *book) Put(name string, number int64) (bool, error) {
	_, isThere := b.numbers[name]
	b.numbers[name] = number
	return !isThere, b.fails
}

func (b *book) Get(name string) (int64, error) {
	number, isThere := b.numbers[name]
	if !isThere {
		return 0, errNotThere
	}
	return number, nil
}

func (b *book) Count() (int, error) { return len(b.numbers), b.fails }

func (b *book) Clear() error { clear(b.numbers); return b.fails }

// taste likes what is to the right.
type taste struct{ skips bool }

func (s taste) Nicer(left, right calling.Point) (calling.Point, error) {
	if right.X > left.X {
		return right, nil
	}
	return left, nil
}

func (s taste) Choose(calling.Point) (calling.Choice, error) {
	if s.skips {
		return calling.ChoiceSkip, nil
	}
	return calling.ChoiceGoOn, nil
}

func (s taste) Describe(place calling.Point) (string, error) {
	return fmt.Sprint("place ", place.X), nil
}

func TestWriteDown__a_book__then_called_and_let_go(t *testing.T) {
	var gone atomic.Int64
	func() {
		ours := newBook(&gone)
		equal(t, got(calling.WriteDown(ours, []string{"a", "b", "a"}))(t), 2)
		equal(t, ours.numbers["a"], 2)
	}()
	goes(t, &gone, 1)
}

func TestWriteDown__nil__then_an_error(t *testing.T) {
	_, err := calling.WriteDown(nil, nil)
	fails(t, err, calling.ErrBadValue)
}

func TestNicest__by_value__then_asked(t *testing.T) {
	places := []calling.Point{{X: 1}, {X: 3}, {X: 2}}
	equal(t, got(calling.Nicest(taste{}, places))(t), calling.Point{X: 3})
	_, err := calling.Nicest(taste{}, nil)
	fails(t, err, calling.ErrBadNumber)
}

func TestClerk__a_kept_book__then_used_and_dropped_once(t *testing.T) {
	var gone atomic.Int64
	clerk := got(calling.NewClerk(newBook(&gone)))(t)
	equal(t, got(clerk.Note("ä", 7))(t), true)
	equal(t, got(clerk.Note("ä", 8))(t), false)
	equal(t, got(clerk.LookUp("ä"))(t), 8)
	equal(t, got(clerk.Size())(t), 1)
	stays(t, &gone, 0)
	succeeds(t, clerk.Take(newBook(&gone)))
	goes(t, &gone, 1)
	equal(t, got(clerk.Size())(t), 0)
	succeeds(t, clerk.Close())
	goes(t, &gone, 2)
}

func TestClerk__a_method_fails__then_the_same_error(t *testing.T) {
	var gone atomic.Int64
	clerk := got(calling.NewClerk(newBook(&gone)))(t)
	defer clerk.Close()
	_, err := clerk.LookUp("nobody")
	failsWith(t, err, errNotThere)
	equal(t, got(clerk.Size())(t), 0)
}

// liar counts less than nothing.
type liar struct{ book }

func (l *liar) Count() (int, error) { return -1, nil }

func TestClerk__a_negative_count__then_an_error(t *testing.T) {
	clerk := got(calling.NewClerk(&liar{}))(t)
	defer clerk.Close()
	_, err := clerk.Size()
	failsWith(t, err, calling.KindInvalidArgument)
}

func TestClerk__cleared_on_another_thread__then_reached(t *testing.T) {
	var gone atomic.Int64
	ours := newBook(&gone)
	clerk := got(calling.NewClerk(ours))(t)
	defer clerk.Close()
	got(clerk.Note("a", 1))(t)
	succeeds(t, clerk.ClearElsewhere())
	equal(t, got(clerk.Size())(t), 0)
}

func TestClerk__a_taste_or_none__then_asked(t *testing.T) {
	var gone atomic.Int64
	clerk := got(calling.NewClerk(newBook(&gone)))(t)
	defer clerk.Close()
	if text := got(clerk.Describe(calling.Point{X: 2}))(t); text != nil {
		t.Fatalf("got %q", *text)
	}
	succeeds(t, clerk.SetTaste(taste{}))
	equal(t, *got(clerk.Describe(calling.Point{X: 2}))(t), "place 2")
	succeeds(t, clerk.SetTaste(taste{skips: true}))
	if text := got(clerk.Describe(calling.Point{X: 2}))(t); text != nil {
		t.Fatalf("got %q", *text)
	}
	succeeds(t, clerk.SetTaste(nil))
}

// A book that refers to its clerk: nothing else does, and yet both go.
func TestClerk__a_book_that_holds_its_clerk__then_closing_frees_both(t *testing.T) {
	type loop struct {
		*book
		clerk *calling.Clerk
	}
	var gone atomic.Int64
	func() {
		ours := &loop{book: newBook(&gone)}
		ours.clerk = got(calling.NewClerk(ours))(t)
		got(ours.clerk.Note("a", 1))(t)
		succeeds(t, ours.clerk.Close())
	}()
	goes(t, &gone, 1)
}

func TestClerk__made_and_closed_often__then_nothing_is_left(t *testing.T) {
	leavesNothing(t, func() {
		for range 10000 {
			clerk := got(calling.NewClerk(&book{numbers: map[string]int64{}}))(t)
			got(clerk.Note("a", 1))(t)
			succeeds(t, clerk.Close())
		}
	})
}
