/**
 * @file
 * Reading edge lists and CSV files.
 */
#include <locale.h>
#include <stdlib.h>

#include "support.h"

/** Where the tests write their files: the directory they are run in. */
static const char *const file_name = "test_readers.tmp";

static void write_bytes(const char *bytes, size_t length) {
    FILE *file = fopen(file_name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void write_text(const char *text) {
    write_bytes(text, strlen(text));
}

static int remove_file(void **unused) {
    (void)unused;
    (void)remove(file_name);
    return 0;
}

static graph *read_list(const char *text) {
    graph *g = NULL;
    write_text(text);
    assert_ok(graph_read_edge_list(file_name, true, &g));
    return g;
}

static graph *read_csv(const char *text) {
    graph *g = NULL;
    write_text(text);
    assert_ok(graph_read_csv(file_name, "from", "to", true, &g));
    return g;
}

static void assert_key(const graph *g, uint64_t node, const char *expected) {
    const char *key;
    assert_ok(graph_key(g, node, &key));
    assert_string_equal(key, expected);
}

/** The failure has this status, an outer sentence that names the file, and this cause. */
static void assert_chain(graph_status status, graph_status expected, const char *outer, const char *cause) {
    const tenon_error *error = tenon_error_peek();
    assert_int_equal(status, expected);
    assert_non_null(error);
    assert_int_equal(error->code, expected);
    assert_string_equal(error->message, outer);
    assert_non_null(error->cause);
    assert_string_equal(error->cause->message, cause);
    assert_null(error->cause->cause);
}

static void assert_bad_list(const char *text, const char *cause) {
    graph *g = NULL;
    write_text(text);
    tenon_error_clear();
    graph_status status = graph_read_edge_list(file_name, true, &g);
    assert_chain(status, GRAPH_BAD_FORMAT, "cannot read the edge list \"test_readers.tmp\"", cause);
    assert_null(g);
}

static void assert_bad_csv(const char *text, graph_status expected, const char *cause) {
    graph *g = NULL;
    write_text(text);
    tenon_error_clear();
    graph_status status = graph_read_csv(file_name, "from", "to", true, &g);
    assert_chain(status, expected, "cannot read the CSV file \"test_readers.tmp\"", cause);
    assert_null(g);
}

/* ------------------------------------------------------------------------------------------- edge lists */

static void edge_list__comments_and_weights__then_keys_in_order_and_nulls(void **unused) {
    (void)unused;
    graph *g = read_list("\xEF\xBB\xBF# a comment\n% another\n\nb a 1.5\r\n  a\tc\n c  b\t-2e3 \n007 7");
    double weight;
    bool missing;
    uint64_t source;
    uint64_t target;
    assert_int_equal(graph_node_count(g), 5);
    assert_int_equal(graph_edge_count(g), 4);
    assert_key(g, 0, "b");
    assert_key(g, 1, "a");
    assert_key(g, 2, "c");
    assert_key(g, 3, "007");
    assert_key(g, 4, "7");
    assert_ok(graph_edge_endpoints(g, 2, &source, &target));
    assert_int_equal(source, 2);
    assert_int_equal(target, 0);
    assert_ok(graph_get_f64(g, GRAPH_EDGES, "weight", 0, &weight));
    assert_true(weight == 1.5);
    assert_ok(graph_get_f64(g, GRAPH_EDGES, "weight", 2, &weight));
    assert_true(weight == -2000.0);
    assert_ok(graph_is_null(g, GRAPH_EDGES, "weight", 1, &missing));
    assert_true(missing);
    assert_ok(graph_is_null(g, GRAPH_EDGES, "weight", 3, &missing));
    assert_true(missing);
    graph_free(g);
}

static void edge_list__no_weights_or_empty__then_no_column(void **unused) {
    (void)unused;
    graph *g = read_list("1 2\n2 3\n");
    assert_int_equal(graph_column_count(g, GRAPH_EDGES), 0);
    graph_free(g);
    g = read_list("");
    assert_int_equal(graph_node_count(g), 0);
    graph_free(g);
    g = read_list("# only this");
    assert_int_equal(graph_edge_count(g), 0);
    graph_free(g);
}

static void edge_list__late_first_weight__then_earlier_are_null(void **unused) {
    (void)unused;
    enum { EDGES = 100 };
    char text[EDGES * 16] = "";
    for (int i = 0; i < EDGES; i++) {
        (void)snprintf(text + strlen(text), 16, i % 50 == 49 ? "%d x %d\n" : "%d x\n", i, i);
    }
    graph *g = read_list(text);
    const uint8_t *present;
    const double *weights;
    size_t count;
    assert_ok(graph_view_validity(g, GRAPH_EDGES, "weight", &present, &count));
    assert_ok(graph_view_f64(g, GRAPH_EDGES, "weight", &weights, &count));
    assert_int_equal(count, EDGES);
    for (int i = 0; i < EDGES; i++) {
        assert_int_equal(present[i], i % 50 == 49);
        assert_true(weights[i] == (i % 50 == 49 ? i : 0));
    }
    graph_free(g);
}

static void edge_list__bad_line__then_file_line_and_reason(void **unused) {
    (void)unused;
    assert_bad_list("a b\nc\n",
                    "test_readers.tmp:2: expected a source, a target and perhaps a weight, found 1 field");
    assert_bad_list("a b 1 2 3\n",
                    "test_readers.tmp:1: expected a source, a target and perhaps a weight, found 5 fields");
    assert_bad_list("a b 1\n# x\na c heavy\n", "test_readers.tmp:3: the weight \"heavy\" is not a number");
    assert_bad_list("a b 1e999\n", "test_readers.tmp:1: the weight \"1e999\" is not a number");
    assert_bad_list("a b 0x10\n", "test_readers.tmp:1: the weight \"0x10\" is not a number");
    assert_bad_list("a b\n\xFF b\n", "test_readers.tmp:2: byte 0xFF is not UTF-8; save the file as UTF-8");
    assert_bad_list("a \xED\xA0\x80\n", "test_readers.tmp:1: byte 0xED is not UTF-8; save the file as UTF-8");
    assert_bad_list("a \xC3", "test_readers.tmp:1: byte 0xC3 is not UTF-8; save the file as UTF-8");
}

static void edge_list__nul_byte__then_not_a_text_file(void **unused) {
    (void)unused;
    graph *g = NULL;
    write_bytes("a b\nc\0d e\n", 10);
    graph_status status = graph_read_edge_list(file_name, true, &g);
    assert_chain(status, GRAPH_BAD_FORMAT, "cannot read the edge list \"test_readers.tmp\"",
                 "test_readers.tmp:2: there is a NUL byte; this is not a text file");
}

static void file__missing_or_directory__then_io_with_the_systems_words(void **unused) {
    (void)unused;
    graph *g = NULL;
    graph_status status = graph_read_edge_list("no/such/file", false, &g);
    assert_chain(status, GRAPH_IO, "cannot read the edge list \"no/such/file\"",
                 "opening failed: No such file or directory");
    status = graph_read_csv("no/such/file", "from", "to", false, &g);
    assert_chain(status, GRAPH_IO, "cannot read the CSV file \"no/such/file\"",
                 "opening failed: No such file or directory");
    status = graph_read_csv(".", "from", "to", false, &g);
    assert_chain(status, GRAPH_IO, "cannot read the CSV file \".\"", "reading failed: Is a directory");
    assert_null(g);
}

static void weight__locale_with_decimal_comma__then_still_a_point(void **unused) {
    (void)unused;
    const char *locales[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"};
    bool found = false;
    for (size_t i = 0; i < LENGTH(locales) && !found; i++) {
        found = setlocale(LC_NUMERIC, locales[i]) != NULL;
    }
    graph *g = read_list("a b 1.25\n");
    double weight;
    (void)setlocale(LC_NUMERIC, "C");
    assert_ok(graph_get_f64(g, GRAPH_EDGES, "weight", 0, &weight));
    assert_true(weight == 1.25);
    graph_free(g);
    if (!found) {
        skip(); /* This machine has no such locale: the check above showed little. */
    }
}

/* ------------------------------------------------------------------------------------------------- CSV */

static void csv__columns_of_every_kind__then_typed_as_a_whole(void **unused) {
    (void)unused;
    graph *g = read_csv("from,to,i,f,b,t,zip,big,mixed,none,sign\r\n"
                        "x,y,1,1,true,hello,007,9223372036854775807,1,,-0\r\n"
                        "y,z,-5,2.5,FALSE,,08,9223372036854775808,true,,1\r\n"
                        "z,x,,-1e-3,,\"a, \"\"b\"\"\nc\",1,1,2.5,,2\r\n");
    static const struct {
        const char *name;
        graph_type type;
    } expected[] = {
        {"i", GRAPH_I64},      {"f", GRAPH_F64},     {"b", GRAPH_BOOL},
        {"t", GRAPH_TEXT},     {"zip", GRAPH_TEXT},  {"big", GRAPH_TEXT},
        {"mixed", GRAPH_TEXT}, {"none", GRAPH_TEXT}, {"sign", GRAPH_F64},
    };
    const char *text;
    const char *name;
    int64_t integer;
    double number;
    bool truth;
    bool missing;
    assert_int_equal(graph_column_count(g, GRAPH_EDGES), LENGTH(expected));
    for (size_t i = 0; i < LENGTH(expected); i++) {
        graph_type type;
        assert_ok(graph_column_name(g, GRAPH_EDGES, i, &name));
        assert_string_equal(name, expected[i].name);
        assert_ok(graph_column_type(g, GRAPH_EDGES, name, &type));
        assert_int_equal(type, expected[i].type);
    }
    assert_ok(graph_get_i64(g, GRAPH_EDGES, "i", 1, &integer));
    assert_int_equal(integer, -5);
    assert_ok(graph_is_null(g, GRAPH_EDGES, "i", 2, &missing));
    assert_true(missing);
    assert_ok(graph_get_f64(g, GRAPH_EDGES, "f", 2, &number));
    assert_true(number == -1e-3);
    assert_ok(graph_get_bool(g, GRAPH_EDGES, "b", 1, &truth));
    assert_false(truth);
    assert_ok(graph_get_text(g, GRAPH_EDGES, "t", 2, &text));
    assert_string_equal(text, "a, \"b\"\nc");
    assert_ok(graph_is_null(g, GRAPH_EDGES, "t", 1, &missing));
    assert_true(missing);
    assert_ok(graph_get_text(g, GRAPH_EDGES, "zip", 0, &text));
    assert_string_equal(text, "007");
    graph_free(g);
}

static void csv__quoted_empty__then_empty_text_or_null(void **unused) {
    (void)unused;
    graph *g = read_csv("to,t,n,from\nb,\"\",\"\",a\n\n\"c\",x,\"3\",\"a\"");
    const char *text;
    int64_t integer;
    bool missing;
    assert_key(g, 0, "a");
    assert_key(g, 1, "b");
    assert_key(g, 2, "c");
    assert_ok(graph_get_text(g, GRAPH_EDGES, "t", 0, &text));
    assert_string_equal(text, "");
    assert_ok(graph_is_null(g, GRAPH_EDGES, "n", 0, &missing));
    assert_true(missing);
    assert_ok(graph_get_i64(g, GRAPH_EDGES, "n", 1, &integer));
    assert_int_equal(integer, 3);
    graph_free(g);
}

static void csv__limits_of_numbers__then_nothing_is_lost(void **unused) {
    (void)unused;
    graph *g = read_csv("from,to,exact,lost,wide\n"
                        "a,b,9007199254740991,9007199254740993,-9223372036854775808\n"
                        "a,b,0.5,0.5,9223372036854775807\n");
    graph_type type;
    int64_t integer;
    assert_ok(graph_column_type(g, GRAPH_EDGES, "exact", &type));
    assert_int_equal(type, GRAPH_F64);
    assert_ok(graph_column_type(g, GRAPH_EDGES, "wide", &type));
    assert_int_equal(type, GRAPH_I64);
    assert_ok(graph_get_i64(g, GRAPH_EDGES, "wide", 0, &integer));
    assert_true(integer == INT64_MIN);
    assert_ok(graph_column_type(g, GRAPH_EDGES, "lost", &type));
    assert_int_equal(type, GRAPH_TEXT);
    graph_free(g);
}

static void csv__header_only__then_no_edges_and_text_columns(void **unused) {
    (void)unused;
    graph *g = read_csv("from,to,x");
    assert_int_equal(graph_edge_count(g), 0);
    assert_int_equal(graph_column_count(g, GRAPH_EDGES), 1);
    graph_free(g);
}

static void csv__bad_file__then_file_line_and_reason(void **unused) {
    (void)unused;
    assert_bad_csv("", GRAPH_BAD_FORMAT, "test_readers.tmp: the file is empty; it needs a header row");
    assert_bad_csv("from,too\na,b\n", GRAPH_NO_SUCH_COLUMN,
                   "test_readers.tmp: the header has no column \"to\"; its first is \"from\"");
    assert_bad_csv("from,to,from\n", GRAPH_BAD_FORMAT, "test_readers.tmp:1: two columns are called \"from\"");
    assert_bad_csv("from,to,\n", GRAPH_BAD_FORMAT, "test_readers.tmp:1: the header of column 3 is empty");
    assert_bad_csv("from,to\na,b\na\n", GRAPH_BAD_FORMAT,
                   "test_readers.tmp:3: the row has 1 cell, the header has 2");
    assert_bad_csv("from,to\n\"a\n\",b\na,b,c\n", GRAPH_BAD_FORMAT,
                   "test_readers.tmp:4: the row has 3 cells, the header has 2");
    assert_bad_csv("from,to\na,\n", GRAPH_BAD_FORMAT,
                   "test_readers.tmp:2: the cell in column \"to\" is empty; it must name a node");
    assert_bad_csv("from,to\n\"\",b\n", GRAPH_BAD_FORMAT,
                   "test_readers.tmp:2: the cell in column \"from\" is empty; it must name a node");
    assert_bad_csv("from,to\na,\"b\nc\n", GRAPH_BAD_FORMAT,
                   "test_readers.tmp:2: the quote that opens here is never closed");
    assert_bad_csv("from,to\na,\"b\"c\n", GRAPH_BAD_FORMAT,
                   "test_readers.tmp:2: after a closing quote there must be a comma or the end of the line");
    assert_bad_csv(
        "from,to\na,b\"c\n", GRAPH_BAD_FORMAT,
        "test_readers.tmp:2: a quote inside a cell; put the whole cell in quotes and double the quote");
}

static void csv__same_column_twice__then_invalid(void **unused) {
    (void)unused;
    graph *g = NULL;
    assert_fails(graph_read_csv("unread", "x", "x", true, &g), GRAPH_INVALID_ARGUMENT,
                 "source and target cannot both come from the column \"x\"");
}

/** Whatever the bytes, reading ends with a graph or an error and never touches memory it should not. */
static void readers__random_bytes__then_graph_or_error(void **unused) {
    (void)unused;
    static const char alphabet[] = "ab,\"\n\r\t #1.e-\xC3\xA9";
    uint64_t state = 4711;
    for (int round = 0; round < 4000; round++) {
        char text[64] = "from,to,x\n";
        size_t length = round % 2 == 0 ? 10 : 0;
        size_t end = length + next_random(&state) % 50;
        while (length < end) {
            text[length++] = alphabet[next_random(&state) % (sizeof alphabet - 1)];
        }
        write_bytes(text, length);
        graph *g = NULL;
        if (graph_read_csv(file_name, "from", "to", true, &g) == GRAPH_OK) {
            graph_free(g);
        }
        if (graph_read_edge_list(file_name, false, &g) == GRAPH_OK) {
            graph_free(g);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edge_list__comments_and_weights__then_keys_in_order_and_nulls),
        cmocka_unit_test(edge_list__no_weights_or_empty__then_no_column),
        cmocka_unit_test(edge_list__late_first_weight__then_earlier_are_null),
        cmocka_unit_test(edge_list__bad_line__then_file_line_and_reason),
        cmocka_unit_test(edge_list__nul_byte__then_not_a_text_file),
        cmocka_unit_test(file__missing_or_directory__then_io_with_the_systems_words),
        cmocka_unit_test(weight__locale_with_decimal_comma__then_still_a_point),
        cmocka_unit_test(csv__columns_of_every_kind__then_typed_as_a_whole),
        cmocka_unit_test(csv__quoted_empty__then_empty_text_or_null),
        cmocka_unit_test(csv__limits_of_numbers__then_nothing_is_lost),
        cmocka_unit_test(csv__header_only__then_no_edges_and_text_columns),
        cmocka_unit_test(csv__bad_file__then_file_line_and_reason),
        cmocka_unit_test(csv__same_column_twice__then_invalid),
        cmocka_unit_test(readers__random_bytes__then_graph_or_error),
    };
    return cmocka_run_group_tests(tests, NULL, remove_file);
}
