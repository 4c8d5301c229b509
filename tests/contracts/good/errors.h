/** @file
 * A status enum with every kind, and the ways to document a failure.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** How it went. */
typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_NO_SUCH_ITEM TENON_KIND(not_found), /**< Nothing has that name. */
    SHOP_BAD_NAME TENON_KIND(invalid_argument),
    SHOP_CLOSED_NOW TENON_KIND(invalid_state),
    SHOP_TOO_MANY TENON_KIND(out_of_range),
    SHOP_EXISTS TENON_KIND(already_exists),
    SHOP_FORBIDDEN TENON_KIND(permission),
    SHOP_TOO_LATE TENON_KIND(timeout),
    SHOP_OCCUPIED TENON_KIND(busy),
    SHOP_NO_MEMORY TENON_KIND(out_of_memory),
    SHOP_DISK_FAILED TENON_KIND(io),
    SHOP_NOT_HERE TENON_KIND(unsupported),
    SHOP_DEFECT TENON_KIND(internal) = 99,
} shop_status;

/**
 * Sell an item.
 * @retval SHOP_OK it was sold.
 * @retval SHOP_NO_SUCH_ITEM there is none.
 * @throws SHOP_TOO_LATE after closing time.
 */
shop_status shop_sell(const char *name, double *price TENON_OUT);
/**
 * Whether the shop is open.
 * @retval true it is.
 * @retval false it is not.
 */
bool shop_is_open(void);
