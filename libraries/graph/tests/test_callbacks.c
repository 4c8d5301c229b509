/**
 * @file
 * Functions of the caller: filters, walks, streams, progress and stopping.
 */
#include "support.h"

static bool is_even(uint64_t id, void *context) {
    size_t *asked = context;
    ++*asked;
    return id % 2 == 0;
}

static void filter__some_ids__then_those_kept(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}, {1, 2}, {2, 3}, {3, 0}};
    graph *g = make_graph(true, 5, edges, 4);
    uint64_t *ids;
    size_t count;
    size_t asked = 0;
    assert_ok(graph_remove_node(g, 2));
    assert_ok(graph_filter_nodes(g, is_even, &asked, &ids, &count));
    assert_elements(ids, count, 0, 4);
    assert_int_equal(asked, 4);
    asked = 0;
    assert_ok(graph_filter_edges(g, is_even, &asked, &ids, &count));
    assert_elements(ids, count, 0);
    assert_int_equal(asked, 2);
    graph_free(g);
}

static void subgraph__nodes_in_any_order__then_keys_columns_and_edges_between_them(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}, {1, 2}, {2, 3}, {3, 1}, {1, 1}};
    static const uint64_t chosen[] = {3, 1};
    static const uint64_t twice[] = {3, 1, 3};
    static const uint64_t unknown[] = {9};
    graph *g = make_graph(true, 4, edges, 5);
    graph *part;
    uint64_t source;
    uint64_t target;
    const char *key;
    double weight;
    assert_ok(graph_set_key(g, 3, "three"));
    assert_ok(graph_set_f64(g, GRAPH_EDGES, "w", 3, 3.5));
    assert_ok(graph_set_i64(g, GRAPH_NODES, "n", 1, 11));
    assert_ok(graph_subgraph(g, chosen, 2, &part));
    assert_int_equal(graph_node_count(part), 2);
    assert_int_equal(graph_edge_count(part), 2);
    assert_ok(graph_edge_endpoints(part, 0, &source, &target));
    assert_int_equal(source, 0);
    assert_int_equal(target, 1);
    assert_ok(graph_key(part, 0, &key));
    assert_string_equal(key, "three");
    assert_ok(graph_get_f64(part, GRAPH_EDGES, "w", 0, &weight));
    assert_true(weight == 3.5);
    graph_free(part);
    assert_fails(graph_subgraph(g, twice, 3, &part), GRAPH_INVALID_ARGUMENT,
                 "nodes[2]: node 3 is named twice");
    assert_int_equal(graph_subgraph(g, unknown, 1, &part), GRAPH_NO_SUCH_NODE);
    graph_free(g);
}

/** What a visitor saw, as text. */
typedef struct seen {
    char text[256];
    uint64_t skips; /**< The node beyond which it does not go. */
    uint64_t stops; /**< The node at which it stops. */
} seen;

static graph_step see_node(void *context, uint64_t node, uint64_t depth) {
    seen *to = context;
    size_t length = strlen(to->text);
    (void)snprintf(to->text + length, sizeof to->text - length, "%d@%d ", (int)node, (int)depth);
    return node == to->stops ? GRAPH_STOP : node == to->skips ? GRAPH_SKIP : GRAPH_CONTINUE;
}

static graph_step see_edge(void *context, uint64_t edge, uint64_t source, uint64_t target) {
    seen *to = context;
    size_t length = strlen(to->text);
    (void)snprintf(to->text + length, sizeof to->text - length, "%d:%d-%d ", (int)edge, (int)source,
                   (int)target);
    return GRAPH_CONTINUE;
}

static void traverse__both_orders_skip_and_stop__then_as_asked(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 0}};
    graph *g = make_graph(true, 5, edges, 5);
    static const struct {
        graph_order order;
        uint64_t skips;
        uint64_t stops;
        const char *text;
    } walks[] = {
        {GRAPH_BREADTH_FIRST, 9, 9, "0@0 0:0-1 1@1 1:0-2 2@1 2:1-3 3@2 3:2-3 4:3-0 "},
        {GRAPH_DEPTH_FIRST, 9, 9, "0@0 0:0-1 1@1 2:1-3 3@2 4:3-0 1:0-2 2@1 3:2-3 "},
        {GRAPH_BREADTH_FIRST, 1, 9, "0@0 0:0-1 1@1 1:0-2 2@1 3:2-3 3@2 4:3-0 "},
        {GRAPH_DEPTH_FIRST, 9, 3, "0@0 0:0-1 1@1 2:1-3 3@2 "},
    };
    for (size_t i = 0; i < LENGTH(walks); i++) {
        seen saw = {.skips = walks[i].skips, .stops = walks[i].stops};
        graph_visitor visitor = {.node = see_node, .edge = see_edge, .context = &saw};
        assert_ok(graph_traverse(g, 0, walks[i].order, &visitor));
        assert_string_equal(saw.text, walks[i].text);
    }
    graph_free(g);
}

/** A stream of text, a few bytes at a time. */
typedef struct trickle {
    const char *text;
    size_t at;
    size_t fails_at;
} trickle;

static graph_status read_trickle(void *context, void *buffer, size_t *size) {
    trickle *from = context;
    size_t left = strlen(from->text) - from->at;
    if (from->at >= from->fails_at) {
        return (graph_status)tenon_fail(GRAPH_IO, "the stream broke");
    }
    *size = left < 3 ? left : 3;
    memcpy(buffer, from->text + from->at, *size);
    from->at += *size;
    return GRAPH_OK;
}

static void note_progress(uint64_t done, uint64_t total, void *context) {
    uint64_t *last = context;
    assert_true(done >= *last);
    assert_int_equal(total, 0);
    *last = done;
}

static void csv_stream__chunks__then_the_graph_and_how_far(void **unused) {
    (void)unused;
    trickle text = {.text = "from,to,w\na,b,1\nb,c,2.5\n", .fails_at = SIZE_MAX};
    uint64_t last = 0;
    graph *g;
    double weight;
    assert_ok(graph_read_csv_stream(read_trickle, &text, "from", "to", true, NULL, note_progress, &last, &g));
    assert_int_equal(last, strlen(text.text));
    assert_int_equal(graph_node_count(g), 3);
    assert_ok(graph_get_f64(g, GRAPH_EDGES, "w", 1, &weight));
    assert_true(weight == 2.5);
    graph_free(g);
}

static void csv_stream__stream_fails_or_caller_stops__then_that_and_no_graph(void **unused) {
    (void)unused;
    trickle broken = {.text = "from,to\na,b\n", .fails_at = 6};
    trickle whole = {.text = "from,to\na,b\n", .fails_at = SIZE_MAX};
    tenon_cancel cancel = {0};
    graph *g;
    assert_fails(graph_read_csv_stream(read_trickle, &broken, "from", "to", true, &cancel, NULL, NULL, &g),
                 GRAPH_IO, "cannot read the CSV stream");
    assert_string_equal(tenon_error_peek()->cause->message, "the stream broke");
    tenon_cancel_request(&cancel);
    assert_int_equal(graph_read_csv_stream(read_trickle, &whole, "from", "to", true, &cancel, NULL, NULL, &g),
                     GRAPH_CANCELLED);
}

/** Asks to stop at the third iteration. */
static void stop_at_three(uint64_t done, uint64_t total, void *context) {
    assert_int_equal(total, 100);
    if (done == 3) {
        tenon_cancel_request(context);
    }
}

static void pagerank__stopped__then_says_when(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}, {1, 2}, {2, 0}, {0, 2}};
    graph *g = make_graph(true, 3, edges, 4);
    graph_pagerank_options options = graph_pagerank_defaults();
    graph_pagerank_outcome outcome;
    tenon_cancel cancel = {0};
    double *ranks;
    size_t count;
    options.fixed_iterations = true;
    assert_fails(
        graph_pagerank(g, &options, NULL, NULL, &cancel, stop_at_three, &cancel, &ranks, &count, &outcome),
        GRAPH_CANCELLED, "the caller asked to stop after 3 iterations");
    graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filter__some_ids__then_those_kept),
        cmocka_unit_test(subgraph__nodes_in_any_order__then_keys_columns_and_edges_between_them),
        cmocka_unit_test(traverse__both_orders_skip_and_stop__then_as_asked),
        cmocka_unit_test(csv_stream__chunks__then_the_graph_and_how_far),
        cmocka_unit_test(csv_stream__stream_fails_or_caller_stops__then_that_and_no_graph),
        cmocka_unit_test(pagerank__stopped__then_says_when),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
