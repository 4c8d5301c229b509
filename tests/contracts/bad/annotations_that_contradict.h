#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

TENON_OWNED TENON_BORROWED TENON_NONNULL TENON_FREED_BY(free) char *shop_label(const shop *object);
TENON_BORROWED TENON_NULLABLE TENON_NONNULL const char *shop_name(const shop *object);
void shop_count(int32_t *count TENON_OUT TENON_INOUT);
void shop_wait(shop *object) TENON_BRIEF TENON_BLOCKING;
TENON_OWNED TENON_KEEPS(a) TENON_FREEZES(b) shop *shop_join(const shop *a, const shop *b);

// EXPECT:14:69: the result of shop_label: more than one owner is named | one of TENON_OWNED, TENON_BORROWED, TENON_VIEW, TENON_DESTROYS, TENON_CONSUMES
// EXPECT:15:57: the result of shop_name: it is said to be both nullable and never null | TENON_NULLABLE or TENON_NONNULL
// EXPECT:16:26: count of shop_count: it is said to be both out and in/out | TENON_OUT or TENON_INOUT
// EXPECT:17:6: shop_wait is said to be both brief and blocking | TENON_BRIEF or TENON_BLOCKING
// EXPECT:18:51: the result of shop_join: it keeps one parameter and freezes another | TENON_KEEPS or TENON_FREEZES
