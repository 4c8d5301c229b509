#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef int64_t shop_moment TENON_INSTANT(nanoseconds);
typedef int32_t shop_early TENON_INSTANT(seconds);
typedef double shop_long TENON_DURATION(seconds);
typedef int64_t shop_day TENON_DURATION(days);
typedef int64_t shop_both TENON_INSTANT(seconds) TENON_DURATION(seconds);
typedef double shop_float TENON_EXACT(2);
typedef int64_t shop_digits TENON_EXACT(19);
typedef int64_t shop_words TENON_EXACT(two);
typedef int64_t shop_mixed TENON_EXACT(2) TENON_DURATION(seconds);
typedef int64_t *shop_pointer TENON_EXACT(2);
/** An event. */
typedef struct shop_event {
    shop_moment begins TENON_INSTANT(seconds);
    bool ends TENON_DURATION(seconds);
} shop_event;
void shop_when(double when TENON_INSTANT(seconds), shop_moment then TENON_DURATION(seconds));
uint32_t shop_now(void) TENON_INSTANT(milliseconds);

// EXPECT:11:17: TENON_INSTANT on shop_early, which is no int64_t | int64_t
// EXPECT:12:16: TENON_DURATION on shop_long, which is no whole number of at most 64 bits | int64_t, or another whole number
// EXPECT:13:17: TENON_DURATION(days) is no unit of time | TENON_DURATION(unit) with seconds, milliseconds, microseconds or nanoseconds
// EXPECT:14:17: shop_both is said to be both a moment and a span of time | TENON_INSTANT or TENON_DURATION
// EXPECT:15:16: TENON_EXACT on shop_float, which is no int64_t | typedef int64_t shop_float TENON_EXACT(digits);
// EXPECT:16:17: TENON_EXACT(19) is no number of digits after the point | TENON_EXACT(digits) with 0 to 18: 2 for cents
// EXPECT:17:17: TENON_EXACT(two) is no number of digits after the point | TENON_EXACT(digits) with 0 to 18: 2 for cents
// EXPECT:18:17: shop_mixed is said to be both an exact number and a time | TENON_EXACT, TENON_INSTANT or TENON_DURATION
// EXPECT:19:18: TENON_EXACT on shop_pointer, which is no int64_t | typedef int64_t shop_pointer TENON_EXACT(digits);
// EXPECT:22:17: the field begins: its type says already what the number means | no TENON_INSTANT here, or the plain number as the type
// EXPECT:23:10: TENON_DURATION on the field ends, which is no whole number of at most 64 bits | int64_t, or another whole number
// EXPECT:25:23: TENON_INSTANT on when of shop_when, which is no int64_t | int64_t
// EXPECT:25:64: then of shop_when: its type says already what the number means | no TENON_DURATION here, or the plain number as the type
// EXPECT:26:10: TENON_INSTANT on the result of shop_now, which is no int64_t | int64_t
