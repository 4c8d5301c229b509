/** @file
 * Interfaces: structs of functions that a host implements.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;

typedef bool (*shop_judge)(int64_t cents, void *context TENON_CONTEXT) TENON_ON_ERROR(false);

/** Hears of sales. */
typedef struct TENON_INTERFACE shop_listener {
    /** Something was sold. */
    void (*sold)(const char *name, int64_t cents, void *context TENON_CONTEXT);
    /** Whether to go on; the same as a callback's type. */
    shop_judge goesOn TENON_SINCE(1, 0);
    void *context TENON_CONTEXT;
    void (*drop)(void *context TENON_CONTEXT) TENON_DROP;
} shop_listener TENON_THREADS(any);

/** Declared first, and defined below. */
typedef struct shop_till shop_till TENON_THREADS(one);
struct TENON_INTERFACE shop_till {
    void *user TENON_CONTEXT;
    int64_t (*cents)(void *user TENON_CONTEXT) TENON_ON_ERROR(0);
};

/** Not for other languages. */
typedef struct TENON_INTERFACE shop_hidden {
    int32_t version;
} shop_hidden TENON_IGNORE;

shop *shop_new(const shop_listener *listener TENON_CALLED(until_dropped) TENON_NULLABLE) TENON_OWNED;
void shop_free(shop *shop TENON_DESTROYS);
void shop_listen(shop *shop, const shop_listener *listener TENON_CALLED(until_dropped));
void shop_set_till(shop *shop, shop_till till TENON_CALLED(until_replaced));
int64_t shop_take(const shop_till *till TENON_CALLED(during_call)) TENON_BRIEF;
