#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop_empty {
} shop_empty;

// EXPECT:11:3: the record shop_empty has no fields | fields, or `typedef struct x x;` without them for a class
