/**
 * @file
 * Records in records, texts in them, and variants.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** A place. */
typedef struct shop_place {
    double x, y;
} shop_place;
/** A box between two places. */
typedef struct shop_box {
    uint8_t colour;
    shop_place low;
    shop_place high;
    bool open;
} shop_box;
/** What an item is. */
typedef enum shop_item_kind { SHOP_ITEM_NOTHING, SHOP_ITEM_BOX, SHOP_ITEM_WORDS = 5, SHOP_ITEM_PRICE } shop_item_kind;
/** A union with a name of its own. */
typedef union shop_item_value {
    shop_box box TENON_CASE(SHOP_ITEM_BOX);
    const char *words TENON_CASE(SHOP_ITEM_WORDS) TENON_NULLABLE; /**< Perhaps none. */
    int64_t price TENON_CASE(SHOP_ITEM_PRICE) TENON_DURATION(seconds);
} shop_item_value;
/** An item, the tag behind. */
typedef struct shop_item {
    shop_item_value value TENON_TAGGED_BY(kind);
    shop_item_kind kind;
} shop_item;
/** A switch: a variant whose union has no name. */
typedef struct shop_switch {
    shop_item_kind which;
    union {
        uint8_t small TENON_CASE(SHOP_ITEM_NOTHING);
        bool truth TENON_CASE(SHOP_ITEM_WORDS);
    } TENON_TAGGED_BY(which);
} shop_switch;
/** A parcel: everything at once. */
typedef struct shop_parcel {
    const char *sender;
    const char *note TENON_NULLABLE;
    shop_item item;
    shop_switch lock;
    bool has_second;
    shop_item second TENON_PRESENT_IF(has_second);
} shop_parcel;

shop_box shop_grow(shop_box box, const shop_box *by, shop_box *both TENON_OUT);
shop_item shop_wrap(const shop_item *item, shop_item *rest TENON_INOUT);
bool shop_next(shop_item *item TENON_OUT TENON_PRESENT_IF(result), const shop_item *last TENON_NULLABLE);
shop_parcel shop_send(shop_parcel parcel, const shop_parcel *others TENON_COUNTED_BY(count), size_t count);
size_t shop_count(const shop_switch *switches TENON_COUNTED_BY(count), size_t count);
TENON_BORROWED TENON_NULLABLE const shop_parcel *shop_oldest(void);
