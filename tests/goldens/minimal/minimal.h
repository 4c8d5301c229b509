#ifndef MINIMAL_H
#define MINIMAL_H
#include <stdint.h>
#include <tenon/contract.h>

TENON_LIBRARY(minimal, 0, 1)
TENON_SOURCES("minimal.c")

/** The sum of two numbers. */
int64_t minimal_add(int32_t a, int32_t b);
#endif
