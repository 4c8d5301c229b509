#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** Declared here, but nobody outside one file could define or call it. */
static int32_t shop_secret(int32_t a);

/** Defined on the spot: the boundary can call it. */
static inline int32_t shop_twice(int32_t a) {
    return 2 * a;
}

// EXPECT:9:16: shop_secret is static: no other file can call it | the declaration without `static`, or TENON_IGNORE
