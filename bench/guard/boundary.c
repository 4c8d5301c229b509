/**
 * @file
 * The rows of the benchmark through the generated boundary of tally and, beside each, what the library's own
 * functions take.
 *
 * Run it under bench/count/count.py: the labels are "row" and "row direct", and "empty" for the loop alone.
 * Its argument is how often each is done. What either side gives is checked.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench_marks.h"
#include "boundary_tally.h"

enum { VALUES = 1000 };

/* What the rows are done with, and where their results go: in variables that the compiler does not see
 * through. */
static tally *direct;
static tenon_handle handle;
static const char *volatile name = "height";
static const char *short_text, *long_text;
static double values[VALUES];
static volatile int64_t left = 20, right = 22;
static volatile double distance = 2.5;
static tally_point point = {1, 2, 3};
static int64_t number;
static double real;
static size_t size;

/* A host whose lock costs nothing: it has one thread. */
#if TENON_HOST_SERIALIZES
void tenon_host_drop(tenon_handle dropped) {
    (void)tenon_drop(dropped);
}
#endif
#if TENON_HOST_UNLOCKS
void *tenon_host_unlock(void) {
    return NULL;
}

void tenon_host_lock(void *unlocked) {
    (void)unlocked;
}

bool tenon_host_is_ending(void) {
    return false;
}
#endif

static void require(bool is_right, const char *what) {
    if (!is_right) {
        (void)fprintf(stderr, "%s went wrong\n", what);
        exit(1);
    }
}

/* ---- What a host does around a call ---- */

static int32_t change_of_host(void *host, int64_t given, int64_t *result) {
    (void)host;
    *result = given + 1;
    return 0;
}

static int64_t change_of_library(int64_t given, void *context) {
    (void)context;
    return given + 1;
}

static void drop_nothing(void *host) {
    (void)host;
}

static void through_callback(void) {
    static const boundary_tally_change FUNCTIONS = {change_of_host};
    tenon_callback callback = {.functions = &FUNCTIONS, .host = &number, .drop = drop_nothing};
    (void)boundary_tally_call_back(41, &callback, &number);
}

static void through_text(int32_t (*text_of)(tenon_text *)) {
    tenon_text text;
    (void)text_of(&text);
    size = text.length;
    tenon_text_end(&text);
}

static void through_array(void) {
    tenon_block block;
    (void)boundary_tally_values(VALUES, &block);
    size = block.count;
    (void)tenon_drop(block.handle);
}

static void direct_array(void) {
    double *made;
    (void)tally_values(VALUES, &made, &size);
    free(made);
}

static void through_error(void) {
    number = boundary_tally_fail();
    tenon_error_free(tenon_error_take());
}

static void through_object(void) {
    tenon_handle made;
    (void)boundary_tally_new(42, &made);
    (void)tenon_drop(made);
}

/* ---- The rows ---- */

/* Each row: what it is called, through the boundary, directly, and what shows that either did it. */
#define ROWS(ROW)                                                                                            \
    ROW("nothing", boundary_tally_nothing(), tally_nothing(), true)                                          \
    ROW("add", boundary_tally_add(left, right, &number), number = tally_add(left, right), number == 42)      \
    ROW("method", boundary_tally_value(handle, &number), number = tally_value(direct), number == 42)         \
    ROW("mutating", boundary_tally_count(handle, 0, &number), number = tally_count(direct, 0), number == 42) \
    ROW("attribute", boundary_tally_column(handle, name, 6, &real), tally_column(direct, name, &real),       \
        real == 1.75)                                                                                        \
    ROW("text_in_11", boundary_tally_text_size(short_text, 11, &size), size = tally_text_size(short_text),   \
        size == 11)                                                                                          \
    ROW("text_in_1024", boundary_tally_text_size(long_text, 1024, &size), size = tally_text_size(long_text), \
        size == 1024)                                                                                        \
    ROW("text_out_11", through_text(boundary_tally_short_text), size = strlen(tally_short_text()),           \
        size == 11)                                                                                          \
    ROW("text_out_1024", through_text(boundary_tally_long_text), size = strlen(tally_long_text()),           \
        size == 1024)                                                                                        \
    ROW("record_in", boundary_tally_point_sum(&point, &real), real = tally_point_sum(point), real == 6)      \
    ROW("record_out", boundary_tally_point_at(distance, &point), point = tally_point_at(distance),           \
        point.weight == 1)                                                                                   \
    ROW("array_in_1000", boundary_tally_ends(values, VALUES, &real), real = tally_ends(values, VALUES),      \
        real == 3)                                                                                           \
    ROW("array_out_1000", through_array(), direct_array(), size == VALUES)                                   \
    ROW("callback", through_callback(), number = tally_call_back(41, change_of_library, NULL), number == 42) \
    ROW("error", through_error(), number = tally_fail(), number != 0)                                        \
    ROW("object", through_object(), tally_free(tally_new(42)), true)

static void forget(void) {
    number = 0;
    real = 0;
    size = 0;
    point.weight = 3;
}

/* A few unmarked ones first: what only the first calls do is not what is asked. */
#define COUNT(label, call)                                                                                   \
    for (long i = 0; i < 3; i++) {                                                                           \
        call;                                                                                                \
    }                                                                                                        \
    bench_count_begin();                                                                                     \
    for (long i = 0; i < times; i++) {                                                                       \
        call;                                                                                                \
        __asm__ volatile("" ::: "memory");                                                                   \
    }                                                                                                        \
    bench_count_end(label);

#define ROW(label, through, call, is_right)                                                                  \
    forget();                                                                                                \
    COUNT(label, (void)(through))                                                                            \
    require(is_right, label);                                                                                \
    forget();                                                                                                \
    COUNT(label " direct", (void)(call))                                                                     \
    require(is_right, label " direct");

static __attribute__((noinline)) void count_rows(long times) {
    COUNT("empty", (void)0)
    ROWS(ROW)
}

int main(int count, char **arguments) {
    long times = count == 2 ? strtol(arguments[1], NULL, 10) : 0;
    require(times > 0, "usage: boundary TIMES, which");
    direct = tally_new(42);
    require(direct != NULL && boundary_tally_new(42, &handle) == 0, "tally_new()");
    short_text = tally_short_text();
    long_text = tally_long_text();
    values[0] = 1;
    values[VALUES - 1] = 2;
    /* The stack begins where the environment's variables end. What compares texts looks where a page ends:
     * from here on all lies as far from that as in any other run. */
    volatile char *to_page = __builtin_alloca(((uintptr_t)__builtin_frame_address(0) & 4095) + 16);
    to_page[0] = 0;
    count_rows(times);
    (void)tenon_drop(handle);
    tally_free(direct);
    return 0;
}
