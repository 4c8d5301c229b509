package calling_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"tenon.example/calling"
)

func newCounter(t *testing.T) *calling.Counter {
	t.Helper()
	counter := got(calling.NewCounter())(t)
	t.Cleanup(func() { _ = counter.Close() })
	return counter
}

func TestSettled__while_another_call_uses_it__then_waits_for_it(t *testing.T) {
	gate, counter := newGate(t), newCounter(t)
	added := make(chan error)
	go func() {
		_, err := counter.AddAt(gate, 5)
		added <- err
	}()
	waiting(t, gate, 1)
	counts := make(chan int64)
	go func() {
		count, err := counter.Settled()
		if err != nil {
			t.Error(err)
		}
		counts <- count
	}()
	succeeds(t, gate.Open())
	succeeds(t, <-added)
	equal(t, <-counts, 5)
}

func TestGlance__while_another_call_uses_it__then_busy_after_a_moment(t *testing.T) {
	gate, counter := newGate(t), newCounter(t)
	added := make(chan error)
	go func() {
		_, err := counter.AddAt(gate, 5)
		added <- err
	}()
	waiting(t, gate, 1)
	_, err := counter.Glance()
	fails(t, err, calling.ErrBusy)
	succeeds(t, gate.Open())
	succeeds(t, <-added)
	equal(t, got(counter.Glance())(t), 5)
}

func TestCountIf__a_callback_that_uses_the_counter__then_busy_and_no_deadlock(t *testing.T) {
	counter := newCounter(t)
	_, err := counter.CountIf(10, func(int64) (bool, error) {
		_, err := counter.Count()
		return false, err
	})
	fails(t, err, calling.ErrCallbackFailed)
	equal(t, errors.Is(err, calling.ErrBusy), true)
	equal(t, got(counter.CountIf(10, func(number int64) (bool, error) { return number%2 == 0, nil }))(t), 5)
}

func TestAddUp__beside_short_calls__then_nobody_waits(t *testing.T) {
	counter := newCounter(t)
	sums := make(chan uint64)
	for range 4 {
		go func() {
			sum, err := calling.AddUp(1000000)
			if err != nil {
				t.Error(err)
			}
			sums <- sum
		}()
	}
	for range 1000 {
		got(counter.Add(1))(t)
	}
	for range 4 {
		equal(t, <-sums, 500000500000)
	}
}

// stirs changes a tank until it is told to end, and counts how often that could be done.
func stirs(t *testing.T, tank *calling.Tank, end *atomic.Bool, done *atomic.Int64) {
	for !end.Load() {
		switch err := tank.Stir(3); {
		case err == nil:
			done.Add(1)
		case !errors.Is(err, calling.ErrBusy):
			t.Error(err)
		}
	}
}

func TestContent__a_hundred_thousand_views_while_others_change_it__then_never_in_between(t *testing.T) {
	tank := newTank(t, 1000)
	got(tank.Write(make([]byte, 1000)))(t)
	var end atomic.Bool
	var changes atomic.Int64
	var group sync.WaitGroup
	for range 2 {
		group.Add(1)
		go func() {
			defer group.Done()
			stirs(t, tank, &end, &changes)
		}()
	}
	busy := 0
	for opened := 0; opened < 100000 || busy == 0 || changes.Load() == 0; {
		view, err := tank.Content()
		if err != nil {
			fails(t, err, calling.ErrBusy)
			busy++
			continue
		}
		opened++
		succeeds(t, view.With(func(content []byte) error {
			if first := content[0]; content[len(content)/2] != first || content[len(content)-1] != first {
				t.Error("seen in between")
			}
			return nil
		}))
		succeeds(t, view.Close())
	}
	end.Store(true)
	group.Wait()
	equal(t, content(t, tank)[7], byte(changes.Load()*3))
}
