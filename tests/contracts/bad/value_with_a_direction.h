#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

void shop_get(double value TENON_OUT);
void shop_set(int32_t value TENON_NULLABLE, bool other TENON_OWNED, size_t third TENON_COUNTED_BY(value));
TENON_BORROWED int32_t shop_size(void);
void shop_nothing(void) TENON_OWNED;

// EXPECT:10:22: value of shop_get: TENON_OUT does not fit a value that is copied | none of them: a value has no owner, length, nullness or direction; a pointer has
// EXPECT:11:23: value of shop_set: TENON_NULLABLE does not fit a value that is copied | none of them: a value has no owner, length, nullness or direction; a pointer has
// EXPECT:11:50: other of shop_set: TENON_OWNED does not fit a value that is copied | none of them: a value has no owner, length, nullness or direction; a pointer has
// EXPECT:11:76: third of shop_set: TENON_COUNTED_BY does not fit a value that is copied | none of them: a value has no owner, length, nullness or direction; a pointer has
// EXPECT:12:24: the result of shop_size: TENON_BORROWED does not fit a value that is copied | none of them: a value has no owner, length, nullness or direction; a pointer has
// EXPECT:13:6: shop_nothing gives nothing back that an owner, nullness or length could be said of | the annotation on the parameter that it is about
