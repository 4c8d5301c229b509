#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

double shop_sum(const double *values TENON_COUNTED_BY, size_t count);
size_t shop_size(const shop *object) TENON_BRIEF();

// EXPECT:14:38: TENON_COUNTED_BY lacks what it is about, in parentheses | TENON_COUNTED_BY(...)
// EXPECT:15:38: TENON_BRIEF takes nothing in parentheses | TENON_BRIEF
