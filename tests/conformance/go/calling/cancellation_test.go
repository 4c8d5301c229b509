package calling_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"tenon.example/calling"
)

func TestWaitOrStop__cancelled_while_it_waits__then_stopped(t *testing.T) {
	gate := newGate(t)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- gate.WaitOrStop(ctx) }()
	waiting(t, gate, 1)
	cancel()
	err := <-done
	fails(t, err, calling.ErrStopped)
	equal(t, errors.Is(err, context.Canceled), true)
	equal(t, errors.Is(err, calling.KindCancelled), true)
	equal(t, errors.Is(err, context.DeadlineExceeded), false)
	equal(t, got(gate.Waiting())(t), 0)
}

func TestWaitOrStop__a_deadline__then_that_is_the_reason(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	err := newGate(t).WaitOrStop(ctx)
	fails(t, err, calling.ErrStopped)
	equal(t, errors.Is(err, context.DeadlineExceeded), true)
	equal(t, errors.Is(err, context.Canceled), false)
}

func TestWaitOrStop__a_cause__then_found(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errOurs)
	err := newGate(t).WaitOrStop(ctx)
	fails(t, err, calling.ErrStopped)
	equal(t, errors.Is(err, context.Canceled), true)
	equal(t, errors.Is(err, errOurs), true)
}

func TestWaitOrStop__nothing_stops_it__then_goes_through(t *testing.T) {
	gate := newGate(t)
	succeeds(t, gate.Open())
	succeeds(t, gate.WaitOrStop(context.Background()))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	succeeds(t, gate.WaitOrStop(ctx))
}

func TestWaitOrStop__one_of_many__then_the_others_go_on(t *testing.T) {
	gate := newGate(t)
	ctx, cancel := context.WithCancel(context.Background())
	stopped, others := make(chan error), make(chan error)
	go func() { stopped <- gate.WaitOrStop(ctx) }()
	other, end := context.WithCancel(context.Background())
	defer end()
	for range 5 {
		go func() { others <- gate.WaitOrStop(other) }()
	}
	waiting(t, gate, 6)
	cancel()
	fails(t, <-stopped, calling.ErrStopped)
	waiting(t, gate, 5)
	succeeds(t, gate.Open())
	for range 5 {
		succeeds(t, <-others)
	}
}

func TestAddInSteps__cancelled_by_its_own_progress__then_stopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	steps := 0
	_, err := calling.AddInSteps(ctx, nil, 1000, 10, func(done, all uint64) error {
		if steps++; steps == 3 {
			cancel()
		}
		return nil
	})
	// What asks the call to stop runs beside it: it may do some more steps.
	if err != nil {
		fails(t, err, calling.ErrStopped)
		equal(t, errors.Is(err, context.Canceled), true)
	}
}

func TestAddInSteps__another_failure__then_not_taken_for_a_stop(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := calling.AddInSteps(ctx, nil, 10, 0, nil)
	fails(t, err, calling.ErrBadNumber)
	equal(t, errors.Is(err, context.Canceled), false)
}

func TestWaitOrStop__a_hundred_thousand_cancelled_calls__then_nothing_is_left(t *testing.T) {
	gate := newGate(t)
	leavesNothing(t, func() {
		for range 50000 {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			fails(t, gate.WaitOrStop(ctx), calling.ErrStopped)
		}
	})
}

func TestWaitOrStop__cancelled_at_any_moment__then_no_race(t *testing.T) {
	gate := newGate(t)
	succeeds(t, gate.Open())
	var group sync.WaitGroup
	for range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 1000 {
				ctx, cancel := context.WithCancel(context.Background())
				go cancel()
				if err := gate.WaitOrStop(ctx); err != nil && !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
			}
		}()
	}
	group.Wait()
}
