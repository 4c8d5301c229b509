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

/** @throws SHOP_ON_FIRE when it burns. */
shop_status shop_run(void);
/** @throws SHOP_NO_SUCH_ITEM when there is none. */
double shop_price(const char *name);

// EXPECT:16:13: @throws SHOP_ON_FIRE of shop_run is no failure that it can return | @throws with one of SHOP_NO_SUCH_ITEM
// EXPECT:18:8: @throws SHOP_NO_SUCH_ITEM of shop_price is no failure that it can return | the status as its result, or no @throws
