#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_name(const shop *object, char *buffer TENON_OUT TENON_COUNTED_BY(size), size_t size);
void shop_upper(char *text TENON_INOUT);
void shop_replace(char **text TENON_INOUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free));

// EXPECT:14:42: buffer of shop_name: text in a buffer of the caller is not part of this contract version | char **text TENON_OUT TENON_OWNED TENON_FREED_BY(function)
// EXPECT:15:23: text of shop_upper: text in a buffer of the caller is not part of this contract version | char **text TENON_OUT TENON_OWNED TENON_FREED_BY(function)
// EXPECT:16:26: text of shop_replace: a pointer that is read and replaced has two owners | one parameter to read and another with TENON_OUT
