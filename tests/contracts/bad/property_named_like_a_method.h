#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

double shop_total(const shop *object);
double shop_sum(const shop *object) TENON_PROPERTY(total);
double shop_size(const shop *object) TENON_PROPERTY(size);
double shop_length(const shop *object) TENON_PROPERTY(size);
double shop_rate(const shop *object) TENON_PROPERTY(rate);
void shop_change_rate(shop *object, double rate) TENON_PROPERTY(rate);
void shop_set_rate(shop *object, double rate, double from);

// EXPECT:15:8: the method shop_total and the property shop_sum would both be called total | another name for one of them
// EXPECT:17:8: the property shop_size and the property shop_length would both be called size | another name for one of them
// EXPECT:20:6: the setter shop_change_rate and the method shop_set_rate would both be called set_rate | another name for one of them
