/** @file
 * Structs of plain values: by value, by pointer, out, in/out, in arrays.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** Where it lies. */
typedef enum shop_side { SHOP_LEFT, SHOP_RIGHT } shop_side;
/** A place. */
typedef struct shop_place {
    double x; /**< To the right. */
    float y;
    int8_t floor;
    bool visible;
    shop_side side;
    size_t count;
} shop_place;
typedef struct {
    uint8_t red;
    uint8_t green;
    uint8_t blue;
} shop_rgb;

shop_place shop_mirror(shop_place place);
double shop_distance(const shop_place *a, const shop_place *b TENON_NULLABLE);
void shop_corner(shop_place *corner TENON_OUT);
void shop_shift(shop_place *place TENON_INOUT, double by);
void shop_centre(const shop_place *places TENON_COUNTED_BY(count) TENON_NULLABLE, size_t count, shop_place *centre TENON_OUT);
void shop_paint(const shop_rgb pixels[] TENON_COUNTED_BY(count), size_t count);
