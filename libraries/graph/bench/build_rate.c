/**
 * @file
 * How fast a graph is built from arrays of edges, adjacency included; and what single gets and sets cost.
 *
 * Usage: build_rate [scale [edges per node]], for 2^scale nodes. Prints the best of five rounds.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime() */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "graph/graph.h"

static double now(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void require(graph_status status, const char *what) {
    if (status != GRAPH_OK) {
        (void)fprintf(stderr, "%s failed with status %d\n", what, (int)status);
        exit(1);
    }
}

/** Build the graph and have its adjacency built by the first question for it; returns the seconds taken. */
static double build(bool directed, uint64_t nodes, const uint64_t *sources, const uint64_t *targets,
                    size_t edges, graph **g) {
    bool connected;
    double start = now();
    require(graph_from_edges(directed, nodes, sources, targets, edges, g), "graph_from_edges");
    require(graph_has_edge_between(*g, 0, 0, &connected), "graph_has_edge_between");
    return now() - start;
}

static void measure_build(bool directed, uint64_t nodes, const uint64_t *sources, const uint64_t *targets,
                          size_t edges) {
    double best = 1e300;
    for (int round = 0; round < 5; round++) {
        graph *g;
        double seconds = build(directed, nodes, sources, targets, edges, &g);
        best = seconds < best ? seconds : best;
        graph_free(g);
    }
    printf("%-10s build with adjacency: %zu edges in %.1f ms, %.1f M edges/s\n",
           directed ? "directed" : "undirected", edges, best * 1e3, (double)edges / best * 1e-6);
}

static void measure_algorithms(uint64_t nodes, const uint64_t *sources, const uint64_t *targets,
                               size_t edges) {
    graph *g;
    int64_t *distances;
    uint64_t *labels;
    double *ranks;
    size_t count;
    uint64_t components;
    graph_pagerank_outcome outcome;
    graph_pagerank_options options = graph_pagerank_defaults();
    options.max_iterations = 20;
    options.fixed_iterations = true;
    (void)build(false, nodes, sources, targets, edges, &g);
    double start = now();
    require(graph_bfs(g, 0, &distances, &count), "graph_bfs");
    printf("breadth-first search: %.1f ms\n", (now() - start) * 1e3);
    start = now();
    require(graph_components(g, GRAPH_WEAK, &labels, &count, &components), "graph_components");
    printf("weak components: %.1f ms, %" PRIu64 " of them\n", (now() - start) * 1e3, components);
    start = now();
    require(graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &count, &outcome),
            "graph_pagerank");
    printf("PageRank, 20 iterations: %.1f ms\n", (now() - start) * 1e3);
    graph_free_array(distances);
    graph_free_array(labels);
    graph_free_array(ranks);
    graph_free(g);
}

static void measure_single_values(uint64_t nodes) {
    enum { ROUNDS = 20000000 };
    graph *g = graph_new(false);
    uint64_t first;
    double sum = 0.0;
    require(g ? graph_add_nodes(g, nodes, &first) : GRAPH_OUT_OF_MEMORY, "graph_add_nodes");
    double start = now();
    for (uint64_t i = 0; i < ROUNDS; i++) {
        require(graph_set_f64(g, GRAPH_NODES, "weight", i % 1024, (double)i), "graph_set_f64");
    }
    printf("set one value by name: %.1f ns\n", (now() - start) * 1e9 / ROUNDS);
    start = now();
    for (uint64_t i = 0; i < ROUNDS; i++) {
        double value;
        require(graph_get_f64(g, GRAPH_NODES, "weight", i % 1024, &value), "graph_get_f64");
        sum += value;
    }
    printf("get one value by name: %.1f ns (sum %g)\n", (now() - start) * 1e9 / ROUNDS, sum);
    graph_free(g);
}

int main(int argument_count, char **arguments) {
    unsigned scale = argument_count > 1 ? (unsigned)strtoul(arguments[1], NULL, 10) : 18;
    unsigned edges_per_node = argument_count > 2 ? (unsigned)strtoul(arguments[2], NULL, 10) : 14;
    if (scale < 10 || scale > 28 || edges_per_node == 0) {
        (void)fprintf(stderr, "usage: %s [scale from 10 to 28 [edges per node]]\n", arguments[0]);
        return 2;
    }
    uint64_t nodes = (uint64_t)1 << scale;
    size_t edges = (size_t)nodes * edges_per_node;
    uint64_t *sources = malloc(edges * sizeof *sources);
    uint64_t *targets = malloc(edges * sizeof *targets);
    if (!sources || !targets) {
        (void)fprintf(stderr, "no memory for %zu edges\n", edges);
        return 1;
    }
    uint64_t state = 88172645463325252u;
    for (size_t i = 0; i < edges; i++) {
        sources[i] = next_random(&state) % nodes;
        targets[i] = next_random(&state) % nodes;
    }
    measure_build(true, nodes, sources, targets, edges);
    measure_build(false, nodes, sources, targets, edges);
    measure_algorithms(nodes, sources, targets, edges);
    measure_single_values(nodes);
    free(sources);
    free(targets);
    return 0;
}
