#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

typedef struct shop_item shop_item;
void shop_item_free(shop_item *item TENON_DESTROYS);
TENON_OWNED TENON_KEEPS(owner) shop_item *shop_item_new(shop *object);
TENON_OWNED TENON_KEEPS(count) shop_item *shop_item_some(shop *object, size_t count);
TENON_OWNED TENON_FREEZES(object) shop_item *shop_item_last(shop *object TENON_CONSUMES);
double shop_value(const shop *object, double value TENON_FREEZES(object));
TENON_BORROWED TENON_NONNULL TENON_KEEPS(object) const char *shop_name(const shop *object);
void shop_tie(shop *object, shop_item *item TENON_KEEPS(object));

// EXPECT:16:43: the result of shop_item_new: owner, which it keeps, is not an object passed to the function | an object among: object
// EXPECT:17:43: the result of shop_item_some: count, which it keeps, is not an object passed to the function | an object among: object, count
// EXPECT:18:46: the result of shop_item_last: object, which it keeps, ends with the call | TENON_KEEPS or TENON_CONSUMES, not both
// EXPECT:19:46: value of shop_value: TENON_FREEZES does not fit a value that is copied | none of them: a value has no owner, length, nullness or direction; a pointer has
// EXPECT:20:62: the result of shop_name: TENON_KEEPS does not fit a text that the function gives | TENON_BORROWED, or TENON_OWNED TENON_FREED_BY(function): the text is copied at once
// EXPECT:21:40: item of shop_tie: TENON_KEEPS does not fit an object that is passed in | nothing where it is lent for the call, TENON_CONSUMES where the function takes it over
