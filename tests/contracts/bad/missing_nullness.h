#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

TENON_BORROWED const char *shop_name(const shop *object);
TENON_OWNED TENON_FREED_BY(free) char *shop_label(const shop *object);
void shop_split(const char *text, char **rest TENON_OUT TENON_OWNED TENON_FREED_BY(free));
void shop_values(const shop *object, const double **values TENON_OUT TENON_VIEW TENON_COUNTED_BY(count), size_t *count TENON_OUT);

// EXPECT:14:28: the result of shop_name: nothing says whether it may be null | TENON_NULLABLE or TENON_NONNULL
// EXPECT:15:40: the result of shop_label: nothing says whether it may be null | TENON_NULLABLE or TENON_NONNULL
// EXPECT:16:42: rest of shop_split: nothing says whether it may be null | TENON_NULLABLE or TENON_NONNULL
// EXPECT:17:53: values of shop_values: nothing says whether it may be null | TENON_NULLABLE or TENON_NONNULL
