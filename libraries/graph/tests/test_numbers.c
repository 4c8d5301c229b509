/**
 * @file
 * Numbers of few bits, and rows that have more elements than 32 bits count.
 */
#include <stdlib.h>

#include "internal.h"
#include "support.h"

enum { COUNT = 1000 };

static uint64_t number_of(uint64_t at, uint64_t largest) {
    uint64_t state = at + 1;
    return at % 7 == 0 ? largest : at % 7 == 1 ? 0 : next_random(&state) % (largest + 1);
}

static void assert_numbers(graph_numbers numbers, uint64_t largest) {
    for (uint64_t at = 0; at < COUNT; at++) {
        assert_int_equal(graph_number_at(numbers, at), number_of(at, largest));
        assert_int_equal(graph_number_from(numbers, at * numbers.width), number_of(at, largest));
    }
}

static void numbers__of_any_width__then_read_as_written(void **unused) {
    (void)unused;
    for (uint64_t width = 0; width <= 56; width++) {
        uint64_t largest = ((uint64_t)1 << width) - 1;
        graph_numbers put;
        graph_numbers appended;
        assert_true(graph_numbers_allocate(&put, COUNT, largest));
        assert_true(graph_numbers_allocate(&appended, COUNT, largest));
        assert_int_equal(put.width, width);
        graph_number_writer writer = graph_number_writer_of(appended);
        for (uint64_t at = COUNT; at-- > 0;) {
            graph_number_put(put, at, number_of(at, largest));
        }
        for (uint64_t at = 0; at < COUNT; at++) {
            graph_number_append(&writer, number_of(at, largest));
        }
        graph_number_finish(&writer);
        assert_numbers(put, largest);
        assert_numbers(appended, largest);
        graph_numbers_free(&put);
        graph_numbers_free(&appended);
    }
}

static void plain_numbers__packed__then_the_same(void **unused) {
    (void)unused;
    for (uint64_t width = 0; width <= 32; width++) {
        uint64_t largest = ((uint64_t)1 << width) - 1;
        graph_numbers numbers;
        uint32_t *plain = malloc((size_t)graph_numbers_room(COUNT) * sizeof *plain);
        assert_non_null(plain);
        for (uint64_t at = 0; at < COUNT; at++) {
            plain[at] = (uint32_t)number_of(at, largest);
        }
        graph_numbers_pack(&numbers, plain, COUNT, largest);
        assert_numbers(numbers, largest);
        graph_numbers_free(&numbers);
    }
}

static void rows__longer_than_32_bits_count__then_begin_where_they_should(void **unused) {
    (void)unused;
    static const uint32_t lengths[] = {5, UINT32_MAX, 0, 7, UINT32_MAX - 20};
    uint64_t first;
    graph *g = graph_new(false);
    assert_ok(graph_add_nodes(g, LENGTH(lengths), &first));
    graph_rows *rows = graph_rows_make(g, GRAPH_OUTWARD, 0);
    assert_non_null(rows);
    memcpy(rows->lists.offsets + 1, lengths, sizeof lengths);
    graph_rows_begin(rows);
    uint64_t *next = graph_rows_cursors(rows);
    assert_non_null(next);
    uint64_t begin = 0;
    for (uint64_t node = 0; node < LENGTH(lengths); node++) {
        assert_true(graph_list_begin(rows->lists, node) == begin);
        assert_true(next[node] == begin);
        begin += lengths[node];
    }
    assert_true(begin > UINT32_MAX);
    assert_true(graph_rows_length(rows) == begin);
    free(next);
    graph_rows_free(rows);
    graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers__of_any_width__then_read_as_written),
        cmocka_unit_test(plain_numbers__packed__then_the_same),
        cmocka_unit_test(rows__longer_than_32_bits_count__then_begin_where_they_should),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
