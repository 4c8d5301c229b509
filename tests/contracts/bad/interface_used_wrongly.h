#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct TENON_INTERFACE shop_watcher {
    void (*called)(void *context TENON_CONTEXT);
    void *context TENON_CONTEXT;
} shop_watcher;

void shop_points(const shop_watcher **watcher TENON_CALLED(once));
void shop_value(shop_watcher watcher TENON_CALLED(once) TENON_NULLABLE);
void shop_context(const shop_watcher *watcher TENON_CALLED(once), void *context TENON_CONTEXT_OF(watcher));
shop_watcher shop_gives(void);

// EXPECT:15:39: watcher of shop_points: const shop_watcher ** is no callback, but a pointer to one | const shop_watcher *watcher
// EXPECT:16:30: watcher of shop_value: a struct that is passed by value is always there | const shop_watcher *watcher TENON_NULLABLE
// EXPECT:17:73: context of shop_context: watcher is an interface, which brings its own context | the function without this parameter
// EXPECT:18:14: the result of shop_gives: a function that gives a function: the other languages could not call it | a function of the contract in its place, or TENON_IGNORE
