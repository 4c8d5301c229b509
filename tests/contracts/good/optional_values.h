/**
 * @file
 * Values that may be missing in every position, and what a caller may leave out.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** The largest number of results. */
#define SHOP_MOST 50

typedef enum TENON_STATUS shop_status { SHOP_OK = 0, SHOP_WRONG TENON_KIND(internal) } shop_status;
/** A colour. */
typedef enum shop_colour { SHOP_COLOUR_RED, SHOP_COLOUR_BLUE } shop_colour;
/** A price, with parts that may be missing. */
typedef struct shop_price {
    int64_t amount;
    bool has_rebate;
    double rebate TENON_PRESENT_IF(has_rebate); /**< In percent. */
    bool has_colour;
    shop_colour colour TENON_PRESENT_IF(has_colour);
    bool has_note;
    const char *note TENON_PRESENT_IF(has_note);
    const char *label TENON_NULLABLE;
} shop_price;
typedef struct shop shop;
/** A shop. */
TENON_OWNED shop *shop_new(const char *name TENON_DEFAULT("corner"), uint32_t most TENON_DEFAULT(SHOP_MOST * 2));
void shop_free(shop *s TENON_DESTROYS);

/** By value, with its bool behind or before it. */
void shop_limit(bool has_low, int64_t low TENON_PRESENT_IF(has_low), bool high TENON_PRESENT_IF(has_high), bool has_high);
/** By pointer. */
void shop_choose(const double *number TENON_NULLABLE, const shop_colour *colour TENON_NULLABLE,
                 const bool *truth TENON_NULLABLE, const shop_price *price TENON_NULLABLE);
/** A record by value. */
void shop_take(shop_price price TENON_PRESENT_IF(given), bool given);
/** Out, said by the result. */
bool shop_find(const shop *s, const char *key, int64_t *number TENON_OUT TENON_PRESENT_IF(result),
               const char **text TENON_OUT TENON_BORROWED TENON_PRESENT_IF(result),
               shop **other TENON_OUT TENON_OWNED TENON_PRESENT_IF(result));
/** Out, said by a parameter, behind a status. */
shop_status shop_colour_of(const shop *s, shop_colour *colour TENON_OUT TENON_PRESENT_IF(found), bool *found TENON_OUT);
/** Both ways. */
void shop_adjust(double *rate TENON_INOUT TENON_PRESENT_IF(has_rate), bool *has_rate TENON_INOUT,
                 shop_price *price TENON_INOUT TENON_PRESENT_IF(has_price), bool *has_price TENON_INOUT);
/** The result. */
double shop_mean(const shop *s, bool *known TENON_OUT) TENON_PRESENT_IF(known);
/** An array, where there is one. */
bool shop_values(const shop *s,
                 double **values TENON_OUT TENON_OWNED TENON_FREED_BY(free) TENON_COUNTED_BY(count) TENON_PRESENT_IF(result),
                 size_t *count TENON_OUT);
/** Behind pointers of the library's. */
TENON_BORROWED TENON_NULLABLE const shop_price *shop_best(const shop *s);
shop_status shop_first(const shop *s, const uint32_t **number TENON_OUT TENON_BORROWED TENON_NONNULL);
TENON_BORROWED TENON_NONNULL const bool *shop_flag(const shop *s);

/** Defaults of every type. */
void shop_search(const shop *s, const char *text, uint32_t most TENON_DEFAULT(SHOP_MOST), int8_t lowest TENON_DEFAULT(-0x80),
                 double rate TENON_DEFAULT(1.5e3), bool exact TENON_DEFAULT(!false), shop_colour colour TENON_DEFAULT(SHOP_COLOUR_BLUE),
                 const char *title TENON_NULLABLE TENON_DEFAULT(NULL), const double *values TENON_COUNTED_BY(count) TENON_NULLABLE TENON_DEFAULT(NULL),
                 size_t count, int64_t number TENON_PRESENT_IF(has_number) TENON_DEFAULT(NULL), bool has_number,
                 uint64_t largest TENON_DEFAULT(UINT64_MAX), const char *words TENON_DEFAULT("a \"b\" \\ \n c"),
                 shop *other TENON_NULLABLE TENON_DEFAULT(NULL));
/** A property that may be missing. */
bool shop_weight(const shop *s, double *weight TENON_OUT TENON_PRESENT_IF(result)) TENON_PROPERTY(weight);
void shop_set_weight(shop *s, bool has_weight, double weight TENON_PRESENT_IF(has_weight)) TENON_PROPERTY(weight);
