#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum shop_color {
    SHOP_RED,
    SHOP_GREEN TENON_KIND(not_found),
} shop_color;

enum { SHOP_LIMIT TENON_KIND(io) = 3 };

// EXPECT:12:5: SHOP_GREEN has a kind, but its enum is no status | TENON_STATUS after the word `enum`, or no TENON_KIND
// EXPECT:15:8: SHOP_LIMIT has a kind, but its enum is no status | TENON_STATUS after the word `enum`, or no TENON_KIND
