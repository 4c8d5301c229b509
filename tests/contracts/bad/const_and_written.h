#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop_point {
    double x;
} shop_point;
void shop_get(const double *value TENON_OUT);
void shop_move(const shop_point *point TENON_INOUT);
void shop_text(char *const *text TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free));

// EXPECT:13:29: value of shop_get: it is const, but said to be written | value without const where it is written
// EXPECT:14:34: point of shop_move: it is const, but said to be written | point without const where it is written
// EXPECT:15:29: text of shop_text: it is const, but said to be written | text without const where it is written
