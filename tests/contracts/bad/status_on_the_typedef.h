#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum shop_status {
    SHOP_OK = 0,
    SHOP_FAILED = 1,
} shop_status TENON_STATUS;

// EXPECT:13:3: TENON_STATUS does not belong on a typedef (after its name) | TENON_STATUS only on an enum
