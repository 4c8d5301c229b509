//go:build marks

package main

/*
#cgo CFLAGS: -I${SRCDIR}/../count
#cgo LDFLAGS: -L${SRCDIR}/../count -Wl,-rpath,${SRCDIR}/../count -lbench_marks
#include <stdlib.h>
#include "bench_marks.h"
*/
import "C"

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// counted is how many calls are counted of each row: fewer where one call does much.
func counted(name string) int {
	switch name {
	case "array_in_1000000", "array_out_1000000":
		return 20
	case "awaited", "object":
		return 500
	}
	return 2000
}

func init() {
	count = countBetweenMarks
}

// countBetweenMarks labels each row by peer, row and how many calls there were.
func countBetweenMarks(all []peer, names []string) error {
	debug.SetGCPercent(-1)
	mark := func(peer, name string, row row, calls int) {
		label := C.CString(fmt.Sprintf("%s %s %d", peer, name, calls))
		row.run(calls / 4) // what only the first calls do
		runtime.GC()
		C.bench_count_begin()
		row.run(calls)
		C.bench_count_end(label)
	}
	mark("all", "empty", empty(), 2000)
	for _, peer := range all {
		for _, name := range names {
			if row, has := peer.rows[name]; has {
				mark(peer.name, name, row, counted(name))
			}
		}
	}
	return nil
}
