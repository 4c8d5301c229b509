package measuring_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"tenon.example/measuring"
)

// Go has no lock that a call could hold: there is nothing to measure, and nothing to switch. What stays is that no two
// calls change an object at the same time.

func newMeter(t *testing.T) *measuring.Meter {
	t.Helper()
	meter := got(measuring.NewMeter())(t)
	t.Cleanup(func() { _ = meter.Close() })
	return meter
}

func TestFunctions__of_every_kind__then_they_just_run(t *testing.T) {
	equal(t, measuring.Short(1), 2)
	equal(t, measuring.Brief(2), 3)
	equal(t, measuring.Long(1) >= 1000000, true)
	equal(t, measuring.Blocking(1) >= 1000000, true)
}

func TestFunctions__on_many_goroutines__then_all_run(t *testing.T) {
	var sum atomic.Uint64
	var group sync.WaitGroup
	for range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			number := uint64(0)
			for range 2000 {
				number = measuring.Short(number)
			}
			sum.Add(number)
		}()
	}
	group.Wait()
	equal(t, sum.Load(), 16000)
}

func TestMeter__of_its_own_per_goroutine__then_each_counts_right(t *testing.T) {
	var group sync.WaitGroup
	for range 4 {
		meter := newMeter(t)
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range uint64(2000) {
				if count, err := meter.Add(0); err != nil || count != i+1 {
					t.Errorf("got %d, %v", count, err)
				}
			}
		}()
	}
	group.Wait()
}

func TestMeter__read_by_many_at_once__then_nobody_is_refused(t *testing.T) {
	meter := newMeter(t)
	got(meter.Add(0))(t)
	var group sync.WaitGroup
	for range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 20 {
				if count, err := meter.Count(1); err != nil || count != 1 {
					t.Errorf("got %d, %v", count, err)
				}
			}
		}()
	}
	group.Wait()
}

// adds calls Add until it is told to end. It returns how often that could be done.
func adds(t *testing.T, meter *measuring.Meter, end *atomic.Bool) (done uint64) {
	for !end.Load() {
		switch _, err := meter.Add(1); {
		case err == nil:
			done++
		case !errors.Is(err, measuring.ErrBusy):
			t.Error(err)
		}
	}
	return done
}

func TestMeter__used_by_another_call__then_refused_and_no_count_is_lost(t *testing.T) {
	meter := newMeter(t)
	var end atomic.Bool
	var total atomic.Uint64
	var group sync.WaitGroup
	for range 2 {
		group.Add(1)
		go func() {
			defer group.Done()
			total.Add(adds(t, meter, &end))
		}()
	}
	refused := 0
	for refused < 10 {
		if _, err := meter.Count(0); err != nil {
			fails(t, err, measuring.ErrBusy)
			refused++
		}
	}
	end.Store(true)
	group.Wait()
	equal(t, got(meter.Count(0))(t), total.Load())
}

func TestMeter__closed_while_a_call_uses_it__then_that_call_ends_first(t *testing.T) {
	meter := newMeter(t)
	added := make(chan error)
	go func() {
		for {
			if _, err := meter.Add(5); err != nil && !errors.Is(err, measuring.ErrBusy) {
				added <- err
				return
			}
		}
	}()
	for {
		if _, err := meter.Count(0); errors.Is(err, measuring.ErrBusy) {
			break
		}
	}
	succeeds(t, meter.Close())
	fails(t, <-added, measuring.ErrClosed)
	_, err := meter.Count(0)
	fails(t, err, measuring.ErrClosed)
}
