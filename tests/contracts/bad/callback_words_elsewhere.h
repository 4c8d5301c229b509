#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop TENON_ON_ERROR(0);
void shop_free(shop *object TENON_DESTROYS);
typedef struct shop_price {
    int64_t cents TENON_CONTEXT;
    int64_t tax TENON_DROP;
} shop_price;
typedef int64_t shop_number TENON_OWNED;
typedef struct TENON_READS shop_sale {
    int64_t cents;
} shop_sale;
typedef void (*shop_called)(void *context TENON_CONTEXT) TENON_BRIEF;
void shop_set(shop *object TENON_CONTEXT, int32_t value TENON_DROP_OF(object));

// EXPECT:10:21: TENON_ON_ERROR does not belong on a typedef (after its name) | TENON_ON_ERROR only on a callback's typedef (after its name) or a function of an interface
// EXPECT:13:13: TENON_CONTEXT does not belong on a field | TENON_CONTEXT only on a parameter or a pointer in an interface
// EXPECT:14:13: TENON_DROP does not belong on a field | TENON_DROP only on a function of an interface
// EXPECT:16:17: TENON_OWNED does not belong on a typedef (after its name) | TENON_OWNED only on a function or a parameter or a callback's typedef (after its name) or a function of an interface
// EXPECT:17:28: TENON_READS does not belong on a struct | TENON_READS only on a function or a callback's typedef (after its name)
// EXPECT:20:16: TENON_BRIEF does not belong on a callback's typedef (after its name) | TENON_BRIEF only on a function
// EXPECT:21:21: object of shop_set: TENON_CONTEXT stands in the type of a callback, not in a function that takes one | TENON_CONTEXT_OF(callback)
// EXPECT:21:51: value of shop_set: what drops a context takes it and returns nothing | void (*value)(void *context) TENON_DROP_OF(object)
// EXPECT:21:51: value of shop_set: object, which it belongs to, is no callback among the parameters | TENON_DROP_OF(callback) with one of: a callback parameter
