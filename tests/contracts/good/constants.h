/** @file
 * Constants from macros, variables and enums without a name; what is no constant is left out.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

#ifndef INCLUDE_CONSTANTS_H
#define INCLUDE_CONSTANTS_H 1

/** The most items. */
#define SHOP_MAX_ITEMS 1000
#define SHOP_NO_ITEM UINT64_MAX
#define SHOP_FLAGS (1u << 4 | 1u)
#define SHOP_LOWEST (-40)
#define SHOP_RATE 0.19
#define SHOP_LETTER 'x'
#define SHOP_GREETING "hello \"w\\rld\" \u00e9"
#define SHOP_TWICE "one" "two"
#define SHOP_AGAIN 1
#undef SHOP_AGAIN
#define SHOP_AGAIN 2
#define SHOP_GONE 3
#undef SHOP_GONE

/// The most tills, in lines:
/// two of them, "quoted\"
#define SHOP_MAX_TILLS 3
/*! The most clerks, /* as Qt has it. */
#define SHOP_MAX_CLERKS 4

/** The answer. */
static const int32_t shop_answer = 42;
static const double shop_pi = 3.141592653589793;
static const char *const shop_motto = "open";

/** The days. */
enum {
    SHOP_MONDAY = 1, /**< The first. */
    SHOP_SUNDAY = 7,
};

/* None of these is a value. */
#define _SHOP_RESERVED 5
#define SHOP_API __attribute__((visibility("default")))
#define SHOP_EMPTY
#define SHOP_BEGIN {
#define SHOP_END }
#define SHOP_HALF (1 +
#define SHOP_TYPE int32_t
#define SHOP_MAX(a, b) ((a) > (b) ? (a) : (b))
#define SHOP_CALL shop_count()
#define SHOP_WIDE L"wide"
#define SHOP_NOTHING NULL
#define SHOP_STATEMENT do {} while (0)
static int32_t shop_counter TENON_IGNORE;

/** Still a constant, whatever stands above. */
#define SHOP_LAST 77

size_t shop_count(void);

#endif
