package conformance_test

import (
	"runtime"
	"testing"

	"tenon.example/conformance"
)

func TestWalk__to_the_end__then_every_item(t *testing.T) {
	walk := got(newList(t, 1, 2).Walk())(t)
	defer walk.Close()
	for _, want := range []float64{1, 2} {
		more, value, err := walk.Next()
		succeeds(t, err)
		equal(t, more, true)
		equal(t, value, want)
	}
	more, _, err := walk.Next()
	succeeds(t, err)
	equal(t, more, false)
}

func TestWalk__open__then_the_list_cannot_change(t *testing.T) {
	list := newList(t, 1)
	walk := got(list.Walk())(t)
	fails(t, list.Add("b", 2), conformance.ErrBusy)
	equal(t, got(list.Size())(t), 1)
	succeeds(t, walk.Close())
	succeeds(t, list.Add("b", 2))
}

func TestWalk__list_closed_first__then_still_walks(t *testing.T) {
	before := conformance.LiveLists()
	list := got(conformance.NewListFilled(1, 8))(t)
	walk := got(list.Walk())(t)
	succeeds(t, list.Close())
	_, value, err := walk.Next()
	succeeds(t, err)
	equal(t, value, 8)
	_, err = list.Size()
	fails(t, err, conformance.ErrClosed)
	equal(t, conformance.LiveLists(), before+1)
	succeeds(t, walk.Close())
	equal(t, conformance.LiveLists(), before)
}

func TestWalk__only_the_walk_is_referred_to__then_the_list_lives(t *testing.T) {
	before := conformance.LiveLists()
	walk := func() *conformance.Walk {
		list := got(conformance.NewListFilled(1, 8))(t)
		return got(list.Walk())(t)
	}()
	for range 5 {
		runtime.GC()
	}
	_, value, err := walk.Next()
	succeeds(t, err)
	equal(t, value, 8)
	succeeds(t, walk.Close())
	eventually(t, func() bool { return conformance.LiveLists() == before })
}

func TestPen__keeps_the_list__then_both_can_change_it(t *testing.T) {
	list := newList(t, 1)
	pen := got(conformance.NewPen(list))(t)
	defer pen.Close()
	succeeds(t, pen.Write(2))
	succeeds(t, list.Add("between", 3))
	equal(t, got(pen.ListSize())(t), 3)
}

func TestPen__list_closed__then_still_writes(t *testing.T) {
	before := conformance.LiveLists()
	list := got(conformance.NewList("kept"))(t)
	pen := got(conformance.NewPen(list))(t)
	succeeds(t, list.Close())
	succeeds(t, pen.Write(2))
	equal(t, got(pen.ListSize())(t), 1)
	succeeds(t, pen.Close())
	equal(t, conformance.LiveLists(), before)
}

func TestPen__list_is_viewed__then_writing_is_busy(t *testing.T) {
	list := newList(t, 1)
	pen := got(conformance.NewPen(list))(t)
	defer pen.Close()
	view := got(list.Values())(t)
	fails(t, pen.Write(2), conformance.ErrBusy)
	succeeds(t, view.Close())
	succeeds(t, pen.Write(2))
}

func TestNewPen__nil__then_an_error(t *testing.T) {
	_, err := conformance.NewPen(nil)
	fails(t, err, conformance.ErrClosed)
}

func TestLocal__its_own_thread__then_answers(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	local := got(conformance.NewLocal())(t)
	equal(t, got(local.Answer())(t), 42)
	succeeds(t, local.Close())
}

func TestLocal__another_thread__then_wrong_thread(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	local := got(conformance.NewLocal())(t)
	result := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		_, err := local.Answer()
		result <- err
	}()
	fails(t, <-result, conformance.ErrWrongThread)
	succeeds(t, local.Close())
}
