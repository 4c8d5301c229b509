/** @file
 * Getters and setters.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
void shop_free(shop *object TENON_DESTROYS);
TENON_BORROWED TENON_NONNULL const char *shop_get_name(const shop *object) TENON_PROPERTY(name);
void shop_rename(shop *object, const char *name) TENON_PROPERTY(name);
double shop_total(const shop *object) TENON_PROPERTY(total);
void shop_rate(const shop *object, double *rate TENON_OUT) TENON_PROPERTY(rate);
