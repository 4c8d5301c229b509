/**
 * @file
 * Columns: values, nulls, many at once, views.
 */
#include <math.h>

#include "support.h"

static void value__every_type__then_read_back_exactly(void **unused) {
    (void)unused;
    static const uint64_t edges[][2] = {{0, 1}};
    graph *g = make_graph(true, 2, edges, 1);
    char long_text[1001];
    int64_t integer;
    double number;
    bool truth;
    const char *text;
    memset(long_text, 'x', 1000);
    long_text[1000] = '\0';
    assert_ok(graph_set_i64(g, GRAPH_NODES, "i", 0, INT64_MIN));
    assert_ok(graph_get_i64(g, GRAPH_NODES, "i", 0, &integer));
    assert_true(integer == INT64_MIN);
    assert_ok(graph_set_f64(g, GRAPH_NODES, "f", 0, 0.1));
    assert_ok(graph_get_f64(g, GRAPH_NODES, "f", 0, &number));
    assert_true(number == 0.1);
    assert_ok(graph_set_f64(g, GRAPH_NODES, "f", 0, (double)NAN));
    assert_ok(graph_get_f64(g, GRAPH_NODES, "f", 0, &number));
    assert_true(isnan(number));
    assert_ok(graph_set_bool(g, GRAPH_EDGES, "b", 0, true));
    assert_ok(graph_get_bool(g, GRAPH_EDGES, "b", 0, &truth));
    assert_true(truth);
    assert_ok(graph_set_text(g, GRAPH_EDGES, "t", 0, long_text));
    assert_ok(graph_get_text(g, GRAPH_EDGES, "t", 0, &text));
    assert_string_equal(text, long_text);
    assert_ok(graph_set_text(g, GRAPH_EDGES, "t", 0, ""));
    assert_ok(graph_get_text(g, GRAPH_EDGES, "t", 0, &text));
    assert_string_equal(text, "");
    graph_free(g);
}

static void value__null_or_missing__then_says_which(void **unused) {
    (void)unused;
    graph *g = make_graph(true, 2, NULL, 0);
    double number;
    int64_t integer;
    bool missing;
    assert_fails(graph_get_f64(g, GRAPH_NODES, "size", 0, &number), GRAPH_NO_SUCH_COLUMN,
                 "the nodes have no column \"size\"");
    assert_ok(graph_set_f64(g, GRAPH_NODES, "size", 0, 1.5));
    assert_fails(graph_get_f64(g, GRAPH_NODES, "size", 1, &number), GRAPH_NO_VALUE,
                 "node 1 has no value in column \"size\"");
    assert_fails(graph_get_f64(g, GRAPH_NODES, "size", 2, &number), GRAPH_NO_SUCH_NODE,
                 "node 2 is not in the graph");
    assert_fails(graph_get_f64(g, GRAPH_EDGES, "size", 0, &number), GRAPH_NO_SUCH_EDGE,
                 "edge 0 is not in the graph");
    assert_fails(graph_get_i64(g, GRAPH_NODES, "size", 0, &integer), GRAPH_WRONG_TYPE,
                 "column \"size\" holds f64, not i64");
    assert_fails(graph_set_i64(g, GRAPH_NODES, "size", 0, 1), GRAPH_WRONG_TYPE,
                 "column \"size\" holds f64, not i64");
    assert_ok(graph_is_null(g, GRAPH_NODES, "size", 1, &missing));
    assert_true(missing);
    assert_ok(graph_is_null(g, GRAPH_NODES, "size", 0, &missing));
    assert_false(missing);
    assert_ok(graph_clear_value(g, GRAPH_NODES, "size", 0));
    assert_ok(graph_clear_value(g, GRAPH_NODES, "size", 0));
    assert_ok(graph_is_null(g, GRAPH_NODES, "size", 0, &missing));
    assert_true(missing);
    assert_fails(graph_is_null(g, GRAPH_NODES, "x", 0, &missing), GRAPH_NO_SUCH_COLUMN,
                 "the nodes have no column \"x\"");
    assert_fails(graph_clear_value(g, GRAPH_NODES, "x", 0), GRAPH_NO_SUCH_COLUMN,
                 "the nodes have no column \"x\"");
    graph_free(g);
}

static void set__missing_id__then_no_column_added(void **unused) {
    (void)unused;
    graph *g = make_graph(true, 1, NULL, 0);
    const uint64_t ids[] = {0, 9};
    const double numbers[] = {1, 2};
    const char *texts[] = {"a", "b"};
    assert_fails(graph_set_f64(g, GRAPH_NODES, "x", 9, 1), GRAPH_NO_SUCH_NODE, "node 9 is not in the graph");
    assert_fails(graph_set_f64_bulk(g, GRAPH_NODES, "x", ids, numbers, 2), GRAPH_NO_SUCH_NODE,
                 "ids[1]: node 9 is not in the graph");
    assert_fails(graph_set_text_bulk(g, GRAPH_EDGES, "x", ids, texts, 2), GRAPH_NO_SUCH_EDGE,
                 "ids[0]: edge 0 is not in the graph");
    assert_int_equal(graph_column_count(g, GRAPH_NODES), 0);
    assert_int_equal(graph_column_count(g, GRAPH_EDGES), 0);
    assert_fails(graph_set_f64(g, GRAPH_NODES, "", 0, 1), GRAPH_INVALID_ARGUMENT,
                 "a column's name must not be empty");
    graph_free(g);
}

static void bulk__values_and_nulls__then_both_come_back(void **unused) {
    (void)unused;
    graph *g = make_graph(true, 4, NULL, 0);
    const uint64_t ids[] = {3, 1, 3};
    const uint64_t all[] = {0, 1, 2, 3};
    const int64_t integers[] = {30, 10, 31};
    const uint8_t truths[] = {1, 1, 0};
    const uint8_t no_truths[] = {0, 2, 0};
    const char *texts[] = {"c", "a", "d"};
    int64_t found_integers[4];
    uint8_t found_truths[4];
    double numbers[4];
    uint8_t present[4];
    const char *text;
    assert_ok(graph_set_i64_bulk(g, GRAPH_NODES, "i", ids, integers, 3));
    assert_ok(graph_get_i64_bulk(g, GRAPH_NODES, "i", all, found_integers, present, 4));
    assert_memory_equal(found_integers, ((const int64_t[]){0, 10, 0, 31}), sizeof found_integers);
    assert_memory_equal(present, ((const uint8_t[]){0, 1, 0, 1}), 4);
    assert_ok(graph_set_bool_bulk(g, GRAPH_NODES, "b", ids, truths, 3));
    assert_ok(graph_get_bool_bulk(g, GRAPH_NODES, "b", all, found_truths, present, 4));
    assert_memory_equal(found_truths, ((const uint8_t[]){0, 1, 0, 0}), 4);
    assert_fails(graph_set_bool_bulk(g, GRAPH_NODES, "b", ids, no_truths, 3), GRAPH_INVALID_ARGUMENT,
                 "values[1] is 2: a truth value is 0 or 1");
    assert_ok(graph_set_text_bulk(g, GRAPH_NODES, "t", ids, texts, 3));
    assert_ok(graph_get_text(g, GRAPH_NODES, "t", 3, &text));
    assert_string_equal(text, "d");
    assert_fails(graph_set_text_bulk(g, GRAPH_NODES, "i", ids, texts, 3), GRAPH_WRONG_TYPE,
                 "column \"i\" holds i64, not text");
    assert_fails(graph_get_f64_bulk(g, GRAPH_NODES, "i", all, numbers, present, 4), GRAPH_WRONG_TYPE,
                 "column \"i\" holds i64, not f64");
    assert_fails(graph_get_f64_bulk(g, GRAPH_NODES, "none", all, numbers, present, 4), GRAPH_NO_SUCH_COLUMN,
                 "the nodes have no column \"none\"");
    assert_ok(graph_set_f64_bulk(g, GRAPH_NODES, "empty", ids, numbers, 0));
    assert_int_equal(graph_column_count(g, GRAPH_NODES), 4);
    graph_free(g);
}

static void view__column__then_the_memory_itself(void **unused) {
    (void)unused;
    graph *g = make_graph(true, 3, NULL, 0);
    const double *numbers;
    const uint8_t *present;
    const uint8_t *truths;
    const int64_t *integers;
    size_t count;
    uint64_t first;
    assert_ok(graph_set_f64(g, GRAPH_NODES, "f", 1, 2.5));
    assert_ok(graph_view_f64(g, GRAPH_NODES, "f", &numbers, &count));
    assert_int_equal(count, 3);
    assert_true(numbers[0] == 0.0 && numbers[1] == 2.5);
    assert_ok(graph_view_validity(g, GRAPH_NODES, "f", &present, &count));
    assert_memory_equal(present, ((const uint8_t[]){0, 1, 0}), 3);
    /* Ids that come later are in the column too, without values. */
    assert_ok(graph_add_nodes(g, 1000, &first));
    assert_ok(graph_view_f64(g, GRAPH_NODES, "f", &numbers, &count));
    assert_int_equal(count, 1003);
    assert_true(numbers[1] == 2.5 && numbers[1002] == 0.0);
    assert_fails(graph_view_i64(g, GRAPH_NODES, "f", &integers, &count), GRAPH_WRONG_TYPE,
                 "column \"f\" holds f64, not i64");
    assert_fails(graph_view_bool(g, GRAPH_NODES, "g", &truths, &count), GRAPH_NO_SUCH_COLUMN,
                 "the nodes have no column \"g\"");
    assert_ok(graph_add_column(g, GRAPH_EDGES, "e", GRAPH_BOOL));
    assert_ok(graph_view_bool(g, GRAPH_EDGES, "e", &truths, &count));
    assert_int_equal(count, 0);
    assert_non_null(truths);
    graph_free(g);
}

static void column__added_and_removed__then_listed_in_order(void **unused) {
    (void)unused;
    graph *g = make_graph(true, 1, NULL, 0);
    char name[16];
    const char *found;
    graph_type type;
    for (int i = 0; i < 40; i++) {
        (void)snprintf(name, sizeof name, "column %d", i);
        assert_ok(graph_add_column(g, GRAPH_NODES, name, (graph_type)(i % 4)));
        assert_int_equal(graph_add_column(g, GRAPH_NODES, name, GRAPH_I64), GRAPH_ALREADY_EXISTS);
    }
    assert_ok(graph_set_text(g, GRAPH_NODES, "column 3", 0, "freed with its column"));
    assert_ok(graph_remove_column(g, GRAPH_NODES, "column 3"));
    assert_ok(graph_remove_column(g, GRAPH_NODES, "column 0"));
    assert_fails(graph_remove_column(g, GRAPH_NODES, "column 0"), GRAPH_NO_SUCH_COLUMN,
                 "the nodes have no column \"column 0\"");
    assert_int_equal(graph_column_count(g, GRAPH_NODES), 38);
    assert_ok(graph_column_name(g, GRAPH_NODES, 2, &found));
    assert_string_equal(found, "column 4");
    assert_fails(graph_column_name(g, GRAPH_NODES, 38, &found), GRAPH_OUT_OF_RANGE,
                 "column 38 of the nodes does not exist: there are 38");
    for (int i = 4; i < 40; i++) {
        (void)snprintf(name, sizeof name, "column %d", i);
        assert_ok(graph_column_type(g, GRAPH_NODES, name, &type));
        assert_int_equal(type, i % 4);
    }
    assert_int_equal(graph_column_type(g, GRAPH_EDGES, "column 4", &type), GRAPH_NO_SUCH_COLUMN);
    assert_int_equal(graph_add_column(g, GRAPH_EDGES, "bad", (graph_type)7), GRAPH_INVALID_ARGUMENT);
    graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(value__every_type__then_read_back_exactly),
        cmocka_unit_test(value__null_or_missing__then_says_which),
        cmocka_unit_test(set__missing_id__then_no_column_added),
        cmocka_unit_test(bulk__values_and_nulls__then_both_come_back),
        cmocka_unit_test(view__column__then_the_memory_itself),
        cmocka_unit_test(column__added_and_removed__then_listed_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
