#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY("shop", 1, 0)
TENON_SOURCES("shop.c")


// EXPECT:7:1: the library's name "shop" is not in snake_case | TENON_LIBRARY(name, 1, 0): small letters, digits and single underscores, no quotes
