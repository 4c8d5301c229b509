#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(import, 1, 0)
TENON_SOURCES("shop.c")


// EXPECT:7:1: import is a reserved word in some language: no package can have that name | TENON_LIBRARY(name, 1, 0): small letters, digits and single underscores, no quotes
