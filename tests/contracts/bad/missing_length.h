#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

double shop_sum(const double *values);
void shop_fill(void *data TENON_OUT);
size_t shop_total(const char *const *texts);
void shop_read(const shop *object, double **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free));

// EXPECT:14:31: values of shop_sum: nothing says how many elements it has | TENON_COUNTED_BY(parameter) after values, or pass a single value by value
// EXPECT:15:22: data of shop_fill: bytes whose number is unsaid | TENON_COUNTED_BY(parameter)
// EXPECT:16:38: texts of shop_total: an array of texts whose length is unsaid | TENON_COUNTED_BY(parameter)
// EXPECT:17:45: values of shop_read: nothing says how long the array is | TENON_COUNTED_BY(parameter)
