package calling_test

import (
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"tenon.example/calling"
)

var errOurs = errors.New("our own error")

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code calling.Code) *calling.Error {
	t.Helper()
	var link *calling.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *calling.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	return link
}

// failsWith checks that a call failed because a callback returned this very error.
func failsWith(t *testing.T, err, ours error) {
	t.Helper()
	fails(t, err, calling.ErrCallbackFailed)
	if !errors.Is(err, ours) {
		t.Fatalf("%v is not %v", err, ours)
	}
}

// panics returns what a call panics with.
func panics(t *testing.T, call func()) (value any) {
	t.Helper()
	defer func() {
		t.Helper()
		if value = recover(); value == nil {
			t.Fatal("no panic")
		}
	}()
	call()
	return nil
}

// anchor is something that a callback holds.
type anchor struct {
	uses atomic.Int64
	_    [2]int64 // So that no other object shares its memory.
}

// track counts in `gone` when nothing refers to what it returns any more.
func track(gone *atomic.Int64) *anchor {
	tracked := new(anchor)
	runtime.AddCleanup(tracked, func(gone *atomic.Int64) { gone.Add(1) }, gone)
	return tracked
}

// stays checks that nothing goes that is still needed.
func stays(t *testing.T, gone *atomic.Int64, count int64) {
	t.Helper()
	for range 3 {
		runtime.GC()
		time.Sleep(2 * time.Millisecond)
	}
	equal(t, gone.Load(), count)
}

// goes checks that all goes that is not needed any more, and nothing else.
func goes(t *testing.T, gone *atomic.Int64, count int64) {
	t.Helper()
	eventually(t, func() bool { return gone.Load() >= count })
	stays(t, gone, count)
}

// heldBytes says how much memory of Go's is in use.
func heldBytes() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// leavesNothing checks that a call, made often, leaves nothing behind.
func leavesNothing(t *testing.T, call func()) {
	t.Helper()
	call()
	before := heldBytes()
	call()
	if after := heldBytes(); after > before+1<<20 {
		t.Fatalf("%d bytes before, %d after", before, after)
	}
}

// waitFor yields until something has happened elsewhere.
func waitFor(t *testing.T, condition func() bool) {
	t.Helper()
	for range 100000 {
		if condition() {
			return
		}
		time.Sleep(100 * time.Microsecond)
	}
	t.Fatal("it did not happen")
}

func newStation(t *testing.T) *calling.Station {
	t.Helper()
	station := got(calling.NewStation())(t)
	t.Cleanup(func() { _ = station.Close() })
	return station
}

func newGate(t *testing.T) *calling.Gate {
	t.Helper()
	gate := got(calling.NewGate())(t)
	t.Cleanup(func() { _ = gate.Close() })
	return gate
}

// waiting waits until so many calls wait at a gate.
func waiting(t *testing.T, gate *calling.Gate, count int) {
	t.Helper()
	waitFor(t, func() bool { return got(gate.Waiting())(t) == count })
}
