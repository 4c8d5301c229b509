#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_NO_SUCH_ITEM TENON_KIND(not_found) = -1000001,
} shop_status;


// EXPECT:12:5: SHOP_NO_SUCH_ITEM lies in the range of the boundary's own codes | a value above -1000000
