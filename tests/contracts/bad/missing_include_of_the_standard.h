#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

bool shop_is_open(void);

// EXPECT:9:1: unknown type name 'bool' | #include <stdbool.h>
