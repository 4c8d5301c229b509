package main

import "fmt"

// row is what is measured: one call of a peer, as a loop and as a check.
type row struct {
	run   func(count int)
	check func() error
}

// of makes a row of a call that must give want. The call is made through a function value, which the empty row
// is, too, so that it is taken off.
func of[T comparable](call func() T, want T) row {
	return row{
		run: func(count int) {
			for range count {
				call()
			}
		},
		check: func() error {
			if got := call(); got != want {
				return fmt.Errorf("gives %v, not %v", got, want)
			}
			return nil
		},
	}
}

// empty is what every loop costs.
func empty() row {
	return of(func() int64 { return 0 }, 0)
}

// peer is one way to call the library.
type peer struct {
	name, title, version, how string
	rows                      map[string]row
	missing                   map[string]string // rows it does not have, and why
	notes                     map[string]string // what to know of a row
	keep                      func(count int)   // makes this many objects and keeps them
}

// must is for what cannot fail here.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// awaited carries a call out on another goroutine and waits for it.
func awaited(call func(left, right int64) int64) int64 {
	done := make(chan int64, 1)
	go func() { done <- call(20, 22) }()
	return <-done
}

func ends(values []float64) float64 {
	return values[0] + values[len(values)-1] + float64(len(values))
}

var (
	thousand = ones(1000)
	million  = ones(1_000_000)
)

func ones(count int) []float64 {
	values := make([]float64, count)
	for i := range values {
		values[i] = 1
	}
	return values
}

func plusOne(number int64) int64 { return number + 1 }
