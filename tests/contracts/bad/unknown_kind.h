#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_NO_SUCH_ITEM TENON_KIND(missing),
} shop_status;


// EXPECT:12:5: TENON_KIND(missing) is not a kind | one of not_found, invalid_argument, invalid_state, out_of_range, already_exists, permission, timeout, busy, out_of_memory, io, unsupported, internal
