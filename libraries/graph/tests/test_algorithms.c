/**
 * @file
 * Breadth-first search, components and PageRank: against known answers and against plain reference code.
 */
#include <math.h>
#include <stdlib.h>

#include "support.h"

/* ------------------------------------------------------------------------------------------ known graphs */

/** Zachary's karate club, numbered from 0 as in NetworkX. */
static const uint64_t karate_club[][2] = {
    {0, 1},   {0, 2},   {0, 3},   {0, 4},   {0, 5},   {0, 6},   {0, 7},   {0, 8},   {0, 10},  {0, 11},
    {0, 12},  {0, 13},  {0, 17},  {0, 19},  {0, 21},  {0, 31},  {1, 2},   {1, 3},   {1, 7},   {1, 13},
    {1, 17},  {1, 19},  {1, 21},  {1, 30},  {2, 3},   {2, 7},   {2, 8},   {2, 9},   {2, 13},  {2, 27},
    {2, 28},  {2, 32},  {3, 7},   {3, 12},  {3, 13},  {4, 6},   {4, 10},  {5, 6},   {5, 10},  {5, 16},
    {6, 16},  {8, 30},  {8, 32},  {8, 33},  {9, 33},  {13, 33}, {14, 32}, {14, 33}, {15, 32}, {15, 33},
    {18, 32}, {18, 33}, {19, 33}, {20, 32}, {20, 33}, {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 29},
    {23, 32}, {23, 33}, {24, 25}, {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33}, {28, 31},
    {28, 33}, {29, 32}, {29, 33}, {30, 32}, {30, 33}, {31, 32}, {31, 33}, {32, 33},
};

/*
 * The two example graphs of LDBC Graphalytics (graphalytics-validation, validation-graphs/example), with the
 * answers given there. Vertices keep their numbers: the ids below the first one are added and removed.
 */
static const uint64_t ldbc_directed[][2] = {
    {1, 3}, {1, 5}, {2, 4}, {2, 5}, {2, 10}, {3, 1}, {3, 5}, {3, 8}, {3, 10},
    {5, 3}, {5, 4}, {5, 8}, {6, 3}, {6, 4},  {7, 4}, {8, 1}, {9, 4},
};
static const int64_t ldbc_directed_hops[] = {0, -1, 1, 2, 1, -1, -1, 2, -1, 2};
static const double ldbc_directed_ranks[] = {
    1.477629166666667e-01, 4.753375000000000e-02, 1.550469444444444e-01, 1.597573611111111e-01,
    1.462400000000000e-01, 4.753375000000000e-02, 4.753375000000000e-02, 1.135740277777778e-01,
    4.753375000000000e-02, 8.748375000000001e-02,
};
static const uint64_t ldbc_undirected[][2] = {
    {2, 3}, {2, 4}, {3, 4}, {3, 5}, {3, 8}, {5, 6}, {5, 8}, {6, 7}, {6, 8}, {6, 9}, {6, 10}, {7, 9},
};
static const int64_t ldbc_undirected_hops[] = {0, 1, 1, 2, 3, 4, 2, 4, 4};
static const double ldbc_undirected_ranks[] = {
    9.084490740740739e-02, 1.424089506172839e-01, 9.084490740740739e-02,
    1.249891975308642e-01, 1.686172839506173e-01, 9.749537037037037e-02,
    1.249891975308642e-01, 9.749537037037037e-02, 6.231481481481481e-02,
};

static double *rank(const graph *g, graph_pagerank_options options, size_t *count) {
    double *ranks = NULL;
    graph_pagerank_outcome outcome;
    assert_ok(graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, count, &outcome));
    return ranks;
}

/** Check breadth-first search, weak components (there is one) and PageRank on an LDBC example. */
static void check_ldbc(graph *g, uint64_t first_vertex, uint64_t source, const int64_t *hops,
                       const double *ranks, size_t vertices) {
    for (uint64_t node = 0; node < first_vertex; node++) {
        assert_ok(graph_remove_node(g, node));
    }
    int64_t *distances;
    uint64_t *labels;
    size_t count;
    uint64_t components;
    assert_ok(graph_bfs(g, source, &distances, &count));
    assert_int_equal(count, vertices);
    assert_memory_equal(distances, hops, vertices * sizeof *hops);
    graph_free_array(distances);
    assert_ok(graph_components(g, GRAPH_WEAK, &labels, &count, &components));
    assert_int_equal(components, 1);
    assert_int_equal(count, vertices);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(labels[i], 0);
    }
    graph_free_array(labels);
    graph_pagerank_options options = graph_pagerank_defaults();
    options.max_iterations = 2;
    options.fixed_iterations = true;
    options.dangling = GRAPH_DANGLING_UNIFORM;
    double *found = rank(g, options, &count);
    assert_int_equal(count, vertices);
    for (size_t i = 0; i < count; i++) {
        assert_true(fabs(found[i] - ranks[i]) < 1e-15);
    }
    graph_free_array(found);
}

static void ldbc_example__directed__then_published_answers(void **unused) {
    (void)unused;
    graph *g = make_graph(true, 11, ldbc_directed, LENGTH(ldbc_directed));
    check_ldbc(g, 1, 1, ldbc_directed_hops, ldbc_directed_ranks, LENGTH(ldbc_directed_hops));
    graph_free(g);
}

static void ldbc_example__undirected__then_published_answers(void **unused) {
    (void)unused;
    graph *g = make_graph(false, 11, ldbc_undirected, LENGTH(ldbc_undirected));
    check_ldbc(g, 2, 2, ldbc_undirected_hops, ldbc_undirected_ranks, LENGTH(ldbc_undirected_hops));
    graph_free(g);
}

static void karate_club__pagerank_and_shape__then_as_networkx(void **unused) {
    (void)unused;
    graph *g = make_graph(false, 34, karate_club, LENGTH(karate_club));
    graph_stats stats;
    size_t count;
    graph_pagerank_options options = graph_pagerank_defaults();
    graph_summary(g, &stats);
    assert_int_equal(stats.edge_count, 78);
    assert_true(fabs(stats.density - 0.139037433155) < 1e-12);
    options.tolerance = 1e-12;
    double *ranks = rank(g, options, &count);
    assert_int_equal(count, 34);
    assert_true(fabs(ranks[0] - 0.09699729) < 5e-7);
    assert_true(fabs(ranks[33] - 0.10091918) < 5e-7);
    assert_true(fabs(ranks[32] - 0.07169323) < 5e-7);
    assert_true(fabs(ranks[2] - 0.05707851) < 5e-7);
    assert_true(fabs(ranks[11] - 0.00956475) < 5e-7);
    graph_free_array(ranks);
    graph_free(g);
}

static void karate_club__directed__then_other_ranks(void **unused) {
    (void)unused;
    graph *g = make_graph(true, 34, karate_club, LENGTH(karate_club));
    graph_pagerank_options options = graph_pagerank_defaults();
    size_t count;
    options.tolerance = 1e-12;
    double *ranks = rank(g, options, &count);
    assert_true(fabs(ranks[0] - 0.01506) < 1e-5);
    assert_true(fabs(ranks[33] - 0.25905) < 1e-5);
    graph_free_array(ranks);
    graph_free(g);
}

/* --------------------------------------------------------------------------------------- reference code */

enum { MOST_NODES = 40 };

/** A random graph with some nodes and edges removed, and which nodes step to which, counting edges. */
typedef struct sample {
    graph *g;
    bool directed;
    size_t live_count;
    uint64_t live[MOST_NODES];
    double steps[MOST_NODES][MOST_NODES]; /**< Between live nodes, by their place in `live`. */
} sample;

static sample make_sample(uint64_t seed) {
    uint64_t state = seed * 2654435761u + 1;
    sample s = {.directed = next_random(&state) % 2 == 0};
    uint64_t nodes = 1 + next_random(&state) % MOST_NODES;
    uint64_t edges = next_random(&state) % (3 * nodes);
    uint64_t id;
    uint64_t *ids;
    size_t place[MOST_NODES] = {0};
    s.g = graph_new(s.directed);
    assert_ok(graph_add_nodes(s.g, nodes, &id));
    uint64_t ends[2][3 * MOST_NODES];
    for (uint64_t i = 0; i < edges; i++) {
        ends[0][i] = seed % 3 == 0 ? i / 3 : next_random(&state) % nodes;
        ends[1][i] = next_random(&state) % nodes;
    }
    /* Edges that come at once are kept in another way than others. */
    uint64_t at_once = seed % 4 == 0 ? 0 : seed % 4 == 1 ? edges / 2 : edges;
    assert_ok(graph_add_edges(s.g, ends[0], ends[1], (size_t)at_once, &id));
    for (uint64_t i = at_once; i < edges; i++) {
        assert_ok(graph_add_edge(s.g, ends[0][i], ends[1][i], &id));
    }
    for (uint64_t i = 0; i < edges / 8; i++) {
        (void)graph_remove_edge(s.g, next_random(&state) % edges);
    }
    for (uint64_t i = 0; i < nodes / 8; i++) {
        (void)graph_remove_node(s.g, next_random(&state) % nodes);
    }
    assert_ok(graph_node_ids(s.g, &ids, &s.live_count));
    memcpy(s.live, ids, s.live_count * sizeof *ids);
    graph_free_array(ids);
    for (size_t i = 0; i < s.live_count; i++) {
        place[s.live[i]] = i;
    }
    for (uint64_t edge = 0; edge < edges; edge++) {
        uint64_t source;
        uint64_t target;
        if (graph_edge_endpoints(s.g, edge, &source, &target) == GRAPH_OK) {
            s.steps[place[source]][place[target]] += 1;
            if (!s.directed && source != target) {
                s.steps[place[target]][place[source]] += 1;
            }
        }
    }
    return s;
}

/** Least hops between all pairs, by Floyd and Warshall; MOST_NODES where there is no path. */
static void find_hops(const sample *s, bool both_ways, int64_t hops[MOST_NODES][MOST_NODES]) {
    size_t n = s->live_count;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            bool step = s->steps[i][j] > 0 || (both_ways && s->steps[j][i] > 0);
            hops[i][j] = i == j ? 0 : step ? 1 : MOST_NODES;
        }
    }
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++) {
                if (hops[i][k] + hops[k][j] < hops[i][j]) {
                    hops[i][j] = hops[i][k] + hops[k][j];
                }
            }
        }
    }
}

static void check_bfs(const sample *s) {
    static int64_t hops[MOST_NODES][MOST_NODES];
    find_hops(s, false, hops);
    for (size_t i = 0; i < s->live_count; i++) {
        int64_t *distances;
        size_t count;
        assert_ok(graph_bfs(s->g, s->live[i], &distances, &count));
        assert_int_equal(count, s->live_count);
        for (size_t j = 0; j < count; j++) {
            assert_int_equal(distances[j], hops[i][j] == MOST_NODES ? -1 : hops[i][j]);
        }
        graph_free_array(distances);
    }
}

static void check_components(const sample *s, graph_connection mode) {
    static int64_t hops[MOST_NODES][MOST_NODES];
    uint64_t *labels;
    size_t count;
    uint64_t components;
    uint64_t expected[MOST_NODES];
    uint64_t used = 0;
    find_hops(s, mode == GRAPH_WEAK, hops);
    assert_ok(graph_components(s->g, mode, &labels, &count, &components));
    assert_int_equal(count, s->live_count);
    for (size_t i = 0; i < count; i++) {
        expected[i] = UINT64_MAX;
        for (size_t j = 0; j < i && expected[i] == UINT64_MAX; j++) {
            if (hops[i][j] < MOST_NODES && hops[j][i] < MOST_NODES) {
                expected[i] = expected[j];
            }
        }
        if (expected[i] == UINT64_MAX) {
            expected[i] = used++;
        }
        assert_int_equal(labels[i], expected[i]);
    }
    assert_int_equal(components, used);
    graph_free_array(labels);
}

/** PageRank by the definition, on the matrix of steps. */
static void check_pagerank(const sample *s) {
    double expected[MOST_NODES];
    size_t n = s->live_count;
    for (size_t i = 0; i < n; i++) {
        expected[i] = 1.0 / (double)n;
    }
    for (int iteration = 0; iteration < 30; iteration++) {
        double next[MOST_NODES];
        for (size_t j = 0; j < n; j++) {
            next[j] = 0.15 / (double)n;
            for (size_t i = 0; i < n; i++) {
                double out = 0;
                for (size_t k = 0; k < n; k++) {
                    out += s->steps[i][k];
                }
                next[j] += 0.85 * expected[i] * (out > 0 ? s->steps[i][j] / out : 1.0 / (double)n);
            }
        }
        memcpy(expected, next, sizeof next);
    }
    graph_pagerank_options options = graph_pagerank_defaults();
    size_t count;
    double sum = 0;
    options.fixed_iterations = true;
    options.max_iterations = 30;
    double *ranks = rank(s->g, options, &count);
    double *again = rank(s->g, options, &count);
    assert_int_equal(count, n);
    assert_memory_equal(ranks, again, n * sizeof *ranks);
    for (size_t i = 0; i < n; i++) {
        assert_true(fabs(ranks[i] - expected[i]) < 1e-14);
        sum += ranks[i];
    }
    assert_true(n == 0 || fabs(sum - 1.0) < 1e-12);
    graph_free_array(ranks);
    graph_free_array(again);
}

static void algorithms__random_graphs__then_as_the_definitions(void **unused) {
    (void)unused;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        sample s = make_sample(seed);
        check_bfs(&s);
        check_components(&s, GRAPH_WEAK);
        check_components(&s, GRAPH_STRONG);
        check_pagerank(&s);
        graph_free(s.g);
    }
}

/** Breadth-first search and weak components of a graph, as they are now. */
typedef struct answers {
    int64_t *distances;
    uint64_t *labels;
    uint64_t components;
    size_t count;
} answers;

static answers ask(const graph *g) {
    answers found;
    assert_ok(graph_bfs(g, 0, &found.distances, &found.count));
    assert_ok(graph_components(g, GRAPH_WEAK, &found.labels, &found.count, &found.components));
    return found;
}

/** A graph of many nodes that one part holds together, with others beside it. */
static graph *make_large(bool directed, uint64_t seed) {
    enum { NODES = 3000, EDGES = 12000 };
    uint64_t state = seed;
    uint64_t id;
    graph *g = graph_new(directed);
    assert_ok(graph_add_nodes(g, NODES, &id));
    for (uint64_t i = 0; i < EDGES; i++) {
        /* The larger a node, the fewer edges: some are alone or in pairs. */
        uint64_t source = next_random(&state) % (1 + next_random(&state) % NODES);
        uint64_t target = next_random(&state) % (1 + next_random(&state) % NODES);
        assert_ok(graph_add_edge(g, source, target, &id));
    }
    for (uint64_t node = 7; node < NODES; node += 41) {
        assert_ok(graph_remove_node(g, node));
    }
    return g;
}

/* What is known of the adjacency decides how these two go about it. */
static void algorithms__adjacency_asked_for_before__then_the_same_answers(void **unused) {
    (void)unused;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        graph *g = make_large(seed % 2 == 0, seed * 2654435761u);
        uint64_t *nodes;
        size_t count;
        answers before = ask(g);
        assert_ok(graph_predecessors(g, 0, &nodes, &count));
        graph_free_array(nodes);
        answers after = ask(g);
        assert_int_equal(after.count, before.count);
        assert_int_equal(after.components, before.components);
        assert_memory_equal(after.distances, before.distances, before.count * sizeof *before.distances);
        assert_memory_equal(after.labels, before.labels, before.count * sizeof *before.labels);
        graph_free_array(before.distances);
        graph_free_array(before.labels);
        graph_free_array(after.distances);
        graph_free_array(after.labels);
        graph_free(g);
    }
}

/* ------------------------------------------------------------------------------------------------ details */

static void bfs__missing_source__then_no_such_node(void **unused) {
    (void)unused;
    graph *g = make_graph(true, 1, NULL, 0);
    int64_t *distances;
    size_t count;
    assert_fails(graph_bfs(g, 1, &distances, &count), GRAPH_NO_SUCH_NODE, "node 1 is not in the graph");
    graph_free(g);
}

static void algorithms__empty_graph__then_empty_results(void **unused) {
    (void)unused;
    graph *g = graph_new(true);
    uint64_t *labels;
    size_t count;
    uint64_t components = 9;
    double *ranks;
    graph_pagerank_outcome outcome;
    graph_pagerank_options options = graph_pagerank_defaults();
    assert_ok(graph_components(g, GRAPH_STRONG, &labels, &count, &components));
    assert_int_equal(count, 0);
    assert_int_equal(components, 0);
    graph_free_array(labels);
    assert_ok(graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &count, &outcome));
    assert_int_equal(count, 0);
    assert_true(outcome.converged);
    graph_free_array(ranks);
    graph_free(g);
}

/** A path so long that recursion along it would overflow the stack. */
static void algorithms__path_of_a_million_nodes__then_no_recursion(void **unused) {
    (void)unused;
    enum { NODES = 1000000 };
    uint64_t *ends = malloc((NODES + 1) * sizeof *ends);
    assert_non_null(ends);
    for (uint64_t i = 0; i <= NODES; i++) {
        ends[i] = i % NODES;
    }
    graph *g;
    uint64_t *labels;
    int64_t *distances;
    size_t count;
    uint64_t components;
    assert_ok(graph_from_edges(true, NODES, ends, ends + 1, NODES, &g));
    free(ends);
    assert_ok(graph_components(g, GRAPH_STRONG, &labels, &count, &components));
    assert_int_equal(components, 1);
    graph_free_array(labels);
    assert_ok(graph_remove_edge(g, NODES - 1));
    assert_ok(graph_components(g, GRAPH_STRONG, &labels, &count, &components));
    assert_int_equal(components, NODES);
    assert_int_equal(labels[NODES - 1], NODES - 1);
    graph_free_array(labels);
    assert_ok(graph_bfs(g, 0, &distances, &count));
    assert_int_equal(distances[NODES - 1], NODES - 1);
    graph_free_array(distances);
    graph_free(g);
}

static void pagerank__weights__then_rank_is_shared_in_proportion(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}, {0, 2}, {1, 0}, {2, 0}};
    graph *g = make_graph(true, 3, edges, LENGTH(edges));
    const uint64_t ids[] = {0, 1, 2, 3};
    const int64_t weights[] = {3, 1, 5, 7};
    graph_pagerank_options options = graph_pagerank_defaults();
    graph_pagerank_outcome outcome;
    double *ranks;
    size_t count;
    options.fixed_iterations = true;
    options.max_iterations = 1;
    assert_ok(graph_set_i64_bulk(g, GRAPH_EDGES, "w", ids, weights, 4));
    assert_ok(graph_pagerank(g, &options, "w", NULL, NULL, NULL, NULL, &ranks, &count, &outcome));
    assert_true(fabs(ranks[0] - (0.05 + 0.85 * 2.0 / 3.0)) < 1e-15);
    assert_true(fabs(ranks[1] - (0.05 + 0.85 / 3.0 * 0.75)) < 1e-15);
    assert_true(fabs(ranks[2] - (0.05 + 0.85 / 3.0 * 0.25)) < 1e-15);
    assert_int_equal(outcome.iterations, 1);
    assert_false(outcome.converged);
    graph_free_array(ranks);
    graph_free(g);
}

static void pagerank__teleport_and_dangling__then_each_rule_differs(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}};
    graph *g = make_graph(true, 2, edges, 1);
    graph_pagerank_options options = graph_pagerank_defaults();
    graph_pagerank_outcome outcome;
    double *ranks;
    size_t count;
    options.fixed_iterations = true;
    options.max_iterations = 1;
    assert_ok(graph_set_f64(g, GRAPH_NODES, "p", 0, 2.0));
    assert_ok(graph_pagerank(g, &options, NULL, "p", NULL, NULL, NULL, &ranks, &count, &outcome));
    assert_true(fabs(ranks[0] - (0.15 + 0.425)) < 1e-15);
    assert_true(fabs(ranks[1] - 0.425) < 1e-15);
    graph_free_array(ranks);
    options.dangling = GRAPH_DANGLING_UNIFORM;
    assert_ok(graph_pagerank(g, &options, NULL, "p", NULL, NULL, NULL, &ranks, &count, &outcome));
    assert_true(fabs(ranks[0] - (0.15 + 0.2125)) < 1e-15);
    graph_free_array(ranks);
    graph_free(g);
}

static void pagerank__bad_arguments__then_says_what(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}, {1, 0}, {1, 2}};
    graph *g = make_graph(true, 3, edges, LENGTH(edges));
    graph_pagerank_options options = graph_pagerank_defaults();
    graph_pagerank_outcome outcome;
    double *ranks;
    size_t count;
    options.damping = 1.0;
    assert_fails(graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &count, &outcome),
                 GRAPH_INVALID_ARGUMENT, "damping is 1: it must be at least 0 and below 1");
    options.damping = (double)NAN;
    assert_int_equal(graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &count, &outcome),
                     GRAPH_INVALID_ARGUMENT);
    options = graph_pagerank_defaults();
    options.tolerance = 0.0;
    assert_fails(graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &count, &outcome),
                 GRAPH_INVALID_ARGUMENT, "tolerance is 0: it must be above 0");
    options = graph_pagerank_defaults();
    options.max_iterations = 0;
    assert_fails(graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &count, &outcome),
                 GRAPH_INVALID_ARGUMENT, "max_iterations is 0: it must be at least 1");
    options.max_iterations = 1;
    assert_int_equal(graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &count, &outcome),
                     GRAPH_NOT_CONVERGED);
    options = graph_pagerank_defaults();
    assert_fails(graph_pagerank(g, &options, "w", NULL, NULL, NULL, NULL, &ranks, &count, &outcome),
                 GRAPH_NO_SUCH_COLUMN, "the edges have no column \"w\"");
    assert_ok(graph_set_f64(g, GRAPH_EDGES, "w", 0, 1.0));
    assert_fails(graph_pagerank(g, &options, "w", NULL, NULL, NULL, NULL, &ranks, &count, &outcome),
                 GRAPH_NO_VALUE, "edge 1 has no value in column \"w\"");
    assert_ok(graph_set_f64(g, GRAPH_EDGES, "w", 1, -1.0));
    assert_fails(graph_pagerank(g, &options, "w", NULL, NULL, NULL, NULL, &ranks, &count, &outcome),
                 GRAPH_INVALID_ARGUMENT,
                 "edge 1 has -1 in column \"w\": shares must be finite and not negative");
    assert_ok(graph_set_bool(g, GRAPH_NODES, "p", 0, true));
    assert_fails(graph_pagerank(g, &options, NULL, "p", NULL, NULL, NULL, &ranks, &count, &outcome),
                 GRAPH_WRONG_TYPE, "column \"p\" holds bool, not numbers");
    assert_ok(graph_set_f64(g, GRAPH_NODES, "q", 0, 0.0));
    assert_fails(graph_pagerank(g, &options, NULL, "q", NULL, NULL, NULL, &ranks, &count, &outcome),
                 GRAPH_INVALID_ARGUMENT,
                 "the values of column \"q\" sum to 0: the sum must be above 0 and finite");
    graph_free(g);
}

static void pagerank__maximum_norm__then_stops_at_the_tolerance(void **unused) {
    (void)unused;
    graph *g = make_graph(false, 34, karate_club, LENGTH(karate_club));
    graph_pagerank_options options = graph_pagerank_defaults();
    graph_pagerank_outcome outcome;
    double *ranks;
    size_t count;
    options.norm = GRAPH_NORM_MAXIMUM;
    assert_ok(graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &count, &outcome));
    assert_true(outcome.converged);
    assert_true(outcome.change <= 1e-6 && outcome.iterations > 1);
    graph_free_array(ranks);
    graph_free(g);
}

static void pagerank__large_graph__then_sums_to_one(void **unused) {
    (void)unused;
    enum { NODES = 200000, EDGES = 300000 };
    uint64_t *sources = malloc(EDGES * sizeof *sources);
    uint64_t *targets = malloc(EDGES * sizeof *targets);
    assert_true(sources && targets);
    uint64_t state = 99;
    for (size_t i = 0; i < EDGES; i++) {
        sources[i] = next_random(&state) % NODES;
        targets[i] = next_random(&state) % (1 + sources[i]);
    }
    graph *g;
    size_t count;
    assert_ok(graph_from_edges(true, NODES, sources, targets, EDGES, &g));
    free(sources);
    free(targets);
    double *ranks = rank(g, graph_pagerank_defaults(), &count);
    double sum = 0;
    double lost = 0;
    for (size_t i = 0; i < count; i++) {
        double term = ranks[i] - lost;
        double total = sum + term;
        lost = (total - sum) - term;
        sum = total;
    }
    assert_true(fabs(sum - 1.0) < 1e-12);
    graph_free_array(ranks);
    graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ldbc_example__directed__then_published_answers),
        cmocka_unit_test(ldbc_example__undirected__then_published_answers),
        cmocka_unit_test(karate_club__pagerank_and_shape__then_as_networkx),
        cmocka_unit_test(karate_club__directed__then_other_ranks),
        cmocka_unit_test(algorithms__random_graphs__then_as_the_definitions),
        cmocka_unit_test(algorithms__adjacency_asked_for_before__then_the_same_answers),
        cmocka_unit_test(bfs__missing_source__then_no_such_node),
        cmocka_unit_test(algorithms__empty_graph__then_empty_results),
        cmocka_unit_test(algorithms__path_of_a_million_nodes__then_no_recursion),
        cmocka_unit_test(pagerank__weights__then_rank_is_shared_in_proportion),
        cmocka_unit_test(pagerank__teleport_and_dangling__then_each_rule_differs),
        cmocka_unit_test(pagerank__bad_arguments__then_says_what),
        cmocka_unit_test(pagerank__maximum_norm__then_stops_at_the_tolerance),
        cmocka_unit_test(pagerank__large_graph__then_sums_to_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
