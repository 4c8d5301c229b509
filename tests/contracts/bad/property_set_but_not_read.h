#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_set_name(shop *object, const char *name) TENON_PROPERTY(name);
double shop_size(const shop *object) TENON_PROPERTY(size);
void shop_set_size(shop *object, const char *size) TENON_PROPERTY(size);

// EXPECT:14:6: the property name can be set but not read | a getter with the same TENON_PROPERTY, or no TENON_PROPERTY
// EXPECT:16:6: the property size is set as another type than shop_size gives | the same type in both, or no TENON_PROPERTY
