package main

/*
#include <malloc.h>

static size_t memory_in_use(void) {
	struct mallinfo2 info = mallinfo2();
	return info.uordblks + info.hblkhd;
}
*/
import "C"

import (
	"fmt"
	"runtime"
)

// keeper makes objects and keeps them until the process ends.
func keeper(make func() any) func(int) {
	return func(count int) {
		for range count {
			kept = append(kept, make())
		}
	}
}

var kept []any

// sayObjectBytes says what one object takes of the memory of Go and of C, among 100,000.
func sayObjectBytes(all []peer) error {
	const objects = 100_000
	if len(all) != 1 {
		return fmt.Errorf("-object wants one peer: -peers NAME")
	}
	kept = make([]any, 0, objects)
	used := func() uint64 {
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.HeapAlloc + stats.OtherSys + uint64(C.memory_in_use())
	}
	before := used()
	all[0].keep(objects)
	fmt.Println(float64(used()-before) / objects)
	runtime.KeepAlive(kept)
	return nil
}
