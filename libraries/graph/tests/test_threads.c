/**
 * @file
 * Reading from several threads at once; meant to be run under ThreadSanitizer as well.
 */
#define _POSIX_C_SOURCE 200809L /* pthread_barrier_t */

#include <pthread.h>

#include "support.h"

enum { THREADS = 4, ROUNDS = 30, NODES = 500, EDGES = 3000 };

/** What one thread finds. cmocka's assertions belong to the main thread, so threads only report. */
typedef struct reader {
    const graph *g;
    pthread_barrier_t *start;
    uint64_t checksum;
    bool failed;
} reader;

static void add_array(reader *self, graph_status status, uint64_t *array, size_t count) {
    if (status != GRAPH_OK) {
        self->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        self->checksum = self->checksum * 31 + array[i];
    }
    graph_free_array(array);
}

/** Ask everything that makes a reader build adjacency, all threads at the same moment. */
static void *read_everything(void *argument) {
    reader *self = argument;
    uint64_t *array = NULL;
    int64_t *distances = NULL;
    double *ranks = NULL;
    size_t count = 0;
    uint64_t components = 0;
    graph_pagerank_options options = graph_pagerank_defaults();
    graph_pagerank_outcome outcome;
    (void)pthread_barrier_wait(self->start);
    for (uint64_t node = 0; node < 20; node++) {
        graph_status status = graph_neighbors(self->g, node, &array, &count);
        add_array(self, status, array, count);
        status = graph_predecessors(self->g, node, &array, &count);
        add_array(self, status, array, count);
        status = graph_out_edges(self->g, node, &array, &count);
        add_array(self, status, array, count);
        status = graph_in_edges(self->g, node, &array, &count);
        add_array(self, status, array, count);
        uint64_t ends[2];
        self->failed |= graph_edge_endpoints(self->g, EDGES - 1 - node, &ends[0], &ends[1]) != GRAPH_OK;
        self->checksum = self->checksum * 31 + ends[0] * NODES + ends[1];
    }
    graph_status status = graph_components(self->g, GRAPH_STRONG, &array, &count, &components);
    add_array(self, status, array, count);
    self->failed |= graph_bfs(self->g, 0, &distances, &count) != GRAPH_OK;
    graph_free_array(distances);
    self->failed |=
        graph_pagerank(self->g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &count, &outcome) != GRAPH_OK;
    graph_free_array(ranks);
    double value;
    self->failed |= graph_get_f64(self->g, GRAPH_NODES, "x", 1, &value) != GRAPH_OK;
    self->failed |= graph_get_f64(self->g, GRAPH_NODES, "x", 2, &value) != GRAPH_NO_VALUE;
    return NULL;
}

static void read_together(const graph *g) {
    pthread_t threads[THREADS];
    reader readers[THREADS];
    pthread_barrier_t start;
    assert_int_equal(pthread_barrier_init(&start, NULL, THREADS), 0);
    for (int i = 0; i < THREADS; i++) {
        readers[i] = (reader){.g = g, .start = &start};
        assert_int_equal(pthread_create(&threads[i], NULL, read_everything, &readers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_false(readers[i].failed);
        assert_true(readers[i].checksum == readers[0].checksum);
    }
    (void)pthread_barrier_destroy(&start);
}

static void readers__at_the_same_time_between_changes__then_same_answers(void **unused) {
    (void)unused;
    for (int kind = 0; kind < 4; kind++) {
        uint64_t ends[2][EDGES];
        uint64_t state = 5;
        uint64_t id;
        graph *g = graph_new(kind % 2 == 1);
        assert_ok(graph_add_nodes(g, NODES, &id));
        for (int i = 0; i < EDGES; i++) {
            ends[0][i] = next_random(&state) % NODES;
            ends[1][i] = next_random(&state) % NODES;
        }
        size_t at_once = kind / 2 == 1 ? EDGES : 0;
        assert_ok(graph_add_edges(g, ends[0], ends[1], at_once, &id));
        for (size_t i = at_once; i < EDGES; i++) {
            assert_ok(graph_add_edge(g, ends[0][i], ends[1][i], &id));
        }
        assert_ok(graph_set_f64(g, GRAPH_NODES, "x", 1, 1.0));
        for (int round = 0; round < ROUNDS; round++) {
            read_together(g);
            assert_ok(graph_add_edge(g, next_random(&state) % NODES, next_random(&state) % NODES, &id));
            assert_ok(graph_remove_edge(g, (uint64_t)round));
        }
        graph_free(g);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers__at_the_same_time_between_changes__then_same_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
