// Calls from Go: by several goroutines at once, each on a thread of its own, and with arrays of any length.
//
// Usage: scaling threads ROUNDS MILLISECONDS COUNT... or scaling arrays ROUNDS LENGTH... It says one JSON object per line:
// what was measured, for which x, and the y.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"tenon.example/bench/handwritten"
	"tenon.example/tally"
)

const (
	batch = 256
	least = 5 * time.Millisecond
)

func say(id, variant string, x int, y float64) {
	fmt.Printf("{\"id\": %q, \"variant\": %q, \"x\": %d, \"y\": %g}\n", id, variant, x, y)
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// valuer is what both kinds of objects can be asked.
type valuer func() int64

// callsPerSecond is the rate of all goroutines together, each with its own of objects, or all with the only one.
func callsPerSecond(objects []valuer, count int, milliseconds int) float64 {
	var over atomic.Bool
	var calls atomic.Int64
	var group sync.WaitGroup
	start := time.Now()
	for number := range count {
		group.Add(1)
		go func() {
			defer group.Done()
			runtime.LockOSThread()
			value, done := objects[number%len(objects)], int64(0)
			for !over.Load() {
				for range batch {
					if value() != 42 {
						panic("another value than 42")
					}
				}
				done += batch
			}
			calls.Add(done)
		}()
	}
	time.Sleep(time.Duration(milliseconds) * time.Millisecond)
	over.Store(true)
	group.Wait()
	return float64(calls.Load()) / time.Since(start).Seconds()
}

func objectsOf(count int) (tenon, floor []valuer) {
	for range count {
		object := must(tally.NewTally(42))
		tenon = append(tenon, func() int64 { return must(object.Value()) })
		byHand := must(handwritten.NewTally(42))
		floor = append(floor, byHand.Value)
	}
	return tenon, floor
}

func timeThreads(rounds, milliseconds int, counts []int) {
	most := 1
	for _, count := range counts {
		most = max(most, count)
	}
	for _, kind := range []struct {
		id    string
		count int
	}{{"threads_one", 1}, {"threads_many", most}} {
		tenon, floor := objectsOf(kind.count)
		for range rounds {
			for _, count := range counts {
				say(kind.id, "tenon", count, callsPerSecond(tenon, count, milliseconds))
				say(kind.id, "handwritten", count, callsPerSecond(floor, count, milliseconds))
			}
		}
	}
}

// nanoseconds is the time of one call.
func nanoseconds(call func() float64) float64 {
	for calls := 1; ; calls *= 4 {
		start := time.Now()
		for range calls {
			if call() != 2 {
				panic("another array than asked for")
			}
		}
		if spent := time.Since(start); spent > least {
			return float64(spent.Nanoseconds()) / float64(calls)
		}
	}
}

// ends is what tally_ends would say.
func ends(values []float64) float64 {
	return values[0] + values[len(values)-1]
}

func timeArrays(rounds int, lengths []int) {
	for _, length := range lengths {
		values := make([]float64, length)
		values[0], values[length-1] = 1, 1
		for range rounds {
			say("arrays_in", "tenon", length, nanoseconds(func() float64 { return must(tally.Ends(values)) }))
			say("arrays_in", "handwritten", length, nanoseconds(func() float64 { return handwritten.Ends(values) }))
			say("arrays_out", "tenon", length, nanoseconds(func() float64 { return ends(must(tally.Values(length))) }))
			say("arrays_out", "handwritten", length,
				nanoseconds(func() float64 { return ends(must(handwritten.Values(length))) }))
		}
	}
}

func main() {
	numbers := []int{}
	for _, text := range os.Args[min(2, len(os.Args)):] {
		numbers = append(numbers, must(strconv.Atoi(text)))
	}
	switch {
	case len(numbers) > 2 && os.Args[1] == "threads":
		timeThreads(numbers[0], numbers[1], numbers[2:])
	case len(numbers) > 1 && os.Args[1] == "arrays":
		timeArrays(numbers[0], numbers[1:])
	default:
		panic("write threads ROUNDS MILLISECONDS COUNT... or arrays ROUNDS LENGTH...")
	}
}
