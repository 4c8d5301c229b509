/** @file
 * Windows onto memory of an object.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
void shop_free(shop *object TENON_DESTROYS);
TENON_VIEW TENON_NULLABLE TENON_COUNTED_BY(count) const double *shop_prices(const shop *object, size_t *count TENON_OUT);
void shop_flags(const shop *object, const uint8_t **flags TENON_OUT TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count), size_t *count TENON_OUT);
