#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef void (*shop_called)(int32_t value, void *context TENON_CONTEXT) TENON_THREADS(serial);
typedef void (*shop_any)(int32_t value, void *context TENON_CONTEXT);

void shop_brief(shop_any call TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(call)) TENON_BRIEF;

// EXPECT:10:16: TENON_THREADS(serial) says nothing of a callback | TENON_THREADS(any) where any thread may call it, TENON_THREADS(one) where only the thread that passed it does
// EXPECT:13:26: call of shop_brief: the function is brief, so the host keeps its lock; a call from another thread would wait for it forever | TENON_THREADS(one) on shop_any, or no TENON_BRIEF
