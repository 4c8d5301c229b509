package conformance_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"tenon.example/conformance"
)

func TestValues__open__then_reads_without_a_copy(t *testing.T) {
	list := newList(t, 1, 2, 3)
	view := got(list.Values())(t)
	defer view.Close()
	equal(t, view.Len(), 3)
	equal(t, got(view.At(1))(t), 2)
	same(t, got(view.Copy())(t), []float64{1, 2, 3})
	sum := 0.0
	for i, value := range view.All() {
		sum += float64(i) * value
	}
	equal(t, sum, 8)
	succeeds(t, view.With(func(values []float64) error {
		same(t, values, []float64{1, 2, 3})
		return nil
	}))
}

func TestValues__empty_list__then_an_empty_view(t *testing.T) {
	view := got(newList(t).Values())(t)
	defer view.Close()
	equal(t, view.Len(), 0)
	equal(t, len(got(view.Copy())(t)), 0)
}

func TestPeek__empty_list__then_nil(t *testing.T) {
	view := got(newList(t).Peek())(t)
	if view != nil {
		t.Fatal("a view of nothing")
	}
	succeeds(t, view.Close())
}

func TestPeek__some__then_a_view(t *testing.T) {
	view := got(newList(t, 4).Peek())(t)
	defer view.Close()
	equal(t, got(view.At(0))(t), 4)
}

func TestValues__open__then_changes_are_busy_and_reads_are_not(t *testing.T) {
	list := newList(t, 1)
	view := got(list.Values())(t)
	fails(t, list.Add("b", 2), conformance.ErrBusy)
	equal(t, got(list.Size())(t), 1)
	second := got(list.Values())(t)
	succeeds(t, view.Close())
	fails(t, list.Add("b", 2), conformance.ErrBusy)
	succeeds(t, second.Close())
	succeeds(t, list.Add("b", 2))
}

func TestValues__owner_closed__then_lives_until_the_view_ends(t *testing.T) {
	before := conformance.LiveLists()
	list := got(conformance.NewListFilled(3, 5))(t)
	view := got(list.Values())(t)
	succeeds(t, list.Close())
	equal(t, conformance.LiveLists(), before+1)
	equal(t, got(view.At(2))(t), 5)
	succeeds(t, view.Close())
	equal(t, conformance.LiveLists(), before)
}

func TestView__closed__then_every_use_is_closed(t *testing.T) {
	view := got(newList(t, 1).Values())(t)
	succeeds(t, view.Close())
	succeeds(t, view.Close())
	_, err := view.At(0)
	equal(t, fails(t, err, conformance.ErrClosed).Kind, conformance.KindInvalidState)
	_, err = view.Copy()
	fails(t, err, conformance.ErrClosed)
	fails(t, view.With(func([]float64) error { return errors.New("must not run") }), conformance.ErrClosed)
	defer func() {
		err, _ := recover().(error)
		fails(t, err, conformance.ErrClosed)
	}()
	for range view.All() {
		t.Fatal("an element of a closed view")
	}
}

func TestView__nil__then_like_a_closed_one(t *testing.T) {
	view := got(newList(t).Peek())(t)
	equal(t, view.Len(), 0)
	_, err := view.At(0)
	equal(t, fails(t, err, conformance.ErrClosed).Kind, conformance.KindInvalidState)
	_, err = view.Copy()
	fails(t, err, conformance.ErrClosed)
	fails(t, view.With(func([]float64) error { return errors.New("must not run") }), conformance.ErrClosed)
	succeeds(t, view.Close())
	defer func() {
		err, _ := recover().(error)
		fails(t, err, conformance.ErrClosed)
	}()
	for range view.All() {
		t.Fatal("an element of no view")
	}
}

func TestAt__past_the_ends__then_out_of_range(t *testing.T) {
	view := got(newList(t, 1).Values())(t)
	defer view.Close()
	for _, index := range []int{-1, 1, 1 << 40} {
		_, err := view.At(index)
		if !errors.Is(err, conformance.KindOutOfRange) {
			t.Fatalf("got %v", err)
		}
	}
}

func TestWith__closed_meanwhile__then_the_memory_stays(t *testing.T) {
	before := conformance.LiveLists()
	list := got(conformance.NewListFilled(2, 3))(t)
	view := got(list.Values())(t)
	succeeds(t, view.With(func(values []float64) error {
		succeeds(t, list.Close())
		succeeds(t, view.Close())
		same(t, values, []float64{3, 3})
		equal(t, conformance.LiveLists(), before+1)
		return nil
	}))
	equal(t, conformance.LiveLists(), before)
}

func TestAll__left_early_or_closed_inside__then_the_view_ends(t *testing.T) {
	list := newList(t, 1, 2, 3)
	view := got(list.Values())(t)
	for i := range view.All() {
		succeeds(t, view.Close())
		if i == 1 {
			break
		}
	}
	succeeds(t, list.Add("free again", 1))
}

func TestWith__own_error__then_returned(t *testing.T) {
	view := got(newList(t, 1).Values())(t)
	defer view.Close()
	mine := errors.New("mine")
	equal(t, view.With(func([]float64) error { return mine }), mine)
	equal(t, view.With(func(values []float64) error {
		_ = append(values, 9)
		return nil
	}), nil)
}

func TestView__forgotten__then_closed(t *testing.T) {
	list := newList(t, 1)
	got(list.Values())(t)
	eventually(t, func() bool { return list.SetName("free") == nil })
}

func TestView__readers_and_a_closer__then_no_race(t *testing.T) {
	for range 50 {
		list := newList(t, 1, 2, 3)
		view := got(list.Values())(t)
		var group sync.WaitGroup
		for range 4 {
			group.Add(1)
			go func() {
				defer group.Done()
				for range 20 {
					values, err := view.Copy()
					if err != nil && !errors.Is(err, conformance.ErrClosed) {
						t.Error(err)
					}
					if err == nil && !slices.Equal(values, []float64{1, 2, 3}) {
						t.Error(values)
					}
				}
			}()
		}
		_ = view.Close()
		group.Wait()
		succeeds(t, list.SetName("free"))
	}
}
