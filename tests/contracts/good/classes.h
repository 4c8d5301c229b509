/** @file
 * Objects: made, lent, consumed, kept alive; classes without a constructor; rules for threads.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status { SHOP_OK = 0, SHOP_FULL TENON_KIND(out_of_range) } shop_status;

/** A shop. */
typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
shop_status shop_open(const char *path, shop **opened TENON_OUT TENON_OWNED);
void shop_free(shop *object TENON_DESTROYS);
size_t shop_size(const shop *object) TENON_BRIEF;
shop_status shop_add(shop *object, const char *name) TENON_BLOCKING;
bool shop_same(const shop *object, const shop *other TENON_NULLABLE);
shop_status shop_absorb(shop *object, shop *other TENON_CONSUMES TENON_NULLABLE);
shop_status shop_finish(shop *object TENON_CONSUMES, double *total TENON_OUT);
TENON_OWNED TENON_NULLABLE shop *shop_copy(const shop *object);
shop_status shop_halves(const shop *object, shop **left TENON_OUT TENON_OWNED, shop **right TENON_OUT TENON_OWNED TENON_NULLABLE);

/** A walk over a shop, which cannot change meanwhile. */
typedef struct shop_walk shop_walk TENON_THREADS(one);
void shop_walk_free(shop_walk *walk TENON_DESTROYS);
TENON_OWNED TENON_FREEZES(object) shop_walk *shop_walk_over(const shop *object);
bool shop_walk_next(shop_walk *walk, double *price TENON_OUT);

/** A till of a shop, which it keeps alive. */
typedef struct shop_till shop_till TENON_THREADS(serial);
TENON_OWNED TENON_KEEPS(object) shop_till *shop_till_new(shop *object);
TENON_OWNED TENON_KEEPS(object) shop_till *shop_till_of(const shop *object TENON_NULLABLE);
void shop_till_free(shop_till *till TENON_DESTROYS);
