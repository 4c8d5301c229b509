/**
 * @file
 * The tables of columns: adding, finding, growing and removing columns, whatever they hold.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static size_t value_size(graph_type type) {
    switch (type) {
    case GRAPH_I64:
        return sizeof(int64_t);
    case GRAPH_F64:
        return sizeof(double);
    case GRAPH_BOOL:
        return sizeof(uint8_t);
    case GRAPH_TEXT:
        return sizeof(char *);
    }
    return 0;
}

const char *graph_type_name(graph_type type) {
    switch (type) {
    case GRAPH_I64:
        return "i64";
    case GRAPH_F64:
        return "f64";
    case GRAPH_BOOL:
        return "bool";
    case GRAPH_TEXT:
        return "text";
    }
    return "unknown";
}

static const char *entity_name(graph_entity of) {
    return of == GRAPH_EDGES ? "edges" : "nodes";
}

static const graph_column_table *table_of(const graph *g, graph_entity of) {
    return &g->columns[of == GRAPH_EDGES ? GRAPH_EDGES : GRAPH_NODES];
}

static void free_column(graph_column *column, uint64_t rows) {
    if (column->type == GRAPH_TEXT && column->values.text) {
        for (uint64_t row = 0; row < rows; row++) {
            free(column->values.text[row]);
        }
    }
    free(column->values.any);
    free(column->present);
}

void graph_columns_free(graph_column_table *table) {
    for (uint32_t i = 0; i < table->count; i++) {
        free_column(&table->columns[i], table->row_capacity);
        free(table->names[i]);
    }
    free(table->columns);
    free(table->names);
    graph_text_index_clear(&table->index);
    *table = (graph_column_table){0};
}

bool graph_columns_reserve_rows(graph_column_table *table, uint64_t rows) {
    if (rows <= table->row_capacity) {
        return true;
    }
    uint64_t extra = rows - table->row_capacity;
    for (uint32_t i = 0; i < table->count; i++) {
        graph_column *column = &table->columns[i];
        size_t size = value_size(column->type);
        if (!graph_resize(&column->present, rows, sizeof *column->present) ||
            !graph_resize(&column->values.any, rows, size)) {
            return false;
        }
        /* All bytes 0 is 0, 0.0, false and the null pointer on every machine this is built for. */
        memset(column->present + table->row_capacity, 0, (size_t)extra);
        memset((char *)column->values.any + table->row_capacity * size, 0, (size_t)extra * size);
    }
    table->row_capacity = rows;
    return true;
}

void graph_column_clear_row(const graph_column *column, uint64_t row) {
    size_t size = value_size(column->type);
    if (column->type == GRAPH_TEXT) {
        free(column->values.text[row]);
    }
    column->present[row] = 0;
    memset((char *)column->values.any + row * size, 0, size);
}

void graph_columns_clear_row(const graph_column_table *table, uint64_t row) {
    for (uint32_t i = 0; i < table->count; i++) {
        graph_column_clear_row(&table->columns[i], row);
    }
}

const graph_column *graph_columns_find(const graph_column_table *table, const char *name) {
    uint32_t place = graph_text_index_find(&table->index, table->names, name);
    return place == GRAPH_NONE ? NULL : &table->columns[place];
}

const graph_column *graph_find_column(const graph *g, graph_entity of, const char *name) {
    const graph_column *column = graph_columns_find(table_of(g, of), name);
    if (!column) {
        (void)graph_fail(GRAPH_NO_SUCH_COLUMN, "the %s have no column \"%s\"", entity_name(of), name);
    }
    return column;
}

/** Make room for one more column, its name and its place in the index. */
static bool reserve_column(graph_column_table *table) {
    if (table->count == table->capacity) {
        uint64_t capacity = graph_grown_capacity(table->capacity, table->count + (uint64_t)1);
        if (!graph_resize(&table->columns, capacity, sizeof *table->columns) ||
            !graph_resize(&table->names, capacity, sizeof *table->names)) {
            return false;
        }
        table->capacity = (uint32_t)capacity;
    }
    return graph_text_index_reserve(&table->index, 1);
}

graph_status graph_add_column(graph *g, graph_entity of, const char *column, graph_type type) {
    graph_column_table *table = &g->columns[of == GRAPH_EDGES ? GRAPH_EDGES : GRAPH_NODES];
    if (column[0] == '\0') {
        return graph_fail(GRAPH_INVALID_ARGUMENT, "a column's name must not be empty");
    }
    if (value_size(type) == 0) {
        return graph_fail(GRAPH_INVALID_ARGUMENT, "%d is not a type of columns", (int)type);
    }
    const graph_column *existing = graph_columns_find(table, column);
    if (existing) {
        return graph_fail(GRAPH_ALREADY_EXISTS, "the %s already have a column \"%s\" of type %s",
                          entity_name(of), column, graph_type_name(existing->type));
    }
    graph_column made = {.type = type};
    made.present = graph_allocate_zeroed(table->row_capacity, sizeof *made.present);
    made.values.any = graph_allocate_zeroed(table->row_capacity, value_size(type));
    char *name = graph_copy_text(column);
    if (!made.present || !made.values.any || !name || !reserve_column(table)) {
        free(made.present);
        free(made.values.any);
        free(name);
        return graph_no_memory("a column");
    }
    table->columns[table->count] = made;
    table->names[table->count] = name;
    graph_text_index_add(&table->index, name, table->count);
    table->count++;
    return GRAPH_OK;
}

graph_status graph_remove_column(graph *g, graph_entity of, const char *column) {
    const graph_column *found = graph_find_column(g, of, column);
    if (!found) {
        return GRAPH_NO_SUCH_COLUMN;
    }
    graph_column_table *table = &g->columns[of == GRAPH_EDGES ? GRAPH_EDGES : GRAPH_NODES];
    uint32_t place = (uint32_t)(found - table->columns);
    graph_text_index_remove(&table->index, table->names[place], place);
    free_column(&table->columns[place], table->row_capacity);
    free(table->names[place]);
    /* The columns behind it move up, and with them what the index says of them. */
    for (uint32_t i = place; i + 1 < table->count; i++) {
        graph_text_index_remove(&table->index, table->names[i + 1], i + 1);
        table->columns[i] = table->columns[i + 1];
        table->names[i] = table->names[i + 1];
        graph_text_index_add(&table->index, table->names[i], i);
    }
    table->count--;
    return GRAPH_OK;
}

size_t graph_column_count(const graph *g, graph_entity of) {
    return table_of(g, of)->count;
}

graph_status graph_column_name(const graph *g, graph_entity of, size_t index, const char **column) {
    const graph_column_table *table = table_of(g, of);
    if (index >= table->count) {
        return graph_fail(GRAPH_OUT_OF_RANGE, "column %zu of the %s does not exist: there are %" PRIu32,
                          index, entity_name(of), table->count);
    }
    *column = table->names[index];
    return GRAPH_OK;
}

graph_status graph_column_type(const graph *g, graph_entity of, const char *column, graph_type *type) {
    const graph_column *found = graph_find_column(g, of, column);
    if (!found) {
        return GRAPH_NO_SUCH_COLUMN;
    }
    *type = found->type;
    return GRAPH_OK;
}
