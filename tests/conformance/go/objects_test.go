package conformance_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"tenon.example/conformance"
)

func TestList__made_and_used__then_behaves(t *testing.T) {
	list := newList(t, 1.5, 2.5)
	equal(t, got(list.Size())(t), 2)
	equal(t, got(list.Get("b"))(t), 2.5)
}

func TestNewListFilled__a_named_constructor__then_filled(t *testing.T) {
	list := got(conformance.NewListFilled(3, 7))(t)
	defer list.Close()
	equal(t, got(list.Total())(t), 21)
}

func TestNewListFilled__refused__then_nil_and_an_error(t *testing.T) {
	list, err := conformance.NewListFilled(conformance.MaxItems+1, 0)
	fails(t, err, conformance.ErrTooLarge)
	if list != nil {
		t.Fatal("an object beside an error")
	}
	_, err = conformance.NewListFilled(-1, 0)
	fails(t, err, conformance.ErrBadValue)
}

func TestAdd__taken_name__then_duplicate(t *testing.T) {
	list := newList(t, 1)
	link := fails(t, list.Add("a", 2), conformance.ErrDuplicate)
	equal(t, link.Function, "conformance_list_add")
	equal(t, link.Message, "an item is named \"a\" already")
}

func TestGet__unknown_name__then_no_such_item(t *testing.T) {
	_, err := newList(t).Get("nobody")
	fails(t, err, conformance.ErrNoSuchItem)
}

func TestAppend__another_list__then_copied(t *testing.T) {
	list, other := newList(t, 1), newList(t, 2, 3)
	succeeds(t, list.Append(other))
	equal(t, got(list.Size())(t), 3)
	equal(t, got(other.Size())(t), 2)
}

func TestAppend__itself__then_busy(t *testing.T) {
	list := newList(t, 1)
	fails(t, list.Append(list), conformance.ErrBusy)
	equal(t, got(list.Size())(t), 1)
}

func TestAppend__nil__then_an_error(t *testing.T) {
	if err := newList(t, 1).Append(nil); !errors.As(err, new(*conformance.Error)) {
		t.Fatalf("got %v", err)
	}
}

func TestSame__none_or_another__then_compared(t *testing.T) {
	equal(t, got(newList(t).Same(nil))(t), true)
	equal(t, got(newList(t, 1).Same(nil))(t), false)
	equal(t, got(newList(t, 1).Same(newList(t, 1)))(t), true)
	list := newList(t, 1)
	equal(t, got(list.Same(list))(t), true)
}

func TestAbsorb__another_list__then_used_up(t *testing.T) {
	list, other := newList(t, 1), newList(t, 2)
	succeeds(t, list.Absorb(other))
	equal(t, got(list.Size())(t), 2)
	_, err := other.Size()
	fails(t, err, conformance.ErrClosed)
	equal(t, other.String(), "conformance.List(closed)")
	succeeds(t, other.Close())
}

func TestAbsorb__itself__then_refused_and_unharmed(t *testing.T) {
	list := newList(t, 1)
	if err := list.Absorb(list); err == nil {
		t.Fatal("no error")
	}
	equal(t, got(list.Size())(t), 1)
}

func TestLonger__new_object_out__then_a_copy_or_nil(t *testing.T) {
	a, b := newList(t, 1, 2), newList(t, 3)
	longer := got(conformance.Longer(a, b))(t)
	defer longer.Close()
	equal(t, got(longer.Size())(t), 2)
	if none := got(conformance.Longer(a, a))(t); none != nil {
		t.Fatalf("got %v", none)
	}
}

func TestClose__twice_and_on_nil__then_no_error(t *testing.T) {
	list := got(conformance.NewList("short"))(t)
	equal(t, list.String(), "conformance.List(open)")
	succeeds(t, list.Close())
	succeeds(t, list.Close())
	equal(t, fmt.Sprint(list), "conformance.List(closed)")
	var none *conformance.List
	succeeds(t, none.Close())
}

func TestClosed__every_use__then_closed(t *testing.T) {
	list := got(conformance.NewList("short"))(t)
	succeeds(t, list.Close())
	_, err := list.Size()
	equal(t, fails(t, err, conformance.ErrClosed).Kind, conformance.KindInvalidState)
	fails(t, list.Add("a", 1), conformance.ErrClosed)
	fails(t, list.SetName("x"), conformance.ErrClosed)
	fails(t, newList(t).Append(list), conformance.ErrClosed)
	_, err = list.Values()
	fails(t, err, conformance.ErrClosed)
	_, err = list.Walk()
	fails(t, err, conformance.ErrClosed)
}

func TestZeroList__never_made__then_closed(t *testing.T) {
	var list conformance.List
	_, err := list.Size()
	fails(t, err, conformance.ErrClosed)
	succeeds(t, list.Close())
	var none *conformance.List
	_, err = none.Size()
	fails(t, err, conformance.ErrClosed)
}

func TestClose__from_many_goroutines__then_destroyed_once(t *testing.T) {
	for range 100 {
		before := conformance.LiveLists()
		list := got(conformance.NewList("shared"))(t)
		var group sync.WaitGroup
		for range 4 {
			group.Add(1)
			go func() {
				defer group.Done()
				if _, err := list.Size(); err != nil && !errors.Is(err, conformance.ErrClosed) {
					t.Errorf("got %v", err)
				}
				_ = list.Close()
			}()
		}
		group.Wait()
		equal(t, conformance.LiveLists(), before)
	}
}

func TestClose__while_borrowed__then_destroyed_by_the_last_user(t *testing.T) {
	before := conformance.LiveLists()
	list := got(conformance.NewList("busy"))(t)
	started, done := make(chan struct{}), make(chan error)
	go func() {
		close(started)
		done <- list.Wait(100)
	}()
	<-started
	time.Sleep(20 * time.Millisecond)
	succeeds(t, list.Close())
	equal(t, conformance.LiveLists(), before+1)
	succeeds(t, <-done)
	equal(t, conformance.LiveLists(), before)
}

func TestAdd__while_another_goroutine_reads__then_busy(t *testing.T) {
	list := newList(t, 1)
	started, done := make(chan struct{}), make(chan error)
	go func() {
		close(started)
		done <- list.Wait(100)
	}()
	<-started
	time.Sleep(20 * time.Millisecond)
	equal(t, got(list.Size())(t), 1)
	err := list.Add("b", 2)
	fails(t, err, conformance.ErrBusy)
	if !errors.Is(err, conformance.KindBusy) {
		t.Fatalf("not busy: %v", err)
	}
	succeeds(t, <-done)
	succeeds(t, list.Add("b", 2))
}

func TestForgotten__collected__then_closed(t *testing.T) {
	before := conformance.LiveLists()
	for range 50 {
		got(conformance.NewList("forgotten"))(t)
	}
	eventually(t, func() bool { return conformance.LiveLists() == before })
}

// Two goroutines on objects of their own, all the while others come and go: for the race detector.
func TestLists__many_goroutines__then_no_race(t *testing.T) {
	shared := newList(t, 1, 2, 3)
	var group sync.WaitGroup
	for range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 200 {
				own, err := conformance.NewListFilled(2, 1)
				if err != nil {
					t.Error(err)
					return
				}
				if total, err := shared.Total(); err != nil || total != 6 {
					t.Error(total, err)
				}
				if err := own.Append(shared); err != nil {
					t.Error(err)
				}
				_ = own.Close()
			}
		}()
	}
	group.Wait()
}
