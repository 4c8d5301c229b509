/**
 * @file
 * Running out of memory at every single allocation: the call says so and nothing has changed.
 *
 * Linked with --wrap, so that the library's malloc, calloc, realloc and free are the ones here.
 */
#include <malloc.h>
#include <stdlib.h>

#include "support.h"

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *block, size_t bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *block, size_t bytes);
void __real_free(void *block);
void __wrap_free(void *block);

/** Bytes that are in use, as the allocator counts them. */
static size_t bytes_in_use;

/** Allocations that still succeed; negative: all do. */
static int allocations_left = -1;

static bool may_allocate(void) {
    if (allocations_left < 0) {
        return true;
    }
    return allocations_left-- > 0 || (allocations_left = 0, false);
}

static void *in_use(void *block) {
    bytes_in_use += malloc_usable_size(block);
    return block;
}

void *__wrap_malloc(size_t bytes) {
    return may_allocate() ? in_use(__real_malloc(bytes)) : NULL;
}

void *__wrap_calloc(size_t count, size_t bytes) {
    return may_allocate() ? in_use(__real_calloc(count, bytes)) : NULL;
}

void *__wrap_realloc(void *block, size_t bytes) {
    if (!may_allocate()) {
        return NULL;
    }
    size_t before = malloc_usable_size(block);
    void *resized = __real_realloc(block, bytes);
    if (resized != NULL) {
        bytes_in_use -= before;
        bytes_in_use += malloc_usable_size(resized);
    }
    return resized;
}

void __wrap_free(void *block) {
    bytes_in_use -= malloc_usable_size(block);
    __real_free(block);
}

/** Do something that allocates to a graph; what it finds, it frees. */
typedef graph_status (*action)(graph *g);

static graph_status add_many_nodes(graph *g) {
    uint64_t id;
    return graph_add_nodes(g, 100, &id);
}

static graph_status add_node_with_key(graph *g) {
    uint64_t id;
    return graph_add_node_with_key(g, "a new key", &id);
}

static graph_status set_key(graph *g) {
    return graph_set_key(g, 1, "another key");
}

static graph_status add_many_edges(graph *g) {
    const uint64_t ends[40] = {0};
    uint64_t id;
    return graph_add_edges(g, ends, ends, LENGTH(ends), &id);
}

static graph_status remove_edge(graph *g) {
    return graph_remove_edge(g, 1);
}

static graph_status remove_node(graph *g) {
    return graph_remove_node(g, 0);
}

static graph_status set_name(graph *g) {
    return graph_set_name(g, "another name");
}

static graph_status set_new_column(graph *g) {
    return graph_set_f64(g, GRAPH_NODES, "new", 0, 1.0);
}

static graph_status set_texts(graph *g) {
    const uint64_t ids[] = {0, 1};
    const char *const texts[] = {"one", "two"};
    return graph_set_text_bulk(g, GRAPH_NODES, "new text", ids, texts, 2);
}

static graph_status list_nodes(graph *g) {
    uint64_t *nodes = NULL;
    size_t count;
    graph_status status = graph_node_ids(g, &nodes, &count);
    graph_free_array(nodes);
    return status;
}

static graph_status list_neighbours(graph *g) {
    uint64_t *nodes = NULL;
    size_t count;
    graph_status status = graph_predecessors(g, 1, &nodes, &count);
    graph_free_array(nodes);
    return status;
}

static graph_status search(graph *g) {
    int64_t *distances = NULL;
    size_t count;
    graph_status status = graph_bfs(g, 0, &distances, &count);
    graph_free_array(distances);
    return status;
}

static graph_status find_components(graph *g) {
    uint64_t *labels = NULL;
    size_t count;
    uint64_t components;
    graph_status status = graph_components(g, GRAPH_STRONG, &labels, &count, &components);
    graph_free_array(labels);
    return status;
}

static graph_status rank_nodes(graph *g) {
    graph_pagerank_options options = graph_pagerank_defaults();
    graph_pagerank_outcome outcome;
    double *ranks = NULL;
    size_t count;
    graph_status status =
        graph_pagerank(g, &options, "weight", "size", NULL, NULL, NULL, &ranks, &count, &outcome);
    graph_free_array(ranks);
    return status;
}

static graph_status list_edges(graph *g) {
    uint64_t *edges = NULL;
    size_t count;
    graph_status status = graph_edge_ids(g, &edges, &count);
    graph_free_array(edges);
    return status;
}

static graph_status list_edges_of_node(graph *g) {
    uint64_t *out = NULL;
    uint64_t *in = NULL;
    size_t count;
    graph_status status = graph_out_edges(g, 0, &out, &count);
    if (status == GRAPH_OK) {
        status = graph_in_edges(g, 0, &in, &count);
    }
    graph_free_array(out);
    graph_free_array(in);
    return status;
}

static graph_status walk_over_edges(graph *g) {
    graph_cursor *cursor = NULL;
    uint64_t edge, source, target;
    graph_status status = graph_edges(g, &cursor);
    while (status == GRAPH_OK && graph_cursor_next(cursor, &edge, &source, &target)) {
    }
    graph_cursor_free(cursor);
    return status;
}

static bool is_even(uint64_t id, void *unused) {
    (void)unused;
    return id % 2 == 0;
}

static graph_status filter(graph *g) {
    uint64_t *nodes = NULL;
    uint64_t *edges = NULL;
    size_t count;
    graph_status status = graph_filter_nodes(g, is_even, NULL, &nodes, &count);
    if (status == GRAPH_OK) {
        status = graph_filter_edges(g, is_even, NULL, &edges, &count);
    }
    graph_free_array(nodes);
    graph_free_array(edges);
    return status;
}

static graph_status cut_out(graph *g) {
    const uint64_t nodes[] = {0, 1, 2};
    graph *part = NULL;
    graph_status status = graph_subgraph(g, nodes, LENGTH(nodes), &part);
    assert_true((part != NULL) == (status == GRAPH_OK));
    graph_free(part);
    return status;
}

static graph_status add_column(graph *g) {
    return graph_add_column(g, GRAPH_NODES, "new", GRAPH_TEXT);
}

static graph_status set_new_numbers(graph *g) {
    return graph_set_i64(g, GRAPH_NODES, "new", 3, 5);
}

static graph_status set_new_truths(graph *g) {
    return graph_set_bool(g, GRAPH_EDGES, "new", 3, true);
}

static graph_status set_many_numbers(graph *g) {
    const uint64_t ids[] = {0, 5};
    const int64_t values[] = {-1, 1};
    return graph_set_i64_bulk(g, GRAPH_NODES, "many", ids, values, LENGTH(ids));
}

static graph_status start_over(graph *unused) {
    (void)unused;
    const uint64_t sources[] = {0, 1, 2};
    const uint64_t targets[] = {1, 2, 0};
    graph *made = NULL;
    graph_status status = graph_from_edges(true, 3, sources, targets, LENGTH(sources), &made);
    assert_true((made != NULL) == (status == GRAPH_OK));
    graph_free(made);
    return status;
}

static graph_status show_as_table(graph *g) {
    struct ArrowArrayStream table = {.release = NULL};
    graph_status status = graph_to_arrow(g, GRAPH_NODES, &table);
    assert_true((table.release != NULL) == (status == GRAPH_OK));
    if (table.release != NULL) {
        table.release(&table);
    }
    return status;
}

/** Edges that come at once are kept in another way than others. */
typedef enum subject { ONE_BY_ONE, AT_ONCE, AT_ONCE_IN_ORDER, SUBJECTS } subject;

static graph *make_subject_of(subject kind) {
    static const uint64_t edges[][2] = {{0, 1}, {1, 2}, {2, 0}, {0, 0}};
    graph *g;
    if (kind == ONE_BY_ONE) {
        g = make_graph(true, 8, edges, LENGTH(edges));
    } else {
        const uint64_t sources[] = {0, 1, 2, kind == AT_ONCE ? 0 : 2};
        const uint64_t targets[] = {1, 2, 0, kind == AT_ONCE ? 0 : 2};
        assert_ok(graph_from_edges(true, 8, sources, targets, LENGTH(sources), &g));
    }
    for (uint64_t edge = 0; edge < LENGTH(edges); edge++) {
        assert_ok(graph_set_f64(g, GRAPH_EDGES, "weight", edge, 1.0));
    }
    assert_ok(graph_set_f64(g, GRAPH_NODES, "size", 0, 1.0));
    assert_ok(graph_set_key(g, 0, "zero"));
    return g;
}

static graph *make_subject(void) {
    return make_subject_of(ONE_BY_ONE);
}

/** What make_subject() made is as it was. */
static void assert_unchanged(const graph *g) {
    uint64_t node;
    bool missing;
    assert_int_equal(graph_node_count(g), 8);
    assert_int_equal(graph_edge_count(g), 4);
    assert_int_equal(graph_column_count(g, GRAPH_NODES), 1);
    assert_int_equal(graph_column_count(g, GRAPH_EDGES), 1);
    assert_null(graph_name(g));
    assert_ok(graph_node_by_key(g, "zero", &node));
    assert_int_equal(graph_node_by_key(g, "a new key", &node), GRAPH_NO_SUCH_KEY);
    assert_int_equal(graph_node_by_key(g, "another key", &node), GRAPH_NO_SUCH_KEY);
    assert_ok(graph_is_null(g, GRAPH_NODES, "size", 1, &missing));
    assert_true(missing);
}

static void any_call__allocation_fails__then_out_of_memory_and_unchanged(void **unused) {
    (void)unused;
    static const action actions[] = {
        add_many_nodes,   add_node_with_key,
        set_key,          add_many_edges,
        remove_edge,      remove_node,
        set_name,         set_new_column,
        set_texts,        list_nodes,
        list_neighbours,  search,
        find_components,  rank_nodes,
        list_edges,       list_edges_of_node,
        walk_over_edges,  filter,
        cut_out,          add_column,
        set_new_numbers,  set_new_truths,
        set_many_numbers, start_over,
        show_as_table,
    };
    for (size_t i = 0; i < SUBJECTS * LENGTH(actions); i++) {
        graph *g = make_subject_of((subject)(i % SUBJECTS));
        graph_status status = GRAPH_OUT_OF_MEMORY;
        for (int allowed = 0; status != GRAPH_OK; allowed++) {
            assert_true(allowed < 100);
            allocations_left = allowed;
            status = actions[i / SUBJECTS](g);
            allocations_left = -1;
            if (status != GRAPH_OK) {
                assert_int_equal(status, GRAPH_OUT_OF_MEMORY);
                assert_unchanged(g);
            }
            assert_true(allowed > 0 || status != GRAPH_OK);
        }
        graph_free(g);
    }
}

static void adding_edges__no_memory_for_the_overlay__then_done_without_it(void **unused) {
    (void)unused;
    for (int allowed = 0; allowed < 6; allowed++) {
        graph *g = make_subject();
        uint64_t *nodes;
        size_t count;
        uint64_t edge;
        assert_ok(graph_neighbors(g, 0, &nodes, &count));
        graph_free_array(nodes);
        assert_ok(graph_add_edge(g, 0, 3, &edge));
        assert_ok(graph_remove_edge(g, edge));
        assert_ok(graph_neighbors(g, 0, &nodes, &count));
        graph_free_array(nodes);
        allocations_left = allowed;
        graph_status status = graph_add_edge(g, 0, 2, &edge);
        allocations_left = -1;
        assert_ok(status);
        assert_ok(graph_neighbors(g, 0, &nodes, &count));
        assert_elements(nodes, count, 1, 0, 2);
        graph_free(g);
    }
}

static void reading__allocation_fails__then_out_of_memory(void **unused) {
    (void)unused;
    static const char *const file_name = "test_memory.tmp";
    FILE *file = fopen(file_name, "w");
    assert_non_null(file);
    assert_true(fputs("a,b,x\n1,2,text\n2,3,\n3,4,more\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
    graph_status status = GRAPH_OUT_OF_MEMORY;
    for (int allowed = 0; status != GRAPH_OK; allowed++) {
        graph *g = NULL;
        allocations_left = allowed;
        status = graph_read_csv(file_name, "a", "b", true, &g);
        allocations_left = -1;
        assert_true(allowed < 200);
        assert_true(status == GRAPH_OK || status == GRAPH_OUT_OF_MEMORY);
        assert_true((g != NULL) == (status == GRAPH_OK));
        graph_free(g);
    }
    (void)remove(file_name);
}

/** A walk that meets all that there is. */
static graph_step meet_node(void *unused, uint64_t node, uint64_t depth) {
    (void)unused, (void)node, (void)depth;
    return GRAPH_CONTINUE;
}

static graph_step meet_edge(void *unused, uint64_t edge, uint64_t source, uint64_t target) {
    (void)unused, (void)edge, (void)source, (void)target;
    return GRAPH_CONTINUE;
}

static void traversing__allocation_fails__then_out_of_memory(void **unused) {
    (void)unused;
    const graph_visitor visitor = {.node = meet_node, .edge = meet_edge};
    for (int order = GRAPH_BREADTH_FIRST; order <= GRAPH_DEPTH_FIRST; order++) {
        graph *g = make_subject();
        graph_status status = GRAPH_OUT_OF_MEMORY;
        for (int allowed = 0; status != GRAPH_OK; allowed++) {
            assert_true(allowed < 100);
            allocations_left = allowed;
            status = graph_traverse(g, 0, (graph_order)order, &visitor);
            allocations_left = -1;
            assert_true(status == GRAPH_OK || status == GRAPH_OUT_OF_MEMORY);
            assert_unchanged(g);
        }
        graph_free(g);
    }
}

/** The table itself is the graph's, and may find no memory for a batch: then reading it failed. */
static void taking_tables__allocation_fails__then_it_says_so_and_nothing_changed(void **unused) {
    (void)unused;
    graph *shown = make_subject();
    graph *target = make_subject();
    assert_ok(graph_remove_column(target, GRAPH_NODES, "size"));
    graph_status status = GRAPH_OUT_OF_MEMORY;
    for (int allowed = 0; status != GRAPH_OK; allowed++) {
        struct ArrowArrayStream table = {.release = NULL};
        assert_true(allowed < 400);
        assert_ok(graph_to_arrow(shown, GRAPH_NODES, &table));
        allocations_left = allowed;
        status = graph_set_columns(target, GRAPH_NODES, &table, "node");
        allocations_left = -1;
        assert_true(status == GRAPH_OK || status == GRAPH_OUT_OF_MEMORY || status == GRAPH_IO);
        assert_true((graph_column_count(target, GRAPH_NODES) > 0) == (status == GRAPH_OK));
        if (table.release != NULL) {
            table.release(&table);
        }
    }
    graph_free(target);
    graph_free(shown);
}

enum { MANY_NODES = 50000, MANY_EDGES = 500000 };

/** What a search and ranks leave behind, too. */
static void ask_for_much(graph *g) {
    int64_t *distances;
    uint64_t *labels;
    uint64_t components;
    double *ranks;
    size_t count;
    graph_pagerank_options options = graph_pagerank_defaults();
    graph_pagerank_outcome outcome;
    assert_ok(graph_bfs(g, 0, &distances, &count));
    graph_free_array(distances);
    assert_ok(graph_components(g, GRAPH_WEAK, &labels, &count, &components));
    graph_free_array(labels);
    assert_ok(graph_pagerank(g, &options, NULL, NULL, NULL, NULL, NULL, &ranks, &count, &outcome));
    graph_free_array(ranks);
}

/** In any order, and changed or not: not more than plain arrays of neighbours need, 8 bytes per edge. */
static void from_edges__many__then_below_8_bytes_per_edge(void **unused) {
    (void)unused;
    static uint64_t ends[2][MANY_EDGES];
    for (unsigned kind = 0; kind < 4; kind++) {
        bool directed = kind % 2 == 1;
        uint64_t state = kind + 1;
        for (size_t i = 0; i < MANY_EDGES; i++) {
            ends[0][i] = kind / 2 == 1 ? i * MANY_NODES / MANY_EDGES : next_random(&state) % MANY_NODES;
            ends[1][i] = next_random(&state) % MANY_NODES;
        }
        size_t before = bytes_in_use;
        graph *g;
        assert_ok(graph_from_edges(directed, MANY_NODES, ends[0], ends[1], MANY_EDGES, &g));
        assert_true(bytes_in_use - before < (size_t)8 * MANY_EDGES);
        assert_true(bytes_in_use - before > (size_t)2 * MANY_EDGES);
        ask_for_much(g);
        assert_true(bytes_in_use - before < (size_t)(directed ? 9 : 8) * MANY_EDGES);
        graph_free(g);
        assert_int_equal(bytes_in_use, before);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_call__allocation_fails__then_out_of_memory_and_unchanged),
        cmocka_unit_test(from_edges__many__then_below_8_bytes_per_edge),
        cmocka_unit_test(adding_edges__no_memory_for_the_overlay__then_done_without_it),
        cmocka_unit_test(reading__allocation_fails__then_out_of_memory),
        cmocka_unit_test(traversing__allocation_fails__then_out_of_memory),
        cmocka_unit_test(taking_tables__allocation_fails__then_it_says_so_and_nothing_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
