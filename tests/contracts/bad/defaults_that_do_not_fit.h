#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum shop_side { SHOP_LEFT = 1, SHOP_RIGHT } shop_side;
typedef enum TENON_FLAGS shop_access { SHOP_READ = 1, SHOP_WRITE = 2 } shop_access;
typedef struct shop_point {
    double x;
} shop_point;
typedef struct shop shop;
void shop_free(shop *s TENON_DESTROYS);
void shop_whole(uint8_t a TENON_DEFAULT(256), int32_t b TENON_DEFAULT(1.5), uint32_t c TENON_DEFAULT(-1));
void shop_words(int32_t a TENON_DEFAULT(many), double b TENON_DEFAULT("1"), bool c TENON_DEFAULT(2));
void shop_numbers(double a TENON_DEFAULT(1e999), float b TENON_DEFAULT(true));
void shop_enums(shop_side a TENON_DEFAULT(3), shop_access b TENON_DEFAULT(4), shop_side c TENON_DEFAULT(SHOP_LEFT));
void shop_texts(const char *a TENON_DEFAULT(NULL), const char *b TENON_DEFAULT(1), const char *c TENON_NULLABLE TENON_DEFAULT("c"));
void shop_missing(int32_t a TENON_DEFAULT(NULL), const int32_t *b TENON_NULLABLE TENON_DEFAULT(NULL));
void shop_records(shop_point a TENON_DEFAULT(0), const shop_point *b TENON_NULLABLE TENON_DEFAULT(b));
void shop_arrays(const double *a TENON_COUNTED_BY(count) TENON_DEFAULT(1), size_t count);
void shop_order(int32_t a TENON_DEFAULT(1), int32_t b);
void shop_out(int32_t *a TENON_OUT TENON_DEFAULT(1));
int32_t shop_size(const shop *s) TENON_PROPERTY(size);
void shop_set_size(shop *s, int32_t size TENON_DEFAULT(1)) TENON_PROPERTY(size);

// EXPECT:17:25: a of shop_whole: its default 256 does not fit the type | TENON_DEFAULT(number) with a constant that uint8_t can hold
// EXPECT:17:55: b of shop_whole: its default 1.5 is no whole number | TENON_DEFAULT(number) with a constant that int32_t can hold
// EXPECT:17:86: c of shop_whole: its default -1 does not fit the type | TENON_DEFAULT(number) with a constant that uint32_t can hold
// EXPECT:18:25: a of shop_words: its default many is no constant | TENON_DEFAULT(number) with a constant that int32_t can hold
// EXPECT:18:55: b of shop_words: its default "1" is no number | TENON_DEFAULT(number) with a constant that double can hold
// EXPECT:18:82: c of shop_words: its default 2 is neither true nor false | TENON_DEFAULT(true) or TENON_DEFAULT(false)
// EXPECT:19:26: a of shop_numbers: its default 1e999 is not a finite number | TENON_DEFAULT(number) with a constant that double can hold
// EXPECT:20:27: a of shop_enums: its default 3 is no constant of shop_side | TENON_DEFAULT(constant) with one of shop_side
// EXPECT:20:59: b of shop_enums: its default 4 is no constant of shop_access | TENON_DEFAULT(constant) with one of shop_access
// EXPECT:21:29: a of shop_texts: its default NULL is NULL, but it cannot be missing | TENON_DEFAULT("text"), or TENON_NULLABLE TENON_DEFAULT(NULL)
// EXPECT:21:64: b of shop_texts: its default 1 is no text | TENON_DEFAULT("text"), or TENON_NULLABLE TENON_DEFAULT(NULL)
// EXPECT:22:27: a of shop_missing: its default NULL is NULL, but it cannot be missing | TENON_DEFAULT(number) with a constant that int32_t can hold
// EXPECT:23:30: a of shop_records: its default 0 cannot be written down for this type | TENON_NULLABLE TENON_DEFAULT(NULL), or no default
// EXPECT:23:68: b of shop_records: its default b can only be NULL | TENON_DEFAULT(NULL)
// EXPECT:24:32: a of shop_arrays: its default 1 cannot be written down for this type | TENON_NULLABLE TENON_DEFAULT(NULL), or no default
// EXPECT:25:53: b of shop_order: it has no default, but a before it has one | a default here too, or a behind it
// EXPECT:26:24: a of shop_out: TENON_DEFAULT does not fit memory of the caller that is written | TENON_OUT or TENON_INOUT, and TENON_COUNTED_BY(parameter) for an array
// EXPECT:28:37: size of shop_set_size: a property is never set to something left out | no TENON_DEFAULT
