#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef union shop_value {
    int64_t integer;
    double number;
} shop_value;
void shop_set(shop_value value);
union shop_other {
    int64_t integer;
};

// EXPECT:13:3: shop_value is a union: nothing says which member is valid | a struct of the union and an enum, with TENON_TAGGED_BY(field) after the union's name, or TENON_IGNORE after its name
// EXPECT:14:26: value of shop_set: shop_value is a union: nothing says which member is valid | a struct of the union and an enum, with TENON_TAGGED_BY(field) after the union's name
