#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

double shop_sum(const double *values TENON_COUNTED_BY(count), size_t count TENON_DEFAULT(3));
void shop_made(double **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(count), size_t *count TENON_OUT TENON_DEFAULT(3));
void shop_squares(const double *values TENON_COUNTED_BY(count), double *squares TENON_OUT TENON_COUNTED_BY(count), size_t count TENON_DEFAULT(3));
void shop_evens(uint32_t *numbers TENON_OUT TENON_COUNTED_BY(count), uint32_t count TENON_DEFAULT(-1));
void shop_odds(uint32_t *numbers TENON_OUT TENON_COUNTED_BY(count), size_t count TENON_DEFAULT(3), uint32_t first);

// EXPECT:9:70: count of shop_sum: TENON_DEFAULT does not fit the length of what a caller passes or the function makes | none: the other languages never see it
// EXPECT:10:122: count of shop_made: TENON_DEFAULT does not fit the length of what a caller passes or the function makes | none: the other languages never see it
// EXPECT:11:123: count of shop_squares: TENON_DEFAULT does not fit the length of what a caller passes or the function makes | none: the other languages never see it
// EXPECT:12:79: count of shop_evens: its default -1 does not fit the type | TENON_DEFAULT(number) with a constant that uint32_t can hold
// EXPECT:13:109: first of shop_odds: it has no default, but count before it has one | a default here too, or count behind it
