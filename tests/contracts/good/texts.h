/** @file
 * Text in, out, counted, in arrays.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

size_t shop_length(const char *text);
size_t shop_counted(const char *text TENON_COUNTED_BY(length) TENON_NULLABLE, size_t length);
size_t shop_optional(const char *text TENON_NULLABLE);
size_t shop_total(const char *const *texts TENON_COUNTED_BY(count), size_t count);
size_t shop_total_of(const char *const texts[] TENON_COUNTED_BY(count) TENON_NULLABLE, uint32_t count);
TENON_BORROWED TENON_NONNULL const char *shop_name(void);
TENON_BORROWED TENON_NULLABLE const char *shop_nickname(void);
TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) char *shop_label(void);
void shop_split(const char *text, char **first TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free),
                const char **rest TENON_OUT TENON_BORROWED TENON_NULLABLE);
void shop_raw(const char **text TENON_OUT TENON_BORROWED TENON_NONNULL TENON_COUNTED_BY(length), size_t *length TENON_OUT);
/* The same texts and numbers, one each. */
void shop_set(const char *const *names TENON_COUNTED_BY(count), const double *values TENON_COUNTED_BY(count), size_t count);
