/**
 * @file
 * Every kind of value that a contract can say, in every position that makes sense: as a parameter, result,
 * out- and in/out-parameter, field of a record, element of an array, and property of an object.
 *
 * One section per feature, implemented in the C file of that name and exercised by the test file of that name
 * in every language.
 */
#ifndef VALUES_H
#define VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>
#include <tenon/int128.h>
#include <tenon/value.h>

TENON_LIBRARY(values, 1, 0)
TENON_SOURCES("*.c")
TENON_INCLUDES(".")
TENON_LINKS("m")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS values_status {
    VALUES_OK = 0,
    VALUES_NOT_FOUND TENON_KIND(not_found),           /**< Nothing has that name. */
    VALUES_BAD_ARGUMENT TENON_KIND(invalid_argument), /**< An argument makes no sense. */
    VALUES_OUT_OF_MEMORY TENON_KIND(out_of_memory),   /**< Memory is used up. */
} values_status;

/** Something that keeps one value of every kind: each is a property. */
typedef struct values_holder values_holder;

/** A holder of nothing. */
TENON_OWNED values_holder *values_holder_new(void);
/** End of the holder. */
void values_holder_free(values_holder *holder TENON_DESTROYS);

/* ---- optionals ---- */

/** A direction. */
typedef enum values_side {
    VALUES_SIDE_LEFT,  /**< Left. */
    VALUES_SIDE_RIGHT, /**< Right. */
} values_side;

/** A place on a plane. */
typedef struct values_point {
    double x; /**< To the right. */
    double y; /**< Upwards. */
} values_point;

/** What is known of somebody. */
typedef struct values_profile {
    uint32_t id;                                    /**< Always known. */
    bool has_age;                                   /**< Whether the age is known. */
    uint32_t age TENON_PRESENT_IF(has_age);         /**< In years. */
    bool has_side;                                  /**< Whether the side is known. */
    values_side side TENON_PRESENT_IF(has_side);    /**< Where somebody stands. */
    bool has_place;                                 /**< Whether the place is known. */
    values_point place TENON_PRESENT_IF(has_place); /**< Where somebody is. */
} values_profile;

/** The value doubled, or -1 where there is none: an optional parameter with its bool. */
int64_t values_double_or_none(int64_t value TENON_PRESENT_IF(has_value), bool has_value) TENON_BRIEF;
/** The limit, or infinity where there is none: a pointer that may be null. */
double values_limit_or_infinity(const double *limit TENON_NULLABLE);
/** 0 for left, 1 for right, -1 for none: an enum that may be missing. */
int32_t values_side_number(const values_side *side TENON_NULLABLE);
/** The sum of the coordinates, or -1 where there is no point. */
double values_point_sum(const values_point *point TENON_NULLABLE);
/** The other side, or none for none: in and out, each with its bool. */
void values_flip(values_side side TENON_PRESENT_IF(has_side), bool has_side,
                 values_side *flipped TENON_OUT TENON_PRESENT_IF(has_flipped), bool *has_flipped TENON_OUT);
/** The number that a text is: the result says whether it is one. */
bool values_parse(const char *text, double *number TENON_OUT TENON_PRESENT_IF(result));
/** Quotient and remainder, or none of them where `b` is 0: two outputs and one bool. */
bool values_divide(int64_t a, int64_t b, int64_t *quotient TENON_OUT TENON_PRESENT_IF(result),
                   int64_t *remainder TENON_OUT TENON_PRESENT_IF(result));
/** The mean, as a result whose bool is an out-parameter. */
double values_mean(const double *values TENON_COUNTED_BY(count), size_t count, bool *known TENON_OUT)
    TENON_PRESENT_IF(known);
/** The first word of a text, or none: an optional text without a null pointer. */
bool values_first_word(const char *text, char **word TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                                             TENON_PRESENT_IF(result));
/** The point in the middle, none where a point is missing: an optional record out. */
bool values_middle(const values_point *a TENON_NULLABLE, const values_point *b TENON_NULLABLE,
                   values_point *middle TENON_OUT TENON_PRESENT_IF(result));
/** The step after a counter, which ends at `last`; none stays none: in/out. */
void values_step(int64_t *counter TENON_INOUT TENON_PRESENT_IF(running), bool *running TENON_INOUT,
                 int64_t last);
/** A corner of the unit square, or none past the fourth: a pointer to a record of the library's. */
TENON_BORROWED TENON_NULLABLE const values_point *values_corner(size_t index);
/** A prime, or none past the tenth: a pointer to a number of the library's. */
TENON_BORROWED TENON_NULLABLE const uint32_t *values_prime(size_t index);
/** The profile one year later: what is unknown stays so. */
values_profile values_older(values_profile profile);
/** How many of the profiles have an age. */
size_t values_count_ages(const values_profile *profiles TENON_COUNTED_BY(count), size_t count);
/** A holder with that profile; none for none. */
values_status values_holder_of(const values_profile *profile TENON_NULLABLE,
                               values_holder **holder TENON_OUT TENON_OWNED TENON_NULLABLE);

/** How many there may be, if there is a limit. */
bool values_holder_limit(const values_holder *holder, uint64_t *limit TENON_OUT TENON_PRESENT_IF(result))
    TENON_PROPERTY(limit);
/** Set or remove the limit. */
void values_holder_set_limit(values_holder *holder, uint64_t limit TENON_PRESENT_IF(has_limit),
                             bool has_limit) TENON_PROPERTY(limit);

/* ---- flags ---- */

/** What one may do. */
typedef enum TENON_FLAGS values_access {
    VALUES_ACCESS_NONE = 0,       /**< Nothing. */
    VALUES_ACCESS_READ = 1,       /**< Look. */
    VALUES_ACCESS_WRITE = 2,      /**< Change. */
    VALUES_ACCESS_READ_WRITE = 3, /**< Look and change. */
    VALUES_ACCESS_EXECUTE = 8,    /**< Run. */
} values_access;

/** A file and what one may do with it. */
typedef struct values_entry {
    uint32_t id;          /**< Which. */
    values_access access; /**< What one may do. */
} values_entry;

/** Everything that is not allowed. */
values_access values_invert(values_access access) TENON_BRIEF;
/** Both together. */
values_access values_combine(values_access a, values_access b) TENON_BRIEF;
/** What both allow, through an out-parameter; false where that is nothing. */
bool values_common(values_access a, values_access b, values_access *common TENON_OUT);
/** Allow more, in place. */
void values_allow(values_access *access TENON_INOUT, values_access more);
/** What all allow together. */
values_access values_union_of(const values_access *accesses TENON_COUNTED_BY(count), size_t count);
/** The access of each entry, in an array that the caller provides. */
void values_accesses(const values_entry *entries TENON_COUNTED_BY(count),
                     values_access *accesses TENON_OUT TENON_COUNTED_BY(count), size_t count);
/** The entry with other access. */
values_entry values_entry_with(values_entry entry, values_access access);
/** What nobody may give: bits that are no flag, a broken contract. */
values_access values_broken_access(void);

/** What one may do with the holder. */
values_access values_holder_access(const values_holder *holder) TENON_PROPERTY(access);
/** Say what one may do. */
void values_holder_set_access(values_holder *holder, values_access access) TENON_PROPERTY(access);

/* ---- defaults ---- */

/** The largest page. */
#define VALUES_LARGEST_PAGE 500

/** How a search was asked for: what the function got. */
typedef struct values_query {
    uint32_t page;        /**< Which page. */
    int64_t size;         /**< How many on it. */
    double score;         /**< The lowest score. */
    bool exact;           /**< Whether only whole words count. */
    values_side side;     /**< From where. */
    values_access access; /**< What one must be allowed. */
} values_query;

/** A search, told back: defaults of every kind of number. */
values_query values_search(const char *text, uint32_t page TENON_DEFAULT(1), int64_t size TENON_DEFAULT(-20),
                           double score TENON_DEFAULT(0.25), bool exact TENON_DEFAULT(true),
                           values_side side TENON_DEFAULT(VALUES_SIDE_RIGHT),
                           values_access access TENON_DEFAULT(VALUES_ACCESS_READ | VALUES_ACCESS_EXECUTE));
/** A greeting: defaults of texts. */
TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) char *values_greet(
    const char *name TENON_DEFAULT("world, \"you\""), const char *title TENON_NULLABLE TENON_DEFAULT(NULL));
/** How many pages there are: a constant of the contract as a default. */
uint32_t values_pages(uint32_t items, uint32_t page_size TENON_DEFAULT(VALUES_LARGEST_PAGE));
/** The largest number of each, unless told otherwise: numbers at the edge of their type. */
bool values_are_largest(uint64_t u64 TENON_DEFAULT(18446744073709551615),
                        int64_t i64 TENON_DEFAULT(0x7fffffffffffffff), int8_t i8 TENON_DEFAULT(-128),
                        float f32 TENON_DEFAULT(1e10));
/** The value doubled, or -1 for none, which is the default. */
int64_t values_double_default(int64_t value TENON_PRESENT_IF(has_value) TENON_DEFAULT(NULL), bool has_value);
/** The sum of the values, or -1 for none, which is the default. */
double values_sum_default(const double *values TENON_COUNTED_BY(count) TENON_NULLABLE TENON_DEFAULT(NULL),
                          size_t count);
/** Whether two holders have the same limit; no holder has none. */
bool values_same_limit(const values_holder *a, const values_holder *b TENON_NULLABLE TENON_DEFAULT(NULL));
/** Raise the limit (from 0 where there is none): a method with a default. @return The new limit. */
uint64_t values_holder_raise(values_holder *holder, uint64_t by TENON_DEFAULT(10));
/** The numbers from one downwards: a default for how many the function fills. */
void values_countdown(uint32_t from, uint32_t *numbers TENON_OUT TENON_COUNTED_BY(count),
                      size_t count TENON_DEFAULT(3));
/** The halves of a number down to 1: a default for how many there is room for. */
void values_halves(uint32_t of, uint32_t *halves TENON_OUT TENON_COUNTED_BY(count),
                   size_t *count TENON_INOUT TENON_DEFAULT(2 * 16));

/* ---- nested_records ---- */

/** How a line is drawn. */
typedef struct values_style {
    uint8_t width;        /**< In pixels. */
    values_side arrow;    /**< Which end has the arrow. */
    values_access access; /**< Who may change it. */
} values_style;

/** A line: records in a record. */
typedef struct values_line {
    values_point from;  /**< Where it begins. */
    values_point to;    /**< Where it ends. */
    values_style style; /**< How it is drawn. */
} values_line;

/** Where somebody lives: texts in a record. */
typedef struct values_address {
    const char *street;              /**< Street and number. */
    const char *city TENON_NULLABLE; /**< The city, if known. */
} values_address;

/** Somebody: texts in records in a record. */
typedef struct values_person {
    const char *name;      /**< The whole name. */
    uint32_t age;          /**< In years. */
    values_address home;   /**< Where somebody lives. */
    values_point position; /**< Where somebody is. */
} values_person;

/** The line the other way round, by value. */
values_line values_reversed(values_line line);
/** How long a line is, by pointer. */
double values_line_length(const values_line *line);
/** A line between two points, through an out-parameter. */
void values_connect(const values_point *from, const values_point *to, values_line *line TENON_OUT);
/** Move a line in place. */
void values_line_shift(values_line *line TENON_INOUT, double x, double y);
/** The length of all lines together. */
double values_total_length(const values_line *lines TENON_COUNTED_BY(count), size_t count);
/** The sides of a square around the origin: an array of the library's. */
values_status values_square(double side,
                            values_line **lines TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                                TENON_COUNTED_BY(count),
                            size_t *count TENON_OUT);
/** How many bytes all texts of a person have. */
size_t values_person_bytes(const values_person *person);
/** The same, by value. */
size_t values_person_bytes_of(values_person person);
/** How many bytes all texts of all persons have. */
size_t values_persons_bytes(const values_person *persons TENON_COUNTED_BY(count), size_t count);
/** Somebody that the library knows, or none past the second: the texts stay the library's. */
bool values_someone(size_t index, values_person *person TENON_OUT TENON_PRESENT_IF(result));
/** Somebody as the function's result. */
values_person values_anyone(void);
/** One year later, in place; the texts stay as they are. */
void values_birthday(values_person *person TENON_INOUT);
/** Frees what values_person_new() gives. */
void values_person_free(values_person *person) TENON_IGNORE;
/** Somebody new in Main Street, in memory of the caller's: it is copied and freed. */
TENON_OWNED TENON_NULLABLE TENON_FREED_BY(values_person_free)
    values_person *values_person_new(const char *name, uint32_t age);
/** Somebody whose name is no text: a broken contract. */
values_person values_broken_person(bool missing);

/** The line that the holder keeps. */
values_line values_holder_line(const values_holder *holder) TENON_PROPERTY(line);
/** Keep another line. */
void values_holder_set_line(values_holder *holder, const values_line *line) TENON_PROPERTY(line);
/** The owner; nobody has the name "". */
values_person values_holder_owner(const values_holder *holder) TENON_PROPERTY(owner);
/** Another owner: the texts are copied. */
values_status values_holder_set_owner(values_holder *holder, const values_person *owner)
    TENON_PROPERTY(owner);

/* ---- variants ---- */

/** Which shape. */
typedef enum values_shape_kind {
    VALUES_SHAPE_EMPTY,     /**< Nothing at all. */
    VALUES_SHAPE_CIRCLE,    /**< Its radius. */
    VALUES_SHAPE_RECTANGLE, /**< Its two corners. */
    VALUES_SHAPE_SIDE,      /**< A half plane. */
    VALUES_SHAPE_LABEL,     /**< A text. */
} values_shape_kind;

/** Two corners. */
typedef struct values_rectangle {
    values_point low;  /**< The lower left one. */
    values_point high; /**< The upper right one. */
} values_rectangle;

/** A shape: what it is says which member is valid. */
typedef struct values_shape {
    values_shape_kind kind; /**< What it is. */
    union {
        double radius TENON_CASE(VALUES_SHAPE_CIRCLE);                 /**< Above 0. */
        values_rectangle rectangle TENON_CASE(VALUES_SHAPE_RECTANGLE); /**< The corners. */
        values_side side TENON_CASE(VALUES_SHAPE_SIDE);                /**< Which half. */
        const char *label TENON_CASE(VALUES_SHAPE_LABEL);              /**< What it says. */
    } as TENON_TAGGED_BY(kind);
} values_shape;

/** Which kind of token. */
typedef enum values_number_kind {
    VALUES_NUMBER_WHOLE = 1,    /**< A whole number. */
    VALUES_NUMBER_REAL = 2,     /**< Any number. */
    VALUES_NUMBER_INFINITE = 7, /**< Infinite. */
} values_number_kind;

/** A number of either kind: a variant without texts, with a union without a name. */
typedef struct values_number {
    values_number_kind kind; /**< Which. */
    union {
        int64_t whole TENON_CASE(VALUES_NUMBER_WHOLE); /**< The whole number. */
        double real TENON_CASE(VALUES_NUMBER_REAL);    /**< The number. */
    } TENON_TAGGED_BY(kind);
} values_number;

/** A shape at a place: a variant in a record. */
typedef struct values_drawing {
    values_point at;    /**< Where. */
    values_shape shape; /**< What. */
} values_drawing;

/** How large a shape is; a half plane is infinite. By pointer. */
double values_area(const values_shape *shape);
/** How large a shape is; none is 0. By pointer that may be null. */
double values_area_or_none(const values_shape *shape TENON_NULLABLE);
/** The shape twice as large, by value; labels stay as they are. */
values_shape values_doubled(values_shape shape);
/** A circle, through an out-parameter. */
values_status values_circle(double radius, values_shape *circle TENON_OUT);
/** The shape that a text names ("empty", "circle", "rectangle", "side" or "label"), or none. */
bool values_shape_named(const char *name, values_shape *shape TENON_OUT TENON_PRESENT_IF(result));
/** Grow a shape in place. */
void values_grow(values_shape *shape TENON_INOUT, double by);
/** How many of the shapes are labels. */
size_t values_count_labels(const values_shape *shapes TENON_COUNTED_BY(count), size_t count);
/** The sum of numbers of either kind. */
values_number values_add(const values_number *numbers TENON_COUNTED_BY(count), size_t count);
/** The numbers from 1 on, each odd one whole and each even one real, in an array of the library's. */
values_status values_mixed(uint32_t end,
                           values_number **numbers TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                               TENON_COUNTED_BY(count),
                           size_t *count TENON_OUT);
/** The drawing with its shape twice as large. */
values_drawing values_drawing_doubled(values_drawing drawing);
/** A shape whose kind is none: a broken contract. */
values_shape values_broken_shape(void);

/** The holder's shape. */
values_shape values_holder_shape(const values_holder *holder) TENON_PROPERTY(shape);
/** Another shape: a label is copied. */
values_status values_holder_set_shape(values_holder *holder, const values_shape *shape) TENON_PROPERTY(shape);

/* ---- lists ---- */

/** Frees what values_words() gives. */
void values_free_texts(char **texts) TENON_IGNORE;

/** The words of a text: a list that the caller owns. */
values_status values_words(const char *text,
                           char ***words TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(values_free_texts)
                               TENON_COUNTED_BY(count),
                           size_t *count TENON_OUT);
/** The names of the colours of the rainbow: a list that the library keeps, as the function's result. */
TENON_BORROWED TENON_NONNULL TENON_COUNTED_BY(count) const
    char *const *values_colours(uint32_t *count TENON_OUT);
/** The names that begin with a text, none (rather than an empty list) where there are none. */
TENON_BORROWED TENON_NULLABLE TENON_COUNTED_BY(count) const
    char *const *values_colours_from(const char *beginning, size_t *count TENON_OUT);
/** The texts in reverse order: a list in, a list out. */
values_status
values_reversed_texts(const char *const *texts TENON_COUNTED_BY(count), size_t count,
                      char ***reversed TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(values_free_texts)
                          TENON_COUNTED_BY(reversed_count),
                      size_t *reversed_count TENON_OUT);
/** A list with a missing text in it: a broken contract. */
TENON_BORROWED TENON_NONNULL TENON_COUNTED_BY(count) const
    char *const *values_broken_texts(size_t *count TENON_OUT);

/** The holder's labels. */
TENON_BORROWED TENON_NONNULL TENON_COUNTED_BY(count) const
    char *const *values_holder_labels(const values_holder *holder, size_t *count TENON_OUT)
        TENON_PROPERTY(labels);
/** Other labels. */
values_status values_holder_set_labels(values_holder *holder,
                                       const char *const *labels TENON_COUNTED_BY(count), size_t count)
    TENON_PROPERTY(labels);

/* ---- maps ---- */

/** The sum of the values whose key begins with a text: from texts to numbers. */
double values_sum_where(const char *beginning, const char *const *names TENON_COUNTED_BY(count),
                        const double *numbers TENON_COUNTED_BY(count) TENON_KEYED_BY(names), size_t count);
/** The sum of key times value: from numbers to numbers. */
int64_t values_dot(const int64_t *weights TENON_COUNTED_BY(count) TENON_KEYED_BY(places),
                   const uint32_t *places TENON_COUNTED_BY(count), size_t count);
/** The value of the right side minus that of the left one: from an enum to numbers, or none. */
int32_t values_balance(const values_side *sides TENON_COUNTED_BY(count) TENON_NULLABLE,
                       const int32_t *amounts TENON_COUNTED_BY(count) TENON_KEYED_BY(sides) TENON_NULLABLE,
                       size_t count);
/** A text with each `{key}` in it replaced: from texts to texts. */
values_status values_format(const char *pattern, const char *const *keys TENON_COUNTED_BY(count),
                            const char *const *texts TENON_COUNTED_BY(count) TENON_KEYED_BY(keys),
                            size_t count,
                            char **formatted TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free));
/** The bounding box of places by name: from texts to records. */
values_rectangle values_bounds(const values_point *points TENON_COUNTED_BY(count) TENON_KEYED_BY(names),
                               const char *const *names TENON_COUNTED_BY(count), size_t count);
/** How often each word is in a text: a map out. */
values_status
values_word_counts(const char *text,
                   char ***words TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(values_free_texts)
                       TENON_COUNTED_BY(count),
                   uint64_t **counts TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                       TENON_COUNTED_BY(count) TENON_KEYED_BY(words),
                   size_t *count TENON_OUT);
/** The names of the numbers from 1 on, at most ten: from numbers to texts. */
values_status
values_numerals(uint32_t end,
                uint32_t **numbers TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                    TENON_COUNTED_BY(count),
                const char *const **names TENON_OUT TENON_BORROWED TENON_NONNULL TENON_COUNTED_BY(count)
                    TENON_KEYED_BY(numbers),
                size_t *count TENON_OUT);

/* ---- times ---- */

/** A moment. */
typedef int64_t values_moment TENON_INSTANT(nanoseconds);
/** A span of time. */
typedef int64_t values_span TENON_DURATION(microseconds);

/** Something that happens. */
typedef struct values_event {
    uint32_t id;                            /**< Which. */
    values_moment begins;                   /**< When it begins. */
    values_span lasts;                      /**< For how long. */
    int64_t planned TENON_INSTANT(seconds); /**< When it was planned. */
    bool has_reminder;                      /**< Whether somebody is reminded. */
    int32_t reminder TENON_DURATION(seconds) TENON_PRESENT_IF(has_reminder); /**< How long before. */
} values_event;

/** The moment after a span. */
values_moment values_after(values_moment moment, values_span span) TENON_BRIEF;
/** The span between two moments; negative where the second is earlier. */
values_span values_between(values_moment from, values_moment to) TENON_BRIEF;
/** The same moment, in each unit: annotated where it is used. */
int64_t values_same_seconds(int64_t moment TENON_INSTANT(seconds)) TENON_INSTANT(seconds);
/** The moment unchanged. */
int64_t values_same_milliseconds(int64_t moment TENON_INSTANT(milliseconds)) TENON_INSTANT(milliseconds);
/** The moment unchanged. */
int64_t values_same_microseconds(int64_t moment TENON_INSTANT(microseconds)) TENON_INSTANT(microseconds);
/** The moment unchanged. */
int64_t values_same_nanoseconds(int64_t moment TENON_INSTANT(nanoseconds)) TENON_INSTANT(nanoseconds);
/** The span unchanged, in a small type. */
int32_t values_same_span_seconds(int32_t span TENON_DURATION(seconds)) TENON_DURATION(seconds);
/** The span unchanged, in an unsigned type. */
uint32_t values_same_span_milliseconds(uint32_t span TENON_DURATION(milliseconds))
    TENON_DURATION(milliseconds);
/** The span unchanged. */
int64_t values_same_span_nanoseconds(int64_t span TENON_DURATION(nanoseconds)) TENON_DURATION(nanoseconds);
/** When the day of a moment began and when it ends (in UTC): out-parameters. */
void values_day(values_moment moment, values_moment *begin TENON_OUT, values_moment *end TENON_OUT);
/** Move a moment in place; by an hour unless told otherwise. */
void values_delay(values_moment *moment TENON_INOUT, values_span by TENON_DEFAULT(3600000000));
/** The earlier one; none is never. */
bool values_earlier(const values_moment *a TENON_NULLABLE, values_moment b TENON_PRESENT_IF(has_b),
                    bool has_b, values_moment *earlier TENON_OUT TENON_PRESENT_IF(result));
/** The event one day later. */
values_event values_next_day(values_event event);
/** How long all moments are after the first one: an array of moments is one of their numbers. */
void values_since_first(const values_moment *moments TENON_COUNTED_BY(count),
                        int64_t *spans TENON_OUT TENON_COUNTED_BY(count), size_t count);

/** When the holder expires. */
values_moment values_holder_expires(const values_holder *holder) TENON_PROPERTY(expires);
/** Let it expire then. */
void values_holder_set_expires(values_holder *holder, values_moment expires) TENON_PROPERTY(expires);
/** How long the holder waits. */
values_span values_holder_patience(const values_holder *holder) TENON_PROPERTY(patience);
/** Let it wait that long. */
void values_holder_set_patience(values_holder *holder, values_span patience) TENON_PROPERTY(patience);

/* ---- exact_numbers ---- */

/** Money, in cents. */
typedef int64_t values_money TENON_EXACT(2);
/** A weight, in millionths of a gram. */
typedef int64_t values_weight TENON_EXACT(6);
/** A whole number that no float converts into. */
typedef int64_t values_count TENON_EXACT(0);

/** A line of an invoice. */
typedef struct values_item {
    values_money price;                                /**< Of one. */
    values_count count;                                /**< How many. */
    bool has_weight;                                   /**< Whether the weight is known. */
    values_weight weight TENON_PRESENT_IF(has_weight); /**< Of one. */
} values_item;

/** The sum. */
values_money values_plus(values_money a, values_money b) TENON_BRIEF;
/** The parts of an amount, as equal as cents allow: in, out. */
void values_share(values_money amount, uint32_t parts TENON_DEFAULT(2), values_money *each TENON_OUT,
                  values_money *rest TENON_OUT);
/** Add interest in place: a rate in hundredths of a percent. */
void values_add_interest(values_money *amount TENON_INOUT, int32_t rate);
/** The price, or the usual one of 9.99. */
values_money values_price(values_money price TENON_DEFAULT(999));
/** The larger one; none is less than anything. */
bool values_larger(values_money a TENON_PRESENT_IF(has_a), bool has_a, const values_money *b TENON_NULLABLE,
                   values_money *larger TENON_OUT TENON_PRESENT_IF(result));
/** What an item costs. */
values_money values_cost(const values_item *item);
/** Twice the item. */
values_item values_two(values_item item);
/** The sum of all amounts: an array of exact numbers is one of their units. */
values_money values_total(const values_money *amounts TENON_COUNTED_BY(count), size_t count);
/** A weight as the library writes it. */
TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) char *values_weight_text(values_weight weight);

/** The balance. */
values_money values_holder_balance(const values_holder *holder) TENON_PROPERTY(balance);
/** Another balance. */
void values_holder_set_balance(values_holder *holder, values_money balance) TENON_PROPERTY(balance);

/* ---- wide_numbers ---- */

/** A pair of wide numbers. */
typedef struct values_wide_pair {
    tenon_int128 low;                             /**< The smaller one. */
    tenon_uint128 sum;                            /**< Their sum without the sign. */
    bool has_high;                                /**< Whether there is another. */
    tenon_int128 high TENON_PRESENT_IF(has_high); /**< The larger one. */
} values_wide_pair;

/** The product of two numbers, which no number of 64 bits holds. */
tenon_int128 values_multiply(int64_t a, int64_t b) TENON_BRIEF;
/** The number unchanged. */
tenon_int128 values_same_i128(tenon_int128 value) TENON_BRIEF;
/** The number unchanged. */
tenon_uint128 values_same_u128(tenon_uint128 value) TENON_BRIEF;
/** The number with its sign turned, through an out-parameter; none for the smallest. */
bool values_negated(tenon_int128 value, tenon_int128 *negated TENON_OUT TENON_PRESENT_IF(result));
/** Add in place. */
void values_accumulate(tenon_uint128 *total TENON_INOUT, uint64_t amount TENON_DEFAULT(1));
/** The smaller one of two; where there is no second, the first. */
tenon_int128 values_smaller(tenon_int128 a, const tenon_int128 *b TENON_NULLABLE);
/** A number, -1 unless told otherwise. */
tenon_int128 values_default_i128(tenon_int128 value TENON_DEFAULT(-1));
/** Both numbers in order. */
values_wide_pair values_order(tenon_int128 a, tenon_int128 b TENON_PRESENT_IF(has_b), bool has_b);
/** The pair unchanged. */
values_wide_pair values_same_pair(const values_wide_pair *pair);

/** A wide serial number. */
tenon_uint128 values_holder_serial(const values_holder *holder) TENON_PROPERTY(serial);
/** Another serial number. */
void values_holder_set_serial(values_holder *holder, tenon_uint128 serial) TENON_PROPERTY(serial);

/* ---- dynamic_values ---- */

/** The value unchanged: what goes in comes out. */
values_status values_same_value(const tenon_value *value,
                                tenon_value **same TENON_OUT TENON_OWNED TENON_NONNULL);
/** The value as JSON (bytes as `"b:"` and their hex digits): what the library sees. */
values_status values_to_json(const tenon_value *value,
                             char **json TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free));
/** One value of every kind in a map, as the function's result. */
TENON_OWNED TENON_NONNULL tenon_value *values_every_kind(void);
/** Lists in each other. */
TENON_OWNED TENON_NONNULL tenon_value *values_nested(uint32_t depth);
/** The value of a map under a key, or none. */
TENON_OWNED TENON_NULLABLE tenon_value *values_lookup(const tenon_value *map, const char *key);
/** An option that is a number, or what is used otherwise: options that may be left out. */
double values_option(const char *name, double otherwise,
                     const tenon_value *options TENON_NULLABLE TENON_DEFAULT(NULL));
/** How many values there are in all, the given one included. */
size_t values_count_values(const tenon_value *value);

/** What is said of the holder, which keeps it. */
TENON_BORROWED TENON_NULLABLE const tenon_value *values_holder_attributes(const values_holder *holder)
    TENON_PROPERTY(attributes);
/** Say something else; it is copied. */
values_status values_holder_set_attributes(values_holder *holder,
                                           const tenon_value *attributes TENON_NULLABLE)
    TENON_PROPERTY(attributes);

#ifdef __cplusplus
}
#endif

#endif /* VALUES_H */
