/** @file
 * Values of the author's own, and how constants are named.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** A colour. */
typedef enum shop_color {
    SHOP_COLOR_RED,       /**< Like blood. */
    SHOP_COLOR_GREEN = 5, ///< Like grass.
    SHOP_COLOR_BLUE = -3,
} shop_color;
typedef enum { SHOP_SMALL, SHOP_LARGE = INT32_MAX, SHOP_LEAST = INT32_MIN } shop_size;
/** Not part of the packages. */
typedef enum TENON_IGNORE shop_internal { SHOP_INTERNAL } shop_internal;
enum TENON_IGNORE { SHOP_HIDDEN = 1 };

shop_color shop_mix(shop_color a, shop_color b);
void shop_measure(shop_size *size TENON_OUT);
void shop_next(shop_color *color TENON_INOUT);
size_t shop_count(const shop_color *colors TENON_COUNTED_BY(count), size_t count);
