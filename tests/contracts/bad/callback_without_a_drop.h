#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef void (*shop_called)(int32_t value, void *context TENON_CONTEXT);
typedef struct TENON_INTERFACE shop_watcher {
    void (*called)(void *context TENON_CONTEXT);
    void *context TENON_CONTEXT;
} shop_watcher;

void shop_keep(shop_called call TENON_CALLED(until_dropped), void *context TENON_CONTEXT_OF(call));
void shop_watch(const shop_watcher *watcher TENON_CALLED(until_dropped));
void shop_drop(shop_called call TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(call), void (*drop)(void *) TENON_DROP_OF(call));
void shop_typed(shop_called call TENON_CALLED(until_dropped), void *context TENON_CONTEXT_OF(call), void (*drop)(int32_t *) TENON_DROP_OF(call));
void shop_tells(shop_called call TENON_CALLED(until_dropped), void *context TENON_CONTEXT_OF(call), int32_t (*drop)(void *) TENON_DROP_OF(call));
void shop_value(shop_called call TENON_CALLED(once), void *context TENON_CONTEXT_OF(call), int32_t drop TENON_DROP_OF(call));
void shop_wrong(const shop_watcher *watcher TENON_CALLED(during_call), void (*drop)(void *) TENON_DROP_OF(watcher));

// EXPECT:16:28: call of shop_keep: it is called until dropped, but the library gets no function to drop it | a parameter void (*drop)(void *context) TENON_DROP_OF(call), or TENON_CALLED(until_replaced)
// EXPECT:17:37: watcher of shop_watch: it is called until dropped, but shop_watcher has no drop function | a member `void (*drop)(void *context) TENON_DROP`, or TENON_CALLED(until_replaced)
// EXPECT:18:28: call of shop_drop: its scope ends by itself, but there is a function to drop it | TENON_CALLED(until_dropped), or no TENON_DROP_OF
// EXPECT:19:108: drop of shop_typed: what drops a context takes it and returns nothing | void (*drop)(void *context) TENON_DROP_OF(call)
// EXPECT:20:111: drop of shop_tells: what drops a context takes it and returns nothing | void (*drop)(void *context) TENON_DROP_OF(call)
// EXPECT:21:100: drop of shop_value: what drops a context takes it and returns nothing | void (*drop)(void *context) TENON_DROP_OF(call)
// EXPECT:22:79: drop of shop_wrong: watcher is an interface, which brings its own drop function | the function without this parameter
