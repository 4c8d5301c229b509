#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef void (*shop_callback)(int32_t value);
void shop_each(shop_callback callback);
void shop_sort(int32_t (*compare)(int32_t a, int32_t b));

// EXPECT:11:30: callback of shop_each: function pointers (callbacks) are not part of this contract version | an array or a child object instead, or TENON_IGNORE on the function
// EXPECT:12:26: compare of shop_sort: function pointers (callbacks) are not part of this contract version | an array or a child object instead, or TENON_IGNORE on the function
