#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

TENON_OWEND shop *shop_copy(const shop *object);
size_t shop_size(const shop *object) TENON_BREIF;
void shop_get(const shop *object, double *value TENON_OUTPUT);
void shop_odd(const shop *object) TENON_SOMETHING_ELSE;

// EXPECT:14:1: TENON_OWEND is not an annotation | TENON_OWNED (did you mean that?)
// EXPECT:15:38: TENON_BREIF is not an annotation | TENON_BRIEF (did you mean that?)
// EXPECT:16:49: TENON_OUTPUT is not an annotation | TENON_OUT (did you mean that?)
// EXPECT:17:35: TENON_SOMETHING_ELSE is not an annotation | one of the annotations of tenon/contract.h
