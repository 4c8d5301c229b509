#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

enum TENON_STATUS { SHOP_OK = 0, SHOP_FAILED TENON_KIND(io) };

// EXPECT:10:1: the status has no name that functions could return | typedef enum TENON_STATUS x {...} x;
