/**
 * @file
 * What the tests of the graph library share.
 */
#ifndef GRAPH_TEST_SUPPORT_H
#define GRAPH_TEST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <tenon/error.h>

#include "graph/graph.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/** The call succeeds. */
#define assert_ok(call) assert_int_equal((call), GRAPH_OK)

/** The call fails with this status and says exactly this. */
#define assert_fails(call, status, text)                                                                     \
    do {                                                                                                     \
        tenon_error_clear();                                                                                 \
        assert_int_equal((call), (status));                                                                  \
        assert_non_null(tenon_error_peek());                                                                 \
        assert_int_equal(tenon_error_peek()->code, (status));                                                \
        assert_string_equal(tenon_error_peek()->message, (text));                                            \
    } while (0)

/** The array, which is freed, has exactly these elements. */
#define assert_elements(array, count, ...)                                                                   \
    do {                                                                                                     \
        const uint64_t expected_elements[] = {__VA_ARGS__};                                                  \
        assert_int_equal((count), LENGTH(expected_elements));                                                \
        for (size_t at = 0; at < LENGTH(expected_elements); at++) {                                          \
            assert_int_equal((array)[at], expected_elements[at]);                                            \
        }                                                                                                    \
        graph_free_array(array);                                                                             \
    } while (0)

/** A repeatable pseudo-random number. */
static inline uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/** A graph of nodes 0 .. node_count - 1 and of pairs of ends. */
static inline graph *make_graph(bool directed, uint64_t node_count, const uint64_t (*edges)[2],
                                size_t count) {
    uint64_t first;
    uint64_t edge;
    graph *g = graph_new(directed);
    assert_non_null(g);
    assert_ok(graph_add_nodes(g, node_count, &first));
    for (size_t i = 0; i < count; i++) {
        assert_ok(graph_add_edge(g, edges[i][0], edges[i][1], &edge));
        assert_int_equal(edge, i);
    }
    return g;
}

#endif /* GRAPH_TEST_SUPPORT_H */
