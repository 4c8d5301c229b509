/** @file
 * Functions of the library that free what it gave: Tenon calls them, the packages do not have them.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

void shop_text_free(char *text) TENON_IGNORE;
void shop_block_free(const void *block) TENON_IGNORE;

TENON_OWNED TENON_NONNULL TENON_FREED_BY(shop_text_free) char *shop_label(void);
void shop_numbers(double **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(shop_block_free) TENON_COUNTED_BY(count),
                  size_t *count TENON_OUT);
