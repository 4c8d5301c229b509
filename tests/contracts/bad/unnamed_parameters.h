#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_add(shop *, int32_t);

// EXPECT:14:21: a parameter of shop_add has no name | a name: it becomes the parameter's name in every language
// EXPECT:14:30: a parameter of shop_add has no name | a name: it becomes the parameter's name in every language
