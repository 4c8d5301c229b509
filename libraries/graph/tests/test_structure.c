/**
 * @file
 * Nodes, edges, keys, removal, adjacency.
 */
#include "support.h"

/* ------------------------------------------------------------------------------------- a simple reference */

enum { MOST = 4096 };

/** The plainest graph there is: arrays that are searched from end to end. */
typedef struct model {
    bool directed;
    bool node_lives[MOST];
    uint64_t node_limit;
    struct {
        uint64_t source;
        uint64_t target;
        bool lives;
    } edges[MOST];
    uint64_t edge_limit;
} model;

static size_t model_row(const model *m, uint64_t node, bool inward, uint64_t *nodes, uint64_t *edges) {
    size_t count = 0;
    for (uint64_t edge = 0; edge < m->edge_limit; edge++) {
        uint64_t near = inward ? m->edges[edge].target : m->edges[edge].source;
        uint64_t far = inward ? m->edges[edge].source : m->edges[edge].target;
        if (!m->edges[edge].lives || (near != node && (m->directed || far != node))) {
            continue;
        }
        nodes[count] = near == node ? far : near;
        edges[count++] = edge;
    }
    return count;
}

static void assert_row(const graph *g, const model *m, uint64_t node, bool inward) {
    static uint64_t nodes[MOST];
    static uint64_t edges[MOST];
    size_t expected = model_row(m, node, inward, nodes, edges);
    uint64_t *found_nodes;
    uint64_t *found_edges;
    size_t count;
    assert_ok(inward ? graph_predecessors(g, node, &found_nodes, &count)
                     : graph_neighbors(g, node, &found_nodes, &count));
    assert_int_equal(count, expected);
    assert_memory_equal(found_nodes, nodes, expected * sizeof *nodes);
    assert_ok(inward ? graph_in_edges(g, node, &found_edges, &count)
                     : graph_out_edges(g, node, &found_edges, &count));
    assert_int_equal(count, expected);
    assert_memory_equal(found_edges, edges, expected * sizeof *edges);
    graph_free_array(found_nodes);
    graph_free_array(found_edges);

    uint64_t degree;
    uint64_t loops = 0;
    for (size_t i = 0; i < expected; i++) {
        loops += nodes[i] == node;
    }
    assert_ok(inward ? graph_in_degree(g, node, &degree) : graph_out_degree(g, node, &degree));
    assert_int_equal(degree, m->directed ? expected : expected + loops);
}

static void assert_same(const graph *g, const model *m) {
    uint64_t nodes = 0;
    uint64_t edges = 0;
    graph_cursor *cursor;
    uint64_t ends[2];
    uint64_t met;
    assert_ok(graph_edges(g, &cursor));
    for (uint64_t node = 0; node < m->node_limit; node++) {
        assert_int_equal(graph_has_node(g, node), m->node_lives[node]);
        nodes += m->node_lives[node];
    }
    for (uint64_t edge = 0; edge < m->edge_limit; edge++) {
        assert_int_equal(graph_has_edge(g, edge), m->edges[edge].lives);
        if (m->edges[edge].lives) {
            edges++;
            assert_ok(graph_edge_endpoints(g, edge, &ends[0], &ends[1]));
            assert_int_equal(ends[0], m->edges[edge].source);
            assert_int_equal(ends[1], m->edges[edge].target);
            assert_true(graph_cursor_next(cursor, &met, &ends[0], &ends[1]));
            assert_int_equal(met, edge);
            assert_int_equal(ends[0], m->edges[edge].source);
            assert_int_equal(ends[1], m->edges[edge].target);
        }
    }
    assert_false(graph_cursor_next(cursor, &met, &ends[0], &ends[1]));
    graph_cursor_free(cursor);
    assert_int_equal(graph_node_count(g), nodes);
    assert_int_equal(graph_edge_count(g), edges);
}

/** Many nodes and edges to both, sources in their order or not. */
static void load(graph *g, model *m, uint64_t *state, uint64_t nodes, uint64_t edges, bool in_order) {
    static uint64_t ends[2][MOST];
    uint64_t first;
    assert_ok(graph_add_nodes(g, nodes, &first));
    for (uint64_t node = first; node < first + nodes; node++) {
        m->node_lives[m->node_limit++] = true;
    }
    for (uint64_t i = 0; i < edges; i++) {
        uint64_t source = first + (in_order ? i * nodes / edges : next_random(state) % nodes);
        uint64_t target = next_random(state) % 8 == 0 ? source : first + next_random(state) % nodes;
        m->edges[m->edge_limit].source = ends[0][i] = source;
        m->edges[m->edge_limit].target = ends[1][i] = target;
        m->edges[m->edge_limit++].lives = true;
    }
    assert_ok(graph_add_edges(g, ends[0], ends[1], (size_t)edges, &first));
    assert_int_equal(first, m->edge_limit - edges);
}

/** One random change to both. */
static void change(graph *g, model *m, uint64_t *state) {
    uint64_t choice = next_random(state) % 100;
    uint64_t id;
    if (choice < 15 && m->node_limit < MOST) {
        assert_ok(graph_add_node(g, &id));
        assert_int_equal(id, m->node_limit);
        m->node_lives[m->node_limit++] = true;
    } else if (choice < 75 && m->node_limit > 0 && m->edge_limit < MOST) {
        uint64_t source = next_random(state) % m->node_limit;
        uint64_t target = next_random(state) % 8 == 0 ? source : next_random(state) % m->node_limit;
        bool fine = m->node_lives[source] && m->node_lives[target];
        assert_int_equal(graph_add_edge(g, source, target, &id), fine ? GRAPH_OK : GRAPH_NO_SUCH_NODE);
        if (fine) {
            assert_int_equal(id, m->edge_limit);
            m->edges[m->edge_limit].source = source;
            m->edges[m->edge_limit].target = target;
            m->edges[m->edge_limit++].lives = true;
        }
    } else if (choice < 92 && m->edge_limit > 0) {
        uint64_t edge = next_random(state) % m->edge_limit;
        assert_int_equal(graph_remove_edge(g, edge), m->edges[edge].lives ? GRAPH_OK : GRAPH_NO_SUCH_EDGE);
        m->edges[edge].lives = false;
    } else if (m->node_limit > 0) {
        uint64_t node = next_random(state) % m->node_limit;
        assert_int_equal(graph_remove_node(g, node), m->node_lives[node] ? GRAPH_OK : GRAPH_NO_SUCH_NODE);
        m->node_lives[node] = false;
        for (uint64_t edge = 0; edge < m->edge_limit; edge++) {
            if (m->edges[edge].source == node || m->edges[edge].target == node) {
                m->edges[edge].lives = false;
            }
        }
    }
}

static void compare_random_changes(bool directed, uint64_t seed, int changes) {
    static model m;
    m = (model){.directed = directed};
    graph *g = graph_new(directed);
    uint64_t state = seed;
    for (int i = 0; i < changes; i++) {
        /* Edges that come at once, and are the first, are kept in another way than others. */
        if (i == 0 ? seed % 3 != 0 : next_random(&state) % 200 == 0 && m.edge_limit < MOST / 2) {
            load(g, &m, &state, 1 + next_random(&state) % 30, next_random(&state) % 100,
                 next_random(&state) % 2 == 0);
            assert_same(g, &m);
        }
        change(g, &m, &state);
        if (m.node_limit > 0 && next_random(&state) % 3 == 0) {
            uint64_t node = next_random(&state) % m.node_limit;
            if (m.node_lives[node]) {
                assert_row(g, &m, node, next_random(&state) % 2 == 0);
            }
        }
        if (next_random(&state) % 40 == 0) {
            /* A search builds exact adjacency, which the next change takes over. */
            uint64_t *labels;
            size_t count;
            uint64_t components;
            assert_ok(graph_components(g, GRAPH_STRONG, &labels, &count, &components));
            graph_free_array(labels);
        }
    }
    assert_same(g, &m);
    for (uint64_t node = 0; node < m.node_limit; node++) {
        if (m.node_lives[node]) {
            assert_row(g, &m, node, false);
            assert_row(g, &m, node, true);
        }
    }
    graph_free(g);
}

static void structure__random_changes__then_like_plain_arrays(void **unused) {
    (void)unused;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        compare_random_changes(seed % 2 == 0, seed * 7919, seed % 15 == 0 ? 6000 : 400);
    }
}

/** Few nodes: rows are long, and most places are in the row of the same source. Many: rows are empty. */
static void structure__loaded_at_once__then_like_plain_arrays(void **unused) {
    (void)unused;
    static model m;
    const uint64_t sizes[][2] = {{1, 1}, {1, 300}, {2, 1}, {7, 2000}, {2000, 2000}, {4000, 10}, {300, 3000}};
    for (size_t size = 0; size < LENGTH(sizes); size++) {
        for (unsigned kind = 0; kind < 4; kind++) {
            uint64_t state = size + 1;
            m = (model){.directed = kind % 2 == 1};
            graph *g = graph_new(m.directed);
            load(g, &m, &state, sizes[size][0], sizes[size][1], kind / 2 == 1);
            assert_same(g, &m);
            for (uint64_t node = 0; node < m.node_limit; node += 1 + m.node_limit / 50) {
                assert_row(g, &m, node, false);
                assert_row(g, &m, node, true);
            }
            graph_free(g);
        }
    }
}

/* ------------------------------------------------------------------------------------------------ basics */

static void graph__new__then_empty(void **unused) {
    (void)unused;
    graph *g = graph_new(true);
    graph_stats stats;
    uint64_t *ids;
    size_t count;
    assert_true(graph_directed(g));
    assert_int_equal(graph_node_count(g), 0);
    assert_int_equal(graph_edge_count(g), 0);
    assert_null(graph_name(g));
    assert_ok(graph_node_ids(g, &ids, &count));
    assert_int_equal(count, 0);
    assert_non_null(ids);
    graph_free_array(ids);
    graph_summary(g, &stats);
    assert_true(stats.density == 0.0);
    graph_free(g);
    graph_free(NULL);
}

static void name__set_and_unset__then_read_back(void **unused) {
    (void)unused;
    graph *g = graph_new(false);
    assert_ok(graph_set_name(g, "Königsberg"));
    assert_string_equal(graph_name(g), "Königsberg");
    assert_ok(graph_set_name(g, graph_name(g)));
    assert_string_equal(graph_name(g), "Königsberg");
    assert_ok(graph_set_name(g, NULL));
    assert_null(graph_name(g));
    graph_free(g);
}

static void add_nodes__none__then_nothing_changes(void **unused) {
    (void)unused;
    graph *g = graph_new(false);
    uint64_t first = 99;
    assert_ok(graph_add_nodes(g, 0, &first));
    assert_int_equal(first, 0);
    assert_ok(graph_add_nodes(g, 3, &first));
    assert_int_equal(first, 0);
    assert_ok(graph_add_nodes(g, 2, &first));
    assert_int_equal(first, 3);
    assert_int_equal(graph_node_count(g), 5);
    graph_free(g);
}

static void add_nodes__too_many__then_too_large(void **unused) {
    (void)unused;
    graph *g = graph_new(false);
    uint64_t first;
    assert_ok(graph_add_nodes(g, 1, &first));
    assert_fails(graph_add_nodes(g, UINT64_MAX, &first), GRAPH_TOO_LARGE,
                 "18446744073709551615 more nodes do not fit: 1 of 4294967295 ids are used");
    assert_int_equal(graph_node_count(g), 1);
    graph_free(g);
}

static void add_edge__missing_end__then_no_such_node(void **unused) {
    (void)unused;
    graph *g = make_graph(true, 2, NULL, 0);
    uint64_t edge;
    assert_fails(graph_add_edge(g, 0, 2, &edge), GRAPH_NO_SUCH_NODE, "node 2 is not in the graph");
    assert_fails(graph_add_edge(g, UINT64_MAX, 0, &edge), GRAPH_NO_SUCH_NODE,
                 "node 18446744073709551615 is not in the graph");
    assert_int_equal(graph_edge_count(g), 0);
    graph_free(g);
}

static void add_edges__one_bad_end__then_none_added(void **unused) {
    (void)unused;
    graph *g = make_graph(true, 3, NULL, 0);
    const uint64_t sources[] = {0, 1, 2};
    const uint64_t targets[] = {1, 5, 0};
    const uint64_t good[] = {1, 2, 0};
    uint64_t first;
    assert_fails(graph_add_edges(g, sources, targets, 3, &first), GRAPH_NO_SUCH_NODE,
                 "targets[1]: node 5 is not in the graph");
    assert_int_equal(graph_edge_count(g), 0);
    assert_ok(graph_add_edges(g, sources, good, 3, &first));
    assert_int_equal(first, 0);
    assert_ok(graph_add_edges(g, sources, good, 0, &first));
    assert_int_equal(first, 3);
    graph_free(g);
}

static void from_edges__bad_end__then_no_graph(void **unused) {
    (void)unused;
    const uint64_t sources[] = {0, 7};
    const uint64_t targets[] = {1, 0};
    graph *g = NULL;
    assert_fails(graph_from_edges(false, 2, sources, targets, 2, &g), GRAPH_NO_SUCH_NODE,
                 "sources[1]: node 7 is not in the graph");
    assert_null(g);
    assert_ok(graph_from_edges(false, 8, sources, targets, 2, &g));
    assert_int_equal(graph_edge_count(g), 2);
    assert_false(graph_directed(g));
    graph_free(g);
}

static void self_loop__undirected__then_two_in_degree_and_once_a_neighbour(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 0}, {0, 1}, {1, 0}};
    graph *g = make_graph(false, 2, edges, LENGTH(edges));
    uint64_t degree;
    uint64_t *nodes;
    size_t count;
    graph_stats stats;
    assert_ok(graph_degree(g, 0, &degree));
    assert_int_equal(degree, 4);
    assert_ok(graph_in_degree(g, 0, &degree));
    assert_int_equal(degree, 4);
    assert_ok(graph_neighbors(g, 0, &nodes, &count));
    assert_elements(nodes, count, 0, 1, 1);
    assert_ok(graph_neighbors(g, 1, &nodes, &count));
    assert_elements(nodes, count, 0, 0);
    graph_summary(g, &stats);
    assert_int_equal(stats.self_loops, 1);
    assert_int_equal(stats.edge_count, 3);
    assert_true(stats.density == 3.0);
    graph_free(g);
}

static void self_loop__directed__then_one_in_and_one_out(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 0}};
    graph *g = make_graph(true, 1, edges, 1);
    uint64_t degree;
    assert_ok(graph_in_degree(g, 0, &degree));
    assert_int_equal(degree, 1);
    assert_ok(graph_out_degree(g, 0, &degree));
    assert_int_equal(degree, 1);
    assert_ok(graph_degree(g, 0, &degree));
    assert_int_equal(degree, 2);
    assert_ok(graph_remove_node(g, 0));
    assert_int_equal(graph_edge_count(g), 0);
    graph_free(g);
}

static void has_edge_between__directed__then_respects_direction(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}};
    graph *directed = make_graph(true, 3, edges, 1);
    graph *undirected = make_graph(false, 3, edges, 1);
    bool connected;
    assert_ok(graph_has_edge_between(directed, 0, 1, &connected));
    assert_true(connected);
    assert_ok(graph_has_edge_between(directed, 1, 0, &connected));
    assert_false(connected);
    assert_ok(graph_has_edge_between(undirected, 1, 0, &connected));
    assert_true(connected);
    assert_fails(graph_has_edge_between(directed, 0, 3, &connected), GRAPH_NO_SUCH_NODE,
                 "node 3 is not in the graph");
    graph_free(directed);
    graph_free(undirected);
}

/* --------------------------------------------------------------------------------------------- removal */

static void remove_edge__then_everything_forgets_it(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}, {1, 2}, {0, 1}};
    graph *g = make_graph(true, 3, edges, LENGTH(edges));
    uint64_t source;
    uint64_t target;
    uint64_t *ids;
    size_t count;
    uint64_t edge;
    assert_ok(graph_remove_edge(g, 0));
    assert_false(graph_has_edge(g, 0));
    assert_fails(graph_edge_endpoints(g, 0, &source, &target), GRAPH_NO_SUCH_EDGE,
                 "edge 0 is not in the graph");
    assert_fails(graph_remove_edge(g, 0), GRAPH_NO_SUCH_EDGE, "edge 0 is not in the graph");
    assert_ok(graph_edge_ids(g, &ids, &count));
    assert_elements(ids, count, 1, 2);
    assert_ok(graph_out_edges(g, 0, &ids, &count));
    assert_elements(ids, count, 2);
    assert_ok(graph_add_edge(g, 2, 0, &edge));
    assert_int_equal(edge, 3); /* Never an old id again. */
    graph_free(g);
}

static void remove_node__then_its_edges_key_and_values_go_too(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}, {1, 2}, {2, 0}, {1, 1}};
    graph *g = make_graph(false, 3, edges, LENGTH(edges));
    uint64_t node;
    uint64_t *ids;
    size_t count;
    const uint8_t *present;
    const char *text;
    assert_ok(graph_set_key(g, 1, "one"));
    assert_ok(graph_set_text(g, GRAPH_NODES, "label", 1, "a label"));
    assert_ok(graph_set_text(g, GRAPH_EDGES, "label", 1, "an edge's label"));
    assert_ok(graph_remove_node(g, 1));
    assert_fails(graph_remove_node(g, 1), GRAPH_NO_SUCH_NODE, "node 1 is not in the graph");
    assert_ok(graph_node_ids(g, &ids, &count));
    assert_elements(ids, count, 0, 2);
    assert_ok(graph_edge_ids(g, &ids, &count));
    assert_elements(ids, count, 2);
    assert_fails(graph_node_by_key(g, "one", &node), GRAPH_NO_SUCH_KEY, "no node has the key \"one\"");
    assert_fails(graph_get_text(g, GRAPH_NODES, "label", 1, &text), GRAPH_NO_SUCH_NODE,
                 "node 1 is not in the graph");
    assert_ok(graph_view_validity(g, GRAPH_EDGES, "label", &present, &count));
    assert_int_equal(count, 4);
    assert_int_equal(present[1], 0);
    assert_ok(graph_add_node_with_key(g, "one", &node));
    assert_int_equal(node, 3);
    graph_free(g);
}

/* ------------------------------------------------------------------------------------------------- keys */

static void key__added__then_found_both_ways(void **unused) {
    (void)unused;
    graph *g = graph_new(false);
    uint64_t node;
    const char *key;
    assert_ok(graph_add_node(g, &node));
    assert_ok(graph_key(g, 0, &key));
    assert_null(key);
    assert_ok(graph_add_node_with_key(g, "Αθήνα", &node));
    assert_int_equal(node, 1);
    assert_ok(graph_node_by_key(g, "Αθήνα", &node));
    assert_int_equal(node, 1);
    assert_ok(graph_key(g, 1, &key));
    assert_string_equal(key, "Αθήνα");
    assert_fails(graph_key(g, 2, &key), GRAPH_NO_SUCH_NODE, "node 2 is not in the graph");
    graph_free(g);
}

static void key__taken_or_empty__then_refused(void **unused) {
    (void)unused;
    graph *g = graph_new(false);
    uint64_t node;
    assert_ok(graph_add_node_with_key(g, "a", &node));
    assert_fails(graph_add_node_with_key(g, "a", &node), GRAPH_ALREADY_EXISTS,
                 "the key \"a\" already belongs to node 0");
    assert_fails(graph_add_node_with_key(g, "", &node), GRAPH_INVALID_ARGUMENT, "a key must not be empty");
    assert_int_equal(graph_node_count(g), 1);
    assert_ok(graph_add_node(g, &node));
    assert_fails(graph_set_key(g, 1, "a"), GRAPH_ALREADY_EXISTS, "the key \"a\" already belongs to node 0");
    assert_ok(graph_set_key(g, 0, "a"));
    assert_ok(graph_set_key(g, 0, NULL));
    assert_ok(graph_set_key(g, 1, "a"));
    assert_ok(graph_node_by_key(g, "a", &node));
    assert_int_equal(node, 1);
    graph_free(g);
}

static void key__many_added_and_removed__then_the_rest_is_found(void **unused) {
    (void)unused;
    enum { COUNT = 20000 };
    graph *g = graph_new(false);
    uint64_t node;
    char key[32];
    for (int i = 0; i < COUNT; i++) {
        (void)snprintf(key, sizeof key, "%s%d", i % 3 == 0 ? "" : "a longer key ", i);
        assert_ok(graph_add_node_with_key(g, key, &node));
    }
    for (int i = 0; i < COUNT; i += 2) {
        assert_ok(graph_remove_node(g, (uint64_t)i));
    }
    for (int i = 0; i < COUNT; i++) {
        (void)snprintf(key, sizeof key, "%s%d", i % 3 == 0 ? "" : "a longer key ", i);
        if (i % 2 == 0) {
            assert_int_equal(graph_node_by_key(g, key, &node), GRAPH_NO_SUCH_KEY);
        } else {
            assert_ok(graph_node_by_key(g, key, &node));
            assert_int_equal(node, i);
        }
    }
    graph_free(g);
}

/* ----------------------------------------------------------------------------------------------- cursor */

static void cursor__removed_edges__then_skipped_in_order(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}, {1, 2}, {2, 0}};
    graph *g = make_graph(true, 3, edges, LENGTH(edges));
    graph_cursor *cursor;
    uint64_t edge;
    uint64_t source;
    uint64_t target;
    assert_ok(graph_remove_edge(g, 1));
    assert_ok(graph_edges(g, &cursor));
    assert_true(graph_cursor_next(cursor, &edge, &source, &target));
    assert_int_equal(edge, 0);
    assert_true(graph_cursor_next(cursor, &edge, &source, &target));
    assert_int_equal(edge, 2);
    assert_int_equal(source, 2);
    assert_int_equal(target, 0);
    assert_false(graph_cursor_next(cursor, &edge, &source, &target));
    assert_int_equal(edge, 0);
    assert_false(graph_cursor_next(cursor, &edge, &source, &target));
    graph_cursor_free(cursor);
    graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(graph__new__then_empty),
        cmocka_unit_test(name__set_and_unset__then_read_back),
        cmocka_unit_test(add_nodes__none__then_nothing_changes),
        cmocka_unit_test(add_nodes__too_many__then_too_large),
        cmocka_unit_test(add_edge__missing_end__then_no_such_node),
        cmocka_unit_test(add_edges__one_bad_end__then_none_added),
        cmocka_unit_test(from_edges__bad_end__then_no_graph),
        cmocka_unit_test(self_loop__undirected__then_two_in_degree_and_once_a_neighbour),
        cmocka_unit_test(self_loop__directed__then_one_in_and_one_out),
        cmocka_unit_test(has_edge_between__directed__then_respects_direction),
        cmocka_unit_test(remove_edge__then_everything_forgets_it),
        cmocka_unit_test(remove_node__then_its_edges_key_and_values_go_too),
        cmocka_unit_test(key__added__then_found_both_ways),
        cmocka_unit_test(key__taken_or_empty__then_refused),
        cmocka_unit_test(key__many_added_and_removed__then_the_rest_is_found),
        cmocka_unit_test(cursor__removed_edges__then_skipped_in_order),
        cmocka_unit_test(structure__random_changes__then_like_plain_arrays),
        cmocka_unit_test(structure__loaded_at_once__then_like_plain_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
