#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_move(shop *object, double x, double y) TENON_PROPERTY(place);
double shop_at(const shop *object, size_t index) TENON_PROPERTY(at);
double shop_free_standing(void) TENON_PROPERTY(standing);
void shop_squares(const shop *object, double *values TENON_OUT TENON_COUNTED_BY(count), size_t count) TENON_PROPERTY(squares);
double shop_total(const shop *object) TENON_PROPERTY(Total);
double shop_sum(const shop *object) TENON_PROPERTY();

// EXPECT:14:6: shop_move is neither a getter nor a setter | TENON_PROPERTY on a method that only gives one value, or only takes one
// EXPECT:15:8: shop_at is neither a getter nor a setter | TENON_PROPERTY on a method that only gives one value, or only takes one
// EXPECT:16:8: shop_free_standing is neither a getter nor a setter | TENON_PROPERTY on a method that only gives one value, or only takes one
// EXPECT:17:6: shop_squares is neither a getter nor a setter | TENON_PROPERTY on a method that only gives one value, or only takes one
// EXPECT:18:8: TENON_PROPERTY(Total) is no name in snake_case | TENON_PROPERTY(name), small letters, digits and single underscores
// EXPECT:19:8: TENON_PROPERTY() is no name in snake_case | TENON_PROPERTY(name), small letters, digits and single underscores
