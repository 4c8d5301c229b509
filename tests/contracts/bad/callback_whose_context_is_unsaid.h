#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef void (*shop_called)(int32_t value, void *context TENON_CONTEXT);

void shop_missing(shop_called call TENON_CALLED(once), void *context);
void shop_plain(shop_called call TENON_CALLED(once), void *context TENON_CONTEXT);
void shop_misspelled(shop_called call TENON_CALLED(once), void *context TENON_CONTEXT_OF(cal));
void shop_alone(void *context TENON_CONTEXT_OF(call));
void shop_twice(shop_called call TENON_CALLED(once), void *one TENON_CONTEXT_OF(call), void *other TENON_CONTEXT_OF(call));
void shop_typed(shop_called call TENON_CALLED(once), int32_t *context TENON_CONTEXT_OF(call));
void shop_more(shop_called call TENON_CALLED(once), void *context TENON_CONTEXT_OF(call) TENON_NULLABLE);

// EXPECT:12:62: context of shop_missing: nothing says that it is the context of call | TENON_CONTEXT_OF(call)
// EXPECT:13:60: context of shop_plain: TENON_CONTEXT stands in the type of a callback, not in a function that takes one | TENON_CONTEXT_OF(callback)
// EXPECT:14:65: context of shop_misspelled: cal, which it belongs to, is no callback among the parameters | TENON_CONTEXT_OF(callback) with one of: call
// EXPECT:15:23: context of shop_alone: call, which it belongs to, is no callback among the parameters | TENON_CONTEXT_OF(callback) with one of: a callback parameter
// EXPECT:16:94: other of shop_twice: call has two of them: one is the other | TENON_CONTEXT_OF on one of them
// EXPECT:17:63: context of shop_typed: a context is a pointer that says nothing | void *context TENON_CONTEXT_OF(call)
// EXPECT:18:59: context of shop_more: TENON_CONTEXT_OF says all there is to say of it | no other annotation: the other languages never see it
