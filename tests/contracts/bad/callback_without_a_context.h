#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef void (*shop_silent)(int32_t value TENON_NONNULL);
typedef void (*shop_twice)(void *one TENON_CONTEXT, void *other TENON_CONTEXT);
typedef void (*shop_typed)(int32_t *context TENON_CONTEXT);
typedef void (*shop_const)(const void *context TENON_CONTEXT);
typedef void (*shop_value)(int32_t value) TENON_THREADS(one);
typedef void (*shop_any)() TENON_THREADS(one);
typedef void (*shop_more)(void *context TENON_CONTEXT, ...);
typedef void (*(*shop_maker)(void *context TENON_CONTEXT))(int32_t value);

// EXPECT:10:16: nothing says which parameter of shop_silent is its context | one parameter `void *context TENON_CONTEXT`: it comes back as it was passed
// EXPECT:10:37: value of shop_silent: TENON_NONNULL does not fit a value that is copied | none of them: a value has no owner, length, nullness or direction; a pointer has
// EXPECT:11:59: other of shop_twice: a second context | one parameter `void *context TENON_CONTEXT`: it comes back as it was passed
// EXPECT:12:37: context of shop_typed: a context is a pointer that says nothing | void *context TENON_CONTEXT
// EXPECT:13:40: context of shop_const: a context is a pointer that says nothing | void *context TENON_CONTEXT
// EXPECT:14:16: nothing says which parameter of shop_value is its context | one parameter `void *context TENON_CONTEXT`: it comes back as it was passed
// EXPECT:15:16: shop_any does not say which arguments it takes | a callback without `...`, and `void *context TENON_CONTEXT` among its parameters
// EXPECT:16:16: shop_more does not say which arguments it takes | a callback without `...`, and `void *context TENON_CONTEXT` among its parameters
// EXPECT:17:18: shop_maker gives a function back | an interface, or TENON_IGNORE
