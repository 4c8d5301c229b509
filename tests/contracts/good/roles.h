/** @file
 * What functions are besides functions: operators, iterators, streams, static functions; and calls that wait.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_NO_SUCH_ITEM TENON_KIND(not_found),
    SHOP_TOO_FAR TENON_KIND(out_of_range),
    SHOP_BROKEN TENON_KIND(io),
} shop_status;

/** A shop: compared by what it sells, looked up by name. */
typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);
bool shop_equal(const shop *object, const shop *other) TENON_OPERATOR(equal);
int32_t shop_order(const shop *object, const shop *other) TENON_OPERATOR(order);
uint64_t shop_hash(const shop *object) TENON_OPERATOR(hash);
size_t shop_count(const shop *object) TENON_PROPERTY(count) TENON_OPERATOR(length);
shop_status shop_price(const shop *object, const char *name, int64_t *price TENON_OUT) TENON_OPERATOR(index);
bool shop_sells(const shop *object, const char *name) TENON_OPERATOR(contains);
shop_status shop_describe(const shop *object, char **text TENON_OUT TENON_OWNED TENON_FREED_BY(free) TENON_NONNULL)
    TENON_OPERATOR(text);
shop_status shop_restock(shop *object, uint32_t amount) TENON_BLOCKING TENON_WAITS(250);
double shop_tax(double price) TENON_STATIC(shop);
bool tax_is_due(double price) TENON_STATIC(shop);

/** The names of what a shop sells. */
typedef struct shop_names shop_names;
TENON_OWNED TENON_FREEZES(object) shop_names *shop_all(const shop *object) TENON_OPERATOR(iterate);
void shop_names_free(shop_names *names TENON_DESTROYS);
TENON_BORROWED TENON_NULLABLE const char *shop_names_next(shop_names *names) TENON_NEXT;

/** What a shop sold, by index of the sale. */
typedef struct shop_sales shop_sales;
TENON_OWNED TENON_KEEPS(object) shop_sales *shop_sales_of(const shop *object);
void shop_sales_free(shop_sales *sales TENON_DESTROYS);
size_t shop_sales_count(const shop_sales *sales) TENON_OPERATOR(length);
shop_status shop_sales_at(const shop_sales *sales, size_t index, char **name TENON_OUT TENON_OWNED TENON_FREED_BY(free)
                          TENON_NONNULL, int64_t *price TENON_OUT);
shop_status shop_sales_price(const shop_sales *sales, size_t index, int64_t *price TENON_OUT) TENON_OPERATOR(index);
shop_status shop_sales_next(shop_sales *sales, int64_t *price TENON_OUT TENON_PRESENT_IF(more),
                            uint32_t *pieces TENON_OUT TENON_PRESENT_IF(more), bool *more TENON_OUT) TENON_NEXT;

/** The till's tape, byte for byte. */
typedef struct shop_tape shop_tape;
TENON_OWNED shop_tape *shop_tape_new(void);
void shop_tape_free(shop_tape *tape TENON_DESTROYS);
shop_status shop_tape_read(shop_tape *tape, void *buffer TENON_OUT TENON_COUNTED_BY(size), size_t *size TENON_INOUT)
    TENON_READS TENON_BLOCKING;
shop_status shop_tape_write(shop_tape *tape, const uint8_t *data TENON_COUNTED_BY(size), size_t size) TENON_WRITES;
