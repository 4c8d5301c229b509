/**
 * @file
 * Every feature of the contract language once, so that each backend is held to the same behaviour.
 *
 * One section per feature, implemented in the C file of that name and exercised by the test file of that name in
 * every language.
 */
#ifndef CONFORMANCE_H
#define CONFORMANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>

TENON_LIBRARY(conformance, 1, 2)
TENON_SOURCES("*.c")
TENON_INCLUDES(".")
TENON_LINKS("m")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS conformance_status {
    CONFORMANCE_OK = 0,
    CONFORMANCE_NO_SUCH_ITEM TENON_KIND(not_found),           /**< Nothing has that name. */
    CONFORMANCE_BAD_ARGUMENT TENON_KIND(invalid_argument),    /**< An argument makes no sense. */
    CONFORMANCE_WRONG_STATE TENON_KIND(invalid_state),        /**< Not now. */
    CONFORMANCE_TOO_LARGE TENON_KIND(out_of_range),           /**< Past the end. */
    CONFORMANCE_DUPLICATE TENON_KIND(already_exists),         /**< It is there already. */
    CONFORMANCE_FORBIDDEN TENON_KIND(permission),             /**< Not allowed. */
    CONFORMANCE_TOO_LATE TENON_KIND(timeout),                 /**< Time is up. */
    CONFORMANCE_OCCUPIED TENON_KIND(busy),                    /**< Somebody else has it. */
    CONFORMANCE_NO_MEMORY TENON_KIND(out_of_memory),          /**< Memory is used up. */
    CONFORMANCE_DISK_FAILED TENON_KIND(io),                   /**< The disk did not answer. */
    CONFORMANCE_NOT_SUPPORTED TENON_KIND(unsupported),        /**< Not on this machine. */
    CONFORMANCE_DEFECT TENON_KIND(internal),                  /**< A defect of the library. */
} conformance_status;

/* ---- numbers ---- */

/** The argument unchanged. */
bool conformance_same_bool(bool value) TENON_BRIEF;
/** The argument unchanged. */
int8_t conformance_same_i8(int8_t value) TENON_BRIEF;
/** The argument unchanged. */
int16_t conformance_same_i16(int16_t value) TENON_BRIEF;
/** The argument unchanged. */
int32_t conformance_same_i32(int32_t value) TENON_BRIEF;
/** The argument unchanged. */
int64_t conformance_same_i64(int64_t value) TENON_BRIEF;
/** The argument unchanged. */
uint8_t conformance_same_u8(uint8_t value) TENON_BRIEF;
/** The argument unchanged. */
uint16_t conformance_same_u16(uint16_t value) TENON_BRIEF;
/** The argument unchanged. */
uint32_t conformance_same_u32(uint32_t value) TENON_BRIEF;
/** The argument unchanged. */
uint64_t conformance_same_u64(uint64_t value) TENON_BRIEF;
/** The argument unchanged. */
size_t conformance_same_size(size_t value) TENON_BRIEF;
/** The argument unchanged. */
float conformance_same_f32(float value) TENON_BRIEF;
/** The argument unchanged. */
double conformance_same_f64(double value) TENON_BRIEF;
/** Does nothing. */
void conformance_do_nothing(void) TENON_BRIEF;

/* ---- constants ---- */

/** The largest number of items. */
#define CONFORMANCE_MAX_ITEMS 1000
/** No item. */
#define CONFORMANCE_NO_ITEM UINT64_MAX
/** Below zero. */
#define CONFORMANCE_LOWEST (-40)
/** The golden ratio. */
#define CONFORMANCE_RATIO 1.618033988749895
/** A greeting with marks that need care: "quotes", \backslash\, and an end of comment. */
#define CONFORMANCE_HELLO "hello \"w\\rld\" \u00e9"

/* ---- enums ---- */

/** A direction of the compass. */
typedef enum conformance_direction {
    CONFORMANCE_DIRECTION_NORTH,     /**< Up. */
    CONFORMANCE_DIRECTION_EAST = 5,  /**< Right. */
    CONFORMANCE_DIRECTION_SOUTH,     /**< Down. */
    CONFORMANCE_DIRECTION_WEST = -3, /**< Left. */
} conformance_direction;

/** The direction to the right of this one. */
conformance_direction conformance_turn_right(conformance_direction from) TENON_BRIEF;

/* ---- records ---- */

/** A point with a weight and where it faces. */
typedef struct conformance_point {
    double x;                     /**< To the right. */
    double y;                     /**< Upwards. */
    uint32_t weight;              /**< In grams. */
    bool visible;                 /**< Whether it is drawn. */
    conformance_direction facing; /**< Where it looks. */
} conformance_point;

/** A record with every kind of number. */
typedef struct conformance_numbers {
    int8_t i8;    /**< Signed, 8 bits. */
    int16_t i16;  /**< Signed, 16 bits. */
    int32_t i32;  /**< Signed, 32 bits. */
    int64_t i64;  /**< Signed, 64 bits. */
    uint8_t u8;   /**< Unsigned, 8 bits. */
    uint16_t u16; /**< Unsigned, 16 bits. */
    uint32_t u32; /**< Unsigned, 32 bits. */
    uint64_t u64; /**< Unsigned, 64 bits. */
    size_t size;  /**< A size. */
    float f32;    /**< Single precision. */
    double f64;   /**< Double precision. */
} conformance_numbers;

/** The point mirrored at the origin, by value. */
conformance_point conformance_mirror(conformance_point point);
/** The distance of a point from the origin, by pointer. */
double conformance_distance(const conformance_point *point);
/** The distance of a point from another, or from the origin where there is none. */
double conformance_distance_between(const conformance_point *point, const conformance_point *other TENON_NULLABLE);
/** Move a point in place. */
void conformance_shift(conformance_point *point TENON_INOUT, double x, double y);
/** The smallest point that covers both, through an out-parameter. */
void conformance_corner(const conformance_point *a, const conformance_point *b, conformance_point *corner TENON_OUT);
/** The record unchanged. */
conformance_numbers conformance_same_numbers(conformance_numbers numbers);

/* ---- text ---- */

/** How many Unicode code points a text has. */
size_t conformance_text_length(const char *text);
/** The text in capitals (ASCII letters only). */
TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) char *conformance_capitals(const char *text);
/** A greeting that the library owns. */
TENON_BORROWED TENON_NONNULL const char *conformance_greeting(void);
/** The text unchanged, or none. */
TENON_BORROWED TENON_NULLABLE const char *conformance_maybe_text(const char *text TENON_NULLABLE);
/** How many bytes, NULs included, a counted text has. */
size_t conformance_counted_length(const char *text TENON_COUNTED_BY(length), size_t length);
/** The first word of a text, and the rest of it, none where there is no blank. */
conformance_status conformance_split(const char *text, char **first TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free),
                                     char **rest TENON_OUT TENON_OWNED TENON_NULLABLE TENON_FREED_BY(free));
/** Text that is not UTF-8: a broken contract. */
TENON_BORROWED TENON_NONNULL const char *conformance_broken_text(void);

/* ---- bytes ---- */

/** The sum of all bytes. */
uint64_t conformance_sum_bytes(const uint8_t *data TENON_COUNTED_BY(length), size_t length);
/** The bytes in reverse order. */
conformance_status conformance_reverse_bytes(const void *data TENON_COUNTED_BY(length), size_t length,
                                             uint8_t **reversed TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                                                 TENON_COUNTED_BY(reversed_length),
                                             size_t *reversed_length TENON_OUT);

/* ---- arrays ---- */

/** The sum of the values. */
double conformance_sum_f64(const double *values TENON_COUNTED_BY(count), size_t count);
/** The sum of the values. */
float conformance_sum_f32(const float *values TENON_COUNTED_BY(count), uint32_t count);
/** The sum of the values. */
int64_t conformance_sum_i32(const int32_t *values TENON_COUNTED_BY(count), size_t count);
/** The sum of the values, none gives -1. */
int64_t conformance_sum_i64(const int64_t *values TENON_COUNTED_BY(count) TENON_NULLABLE, size_t count);
/** The sum of the values. */
uint64_t conformance_sum_u64(const uint64_t *values TENON_COUNTED_BY(count), size_t count);
/** How many are true. */
size_t conformance_count_true(const bool *values TENON_COUNTED_BY(count), size_t count);
/** Weights by value: both arrays have the same length. */
conformance_status conformance_weighted_sum(const double *values TENON_COUNTED_BY(count),
                                            const double *weights TENON_COUNTED_BY(count), size_t count,
                                            double *sum TENON_OUT);
/** The values doubled, in place. */
void conformance_double_in_place(double *values TENON_INOUT TENON_COUNTED_BY(count), size_t count);
/** The square of each value, in an array that the caller provides. */
void conformance_squares(const int64_t *values TENON_COUNTED_BY(count), int64_t *squares TENON_OUT TENON_COUNTED_BY(count),
                         size_t count);
/** The first `count` even numbers, in an array that the caller provides. */
void conformance_evens(uint32_t *numbers TENON_OUT TENON_COUNTED_BY(count), size_t count);
/** The first `count` odd numbers: a length with a sign. */
void conformance_odds(uint32_t *numbers TENON_OUT TENON_COUNTED_BY(count), int32_t count);
/** The divisors of a number, at most as many as there is room for. */
conformance_status conformance_divisors(uint32_t number, uint32_t *divisors TENON_OUT TENON_COUNTED_BY(count),
                                        size_t *count TENON_INOUT);
/** The numbers from 0 up to (not including) `end`, in an array that the library allocates. */
conformance_status conformance_range(uint64_t end,
                                     uint64_t **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                                         TENON_COUNTED_BY(count),
                                     size_t *count TENON_OUT);
/** The values without those that are not numbers, as the function's result; none where nothing remains. */
TENON_OWNED TENON_NULLABLE TENON_FREED_BY(free) TENON_COUNTED_BY(kept) double *conformance_without_nan(
    const double *values TENON_COUNTED_BY(count), size_t count, size_t *kept TENON_OUT);
/** The total length of the texts in bytes. */
size_t conformance_total_length(const char *const *texts TENON_COUNTED_BY(count), size_t count);
/** The centre of the points. */
conformance_status conformance_centre(const conformance_point *points TENON_COUNTED_BY(count), size_t count,
                                      conformance_point *centre TENON_OUT);
/** The points of a square around the origin. */
conformance_status conformance_square(double side,
                                      conformance_point **corners TENON_OUT TENON_OWNED TENON_NONNULL
                                          TENON_FREED_BY(free) TENON_COUNTED_BY(count),
                                      size_t *count TENON_OUT);
/** How many of the directions are north. */
size_t conformance_count_north(const conformance_direction *directions TENON_COUNTED_BY(count), size_t count);

/* ---- results ---- */

/** Quotient and remainder: several results. */
conformance_status conformance_divide(int64_t a, int64_t b, int64_t *quotient TENON_OUT, int64_t *remainder TENON_OUT);
/** Whether the text is a number, and which: a return value and an out-parameter. */
bool conformance_parse(const char *text, double *number TENON_OUT);
/** Count up: an in/out parameter, the old value returned. */
uint32_t conformance_increment(uint32_t *counter TENON_INOUT, uint32_t by);

/* ---- errors ---- */

/** Fail with any status, say why, `depth` causes deep. */
conformance_status conformance_fail(int32_t status, const char *message, uint32_t depth);
/** Fail without saying why. */
conformance_status conformance_fail_silently(int32_t status);

/* ---- objects ---- */

/** A list of named numbers. */
typedef struct conformance_list conformance_list;

/** An empty list. */
TENON_OWNED conformance_list *conformance_list_new(const char *name);
/** A list of `count` items named "0", "1" ... @throws CONFORMANCE_TOO_LARGE when there are more than CONFORMANCE_MAX_ITEMS. */
conformance_status conformance_list_filled(size_t count, double value, conformance_list **list TENON_OUT TENON_OWNED);
/** End of the list. */
void conformance_list_free(conformance_list *list TENON_DESTROYS);
/** How many lists exist in this process. */
int64_t conformance_live_lists(void);

/** How many items it has. */
size_t conformance_list_size(const conformance_list *list) TENON_BRIEF;
/**
 * Add an item.
 * @param name A name that no item has yet.
 * @param value Its number.
 * @throws CONFORMANCE_DUPLICATE when an item has that name.
 */
conformance_status conformance_list_add(conformance_list *list, const char *name, double value);
/**
 * The number of an item.
 * @return The number last set.
 * @throws CONFORMANCE_NO_SUCH_ITEM when no item has that name.
 */
conformance_status conformance_list_get(const conformance_list *list, const char *name, double *value TENON_OUT);
/** Append a copy of another list's items; the lists must differ. */
conformance_status conformance_list_append(conformance_list *list, const conformance_list *other);
/** Whether two lists hold the same numbers; no list counts as an empty one. */
bool conformance_list_same(const conformance_list *list, const conformance_list *other TENON_NULLABLE);
/** Add the other list's items and use it up. */
conformance_status conformance_list_absorb(conformance_list *list, conformance_list *other TENON_CONSUMES);
/** The list with more items, or none where they are equal: a free function with two objects and a new one out. */
conformance_status conformance_longer(const conformance_list *a, const conformance_list *b,
                                      conformance_list **copy TENON_OUT TENON_OWNED TENON_NULLABLE);
/** Sleep while the list is borrowed. Milliseconds. */
conformance_status conformance_list_wait(const conformance_list *list, uint32_t milliseconds) TENON_BLOCKING;

/* ---- properties ---- */

/** The list's name. */
TENON_BORROWED TENON_NONNULL const char *conformance_list_name(const conformance_list *list) TENON_PROPERTY(name);
/** Give the list another name. */
conformance_status conformance_list_set_name(conformance_list *list, const char *name) TENON_PROPERTY(name);
/** The sum of all numbers. */
double conformance_list_total(const conformance_list *list) TENON_PROPERTY(total);

/* ---- views ---- */

/** The numbers of all items, without a copy. */
conformance_status conformance_list_values(const conformance_list *list,
                                           const double **values TENON_OUT TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count),
                                           size_t *count TENON_OUT);
/** The numbers as the function's result; none where the list is empty. */
TENON_VIEW TENON_NULLABLE TENON_COUNTED_BY(count) const double *conformance_list_peek(const conformance_list *list,
                                                                                      size_t *count TENON_OUT);

/* ---- children ---- */

/** A walk over the items of a list, which cannot change meanwhile. */
typedef struct conformance_walk conformance_walk;

/** Start at the first item. */
conformance_status conformance_list_walk(const conformance_list *list, conformance_walk **walk TENON_OUT TENON_OWNED TENON_FREEZES(list));
/** End of the walk. */
void conformance_walk_free(conformance_walk *walk TENON_DESTROYS);
/** The next item: false after the last. */
bool conformance_walk_next(conformance_walk *walk, double *value TENON_OUT);

/** A pen that writes to a list and keeps it alive. */
typedef struct conformance_pen conformance_pen TENON_THREADS(serial);

/** A pen for this list. */
TENON_OWNED TENON_KEEPS(list) conformance_pen *conformance_pen_new(conformance_list *list);
/** End of the pen. */
void conformance_pen_free(conformance_pen *pen TENON_DESTROYS);
/** Write a number under the next free name. */
conformance_status conformance_pen_write(conformance_pen *pen, double value);
/** How many numbers the pen's list has. */
size_t conformance_pen_list_size(const conformance_pen *pen);

/** Something that only its own thread may use. */
typedef struct conformance_local conformance_local TENON_THREADS(one);
/** Make one. */
TENON_OWNED conformance_local *conformance_local_new(void);
/** End it. */
void conformance_local_free(conformance_local *local TENON_DESTROYS);
/** Always 42. */
int32_t conformance_local_answer(const conformance_local *local);

/* ---- names ---- */

/** Words that are keywords in some language, and text that ends comments early: *\/ """ ``` </script> `${x}` 'quote'. */
int32_t conformance_import(int32_t klass, int32_t def, int32_t func, int32_t fn, int32_t type, int32_t self, int32_t await);
/** Keywords again. */
int32_t conformance_lambda(int32_t None, int32_t function, int32_t range, int32_t match, int32_t error, int32_t result);

#ifdef __cplusplus
}
#endif

#endif /* CONFORMANCE_H */
