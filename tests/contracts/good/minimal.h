/** @file
 * The least a contract has.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** How many shops there are. */
size_t shop_count(void);
