package calling_test

import (
	"errors"
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
