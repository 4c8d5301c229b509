#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 1,
    SHOP_NO_SUCH_ITEM TENON_KIND(not_found),
} shop_status;


// EXPECT:11:5: SHOP_OK does not say what kind of failure it is | SHOP_OK TENON_KIND(kind) with one of not_found, invalid_argument, invalid_state, out_of_range, already_exists, permission, timeout, busy, out_of_memory, io, unsupported, internal
// EXPECT:13:3: shop_status has no constant that is 0, for success | SHOP_OK = 0,
