/**
 * @file
 * A library whose name Python has already.
 */
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(trace, 1, 0)
TENON_PACKAGE(python, "flight_trace")
TENON_SOURCES("shop.c")

/** How many events there are. */
uint64_t trace_count(void);
