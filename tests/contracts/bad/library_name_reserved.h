#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(trace, 1, 0)
TENON_SOURCES("shop.c")


// EXPECT:7:1: trace is a word or module that Python has already: no package there can have that name | TENON_PACKAGE(python, "another name"), or another name for the library
