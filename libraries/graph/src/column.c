/**
 * @file
 * The values in columns: set and get, one and many; columns as they lie in memory.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* --------------------------------------------------------------------------------------------- checks */

static inline graph_status check_id(const graph *g, graph_entity of, uint64_t id) {
    return of == GRAPH_EDGES ? graph_check_edge(g, id) : graph_check_node(g, id);
}

/** Check many ids; the message names the first that is wrong. */
static graph_status check_ids(const graph *g, graph_entity of, const uint64_t *ids, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (of == GRAPH_EDGES ? !graph_edge_lives(g, ids[i]) : !graph_node_lives(g, ids[i])) {
            return graph_fail(of == GRAPH_EDGES ? GRAPH_NO_SUCH_EDGE : GRAPH_NO_SUCH_NODE,
                              "ids[%zu]: %s %" PRIu64 " is not in the graph", i,
                              of == GRAPH_EDGES ? "edge" : "node", ids[i]);
        }
    }
    return GRAPH_OK;
}

static graph_status wrong_type(const char *name, const graph_column *column, graph_type wanted) {
    return graph_fail(GRAPH_WRONG_TYPE, "column \"%s\" holds %s, not %s", name, graph_type_name(column->type),
                      graph_type_name(wanted));
}

/** The column to read from. */
static inline graph_status column_to_read(const graph *g, graph_entity of, const char *name, graph_type type,
                                          const graph_column **column) {
    *column = graph_find_column(g, of, name);
    if (!*column) {
        return GRAPH_NO_SUCH_COLUMN;
    }
    return (*column)->type == type ? GRAPH_OK : wrong_type(name, *column, type);
}

/** The column to write to, added where there is none. */
static inline graph_status column_to_write(graph *g, graph_entity of, const char *name, graph_type type,
                                           const graph_column **column) {
    const graph_column_table *table = &g->columns[of == GRAPH_EDGES ? GRAPH_EDGES : GRAPH_NODES];
    *column = graph_columns_find(table, name);
    if (!*column) {
        graph_status status = graph_add_column(g, of, name, type);
        if (status != GRAPH_OK) {
            return status;
        }
        *column = graph_columns_find(table, name);
    }
    return (*column)->type == type ? GRAPH_OK : wrong_type(name, *column, type);
}

static graph_status no_value(graph_entity of, const char *name, uint64_t id) {
    return graph_fail(GRAPH_NO_VALUE, "%s %" PRIu64 " has no value in column \"%s\"",
                      of == GRAPH_EDGES ? "edge" : "node", id, name);
}

/* ----------------------------------------------------- values of fixed width: i64, f64, bool, one way */

/* Inlined with constant type and size, so that each of the public functions is a check and a plain store. */

static inline graph_status set_fixed(graph *g, graph_entity of, const char *name, uint64_t id,
                                     graph_type type, const void *value, size_t size) {
    const graph_column *column;
    graph_status status = check_id(g, of, id);
    if (status == GRAPH_OK) {
        status = column_to_write(g, of, name, type, &column);
    }
    if (status == GRAPH_OK) {
        memcpy((char *)column->values.any + id * size, value, size);
        column->present[id] = 1;
    }
    return status;
}

static inline graph_status get_fixed(const graph *g, graph_entity of, const char *name, uint64_t id,
                                     graph_type type, void *value, size_t size) {
    const graph_column *column;
    graph_status status = check_id(g, of, id);
    if (status == GRAPH_OK) {
        status = column_to_read(g, of, name, type, &column);
    }
    if (status == GRAPH_OK && !column->present[id]) {
        status = no_value(of, name, id);
    }
    if (status == GRAPH_OK) {
        memcpy(value, (const char *)column->values.any + id * size, size);
    }
    return status;
}

static inline graph_status set_fixed_bulk(graph *g, graph_entity of, const char *name, const uint64_t *ids,
                                          graph_type type, const void *values, size_t size, size_t count) {
    const graph_column *column;
    graph_status status = check_ids(g, of, ids, count);
    if (status == GRAPH_OK) {
        status = column_to_write(g, of, name, type, &column);
    }
    if (status != GRAPH_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        memcpy((char *)column->values.any + ids[i] * size, (const char *)values + i * size, size);
        column->present[ids[i]] = 1;
    }
    return GRAPH_OK;
}

static inline graph_status get_fixed_bulk(const graph *g, graph_entity of, const char *name,
                                          const uint64_t *ids, graph_type type, void *values, size_t size,
                                          uint8_t *present, size_t count) {
    const graph_column *column;
    graph_status status = check_ids(g, of, ids, count);
    if (status == GRAPH_OK) {
        status = column_to_read(g, of, name, type, &column);
    }
    if (status != GRAPH_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        memcpy((char *)values + i * size, (const char *)column->values.any + ids[i] * size, size);
        present[i] = column->present[ids[i]];
    }
    return GRAPH_OK;
}

/** A column as it lies in memory. */
static graph_status view_column(const graph *g, graph_entity of, const char *name, graph_type type,
                                const graph_column **column, size_t *count) {
    graph_status status = column_to_read(g, of, name, type, column);
    if (status == GRAPH_OK) {
        *count = (size_t)(of == GRAPH_EDGES ? g->edge_limit : g->node_limit);
    }
    return status;
}

/* --------------------------------------------------------------------------------------------- integers */

graph_status graph_set_i64(graph *g, graph_entity of, const char *column, uint64_t id, int64_t value) {
    return set_fixed(g, of, column, id, GRAPH_I64, &value, sizeof value);
}

graph_status graph_get_i64(const graph *g, graph_entity of, const char *column, uint64_t id, int64_t *value) {
    return get_fixed(g, of, column, id, GRAPH_I64, value, sizeof *value);
}

graph_status graph_set_i64_bulk(graph *g, graph_entity of, const char *column, const uint64_t *ids,
                                const int64_t *values, size_t count) {
    return set_fixed_bulk(g, of, column, ids, GRAPH_I64, values, sizeof *values, count);
}

graph_status graph_get_i64_bulk(const graph *g, graph_entity of, const char *column, const uint64_t *ids,
                                int64_t *values, uint8_t *present, size_t count) {
    return get_fixed_bulk(g, of, column, ids, GRAPH_I64, values, sizeof *values, present, count);
}

graph_status graph_view_i64(const graph *g, graph_entity of, const char *column, const int64_t **values,
                            size_t *count) {
    const graph_column *found;
    graph_status status = view_column(g, of, column, GRAPH_I64, &found, count);
    if (status == GRAPH_OK) {
        *values = found->values.i64;
    }
    return status;
}

/* ---------------------------------------------------------------------------------------------- doubles */

graph_status graph_set_f64(graph *g, graph_entity of, const char *column, uint64_t id, double value) {
    return set_fixed(g, of, column, id, GRAPH_F64, &value, sizeof value);
}

graph_status graph_get_f64(const graph *g, graph_entity of, const char *column, uint64_t id, double *value) {
    return get_fixed(g, of, column, id, GRAPH_F64, value, sizeof *value);
}

graph_status graph_set_f64_bulk(graph *g, graph_entity of, const char *column, const uint64_t *ids,
                                const double *values, size_t count) {
    return set_fixed_bulk(g, of, column, ids, GRAPH_F64, values, sizeof *values, count);
}

graph_status graph_get_f64_bulk(const graph *g, graph_entity of, const char *column, const uint64_t *ids,
                                double *values, uint8_t *present, size_t count) {
    return get_fixed_bulk(g, of, column, ids, GRAPH_F64, values, sizeof *values, present, count);
}

graph_status graph_view_f64(const graph *g, graph_entity of, const char *column, const double **values,
                            size_t *count) {
    const graph_column *found;
    graph_status status = view_column(g, of, column, GRAPH_F64, &found, count);
    if (status == GRAPH_OK) {
        *values = found->values.f64;
    }
    return status;
}

/* ----------------------------------------------------------------------------------------- truth values */

graph_status graph_set_bool(graph *g, graph_entity of, const char *column, uint64_t id, bool value) {
    uint8_t byte = value;
    return set_fixed(g, of, column, id, GRAPH_BOOL, &byte, sizeof byte);
}

graph_status graph_get_bool(const graph *g, graph_entity of, const char *column, uint64_t id, bool *value) {
    uint8_t byte;
    graph_status status = get_fixed(g, of, column, id, GRAPH_BOOL, &byte, sizeof byte);
    if (status == GRAPH_OK) {
        *value = byte != 0;
    }
    return status;
}

graph_status graph_set_bool_bulk(graph *g, graph_entity of, const char *column, const uint64_t *ids,
                                 const uint8_t *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (values[i] > 1) {
            return graph_fail(GRAPH_INVALID_ARGUMENT, "values[%zu] is %u: a truth value is 0 or 1", i,
                              (unsigned)values[i]);
        }
    }
    return set_fixed_bulk(g, of, column, ids, GRAPH_BOOL, values, sizeof *values, count);
}

graph_status graph_get_bool_bulk(const graph *g, graph_entity of, const char *column, const uint64_t *ids,
                                 uint8_t *values, uint8_t *present, size_t count) {
    return get_fixed_bulk(g, of, column, ids, GRAPH_BOOL, values, sizeof *values, present, count);
}

graph_status graph_view_bool(const graph *g, graph_entity of, const char *column, const uint8_t **values,
                             size_t *count) {
    const graph_column *found;
    graph_status status = view_column(g, of, column, GRAPH_BOOL, &found, count);
    if (status == GRAPH_OK) {
        *values = found->values.boolean;
    }
    return status;
}

/* ------------------------------------------------------------------------------------------------- text */

/** Put a text, which the column owns from now on, in its place. */
static void put_text(const graph_column *column, uint64_t id, char *text) {
    free(column->values.text[id]);
    column->values.text[id] = text;
    column->present[id] = 1;
}

graph_status graph_set_text(graph *g, graph_entity of, const char *column, uint64_t id, const char *value) {
    return graph_set_text_bulk(g, of, column, &id, &value, 1);
}

graph_status graph_get_text(const graph *g, graph_entity of, const char *column, uint64_t id,
                            const char **value) {
    return get_fixed(g, of, column, id, GRAPH_TEXT, value, sizeof *value);
}

static void free_texts(char **texts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        free(texts[i]);
    }
    free(texts);
}

graph_status graph_set_text_bulk(graph *g, graph_entity of, const char *column, const uint64_t *ids,
                                 const char *const *values, size_t count) {
    graph_status status = check_ids(g, of, ids, count);
    if (status != GRAPH_OK) {
        return status;
    }
    /* All copies first: from then on nothing can fail half-way. */
    char **copies = graph_allocate(count, sizeof *copies);
    if (!copies) {
        return graph_no_memory("texts");
    }
    for (size_t i = 0; i < count; i++) {
        copies[i] = graph_copy_text(values[i]);
        if (!copies[i]) {
            free_texts(copies, i);
            return graph_no_memory("texts");
        }
    }
    const graph_column *found;
    status = column_to_write(g, of, column, GRAPH_TEXT, &found);
    if (status != GRAPH_OK) {
        free_texts(copies, count);
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        put_text(found, ids[i], copies[i]);
    }
    free(copies);
    return GRAPH_OK;
}

/* ------------------------------------------------------------------------------------- values of any type */

graph_status graph_is_null(const graph *g, graph_entity of, const char *column, uint64_t id, bool *missing) {
    graph_status status = check_id(g, of, id);
    if (status != GRAPH_OK) {
        return status;
    }
    const graph_column *found = graph_find_column(g, of, column);
    if (!found) {
        return GRAPH_NO_SUCH_COLUMN;
    }
    *missing = !found->present[id];
    return GRAPH_OK;
}

graph_status graph_clear_value(graph *g, graph_entity of, const char *column, uint64_t id) {
    graph_status status = check_id(g, of, id);
    if (status != GRAPH_OK) {
        return status;
    }
    const graph_column *found = graph_find_column(g, of, column);
    if (!found) {
        return GRAPH_NO_SUCH_COLUMN;
    }
    graph_column_clear_row(found, id);
    return GRAPH_OK;
}

graph_status graph_view_validity(const graph *g, graph_entity of, const char *column, const uint8_t **present,
                                 size_t *count) {
    const graph_column *found = graph_find_column(g, of, column);
    if (!found) {
        return GRAPH_NO_SUCH_COLUMN;
    }
    *present = found->present;
    *count = (size_t)(of == GRAPH_EDGES ? g->edge_limit : g->node_limit);
    return GRAPH_OK;
}
