// The benchmark of calls from Go: every row of every peer in one process, in turn, round by round.
//
//	bench -rows rows.json -out result.json [-rounds N] [-peers a,b]
//	bench -count     every row between marks, for bench/count/count.py
//	bench -object -peers NAME what an object takes
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// maker says how to make a peer.
type maker struct {
	name string
	make func() peer
}

// makers are the peers of this build: each is a build tag, so that what one alone takes can be measured, too.
var makers []maker

// count runs every row between marks: only where the build has them.
var count = func([]peer, []string) error {
	return errors.New("built without the tag marks")
}

func peers(wanted string) []peer {
	var chosen []peer
	for _, maker := range makers {
		if wanted == "" || slices.Contains(strings.Split(wanted, ","), maker.name) {
			chosen = append(chosen, maker.make())
		}
	}
	return chosen
}

// moduleVersion is which version of a module was built in.
func moduleVersion(path string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == path {
				return module.Version
			}
		}
	}
	return "unknown"
}

// rowNames reads what bench/calls/rows.json lists.
func rowNames(path string) ([]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var list struct{ Rows []struct{ ID string } }
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var names []string
	for _, row := range list.Rows {
		names = append(names, row.ID)
	}
	return names, nil
}

// check calls every row of every peer once and compares what it gives.
func check(all []peer, names []string) error {
	for _, peer := range all {
		for _, name := range names {
			row, has := peer.rows[name]
			if !has && peer.missing[name] == "" {
				return fmt.Errorf("%s has no row %q; write it, or say in `missing` why it has none", peer.name, name)
			}
			if has {
				if err := row.check(); err != nil {
					return fmt.Errorf("%s, row %s: %w", peer.name, name, err)
				}
			}
		}
	}
	return nil
}

// stretch is how long one measurement of one row lasts, about.
const stretch = 4 * time.Millisecond

// enough is how many calls fill a stretch.
func enough(row row) int {
	for count := 1; ; count *= 2 {
		start := time.Now()
		row.run(count)
		if took := time.Since(start); took >= stretch || count >= 1<<22 {
			return max(1, int(float64(count)*float64(stretch)/float64(max(took, 1))))
		}
	}
}

func perCall(row row, count int) float64 {
	start := time.Now()
	row.run(count)
	return float64(time.Since(start).Nanoseconds()) / float64(count)
}

// measure gives the nanoseconds of each round, by peer and row.
func measure(all []peer, names []string, rounds int) []map[string][]float64 {
	times := make([]map[string][]float64, len(all))
	counts := make([]map[string]int, len(all))
	for i, peer := range all {
		times[i], counts[i] = map[string][]float64{}, map[string]int{}
		for name, row := range peer.rows {
			counts[i][name] = enough(row)
		}
	}
	nothing := empty()
	emptyCount := enough(nothing)
	for round := range rounds {
		loop := perCall(nothing, emptyCount)
		for _, name := range names {
			for turn := range all {
				i := (round + turn) % len(all) // who comes first gets memory from the system for all
				if row, has := all[i].rows[name]; has {
					runtime.GC() // what another one left behind is not this one's to sweep
					times[i][name] = append(times[i][name], max(0, perCall(row, counts[i][name])-loop))
				}
			}
		}
	}
	return times
}

func run() error {
	rows := flag.String("rows", "", "the list of rows")
	rounds := flag.Int("rounds", 21, "how often everything is measured")
	wanted := flag.String("peers", "", "which peers, with commas between; all where empty")
	out := flag.String("out", "", "where the results go")
	counting := flag.Bool("count", false, "run every row between marks instead")
	object := flag.Bool("object", false, "say what an object of the one peer takes instead")
	flag.Parse()
	all := peers(*wanted)
	if *object {
		return sayObjectBytes(all)
	}
	names, err := rowNames(*rows)
	if err != nil {
		return err
	}
	if err := check(all, names); err != nil {
		return err
	}
	if *counting {
		return count(all, names)
	}
	return write(*out, all, names, measure(all, names, *rounds))
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
