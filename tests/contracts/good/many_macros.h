/** @file
 * More macros without a value than a compiler reports errors.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

#define SHOP_ATTRIBUTE_1 __attribute__((unused))
#define SHOP_ATTRIBUTE_2 __attribute__((unused))
#define SHOP_ATTRIBUTE_3 __attribute__((unused))
#define SHOP_ATTRIBUTE_4 __attribute__((unused))
#define SHOP_ATTRIBUTE_5 __attribute__((unused))
#define SHOP_ATTRIBUTE_6 __attribute__((unused))
#define SHOP_ATTRIBUTE_7 __attribute__((unused))
#define SHOP_ATTRIBUTE_8 __attribute__((unused))
#define SHOP_ATTRIBUTE_9 __attribute__((unused))
#define SHOP_ATTRIBUTE_10 __attribute__((unused))
#define SHOP_ATTRIBUTE_11 __attribute__((unused))
#define SHOP_ATTRIBUTE_12 __attribute__((unused))
#define SHOP_ATTRIBUTE_13 __attribute__((unused))
#define SHOP_ATTRIBUTE_14 __attribute__((unused))
#define SHOP_ATTRIBUTE_15 __attribute__((unused))
#define SHOP_ATTRIBUTE_16 __attribute__((unused))
#define SHOP_ATTRIBUTE_17 __attribute__((unused))
#define SHOP_ATTRIBUTE_18 __attribute__((unused))
#define SHOP_ATTRIBUTE_19 __attribute__((unused))
#define SHOP_ATTRIBUTE_20 __attribute__((unused))
#define SHOP_ATTRIBUTE_21 __attribute__((unused))
#define SHOP_ATTRIBUTE_22 __attribute__((unused))
#define SHOP_ATTRIBUTE_23 __attribute__((unused))
#define SHOP_ATTRIBUTE_24 __attribute__((unused))
#define SHOP_ATTRIBUTE_25 __attribute__((unused))
#define SHOP_ATTRIBUTE_26 __attribute__((unused))
#define SHOP_ATTRIBUTE_27 __attribute__((unused))
#define SHOP_ATTRIBUTE_28 __attribute__((unused))
#define SHOP_ATTRIBUTE_29 __attribute__((unused))
#define SHOP_ATTRIBUTE_30 __attribute__((unused))
/** It comes after many macros that are none. */
#define SHOP_AFTER 5
