package conformance_test

import (
	"runtime"
	"testing"
	"time"
)

// eventually waits for what clean-ups do some time after a collection.
func eventually(t *testing.T, condition func() bool) {
	t.Helper()
	for range 200 {
		if condition() {
			return
		}
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("it did not happen")
}
