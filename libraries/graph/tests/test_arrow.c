/**
 * @file
 * Arrow tables out and in, against nanoarrow's rules for who releases what.
 */
#include <stdlib.h>

#include <tenon/arrow.h>

#include "support.h"

/** Column `name` of a batch. */
static const struct ArrowArray *column_of(const struct ArrowSchema *schema, const struct ArrowArray *batch,
                                          const char *name) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (strcmp(schema->children[i]->name, name) == 0) {
            return batch->children[i];
        }
    }
    fail_msg("no column %s", name);
    return NULL;
}

static const char *format_of(const struct ArrowSchema *schema, const char *name) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (strcmp(schema->children[i]->name, name) == 0) {
            return schema->children[i]->format;
        }
    }
    return "";
}

static void get_batch(struct ArrowArrayStream *stream, struct ArrowSchema *schema, struct ArrowArray *batch) {
    assert_int_equal(stream->get_schema(stream, schema), 0);
    assert_string_equal(schema->format, "+s");
    assert_int_equal(stream->get_next(stream, batch), 0);
    struct ArrowArray end;
    assert_int_equal(stream->get_next(stream, &end), 0);
    assert_null(end.release);
}

static graph *keyed_graph(void) {
    static const uint64_t edges[][2] = {{0, 1}, {1, 2}, {2, 0}};
    graph *g = make_graph(true, 3, edges, 3);
    assert_ok(graph_set_key(g, 0, "a"));
    assert_ok(graph_set_key(g, 2, "c"));
    assert_ok(graph_set_f64(g, GRAPH_EDGES, "weight", 0, 0.5));
    assert_ok(graph_set_f64(g, GRAPH_EDGES, "weight", 1, 1.5));
    assert_ok(graph_set_f64(g, GRAPH_EDGES, "weight", 2, 2.5));
    assert_ok(graph_set_text(g, GRAPH_EDGES, "label", 1, "z\xC3\xA4h"));
    assert_ok(graph_set_bool(g, GRAPH_EDGES, "open", 2, true));
    assert_ok(graph_set_i64(g, GRAPH_EDGES, "lanes", 0, -7));
    return g;
}

static void to_arrow__no_id_missing__then_numbers_lie_where_they_lay(void **unused) {
    (void)unused;
    graph *g = keyed_graph();
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    struct ArrowArray batch;
    const double *weights;
    size_t count;
    assert_ok(graph_view_f64(g, GRAPH_EDGES, "weight", &weights, &count));
    assert_ok(graph_to_arrow(g, GRAPH_EDGES, &stream));
    get_batch(&stream, &schema, &batch);
    stream.release(&stream);
    assert_null(stream.release);
    assert_int_equal(batch.length, 3);
    assert_ptr_equal(column_of(&schema, &batch, "weight")->buffers[1], weights);
    assert_null(column_of(&schema, &batch, "weight")->buffers[0]);
    assert_string_equal(format_of(&schema, "source"), "I");
    assert_int_equal(((const uint32_t *)column_of(&schema, &batch, "source")->buffers[1])[1], 1);
    assert_string_equal(format_of(&schema, "label"), "U");
    const struct ArrowArray *label = column_of(&schema, &batch, "label");
    assert_int_equal(label->null_count, 2);
    assert_int_equal(((const uint8_t *)label->buffers[0])[0], 2);
    assert_int_equal(((const int64_t *)label->buffers[1])[1], 0);
    assert_int_equal(((const int64_t *)label->buffers[1])[2], 4);
    assert_memory_equal(label->buffers[2], "z\xC3\xA4h", 4);
    batch.release(&batch);
    assert_null(batch.release);
    schema.release(&schema);
    graph_free(g);
}

static void to_arrow__ids_missing__then_only_live_rows(void **unused) {
    (void)unused;
    graph *g = keyed_graph();
    assert_ok(graph_remove_node(g, 1));
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    struct ArrowArray batch;
    assert_ok(graph_to_arrow(g, GRAPH_NODES, &stream));
    get_batch(&stream, &schema, &batch);
    assert_int_equal(batch.length, 2);
    assert_int_equal(((const uint64_t *)column_of(&schema, &batch, "node")->buffers[1])[1], 2);
    assert_memory_equal(column_of(&schema, &batch, "key")->buffers[2], "ac", 2);
    /* A child that was moved out outlives its parent. */
    struct ArrowArray key = *batch.children[1];
    batch.children[1]->release = NULL;
    batch.release(&batch);
    assert_memory_equal(key.buffers[2], "ac", 2);
    key.release(&key);
    schema.release(&schema);
    stream.release(&stream);
    assert_ok(graph_to_arrow(g, GRAPH_EDGES, &stream));
    get_batch(&stream, &schema, &batch);
    assert_int_equal(batch.length, 1);
    assert_true(((const double *)column_of(&schema, &batch, "weight")->buffers[1])[0] == 2.5);
    assert_int_equal(column_of(&schema, &batch, "lanes")->null_count, 1);
    batch.release(&batch);
    schema.release(&schema);
    stream.release(&stream);
    graph_free(g);
}

static void from_arrow__own_table__then_the_same_graph(void **unused) {
    (void)unused;
    graph *g = keyed_graph();
    graph *copy;
    struct ArrowArrayStream stream;
    uint64_t source;
    uint64_t target;
    double weight;
    int64_t lanes;
    bool open;
    bool missing;
    const char *label;
    assert_ok(graph_to_arrow(g, GRAPH_EDGES, &stream));
    assert_ok(graph_from_arrow(&stream, "source", "target", true, &copy));
    stream.release(&stream);
    assert_int_equal(graph_node_count(copy), 3);
    assert_int_equal(graph_edge_count(copy), 3);
    assert_ok(graph_edge_endpoints(copy, 2, &source, &target));
    assert_int_equal(source, 2);
    assert_int_equal(target, 0);
    assert_ok(graph_get_f64(copy, GRAPH_EDGES, "weight", 1, &weight));
    assert_true(weight == 1.5);
    assert_ok(graph_get_i64(copy, GRAPH_EDGES, "lanes", 0, &lanes));
    assert_int_equal(lanes, -7);
    assert_ok(graph_is_null(copy, GRAPH_EDGES, "lanes", 1, &missing));
    assert_true(missing);
    assert_ok(graph_get_bool(copy, GRAPH_EDGES, "open", 2, &open));
    assert_true(open);
    assert_ok(graph_get_text(copy, GRAPH_EDGES, "label", 1, &label));
    assert_string_equal(label, "z\xC3\xA4h");
    assert_ok(graph_to_arrow(g, GRAPH_NODES, &stream));
    assert_ok(graph_set_columns(copy, GRAPH_NODES, &stream, "node"));
    stream.release(&stream);
    assert_ok(graph_get_text(copy, GRAPH_NODES, "key", 2, &label));
    assert_string_equal(label, "c");
    graph_free(copy);
    graph_free(g);
}

static void from_arrow__wrong_columns__then_says_which(void **unused) {
    (void)unused;
    graph *g = keyed_graph();
    graph *copy;
    struct ArrowArrayStream stream;
    static const struct {
        const char *source;
        const char *target;
        graph_status status;
        const char *cause;
    } wrong[] = {
        {"from", "target", GRAPH_NO_SUCH_COLUMN, "the table has no column \"from\""},
        {"source", "source", GRAPH_INVALID_ARGUMENT,
         "source and target cannot both come from the column \"source\""},
        {"weight", "target", GRAPH_WRONG_TYPE, "column \"weight\" must hold integers (ids) or text (keys)"},
        {"source", "label", GRAPH_WRONG_TYPE,
         "columns \"source\" and \"label\": one holds ids and the other keys"},
        {"lanes", "target", GRAPH_OUT_OF_RANGE, "column \"lanes\", row 0: no id is that number"},
    };
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        assert_ok(graph_to_arrow(g, GRAPH_EDGES, &stream));
        assert_fails(graph_from_arrow(&stream, wrong[i].source, wrong[i].target, true, &copy),
                     wrong[i].status, "cannot make a graph of the table");
        assert_string_equal(tenon_error_peek()->cause->message, wrong[i].cause);
        stream.release(&stream);
    }
    assert_ok(graph_to_arrow(g, GRAPH_EDGES, &stream));
    assert_fails(graph_set_columns(g, GRAPH_NODES, &stream, "label"), GRAPH_BAD_FORMAT,
                 "cannot store the table's columns");
    assert_string_equal(tenon_error_peek()->cause->message,
                        "column \"label\", row 0 is null; it must name a node");
    stream.release(&stream);
    graph_free(g);
}

/* A producer that fails. */

static int no_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    (void)stream;
    (void)schema;
    return 5;
}

static const char *no_words(struct ArrowArrayStream *stream) {
    (void)stream;
    return "the disk is on fire";
}

static void from_arrow__producer_fails__then_its_words(void **unused) {
    (void)unused;
    struct ArrowArrayStream stream = {.get_schema = no_schema, .get_last_error = no_words};
    graph *g;
    assert_fails(graph_from_arrow(&stream, "a", "b", true, &g), GRAPH_IO, "cannot make a graph of the table");
    assert_string_equal(tenon_error_peek()->cause->message,
                        "the table's producer failed: the disk is on fire");
}

/** A table of one batch with the ends of one edge, which a test then damages. */
typedef struct damaged_table {
    struct ArrowSchema columns[2];
    struct ArrowSchema *schemas[2];
    struct ArrowArray arrays[2];
    struct ArrowArray *children[2];
    const void *buffers[2][3];
    uint32_t ids[2];
    const char *format;
    int64_t n_children;
    int64_t length;
    bool is_given;
} damaged_table;

static void release_nothing(struct ArrowSchema *schema) {
    schema->release = NULL;
}

static void release_no_array(struct ArrowArray *array) {
    array->release = NULL;
}

static int damaged_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    damaged_table *table = stream->private_data;
    for (int i = 0; i < 2; i++) {
        table->columns[i] = (struct ArrowSchema){
            .format = table->format, .name = i == 0 ? "source" : "target", .release = release_nothing};
        table->schemas[i] = &table->columns[i];
    }
    *schema = (struct ArrowSchema){
        .format = "+s", .n_children = 2, .children = table->schemas, .release = release_nothing};
    return 0;
}

static int damaged_batch(struct ArrowArrayStream *stream, struct ArrowArray *batch) {
    damaged_table *table = stream->private_data;
    *batch = (struct ArrowArray){.length = table->length,
                                 .n_buffers = 1,
                                 .n_children = table->n_children,
                                 .children = table->children,
                                 .release = table->is_given ? NULL : release_no_array};
    table->is_given = true;
    return 0;
}

static const char *damaged_words(struct ArrowArrayStream *stream) {
    (void)stream;
    return NULL;
}

static void make_damaged(damaged_table *table, struct ArrowArrayStream *stream) {
    *table = (damaged_table){.format = "I", .n_children = 2, .length = 1};
    for (int i = 0; i < 2; i++) {
        table->buffers[i][1] = &table->ids[i];
        table->arrays[i] = (struct ArrowArray){
            .length = 1, .n_buffers = 2, .buffers = table->buffers[i], .release = release_no_array};
        table->children[i] = &table->arrays[i];
    }
    *stream = (struct ArrowArrayStream){.get_schema = damaged_schema,
                                        .get_next = damaged_batch,
                                        .get_last_error = damaged_words,
                                        .private_data = table};
}

static void expect_damaged(struct ArrowArrayStream *stream, const char *part) {
    graph *g = NULL;
    assert_int_equal(graph_from_arrow(stream, "source", "target", true, &g), GRAPH_BAD_FORMAT);
    assert_null(g);
    assert_non_null(strstr(tenon_error_peek()->cause->message, part));
    tenon_error_clear();
}

static void from_arrow__damaged_batch__then_said_and_nothing_read(void **unused) {
    (void)unused;
    damaged_table table;
    struct ArrowArrayStream stream;
    graph *g = NULL;
    make_damaged(&table, &stream);
    assert_ok(graph_from_arrow(&stream, "source", "target", true, &g));
    graph_free(g);
    make_damaged(&table, &stream);
    table.n_children = 1;
    expect_damaged(&stream, "a batch has 1 columns, but its schema 2");
    make_damaged(&table, &stream);
    table.length = -1;
    expect_damaged(&stream, "impossible length");
    make_damaged(&table, &stream);
    table.length = 2;
    expect_damaged(&stream, "fewer rows than the batch");
    make_damaged(&table, &stream);
    table.arrays[1].n_buffers = 1;
    expect_damaged(&stream, "another number of buffers");
    make_damaged(&table, &stream);
    table.buffers[1][1] = NULL;
    expect_damaged(&stream, "buffer of values is missing");
}

static void from_arrow__damaged_text__then_said_and_nothing_read(void **unused) {
    (void)unused;
    static const int32_t backwards[] = {4, 1};
    static const int32_t far[] = {0, 4};
    static const int64_t sizes[] = {20};
    const uint32_t beyond[] = {15, 0, 0, 6};
    const uint32_t nowhere[] = {15, 0, 1, 0};
    damaged_table table;
    struct ArrowArrayStream stream;
    make_damaged(&table, &stream);
    table.format = "u";
    for (int i = 0; i < 2; i++) {
        table.arrays[i].n_buffers = 3;
        table.buffers[i][1] = backwards;
        table.buffers[i][2] = "text";
    }
    expect_damaged(&stream, "it ends before it begins");
    table.is_given = false;
    table.buffers[0][1] = far;
    table.buffers[0][2] = NULL;
    expect_damaged(&stream, "its data is missing");
    make_damaged(&table, &stream);
    const void *views[] = {NULL, beyond, "twenty bytes of text", sizes};
    table.format = "vu";
    for (int i = 0; i < 2; i++) {
        table.arrays[i].n_buffers = 4;
        table.arrays[i].buffers = views;
    }
    expect_damaged(&stream, "it lies beyond its buffer");
    table.is_given = false;
    views[1] = nowhere;
    expect_damaged(&stream, "a buffer that is not there");
}

enum { BATCHES = 7, BATCH_ROWS = 900, BATCH_NODES = 200 };

/** A table of several batches. */
typedef struct long_table {
    damaged_table batch; /**< The present one, which is fine. */
    uint32_t ends[2][BATCHES * BATCH_ROWS];
    size_t given;
} long_table;

static int next_batch(struct ArrowArrayStream *stream, struct ArrowArray *batch) {
    long_table *table = stream->private_data;
    table->batch.is_given = table->given == BATCHES;
    for (int i = 0; i < 2 && table->given < BATCHES; i++) {
        table->batch.buffers[i][1] = &table->ends[i][table->given * BATCH_ROWS];
        table->batch.arrays[i].length = BATCH_ROWS;
    }
    table->given++;
    return damaged_batch(stream, batch);
}

static void assert_same_edges(const graph *g, const long_table *table) {
    for (uint64_t edge = 0; edge < BATCHES * BATCH_ROWS; edge++) {
        uint64_t ends[2];
        assert_ok(graph_edge_endpoints(g, edge, &ends[0], &ends[1]));
        assert_int_equal(ends[0], table->ends[0][edge]);
        assert_int_equal(ends[1], table->ends[1][edge]);
    }
    uint64_t in_rows = 0;
    for (uint64_t node = 0; node < graph_node_count(g); node++) {
        uint64_t *edges;
        size_t count;
        assert_ok(graph_out_edges(g, node, &edges, &count));
        for (size_t i = 0; i < count; i++) {
            assert_true(table->ends[0][edges[i]] == node ||
                        (!graph_directed(g) && table->ends[1][edges[i]] == node));
            assert_true(i == 0 || edges[i - 1] < edges[i]);
        }
        in_rows += count;
        graph_free_array(edges);
    }
    graph_stats stats;
    graph_summary(g, &stats);
    assert_int_equal(in_rows, graph_directed(g) ? stats.edge_count : 2 * stats.edge_count - stats.self_loops);
}

static void from_arrow__many_batches__then_edges_in_their_order(void **unused) {
    (void)unused;
    static long_table table;
    for (int directed = 0; directed < 2; directed++) {
        struct ArrowArrayStream stream;
        uint64_t state = 11;
        graph *g;
        make_damaged(&table.batch, &stream);
        table.given = 0;
        table.batch.length = BATCH_ROWS;
        stream.get_next = next_batch;
        stream.private_data = &table;
        for (size_t row = 0; row < BATCHES * (size_t)BATCH_ROWS; row++) {
            /* Later batches name nodes that earlier ones did not. */
            uint64_t nodes = 1 + BATCH_NODES * (row / BATCH_ROWS);
            table.ends[0][row] = (uint32_t)(next_random(&state) % nodes);
            table.ends[1][row] = (uint32_t)(next_random(&state) % nodes);
        }
        assert_ok(graph_from_arrow(&stream, "source", "target", directed == 1, &g));
        assert_same_edges(g, &table);
        /* What came together can still be changed. */
        assert_ok(graph_remove_edge(g, 5));
        assert_int_equal(graph_edge_count(g), BATCHES * BATCH_ROWS - 1);
        graph_free(g);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(to_arrow__no_id_missing__then_numbers_lie_where_they_lay),
        cmocka_unit_test(to_arrow__ids_missing__then_only_live_rows),
        cmocka_unit_test(from_arrow__own_table__then_the_same_graph),
        cmocka_unit_test(from_arrow__wrong_columns__then_says_which),
        cmocka_unit_test(from_arrow__producer_fails__then_its_words),
        cmocka_unit_test(from_arrow__damaged_batch__then_said_and_nothing_read),
        cmocka_unit_test(from_arrow__damaged_text__then_said_and_nothing_read),
        cmocka_unit_test(from_arrow__many_batches__then_edges_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
