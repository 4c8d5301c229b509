/**
 * @file
 * Every form that a value of a bridged function can have.
 *
 * One section per C file. What the functions do is simple on purpose: another implementation is soon written,
 * and every input has exactly one right answer.
 */
#ifndef BRIDGED_H
#define BRIDGED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>
#include <tenon/int128.h>

TENON_LIBRARY(bridged, 1, 0)
TENON_SOURCES("*.c")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS bridged_status {
    BRIDGED_OK = 0,
    BRIDGED_NOT_FOUND TENON_KIND(not_found),           /**< There is no such thing. */
    BRIDGED_BAD_ARGUMENT TENON_KIND(invalid_argument), /**< An argument makes no sense. */
    BRIDGED_FULL TENON_KIND(out_of_range),             /**< There is no more room. */
    BRIDGED_OUT_OF_MEMORY TENON_KIND(out_of_memory),   /**< Memory is used up. */
} bridged_status;

/* ---- numbers ---- */

/** The opposite. */
bool bridged_not(bool value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, the smallest. */
int8_t bridged_next_i8(int8_t value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, the smallest. */
int16_t bridged_next_i16(int16_t value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, the smallest. */
int32_t bridged_next_i32(int32_t value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, the smallest. */
int64_t bridged_next_i64(int64_t value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, 0. */
uint8_t bridged_next_u8(uint8_t value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, 0. */
uint16_t bridged_next_u16(uint16_t value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, 0. */
uint32_t bridged_next_u32(uint32_t value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, 0. */
uint64_t bridged_next_u64(uint64_t value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, 0. */
size_t bridged_next_size(size_t value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, the smallest. */
tenon_int128 bridged_next_i128(tenon_int128 value) TENON_BRIEF TENON_BRIDGED;
/** The number after this one; after the largest, 0. */
tenon_uint128 bridged_next_u128(tenon_uint128 value) TENON_BRIEF TENON_BRIDGED;
/** Half of it. */
float bridged_half_f32(float value) TENON_BRIEF TENON_BRIDGED;
/** Half of it. */
double bridged_half_f64(double value) TENON_BRIEF TENON_BRIDGED;
/** The sum of numbers of every width, for calls with many arguments. */
int64_t bridged_sum_of_all(int8_t tiny, uint8_t byte, int16_t small, uint16_t port, int32_t whole,
                           uint32_t count, int64_t large, bool flag, float rough, double exact) TENON_BRIDGED;
/** Does nothing. */
void bridged_do_nothing(void) TENON_BRIEF TENON_BRIDGED;
/** Always 42: nothing goes in. */
uint32_t bridged_answer(void) TENON_BRIEF TENON_BRIDGED;
/** Not bridged: nobody else can serve it. */
uint32_t bridged_plain(uint32_t value) TENON_BRIEF;

/* ---- meanings ---- */

/** A colour. */
typedef enum bridged_color {
    BRIDGED_COLOR_RED,       /**< Red. */
    BRIDGED_COLOR_GREEN = 5, /**< Green. */
    BRIDGED_COLOR_BLUE = -3, /**< Blue. */
} bridged_color;

/** What one may do. */
typedef enum TENON_FLAGS bridged_access {
    BRIDGED_ACCESS_NONE = 0,  /**< Nothing. */
    BRIDGED_ACCESS_READ = 1,  /**< Read. */
    BRIDGED_ACCESS_WRITE = 2, /**< Write. */
    BRIDGED_ACCESS_SHARE = 8, /**< Give to others. */
} bridged_access;

/** Money, in cents. */
typedef int64_t bridged_money TENON_EXACT(2);

/** Red, green, blue, and red again. */
bridged_color bridged_next_color(bridged_color color) TENON_BRIEF TENON_BRIDGED;
/** What remains of `access` without `removed`. */
bridged_access bridged_without(bridged_access access, bridged_access removed) TENON_BRIEF TENON_BRIDGED;
/** Twice as much; what is too much stays as it is. */
bridged_money bridged_double_money(bridged_money money) TENON_BRIDGED;
/** The day that an instant is in, from 1970 on; what came before is in day 0. */
int64_t bridged_day_of(int64_t at TENON_INSTANT(milliseconds)) TENON_BRIDGED;
/** The longer of two spans. */
int64_t bridged_longer(int64_t a TENON_DURATION(microseconds), int64_t b TENON_DURATION(microseconds))
    TENON_DURATION(microseconds) TENON_BRIDGED;

/* ---- optionals ---- */

/** The value halved, or -1 where there is none. */
int64_t bridged_half_or_none(int64_t value TENON_PRESENT_IF(has_value), bool has_value) TENON_BRIDGED;
/** The limit, or infinity where there is none. */
double bridged_limit_or_infinity(const double *limit TENON_NULLABLE) TENON_BRIDGED;
/** How many letters a color's name has, 0 for none. */
uint32_t bridged_name_length(const bridged_color *color TENON_NULLABLE) TENON_BRIDGED;
/** The whole number that a text is: digits, perhaps behind a sign. The result says whether it is one. */
bool bridged_parse(const char *text, int64_t *number TENON_OUT TENON_PRESENT_IF(result)) TENON_BRIDGED;
/** The step after a counter, which ends at `last`; none stays none. */
void bridged_step(uint64_t *counter TENON_INOUT TENON_PRESENT_IF(running), bool *running TENON_INOUT,
                  uint64_t last) TENON_BRIDGED;
/** The largest of some numbers, which none of no numbers is. */
uint32_t bridged_largest(const uint32_t *values TENON_COUNTED_BY(count), size_t count, bool *known TENON_OUT)
    TENON_PRESENT_IF(known) TENON_BRIDGED;
/** A prime, or none past the tenth: a pointer to a number of the library's. */
TENON_BORROWED TENON_NULLABLE const uint32_t *bridged_prime(size_t index) TENON_BRIDGED;

/* ---- records ---- */

/** A place on a plane. */
typedef struct bridged_point {
    int32_t x; /**< To the right. */
    int32_t y; /**< Upwards. */
} bridged_point;

/** A line between two places. */
typedef struct bridged_line {
    bridged_point from;                       /**< Where it begins. */
    bridged_point to;                         /**< Where it ends. */
    uint8_t dashes;                           /**< How many; 0 for a full line. */
    bool has_width;                           /**< Whether it has a width of its own. */
    double width TENON_PRESENT_IF(has_width); /**< How wide it is. */
    bridged_color color;                      /**< Its colour. */
    bridged_access access;                    /**< What one may do with it. */
    const char *label;                        /**< What it says. */
    const char *note TENON_NULLABLE;          /**< What was noted, or nothing. */
} bridged_line;

/** Kinds of shapes. */
typedef enum bridged_shape_kind {
    BRIDGED_SHAPE_EMPTY,     /**< Nothing at all. */
    BRIDGED_SHAPE_CIRCLE,    /**< A circle. */
    BRIDGED_SHAPE_RECTANGLE, /**< A rectangle. */
    BRIDGED_SHAPE_TEXT,      /**< A text. */
} bridged_shape_kind;

/** A shape. */
typedef struct bridged_shape {
    bridged_shape_kind kind; /**< Which one. */
    union {
        uint32_t radius TENON_CASE(BRIDGED_SHAPE_CIRCLE);         /**< Its radius. */
        bridged_point corner TENON_CASE(BRIDGED_SHAPE_RECTANGLE); /**< The corner across from 0, 0. */
        const char *text TENON_CASE(BRIDGED_SHAPE_TEXT);          /**< What it says. */
    } as TENON_TAGGED_BY(kind);
} bridged_shape;

/** The point on the other side of 0, 0: by value. */
bridged_point bridged_mirror(bridged_point point) TENON_BRIDGED;
/** The line the other way round: by value, with texts in it. */
bridged_line bridged_turn(bridged_line line) TENON_BRIDGED;
/** How many steps along the axes a line takes: by pointer. */
uint64_t bridged_steps_along(const bridged_line *line) TENON_BRIDGED;
/** Move a point, wrapping around: in and out. */
void bridged_move(bridged_point *point TENON_INOUT, int32_t x, int32_t y) TENON_BRIDGED;
/** The line from the first point to the second, none without both: nullable in, optional out. */
bool bridged_join(const bridged_point *from TENON_NULLABLE, const bridged_point *to TENON_NULLABLE,
                  bridged_line *line TENON_OUT TENON_PRESENT_IF(result)) TENON_BRIDGED;
/** A corner of the unit square, or none past the fourth: a pointer to a record of the library's. */
TENON_BORROWED TENON_NULLABLE const bridged_point *bridged_corner(size_t index) TENON_BRIDGED;
/** How large a shape is; a text has the size of its bytes. */
uint64_t bridged_size_of(const bridged_shape *shape) TENON_BRIDGED;
/** A circle becomes a rectangle, a rectangle a circle, and the rest stays as it is. */
bridged_shape bridged_change(bridged_shape shape) TENON_BRIDGED;
/** The point at an index of a spiral of `length` points: a status and a record out. */
bridged_status bridged_spiral(uint32_t index, uint32_t length, bridged_point *point TENON_OUT) TENON_BRIDGED;

/* ---- texts ---- */

/** How many blanks a text has. */
size_t bridged_count_blanks(const char *text) TENON_BRIDGED;
/** The sum of the bytes of a text that may have NULs in it. */
uint64_t bridged_sum_bytes(const char *text TENON_COUNTED_BY(length), size_t length) TENON_BRIDGED;
/** How long a text is, -1 where there is none. */
int64_t bridged_length_or_none(const char *text TENON_NULLABLE) TENON_BRIDGED;
/** The text in capitals (ASCII letters only): the caller frees it. */
TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) char *bridged_capitals(const char *text) TENON_BRIDGED;
/** The name of a colour: the library keeps it. */
TENON_BORROWED TENON_NULLABLE const char *bridged_color_name(bridged_color color) TENON_BRIDGED;
/** The first word of a text, and what stands behind it, none where it is the last. Fails with not_found where
 * there is no word. */
bridged_status
bridged_split(const char *text, char **first TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free),
              char **rest TENON_OUT TENON_OWNED TENON_NULLABLE TENON_FREED_BY(free)) TENON_BRIDGED;
/** How long the longest of some texts is. */
size_t bridged_longest(const char *const *texts TENON_COUNTED_BY(count), size_t count) TENON_BRIDGED;
/** The names of the colours: a list that the library keeps. */
TENON_BORROWED TENON_NONNULL TENON_COUNTED_BY(count) const
    char *const *bridged_color_names(uint32_t *count TENON_OUT) TENON_BRIDGED;

/* ---- arrays ---- */

/** The sum of some numbers, wrapping around. */
int64_t bridged_sum(const int16_t *values TENON_COUNTED_BY(count), int32_t count) TENON_BRIDGED;
/** A checksum of bytes: 31 times what came before, and the byte. */
uint32_t bridged_checksum(const void *data TENON_COUNTED_BY(length), size_t length,
                          uint32_t start) TENON_BRIDGED;
/** Each number plus its neighbour of the other array, wrapping around: three arrays of one length. */
void bridged_add(const uint32_t *a TENON_COUNTED_BY(count), const uint32_t *b TENON_COUNTED_BY(count),
                 uint32_t *sums TENON_OUT TENON_COUNTED_BY(count), size_t count) TENON_BRIDGED;
/** The numbers in a weighted sum, wrapping around; without weights each counts once. */
uint64_t bridged_weigh(const uint64_t *values TENON_COUNTED_BY(count),
                       const uint64_t *weights TENON_COUNTED_BY(count) TENON_NULLABLE,
                       size_t count) TENON_BRIDGED;
/** The bytes from back to front, in place. */
void bridged_reverse(uint8_t *data TENON_INOUT TENON_COUNTED_BY(length), uint32_t length) TENON_BRIDGED;
/** Move all points, wrapping around: records in place. */
void bridged_move_all(bridged_point *points TENON_INOUT TENON_COUNTED_BY(count), size_t count, int32_t x,
                      int32_t y) TENON_BRIDGED;
/** How many of the colours are red: an array of enums. */
size_t bridged_count_red(const bridged_color *colors TENON_COUNTED_BY(count), size_t count) TENON_BRIDGED;
/** The numbers 0, 1, 2 ..., as many as there is room for: filled by the function. */
void bridged_count_up(uint16_t *numbers TENON_OUT TENON_COUNTED_BY(count), size_t count) TENON_BRIDGED;
/** The even ones of the numbers, as many as there is room for: fewer may be written. Fails with out_of_range
 * where there is no room for all. */
bridged_status bridged_even(const int64_t *values TENON_COUNTED_BY(count), size_t count,
                            int64_t *even TENON_OUT TENON_COUNTED_BY(room),
                            size_t *room TENON_INOUT) TENON_BRIDGED;
/** The squares of 0 to `end` - 1, at most 1000: an array that the caller frees. */
TENON_OWNED TENON_NULLABLE TENON_FREED_BY(free)
    TENON_COUNTED_BY(count) uint64_t *bridged_squares(uint32_t end, size_t *count TENON_OUT) TENON_BRIDGED;
/** The bytes of a number, the low ones first: bytes that the caller frees. */
bridged_status bridged_bytes_of(uint64_t number,
                                uint8_t **bytes TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                                    TENON_COUNTED_BY(length),
                                size_t *length TENON_OUT) TENON_BRIDGED;
/** The sum of key times value, wrapping around: a map. */
uint64_t bridged_dot(const uint64_t *values TENON_COUNTED_BY(count) TENON_KEYED_BY(keys),
                     const uint32_t *keys TENON_COUNTED_BY(count), size_t count) TENON_BRIDGED;

/* ---- tally ---- */

/** Counts words, up to a limit of different ones. */
typedef struct bridged_tally bridged_tally;

/** A tally of at most that many different words. */
TENON_OWNED bridged_tally *bridged_tally_new(uint32_t limit) TENON_BRIDGED;
/** A tally of the words of a text. Fails with out_of_range where there are more than `limit`. */
bridged_status bridged_tally_of(const char *text, uint32_t limit,
                                bridged_tally **tally TENON_OUT TENON_OWNED) TENON_BRIDGED;
/** End of the tally. */
void bridged_tally_free(bridged_tally *tally TENON_DESTROYS) TENON_BRIDGED;
/** Count a word once more. Fails with out_of_range where it is new and there is no room. */
bridged_status bridged_tally_count(bridged_tally *tally, const char *word) TENON_BRIDGED;
/** How often a word was counted. */
uint64_t bridged_tally_of_word(const bridged_tally *tally, const char *word) TENON_BRIDGED;
/** How many different words there are. */
uint32_t bridged_tally_size(const bridged_tally *tally) TENON_PROPERTY(size) TENON_BRIDGED;
/** At most how many there may be. */
uint32_t bridged_tally_limit(const bridged_tally *tally) TENON_PROPERTY(limit) TENON_BRIDGED;
/** Allow more or fewer; those that are there stay. */
void bridged_tally_set_limit(bridged_tally *tally, uint32_t limit) TENON_PROPERTY(limit) TENON_BRIDGED;
/** Count all that another one counted: two objects of the class. */
bridged_status bridged_tally_merge(bridged_tally *tally, const bridged_tally *other) TENON_BRIDGED;
/** The word that was counted most, the first of several, none of none: a text of the object's. */
TENON_BORROWED TENON_NULLABLE const char *bridged_tally_top(const bridged_tally *tally) TENON_BRIDGED;
/** A tally that counted the same: an object out of another. */
TENON_OWNED bridged_tally *bridged_tally_copy(const bridged_tally *tally) TENON_BRIDGED;
/** End the tally and say how many words it counted in all: the call takes it over. */
uint64_t bridged_tally_finish(bridged_tally *tally TENON_CONSUMES) TENON_BRIDGED;

#ifdef __cplusplus
}
#endif

#endif /* BRIDGED_H */
