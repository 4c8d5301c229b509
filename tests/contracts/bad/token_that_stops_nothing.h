#include <stdbool.h>
#include <stdint.h>

#include <tenon/cancel.h>
#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

void shop_changes(tenon_cancel *cancel) TENON_BLOCKING;
void shop_value(tenon_cancel cancel) TENON_BLOCKING;
void shop_always(const tenon_cancel *cancel TENON_NONNULL) TENON_BLOCKING;
void shop_two(const tenon_cancel *one, const tenon_cancel *other) TENON_BLOCKING;
void shop_unsaid(const tenon_cancel *cancel);
void shop_brief(const tenon_cancel *cancel) TENON_BRIEF;
const tenon_cancel *shop_gives(void);
void shop_writes(const tenon_cancel *cancel TENON_OUT) TENON_BLOCKING;

// EXPECT:10:33: cancel of shop_changes: a token is lent to the call, which only asks it | const tenon_cancel *cancel
// EXPECT:11:30: cancel of shop_value: a token is lent to the call, which only asks it | const tenon_cancel *cancel
// EXPECT:12:38: cancel of shop_always: who does not want to stop the call passes null | no TENON_NONNULL: tenon_is_cancelled() takes null
// EXPECT:13:6: shop_two takes two tokens | one const tenon_cancel *
// EXPECT:14:38: cancel of shop_unsaid: nobody could ask a call to stop that does not let others run meanwhile | TENON_BLOCKING on the function
// EXPECT:15:37: cancel of shop_brief: nobody could ask a call to stop that does not let others run meanwhile | TENON_BLOCKING on the function
// EXPECT:16:21: the result of shop_gives: a token is lent to the call, which only asks it | const tenon_cancel *cancel
// EXPECT:17:38: cancel of shop_writes: a token is lent to the call, which only asks it | const tenon_cancel *cancel
