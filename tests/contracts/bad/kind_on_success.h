#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK TENON_KIND(io) = 0,
    SHOP_NO_SUCH_ITEM TENON_KIND(not_found),
} shop_status;


// EXPECT:11:5: SHOP_OK is 0, which means success: it has no kind | no TENON_KIND here
