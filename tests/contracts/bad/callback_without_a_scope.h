#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef void (*shop_called)(int32_t value, void *context TENON_CONTEXT);
typedef struct shop shop;
void shop_free(shop *object TENON_DESTROYS);

void shop_unsaid(shop_called call, void *context TENON_CONTEXT_OF(call));
void shop_unknown(shop_called call TENON_CALLED(sometimes), void *context TENON_CONTEXT_OF(call));
void shop_number(int32_t call TENON_CALLED(once));
void shop_object(const shop *object TENON_PROGRESS);
void shop_both(shop_called call TENON_CALLED(during_call) TENON_PROGRESS, void *context TENON_CONTEXT_OF(call));
void shop_always(shop_called call TENON_PROGRESS TENON_NONNULL, void *context TENON_CONTEXT_OF(call));
void shop_two(shop_called a TENON_PROGRESS, void *a_context TENON_CONTEXT_OF(a), shop_called b TENON_PROGRESS, void *b_context TENON_CONTEXT_OF(b));
void shop_owns(shop_called call TENON_CALLED(once) TENON_OWNED, void *context TENON_CONTEXT_OF(call));
void shop_points(shop_called *call TENON_CALLED(once), void *context TENON_CONTEXT_OF(call));
void shop_gives(shop_called *call TENON_OUT);
shop_called shop_returns(void);
void shop_keep(shop *object TENON_CONSUMES, shop_called call TENON_CALLED(until_replaced), void *context TENON_CONTEXT_OF(call));
void shop_set_for(int32_t number, shop *object, shop_called call TENON_CALLED(until_replaced), void *context TENON_CONTEXT_OF(call));

// EXPECT:14:30: call of shop_unsaid: nothing says how long the library may call it | TENON_CALLED(during_call), TENON_CALLED(once), TENON_CALLED(until_replaced) or TENON_CALLED(until_dropped)
// EXPECT:15:31: call of shop_unknown: TENON_CALLED(sometimes) is not a scope | TENON_CALLED(during_call), TENON_CALLED(once), TENON_CALLED(until_replaced) or TENON_CALLED(until_dropped)
// EXPECT:16:26: call of shop_number: it is no callback | no TENON_CALLED, or a type that a typedef of a callback names
// EXPECT:17:30: object of shop_object: it is no callback | no TENON_PROGRESS, or a type that a typedef of a callback names
// EXPECT:18:28: call of shop_both: progress is only ever told during the call | TENON_PROGRESS without TENON_CALLED
// EXPECT:19:30: call of shop_always: who does not want to hear of progress passes null | no TENON_NONNULL, and a function that tells nobody where it is null
// EXPECT:20:6: shop_two tells its progress to two callbacks | TENON_PROGRESS on one of them
// EXPECT:21:28: call of shop_owns: a callback has no owner, direction or length | TENON_CALLED(scope), and TENON_NULLABLE where there need not be one
// EXPECT:22:31: call of shop_points: shop_called * is no callback, but a pointer to one | shop_called call
// EXPECT:23:30: call of shop_gives: a function that gives a function: the other languages could not call it | a function of the contract in its place, or TENON_IGNORE
// EXPECT:24:13: the result of shop_returns: a function that gives a function: the other languages could not call it | a function of the contract in its place, or TENON_IGNORE
// EXPECT:25:57: call of shop_keep: the object that would keep it ends with the call | another scope
// EXPECT:26:61: call of shop_set_for: nothing says whether an object or the whole library keeps it | a method or constructor of the object that keeps it, or TENON_CALLED(until_dropped)
