#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

const char *shop_name(void);

// EXPECT:10:13: the result of shop_name: nothing says who owns the text | TENON_BORROWED (the library keeps it), or TENON_OWNED TENON_FREED_BY(function)
// EXPECT:10:13: the result of shop_name: nothing says whether it may be null | TENON_NULLABLE or TENON_NONNULL
