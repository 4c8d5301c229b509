package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"tenon.example/warehouse"
)

const (
	// leakOperations is how many operations are done between two measurements, and leakMost how many bytes may be
	// left of them.
	leakOperations = 10_000
	leakMost       = 1024
	// The median growth of so many rounds: a thread more or a table that doubles shows in one of them, a leak in all.
	leakRounds     = 5
	leakMostRounds = 31
	// Whichever thread of Go's comes along first has malloc set up something of its own.
	leakWarmUps = 4
)

type kind struct {
	name string
	run  func() error
}

// expect turns the error that has to come into none.
func expect(err, want error) error {
	if errors.Is(err, want) {
		return nil
	}
	return fmt.Errorf("got %v, want %w", err, want)
}

func leakKinds(kept, closed *warehouse.Shelf, sheet *warehouse.Sheet) []kind {
	return []kind{
		{"objects", func() error {
			shelf := must(warehouse.NewShelf("grüße"))
			defer shut(shelf)
			return shelf.Add(1)
		}},
		{"forgotten", func() error {
			return must(warehouse.NewShelf("forgotten")).Add(1)
		}},
		{"children", func() error {
			shelf := must(warehouse.NewShelf("parent"))
			defer shut(shelf)
			clerk := must(shelf.Hire())
			defer shut(clerk)
			scan := must(clerk.Scan_())
			defer shut(scan)
			_, err := scan.Read(make([]byte, 16))
			return err
		}},
		{"closed parents", func() error {
			shelf := must(warehouse.NewShelf("parent"))
			clerk := must(shelf.Hire())
			defer shut(clerk)
			shut(shelf)
			return clerk.Add(2)
		}},
		{"consumed", func() error {
			shelf := must(warehouse.NewShelf("a"))
			defer shut(shelf)
			return shelf.Absorb(must(warehouse.NewShelf("b")))
		}},
		{"views", func() error {
			view := must(kept.Look())
			defer shut(view)
			_, err := view.At(0)
			return err
		}},
		{"written views", func() error {
			view := must(sheet.Edit())
			defer shut(view)
			return view.With(func(numbers []float64) error {
				for at := range numbers {
					numbers[at] = 1
				}
				return nil
			})
		}},
		{"texts", func() error {
			if err := kept.SetLabel(strings.Repeat("ш", 40)); err != nil {
				return err
			}
			must(kept.Label())
			must(kept.Describe())
			return nil
		}},
		{"arrays", func() error {
			_, err := warehouse.Sum(must(kept.Weights()))
			return err
		}},
		{"streams", func() error {
			clerk := must(kept.Hire())
			defer shut(clerk)
			scan := must(clerk.Scan_())
			defer shut(scan)
			_, err := io.ReadAll(scan)
			return err
		}},
		{"iterators", func() error {
			walk := must(kept.Walk())
			defer shut(walk)
			for _, err := range walk.All() {
				if err != nil {
					return err
				}
			}
			return nil
		}},
		{"callbacks", func() error {
			_, err := kept.Visit(func(weight float64) (bool, error) { return weight < 3, nil })
			return err
		}},
		{"thrown", func() error {
			_, err := kept.Visit(func(float64) (bool, error) { return false, errThrown })
			return expect(err, errThrown)
		}},
		{"stored callbacks", func() error {
			if err := kept.Watch(func(float64) (bool, error) { return true, nil }); err != nil {
				return err
			}
			return kept.Watch(nil)
		}},
		{"errors", func() error {
			_, err := kept.Weight(99)
			if err = expect(err, warehouse.ErrNoSuchBox); err != nil {
				return err
			}
			_, err = closed.Size()
			if err = expect(err, warehouse.ErrClosed); err != nil {
				return err
			}
			_, err = warehouse.NewShelf("a\x00b")
			return expect(err, warehouse.ErrBadText)
		}},
		{"busy", func() error {
			view := must(kept.Look())
			defer shut(view)
			return expect(kept.Add(1), warehouse.ErrBusy)
		}},
	}
}

// inUseAfter is how many bytes are in use after so many operations: of Go's heap and of what malloc gave.
func inUseAfter(each kind) int64 {
	for range leakOperations {
		if err := each.run(); err != nil {
			panic(fmt.Sprintf("%s: %v", each.name, err))
		}
	}
	// What was forgotten is closed after the collector has found it, and its memory freed by the next collection. The
	// kept shelf and the sheet stay.
	for range 100 {
		runtime.GC()
		if must(warehouse.Live(false)) == 2 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	runtime.GC()
	var statistics runtime.MemStats
	runtime.ReadMemStats(&statistics)
	return int64(statistics.HeapAlloc) + int64(must(warehouse.BytesInUse()))
}

func growth(each kind) int64 {
	var before int64
	for range leakWarmUps {
		before = inUseAfter(each)
	}
	var growths []int64
	for {
		after := inUseAfter(each)
		growths = append(growths, after-before)
		before = after
		slices.Sort(growths)
		median := growths[len(growths)/2]
		if len(growths) >= leakMostRounds || len(growths) >= leakRounds && median < leakMost {
			return median
		}
	}
}

// leaks measures how much memory is left of operations that create, use and drop: of each kind 10,000, after as many
// to warm up. The last line of what it prints is a JSON object: bytes per 10,000 operations.
func leaks() {
	kept, closed := must(warehouse.NewShelf("kept")), must(warehouse.NewShelf("closed"))
	sheet := must(warehouse.NewSheet(8))
	shut(closed)
	growths := map[string]int64{}
	failed := false
	for _, each := range leakKinds(kept, closed, sheet) {
		growths[each.name] = growth(each)
		failed = failed || growths[each.name] >= leakMost
	}
	lost := growth(kind{"lost", warehouse.Lose})
	shut(kept)
	shut(sheet)
	live := settled()
	fmt.Println(string(must(json.Marshal(map[string]any{"growth": growths, "live": live, "lost": lost}))))
	if failed || live != 0 || lost < leakMost {
		os.Exit(1)
	}
}
