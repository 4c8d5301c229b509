#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef void (*shop_callback)(int32_t value);
void shop_each(shop_callback callback);
void shop_sort(int32_t (*compare)(int32_t a, int32_t b));

// EXPECT:11:30: callback of shop_each: nothing says which parameter of shop_callback is its context | TENON_CONTEXT in its typedef, after the `void *` that it gets back: a callback has one
// EXPECT:12:26: compare of shop_sort: a function pointer that no typedef names | a typedef with a context: typedef void (*x)(int32_t value, void *context TENON_CONTEXT);
