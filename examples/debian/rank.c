/*
 * Ranks the packages of a dependency list, calling the C library directly.
 * Usage: rank_c EDGE_LIST. Prints one JSON object; examples/debian/table.py explains its members.
 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "graph/graph.h"
#include "tenon/error.h"

enum { TOP = 10 };

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* Any difference in any bit of any rank changes this number. */
static uint64_t digest(const double *ranks, size_t count) {
    uint64_t sum = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < count; i++)
        sum = (sum ^ bits_of(ranks[i])) * UINT64_C(1099511628211);
    return sum;
}

static int fail(void) {
    for (const tenon_error *error = tenon_error_peek(); error != NULL; error = error->cause)
        fprintf(stderr, "rank_c: %s\n", error->message);
    return EXIT_FAILURE;
}

static json_t *hexadecimal(uint64_t bits) {
    return json_sprintf("%016" PRIx64, bits);
}

static json_t *best_packages(const graph *g, const double *ranks, size_t count) {
    json_t *top = json_array();
    char *is_listed = calloc(count, 1);
    for (int place = 0; place < TOP && is_listed != NULL; place++) {
        size_t best = count;
        for (size_t i = 0; i < count; i++) {
            if (!is_listed[i] && (best == count || ranks[i] > ranks[best]))
                best = i;
        }
        const char *key = NULL;
        if (best == count || graph_key(g, best, &key) != GRAPH_OK)
            break;
        is_listed[best] = 1;
        json_array_append_new(top, json_pack("[s, o]", key, hexadecimal(bits_of(ranks[best]))));
    }
    free(is_listed);
    return top;
}

static json_t *errors(const graph *g) {
    uint64_t node = 0;
    if (graph_node_by_key(g, "no-such-package", &node) == GRAPH_OK)
        return json_object();
    return json_pack("{s: o}", "missing", json_sprintf("GRAPH_NO_SUCH_KEY: %s", tenon_error_peek()->message));
}

static void print_result(const graph *g, double read_seconds, double rank_seconds, uint32_t iterations,
                         const double *ranks, size_t count) {
    json_t *result = json_pack(
        "{s: s, s: I, s: I, s: f, s: f, s: i, s: o, s: o, s: o}", "language", "C", "nodes",
        (json_int_t)graph_node_count(g), "edges", (json_int_t)graph_edge_count(g), "read_seconds",
        read_seconds, "rank_seconds", rank_seconds, "iterations", (int)iterations, "digest",
        hexadecimal(digest(ranks, count)), "top", best_packages(g, ranks, count), "errors", errors(g));
    json_dumpf(result, stdout, 0);
    json_decref(result);
    putchar('\n');
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "Usage: rank_c EDGE_LIST\n");
        return EXIT_FAILURE;
    }
    double start = seconds_now();
    graph *g = NULL;
    if (graph_read_edge_list(arguments[1], true, &g) != GRAPH_OK)
        return fail();
    double read = seconds_now();
    graph_pagerank_options options = graph_pagerank_defaults();
    options.tolerance = 1e-12;
    options.max_iterations = 1000;
    graph_pagerank_outcome outcome;
    double *ranks = NULL;
    size_t rank_count = 0;
    if (graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &rank_count, &outcome) !=
        GRAPH_OK) {
        graph_free(g);
        return fail();
    }
    double ranked = seconds_now();
    print_result(g, read - start, ranked - read, outcome.iterations, ranks, rank_count);
    graph_free_array(ranks);
    graph_free(g);
    return EXIT_SUCCESS;
}
