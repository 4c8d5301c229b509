/**
 * @file
 * Graphs and columns from Arrow tables.
 */
#include <stdlib.h>
#include <string.h>

#include "arrow_table.h"
#include "reader.h"

/** A table that arrives batch by batch. */
typedef struct import {
    struct ArrowArrayStream *stream;
    struct ArrowSchema schema;
    graph *g;
    graph_entity of;
    int64_t ends[2];    /**< Columns that say which edges or rows these are; -1 where there is none. */
    uint64_t first_row; /**< Of the batch, counted over all batches. */
    uint64_t batches;   /**< How many were stored. */
} import;

static const char *column_name(const import *table, int64_t column) {
    const char *name = table->schema.children[column]->name;
    return name ? name : "";
}

static arrow_type column_type(const import *table, int64_t column) {
    return arrow_type_of(table->schema.children[column]->format);
}

/* ------------------------------------------------------------------------------------------ the schema */

static graph_status stream_failed(struct ArrowArrayStream *stream, int reason) {
    const char *words = stream->get_last_error(stream);
    return graph_fail(GRAPH_IO, "the table's producer failed: %s", words ? words : strerror(reason));
}

static graph_status check_attribute(const import *table, int64_t column) {
    const struct ArrowSchema *schema = table->schema.children[column];
    if (schema->dictionary) {
        return graph_fail(GRAPH_WRONG_TYPE, "column \"%s\" is dictionary-encoded; cast it to text",
                          column_name(table, column));
    }
    if (column_type(table, column).storage == ARROW_UNSUPPORTED) {
        return graph_fail(
            GRAPH_WRONG_TYPE,
            "column \"%s\" has Arrow's type \"%s\"; integers, floats of 32 or 64 bits, bool and UTF-8 "
            "text can be stored: cast it or leave it out",
            column_name(table, column), schema->format);
    }
    return GRAPH_OK;
}

static graph_status open_table(import *table) {
    int failed = table->stream->get_schema(table->stream, &table->schema);
    if (failed != 0) {
        table->schema.release = NULL;
        return stream_failed(table->stream, failed);
    }
    if (strcmp(table->schema.format, "+s") != 0) {
        return graph_fail(GRAPH_WRONG_TYPE, "this is one column of Arrow's type \"%s\"; a table is needed",
                          table->schema.format);
    }
    for (int64_t column = 0; column < table->schema.n_children; column++) {
        graph_status status = check_attribute(table, column);
        if (status != GRAPH_OK) {
            return status;
        }
    }
    return GRAPH_OK;
}

/** Find a column that names nodes or edges. */
static graph_status find_ids(const import *table, const char *name, int64_t *found) {
    for (int64_t column = 0; column < table->schema.n_children; column++) {
        if (strcmp(column_name(table, column), name) != 0) {
            continue;
        }
        arrow_storage storage = column_type(table, column).storage;
        bool is_key = storage == ARROW_TEXT || storage == ARROW_TEXT_VIEW;
        bool fits =
            storage == ARROW_SIGNED || storage == ARROW_UNSIGNED || (is_key && table->of == GRAPH_NODES);
        if (!fits) {
            return graph_fail(GRAPH_WRONG_TYPE, "column \"%s\" must hold integers%s", name,
                              table->of == GRAPH_NODES ? " (ids) or text (keys)" : " (ids of edges)");
        }
        *found = column;
        return GRAPH_OK;
    }
    return graph_fail(GRAPH_NO_SUCH_COLUMN, "the table has no column \"%s\"", name);
}

/* ------------------------------------------------------------------------------------------------- batches
 */

/** A text of a row, ended by a NUL. */
static graph_status copy_text(const import *table, const struct ArrowArray *array, int64_t column,
                              int64_t row, char **text) {
    size_t length;
    const char *problem = arrow_text_problem(array, column_type(table, column), row);
    *text = NULL;
    if (problem) {
        return graph_fail(GRAPH_BAD_FORMAT, "column \"%s\", row %" PRIu64 ": the text is damaged: %s",
                          column_name(table, column), table->first_row + (uint64_t)row, problem);
    }
    const char *bytes = arrow_text(array, column_type(table, column), row, &length);
    if (memchr(bytes, '\0', length)) {
        return graph_fail(GRAPH_BAD_FORMAT, "column \"%s\", row %" PRIu64 ": there is a NUL in the text",
                          column_name(table, column), table->first_row + (uint64_t)row);
    }
    *text = graph_allocate(length + (uint64_t)1, 1);
    if (!*text) {
        return graph_no_memory("a text");
    }
    memcpy(*text, bytes, length);
    (*text)[length] = '\0';
    if (!graph_is_utf8(*text, length)) {
        free(*text);
        *text = NULL;
        return graph_fail(GRAPH_BAD_FORMAT, "column \"%s\", row %" PRIu64 ": the text is not UTF-8",
                          column_name(table, column), table->first_row + (uint64_t)row);
    }
    return GRAPH_OK;
}

/** The id that a row of an id column names; a key that is new makes a node where `adds` says so. */
static graph_status read_id(const import *table, const struct ArrowArray *batch, int64_t column, int64_t row,
                            bool adds, uint64_t *id) {
    const struct ArrowArray *array = batch->children[column];
    arrow_type type = column_type(table, column);
    int64_t at = batch->offset + row;
    if (arrow_is_null(array, type, at)) {
        return graph_fail(GRAPH_BAD_FORMAT, "column \"%s\", row %" PRIu64 " is null; it must name a %s",
                          column_name(table, column), table->first_row + (uint64_t)row,
                          table->of == GRAPH_EDGES ? "edge" : "node");
    }
    if (type.storage == ARROW_SIGNED || type.storage == ARROW_UNSIGNED) {
        int64_t value;
        if (!arrow_integer(array, type, at, &value) || value < 0 || (uint64_t)value >= GRAPH_MAXIMUM_IDS) {
            return graph_fail(GRAPH_OUT_OF_RANGE, "column \"%s\", row %" PRIu64 ": no id is that number",
                              column_name(table, column), table->first_row + (uint64_t)row);
        }
        *id = (uint64_t)value;
        return GRAPH_OK;
    }
    char *key;
    graph_status status = copy_text(table, array, column, at, &key);
    if (status == GRAPH_OK) {
        status = adds ? graph_node_for_key(table->g, key, id) : graph_node_by_key(table->g, key, id);
    }
    free(key);
    return status;
}

/** The values of one column of a batch, without its nulls. */
typedef struct gathered {
    uint64_t *ids;
    union {
        void *any;
        int64_t *i64;
        double *f64;
        uint8_t *boolean;
        char **text;
    } values;
    size_t count;
} gathered;

static graph_status gather_value(const import *table, const struct ArrowArray *array, int64_t column,
                                 int64_t row, gathered *to) {
    arrow_type type = column_type(table, column);
    switch (arrow_graph_type(type)) {
    case GRAPH_I64:
        if (!arrow_integer(array, type, row, &to->values.i64[to->count])) {
            return graph_fail(GRAPH_OUT_OF_RANGE,
                              "column \"%s\", row %" PRIu64 ": the number exceeds 2^63 - 1",
                              column_name(table, column), table->first_row + (uint64_t)row);
        }
        return GRAPH_OK;
    case GRAPH_F64:
        to->values.f64[to->count] = arrow_number(array, type, row);
        return GRAPH_OK;
    case GRAPH_BOOL:
        to->values.boolean[to->count] = arrow_truth(array, row);
        return GRAPH_OK;
    case GRAPH_TEXT:
        break;
    }
    return copy_text(table, array, column, row, &to->values.text[to->count]);
}

static graph_status gather(const import *table, const struct ArrowArray *batch, int64_t column,
                           const uint64_t *ids, gathered *to) {
    const struct ArrowArray *array = batch->children[column];
    arrow_type type = column_type(table, column);
    for (int64_t row = 0; row < batch->length; row++) {
        int64_t at = batch->offset + row;
        if (arrow_is_null(array, type, at)) {
            continue;
        }
        graph_status status = gather_value(table, array, column, at, to);
        if (status != GRAPH_OK) {
            return status;
        }
        to->ids[to->count++] = ids[row];
    }
    return GRAPH_OK;
}

static graph_status store_gathered(const import *table, int64_t column, const gathered *from) {
    const char *name = column_name(table, column);
    switch (arrow_graph_type(column_type(table, column))) {
    case GRAPH_I64:
        return graph_set_i64_bulk(table->g, table->of, name, from->ids, from->values.i64, from->count);
    case GRAPH_F64:
        return graph_set_f64_bulk(table->g, table->of, name, from->ids, from->values.f64, from->count);
    case GRAPH_BOOL:
        return graph_set_bool_bulk(table->g, table->of, name, from->ids, from->values.boolean, from->count);
    case GRAPH_TEXT:
        break;
    }
    return graph_set_text_bulk(table->g, table->of, name, from->ids, (const char *const *)from->values.text,
                               from->count);
}

static graph_status store_column(const import *table, const struct ArrowArray *batch, int64_t column,
                                 const uint64_t *ids) {
    bool is_text = arrow_graph_type(column_type(table, column)) == GRAPH_TEXT;
    gathered values = {.ids = graph_allocate((uint64_t)batch->length, sizeof *values.ids)};
    values.values.any = graph_allocate((uint64_t)batch->length, sizeof(int64_t));
    graph_status status = values.ids && values.values.any ? GRAPH_OK : graph_no_memory("a column");
    if (status == GRAPH_OK) {
        status = gather(table, batch, column, ids, &values);
    }
    if (status == GRAPH_OK) {
        status = store_gathered(table, column, &values);
    }
    for (size_t i = 0; is_text && i < values.count; i++) {
        free(values.values.text[i]);
    }
    free(values.ids);
    free(values.values.any);
    return status;
}

/** Store the attributes of a batch whose rows are these ids. */
static graph_status store_attributes(const import *table, const struct ArrowArray *batch,
                                     const uint64_t *ids) {
    for (int64_t column = 0; column < table->schema.n_children; column++) {
        if (column == table->ends[0] || column == table->ends[1]) {
            continue;
        }
        graph_status status = store_column(table, batch, column, ids);
        if (status != GRAPH_OK) {
            return status;
        }
    }
    return GRAPH_OK;
}

/** Columns without any value exist all the same. */
static graph_status add_columns(const import *table) {
    const graph_column_table *columns = &table->g->columns[table->of];
    for (int64_t column = 0; column < table->schema.n_children; column++) {
        const char *name = column_name(table, column);
        if (column == table->ends[0] || column == table->ends[1] || graph_columns_find(columns, name)) {
            continue;
        }
        graph_status status =
            graph_add_column(table->g, table->of, name, arrow_graph_type(column_type(table, column)));
        if (status != GRAPH_OK) {
            return status;
        }
    }
    return GRAPH_OK;
}

/** What the interface lets a reader find out about a batch, before anything in it is used. */
static graph_status check_batch(const import *table, const struct ArrowArray *batch) {
    if (batch->n_children != table->schema.n_children || (batch->n_children > 0 && !batch->children)) {
        return graph_fail(GRAPH_BAD_FORMAT, "a batch has %" PRId64 " columns, but its schema %" PRId64,
                          batch->n_children, table->schema.n_children);
    }
    if (batch->length < 0 || batch->offset < 0 || batch->length > INT64_MAX - batch->offset) {
        return graph_fail(GRAPH_BAD_FORMAT, "a batch has an impossible length");
    }
    for (int64_t column = 0; column < batch->n_children; column++) {
        const char *problem = arrow_column_problem(batch->children[column], column_type(table, column),
                                                   batch->offset + batch->length);
        if (problem) {
            return graph_fail(GRAPH_BAD_FORMAT, "column \"%s\" of a batch is damaged: %s",
                              column_name(table, column), problem);
        }
    }
    return GRAPH_OK;
}

typedef graph_status (*batch_taker)(import *table, const struct ArrowArray *batch);

/** Hand every batch to `take`. */
static graph_status each_batch(import *table, batch_taker take) {
    for (;;) {
        struct ArrowArray batch = {0};
        int failed = table->stream->get_next(table->stream, &batch);
        if (failed != 0) {
            return stream_failed(table->stream, failed);
        }
        if (!batch.release) {
            return GRAPH_OK;
        }
        graph_status status = check_batch(table, &batch);
        if (status == GRAPH_OK) {
            status = take(table, &batch);
        }
        table->first_row += (uint64_t)batch.length;
        batch.release(&batch);
        if (status != GRAPH_OK) {
            return status;
        }
        table->batches++;
    }
}

/* --------------------------------------------------------------------------------------------- edge tables
 */

static graph_status require_nodes(graph *g, uint64_t count) {
    uint64_t first;
    return count > g->node_limit ? graph_add_nodes(g, count - g->node_limit, &first) : GRAPH_OK;
}

/** Read the ends of a batch's edges and make the nodes that they name. */
static graph_status read_ends(const import *table, const struct ArrowArray *batch, uint64_t *ends[2]) {
    uint64_t node_count = 0;
    for (int64_t row = 0; row < batch->length; row++) {
        for (int i = 0; i < 2; i++) {
            graph_status status = read_id(table, batch, table->ends[i], row, true, &ends[i][row]);
            if (status != GRAPH_OK) {
                return status;
            }
            node_count = ends[i][row] >= node_count ? ends[i][row] + 1 : node_count;
        }
    }
    return require_nodes(table->g, node_count);
}

static graph_status take_edges(import *table, const struct ArrowArray *batch) {
    uint64_t rows = (uint64_t)batch->length;
    uint64_t *ends[2] = {graph_allocate(rows, sizeof(uint64_t)), graph_allocate(rows, sizeof(uint64_t))};
    uint64_t first = 0;
    graph_status status = ends[0] && ends[1] ? read_ends(table, batch, ends) : graph_no_memory("the edges");
    if (status == GRAPH_OK) {
        status = graph_add_edges(table->g, ends[0], ends[1], (size_t)rows, &first);
    }
    if (status == GRAPH_OK) {
        for (uint64_t row = 0; row < rows; row++) {
            ends[0][row] = first + row;
        }
        table->of = GRAPH_EDGES;
        status = store_attributes(table, batch, ends[0]);
        table->of = GRAPH_NODES;
    }
    free(ends[0]);
    free(ends[1]);
    return status;
}

/** Both ends the same way: ids beside keys would name nodes that are not there. */
static graph_status check_ends(const import *table) {
    bool is_number[2];
    for (int i = 0; i < 2; i++) {
        arrow_storage storage = column_type(table, table->ends[i]).storage;
        is_number[i] = storage == ARROW_SIGNED || storage == ARROW_UNSIGNED;
    }
    if (table->ends[0] == table->ends[1]) {
        return graph_fail(GRAPH_INVALID_ARGUMENT, "source and target cannot both come from the column \"%s\"",
                          column_name(table, table->ends[0]));
    }
    if (is_number[0] != is_number[1]) {
        return graph_fail(GRAPH_WRONG_TYPE, "columns \"%s\" and \"%s\": one holds ids and the other keys",
                          column_name(table, table->ends[0]), column_name(table, table->ends[1]));
    }
    return GRAPH_OK;
}

static graph_status read_edges(import *table, const char *source_column, const char *target_column) {
    graph_status status = open_table(table);
    if (status == GRAPH_OK) {
        status = find_ids(table, source_column, &table->ends[0]);
    }
    if (status == GRAPH_OK) {
        status = find_ids(table, target_column, &table->ends[1]);
    }
    if (status == GRAPH_OK) {
        status = check_ends(table);
    }
    if (status == GRAPH_OK) {
        table->of = GRAPH_EDGES;
        status = add_columns(table);
        table->of = GRAPH_NODES;
    }
    if (status == GRAPH_OK) {
        status = each_batch(table, take_edges);
    }
    return status == GRAPH_OK ? graph_adjacency_settle(table->g) : status;
}

static void close_table(import *table) {
    if (table->schema.release) {
        table->schema.release(&table->schema);
    }
}

graph_status graph_from_arrow(struct ArrowArrayStream *edges, const char *source_column,
                              const char *target_column, bool directed, graph **result) {
import table = {.stream = edges, .g = graph_new(directed), .of = GRAPH_NODES, .ends = { - 1, - 1 } };
    graph_status status = table.g ? read_edges(&table, source_column, target_column) : GRAPH_OUT_OF_MEMORY;
    close_table(&table);
    if (status != GRAPH_OK) {
        graph_free(table.g);
        return graph_fail_because(status, "cannot make a graph of the table");
    }
    *result = table.g;
    return GRAPH_OK;
}

/* -------------------------------------------------------------------------------------------- more columns
 */

static graph_status take_columns(import *table, const struct ArrowArray *batch) {
    uint64_t *ids = graph_allocate((uint64_t)batch->length, sizeof *ids);
    graph_status status = ids ? GRAPH_OK : graph_no_memory("the ids");
    for (int64_t row = 0; row < batch->length && status == GRAPH_OK; row++) {
        status = read_id(table, batch, table->ends[0], row, false, &ids[row]);
    }
    if (status == GRAPH_OK) {
        status = store_attributes(table, batch, ids);
    }
    free(ids);
    return status;
}

/** The columns behind the first `count` go again: the call that added them stored nothing. */
static void take_columns_back(const import *table, uint32_t count) {
    const graph_column_table *columns = &table->g->columns[table->of];
    while (columns->count > count) {
        (void)graph_remove_column(table->g, table->of, columns->names[columns->count - 1]);
    }
}

graph_status graph_set_columns(graph *g, graph_entity of, struct ArrowArrayStream *values,
                               const char *id_column) {
import table = {.stream = values, .g = g, .of = of, .ends = { - 1, - 1 } };
    graph_status status = open_table(&table);
    if (status == GRAPH_OK) {
        status = find_ids(&table, id_column, &table.ends[0]);
    }
    const uint32_t before = g->columns[of].count;
    if (status == GRAPH_OK) {
        status = add_columns(&table);
    }
    if (status == GRAPH_OK) {
        status = each_batch(&table, take_columns);
    }
    if (status != GRAPH_OK && table.batches == 0) {
        take_columns_back(&table, before);
    }
    close_table(&table);
    return status == GRAPH_OK ? status : graph_fail_because(status, "cannot store the table's columns");
}
