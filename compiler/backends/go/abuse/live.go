package main

// #include <stdint.h>
// #include <stddef.h>
//
// extern size_t @LIVE@(void) __attribute__((weak));
// extern uint64_t stand_in_live(void) __attribute__((weak));
//
// static int64_t live(void) { return (int64_t)@LIVE@(); }
// static int64_t lent(void) { return stand_in_live == NULL ? 0 : (int64_t)stand_in_live(); }
import "C"

// live is how many objects the package still has, and lent what the library that stands in has given out.
func live() int { return int(C.live()) }
func lent() int { return int(C.lent()) }
