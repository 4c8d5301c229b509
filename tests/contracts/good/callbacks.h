/** @file
 * Callbacks: every way to write their types, and every scope.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/cancel.h>
#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_SHUT TENON_KIND(invalid_state),
    SHOP_STOPPED TENON_KIND(cancelled),
} shop_status;
typedef enum shop_day { SHOP_MONDAY, SHOP_TUESDAY } shop_day;
typedef struct shop_price {
    int64_t cents;
    shop_day day;
} shop_price;
typedef struct shop shop;
typedef struct shop_item shop_item;
void shop_free(shop *shop TENON_DESTROYS);
void shop_item_free(shop_item *item TENON_DESTROYS);

/** Looks at a price.
 * @param price What is asked.
 * @return Whether to go on. */
typedef bool (*shop_visitor)(const shop_price *price, void *context TENON_CONTEXT) TENON_ON_ERROR(false);
/** Only another name of it. */
typedef shop_visitor shop_looker;
/** The typedef of a function rather than of its pointer. */
typedef int64_t shop_counter(void *context TENON_CONTEXT, const char *name) TENON_ON_ERROR(-9000000000) TENON_THREADS(one);
typedef float (*shop_share)(void *context TENON_CONTEXT) TENON_ON_ERROR(-0.5);
typedef uint64_t (*shop_number)(void *context TENON_CONTEXT) TENON_ON_ERROR(18446744073709551615);
typedef shop_day (*shop_when)(shop_day first, void *context TENON_CONTEXT) TENON_ON_ERROR(SHOP_TUESDAY);
typedef shop_price (*shop_ask)(shop_price usual, void *context TENON_CONTEXT) TENON_ON_ERROR({0});
typedef shop_status (*shop_open)(const char *name TENON_NULLABLE, int64_t *hours TENON_OUT, shop_price *price TENON_OUT, char **greeting TENON_OUT TENON_OWNED TENON_FREED_BY(free) TENON_NULLABLE, void *context TENON_CONTEXT) TENON_ON_ERROR(SHOP_SHUT);
typedef char *(*shop_namer)(void *context TENON_CONTEXT, shop_item *item TENON_OWNED) TENON_OWNED TENON_FREED_BY(free) TENON_NONNULL TENON_ON_ERROR(NULL);
typedef void (*shop_lists)(const double *values TENON_COUNTED_BY(count), const shop_day *days TENON_COUNTED_BY(count), int32_t count, const char *const *names TENON_COUNTED_BY(name_count), size_t name_count, void *context TENON_CONTEXT);
typedef size_t (*shop_fills)(uint16_t *numbers TENON_OUT TENON_COUNTED_BY(room), uint32_t *room TENON_INOUT, double *weights TENON_OUT TENON_COUNTED_BY(weight_count), size_t weight_count, void *context TENON_CONTEXT) TENON_ON_ERROR(0);
typedef shop_status (*shop_reads)(void *context TENON_CONTEXT, uint8_t *buffer TENON_OUT TENON_COUNTED_BY(size), size_t *size TENON_INOUT) TENON_READS TENON_ON_ERROR(SHOP_SHUT);
typedef void (*shop_writes)(const void *data TENON_COUNTED_BY(size), size_t size, void *context TENON_CONTEXT) TENON_WRITES;
typedef void (*shop_tells)(void *context TENON_CONTEXT);
/** Ends a context; no callback by itself. */
typedef void (*shop_drop)(void *context);
/** Under no contract. */
typedef void (*shop_internal)(int32_t value) TENON_IGNORE;

void shop_each(const shop *shop, shop_visitor visit TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(visit));
void shop_look(void *context TENON_CONTEXT_OF(look), shop_looker look TENON_CALLED(during_call) TENON_NULLABLE);
int64_t shop_count(shop_counter *count TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(count)) TENON_BRIEF;
int64_t shop_count_too(shop_counter count TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(count)) TENON_BLOCKING;
void shop_two(shop_share a TENON_CALLED(during_call), void *of_a TENON_CONTEXT_OF(a), void *of_b TENON_CONTEXT_OF(b), shop_number b TENON_CALLED(during_call));
void shop_plan(shop_when when TENON_CALLED(during_call), void *of_when TENON_CONTEXT_OF(when), shop_ask ask TENON_CALLED(during_call), void *of_ask TENON_CONTEXT_OF(ask));
shop_status shop_try(shop_open open TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(open));
void shop_name(shop_namer name TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(name));
void shop_list(shop_lists list TENON_CALLED(during_call), void *of_list TENON_CONTEXT_OF(list), shop_fills fill TENON_CALLED(during_call), void *of_fill TENON_CONTEXT_OF(fill));
shop_status shop_copy(shop_reads from TENON_CALLED(during_call), void *of_from TENON_CONTEXT_OF(from), shop_writes to TENON_CALLED(during_call), void *of_to TENON_CONTEXT_OF(to)) TENON_BLOCKING;

shop *shop_new(shop_tells tell TENON_CALLED(until_replaced), void *context TENON_CONTEXT_OF(tell)) TENON_OWNED;
shop_status shop_make(shop_tells tell TENON_CALLED(until_replaced), void *context TENON_CONTEXT_OF(tell), shop **made TENON_OUT TENON_OWNED);
void shop_on_sale(shop *shop, shop_tells tell TENON_CALLED(until_replaced) TENON_NULLABLE, void *context TENON_CONTEXT_OF(tell));
void shop_on_log(shop_tells tell TENON_CALLED(until_replaced), void *context TENON_CONTEXT_OF(tell));
void shop_on_next(shop *shop, shop_tells tell TENON_CALLED(once), void *context TENON_CONTEXT_OF(tell));
void shop_on_last(shop *shop, shop_tells tell TENON_CALLED(once), void *context TENON_CONTEXT_OF(tell), shop_drop drop TENON_DROP_OF(tell));
void shop_add(shop *shop, shop_tells tell TENON_CALLED(until_dropped), void *context TENON_CONTEXT_OF(tell), void (*drop)(void *) TENON_DROP_OF(tell));

shop_status shop_clean(shop *shop, const tenon_cancel *cancel, shop_tells progress TENON_PROGRESS, void *context TENON_CONTEXT_OF(progress)) TENON_BLOCKING;
