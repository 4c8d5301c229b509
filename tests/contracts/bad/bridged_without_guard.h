#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** Items on the shelves. */
int32_t shop_items(void) TENON_BRIDGED;
// EXPECT:9:9: shop_items: it is bridged, but bridged_without_guard.h cannot be included twice | #pragma once
