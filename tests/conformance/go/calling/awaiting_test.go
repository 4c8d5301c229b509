package calling_test

import (
	"fmt"
	"testing"

	"tenon.example/calling"
)

func TestWait__many_goroutines__then_all_wait_and_all_go_on(t *testing.T) {
	gate := newGate(t)
	done := make(chan error)
	for range 50 {
		go func() { done <- gate.Wait() }()
	}
	waiting(t, gate, 50)
	succeeds(t, gate.Open())
	for range 50 {
		succeeds(t, <-done)
	}
	equal(t, got(gate.Waiting())(t), 0)
}

func TestPass__several_calls_at_once__then_each_its_result(t *testing.T) {
	gate := newGate(t)
	texts := make(chan string)
	for i := range 10 {
		go func() {
			text, err := gate.Pass(fmt.Sprint("t", i))
			texts <- fmt.Sprint(text, err)
		}()
	}
	waiting(t, gate, 10)
	succeeds(t, gate.Open())
	seen := map[string]bool{}
	for range 10 {
		seen[<-texts] = true
	}
	for i := range 10 {
		equal(t, seen[fmt.Sprint("t", i, "<nil>")], true)
	}
}

func TestFail__after_waiting__then_its_error(t *testing.T) {
	gate := newGate(t)
	done := make(chan error)
	go func() { done <- gate.Fail() }()
	waiting(t, gate, 1)
	succeeds(t, gate.Open())
	fails(t, <-done, calling.ErrHungUp)
}

func TestClose__while_a_call_waits__then_the_call_ends_as_ever(t *testing.T) {
	gate := got(calling.NewGate())(t)
	done := make(chan error)
	go func() { done <- gate.Wait() }()
	waiting(t, gate, 1)
	succeeds(t, gate.Open())
	succeeds(t, gate.Close())
	succeeds(t, <-done)
	fails(t, gate.Wait(), calling.ErrClosed)
}

func TestCounter__used_by_a_running_call__then_busy(t *testing.T) {
	gate := newGate(t)
	counter := got(calling.NewCounter())(t)
	defer counter.Close()
	done := make(chan error)
	go func() {
		_, err := counter.AddAt(gate, 5)
		done <- err
	}()
	waiting(t, gate, 1)
	_, err := counter.Add(1)
	fails(t, err, calling.ErrBusy)
	_, err = counter.Count()
	fails(t, err, calling.ErrBusy)
	succeeds(t, gate.Open())
	succeeds(t, <-done)
	equal(t, got(counter.Count())(t), 5)
}
