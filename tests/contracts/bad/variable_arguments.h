#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

void shop_log(const char *format, ...);
int32_t shop_old();

// EXPECT:10:6: shop_log does not say which arguments it takes | a function without `...`, or TENON_IGNORE
// EXPECT:11:9: shop_old does not say which arguments it takes | (void)
