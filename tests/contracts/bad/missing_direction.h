#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_move(int32_t *x);
void shop_name(char *name);
void shop_make(shop **made TENON_OWNED);
void shop_numbers(double **values, size_t count);
void shop_data(void *user_data);
void shop_names(char **names TENON_COUNTED_BY(count), size_t count);

// EXPECT:14:25: x of shop_move: nothing says whether the pointer is read or written | const, or TENON_OUT or TENON_INOUT after x
// EXPECT:15:22: name of shop_name: nothing says whether the text is read or written | const char *name
// EXPECT:16:23: made of shop_make: nothing says whether the pointer is read or written | TENON_OUT TENON_OWNED
// EXPECT:17:28: values of shop_numbers: nothing says whether the pointer is read or written | TENON_OUT
// EXPECT:18:22: user_data of shop_data: nothing says whether the pointer is read or written | const, or TENON_OUT or TENON_INOUT after user_data
// EXPECT:19:24: names of shop_names: nothing says whether the text is read or written | const char *const *names
