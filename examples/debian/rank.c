/*
 * Ranks the packages of a dependency list, calling the C library directly.
 * Usage: rank_c EDGE_LIST. Prints one JSON object; examples/debian/table.py explains its members.
 */
#include <inttypes.h>
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

static void print_top(const graph *g, const double *ranks, size_t count) {
    printf("\"top\": [");
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
        printf("%s[\"%s\", \"%016" PRIx64 "\"]", place == 0 ? "" : ", ", key, bits_of(ranks[best]));
    }
    free(is_listed);
    printf("]");
}

static const char *message_of(graph_status status) {
    const tenon_error *error = status == GRAPH_OK ? NULL : tenon_error_peek();
    return error == NULL ? "no error" : error->message;
}

static void print_errors(graph *g) {
    uint64_t node = 0;
    printf("\"errors\": {\"missing\": \"GRAPH_NO_SUCH_KEY: %s\"}",
           message_of(graph_node_by_key(g, "no-such-package", &node)));
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
    if (graph_pagerank(g, &options, NULL, NULL, &ranks, &rank_count, &outcome) != GRAPH_OK) {
        graph_free(g);
        return fail();
    }
    double ranked = seconds_now();
    printf("{\"language\": \"C\", \"nodes\": %zu, \"edges\": %zu, \"read_seconds\": %.6f, \"rank_seconds\": %.6f, "
           "\"iterations\": %" PRIu32 ", \"digest\": \"%016" PRIx64 "\", ",
           graph_node_count(g), graph_edge_count(g), read - start, ranked - read, outcome.iterations,
           digest(ranks, rank_count));
    print_top(g, ranks, rank_count);
    printf(", ");
    print_errors(g);
    printf("}\n");
    graph_free_array(ranks);
    graph_free(g);
    return EXIT_SUCCESS;
}
