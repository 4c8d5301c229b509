#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

TENON_LIBRARY(store, 1, 0)

// EXPECT:10:1: the library is named twice: shop and store | one TENON_LIBRARY per contract
