#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_NO_SUCH_ITEM TENON_KIND(not_found),
} shop_status;

typedef enum TENON_STATUS shop_result {
    SHOP_R_OK = 0,
    SHOP_R_NO_SUCH_ITEM TENON_KIND(not_found),
} shop_result;


// EXPECT:18:3: a second status enum; shop_status is one already | one TENON_STATUS enum per contract
