#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

shop_price shop_cost(shop_item *item);

// EXPECT:10:1: unknown type name 'shop_price' | C that a compiler accepts: the contract must compile by itself
// EXPECT:10:22: unknown type name 'shop_item' | C that a compiler accepts: the contract must compile by itself
