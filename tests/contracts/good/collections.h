/**
 * @file
 * Lists of texts, maps, dynamic values and streams.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/arrow.h>
#include <tenon/contract.h>
#include <tenon/value.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status { SHOP_OK = 0, SHOP_WRONG TENON_KIND(internal) } shop_status;
/** A size. */
typedef enum shop_size { SHOP_SIZE_SMALL, SHOP_SIZE_LARGE } shop_size;
typedef struct shop shop;
void shop_free(shop *s TENON_DESTROYS);
void shop_free_texts(char **texts) TENON_IGNORE;

TENON_OWNED TENON_NONNULL TENON_FREED_BY(shop_free_texts) TENON_COUNTED_BY(count) char **shop_names(const shop *s,
                                                                                                 size_t *count TENON_OUT);
shop_status shop_labels(const shop *s, const char *const **labels TENON_OUT TENON_BORROWED TENON_NULLABLE TENON_COUNTED_BY(count),
                        uint32_t *count TENON_OUT);

/** Maps in. */
void shop_set_prices(shop *s, const char *const *names TENON_COUNTED_BY(count),
                     const int64_t *prices TENON_COUNTED_BY(count) TENON_KEYED_BY(names), size_t count);
void shop_set_stock(shop *s, const int64_t *stock TENON_COUNTED_BY(count) TENON_KEYED_BY(sizes) TENON_NULLABLE TENON_DEFAULT(NULL),
                    const shop_size *sizes TENON_COUNTED_BY(count) TENON_NULLABLE, size_t count);
/** A map out, by the result. */
TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(count) TENON_KEYED_BY(names) int64_t *shop_prices(
    const shop *s, const char *const **names TENON_OUT TENON_BORROWED TENON_NONNULL TENON_COUNTED_BY(count),
    size_t *count TENON_OUT);
/** A map out, by its parameters. */
shop_status shop_ranks(uint8_t **places TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(count),
                       char ***names TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(shop_free_texts) TENON_COUNTED_BY(count)
                           TENON_KEYED_BY(places),
                       size_t *count TENON_OUT);

/** Dynamic values. */
shop_status shop_configure(shop *s, const tenon_value *options TENON_NULLABLE TENON_DEFAULT(NULL));
TENON_BORROWED TENON_NULLABLE const tenon_value *shop_options(const shop *s) TENON_PROPERTY(options);
bool shop_option(const shop *s, const char *name, tenon_value **value TENON_OUT TENON_OWNED TENON_PRESENT_IF(result));

/** Streams. */
shop_status shop_read(shop *s, struct ArrowArrayStream *table, struct ArrowArrayStream *more TENON_NULLABLE TENON_DEFAULT(NULL));
shop_status shop_table(const shop *s, struct ArrowArrayStream *table TENON_OUT);
shop_status shop_column(const shop *s, struct ArrowArrayStream *column TENON_OUT TENON_VIEW);
