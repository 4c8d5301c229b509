#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop TENON_OWNED;
void shop_free(shop *object TENON_DESTROYS TENON_BRIEF) TENON_OUT;
struct TENON_THREADS(one) shop_item;
typedef struct shop_point {
    double x TENON_OUT;
} shop_point TENON_THREADS(serial);
typedef enum shop_color { SHOP_RED TENON_STATUS } shop_color TENON_THREADS(one);
typedef uint64_t shop_id TENON_THREADS(any);
static const int32_t shop_answer TENON_NONNULL = 42;

// EXPECT:10:21: TENON_OWNED does not belong on a typedef (after its name) | TENON_OWNED only on a function or a parameter
// EXPECT:11:6: TENON_OUT does not belong on a function | TENON_OUT only on a parameter
// EXPECT:11:22: TENON_BRIEF does not belong on a parameter | TENON_BRIEF only on a function
// EXPECT:12:27: TENON_THREADS does not belong on a struct | TENON_THREADS only on a typedef (after its name)
// EXPECT:14:12: TENON_OUT does not belong on a field | TENON_OUT only on a parameter
// EXPECT:15:3: TENON_THREADS on a record: a record is copied, not shared | an opaque struct, or no TENON_THREADS
// EXPECT:16:27: TENON_STATUS does not belong on an enum constant | TENON_STATUS only on an enum
// EXPECT:16:51: TENON_THREADS on something that is not a class | it after the typedef of an opaque struct: `typedef struct x x TENON_THREADS(one);`
// EXPECT:17:18: TENON_THREADS on something that is not a class | it after the typedef of an opaque struct: `typedef struct x x TENON_THREADS(one);`
// EXPECT:18:22: TENON_NONNULL does not belong on a variable | TENON_NONNULL only on a function or a parameter
