/**
 * @file
 * Nodes and edges as Arrow tables.
 *
 * Where no id is missing, numbers leave as they lie in the graph; everything else is gathered.
 */
#include <stdlib.h>
#include <string.h>

#include "arrow_table.h"

/** The table being made. */
typedef struct export {
    const graph *g;
    graph_entity of;
    uint64_t limit; /**< Ids there may be. */
    uint64_t rows;  /**< Live ones. */
    arrow_column *columns;
    size_t count;
}
export;

static bool lives(const export *table, uint64_t id) {
    return table->of == GRAPH_EDGES ? graph_edge_lives(table->g, id) : graph_node_lives(table->g, id);
}

/** The next column, with its name. */
static arrow_column *add_column(export *table, const char *name, const char *format, int64_t buffers) {
    arrow_column *column = &table->columns[table->count];
    *column = (arrow_column){.name = graph_copy_text(name), .format = format, .buffer_count = buffers};
    table->count++;
    return column->name ? column : NULL;
}

static void own(arrow_column *column, int index, void *memory) {
    column->allocated[index] = memory;
    column->buffers[index] = memory;
}

/** The values of live rows, of `width` bytes each: in place where every row lives. */
static graph_status put_fixed(const export *table, arrow_column *column, const void *values, size_t width) {
    if (table->rows == table->limit && table->rows > 0) {
        column->buffers[1] = values;
        return GRAPH_OK;
    }
    char *gathered = graph_allocate(table->rows, width);
    if (!gathered) {
        return graph_no_memory("a column");
    }
    own(column, 1, gathered);
    for (uint64_t id = 0; id < table->limit; id++) {
        if (lives(table, id)) {
            memcpy(gathered, (const char *)values + id * width, width);
            gathered += width;
        }
    }
    return GRAPH_OK;
}

/** A bit per live row, from a byte per row. @param set Counts the bits that are set. */
static uint8_t *pack_bits(const export *table, const uint8_t *bytes, uint64_t *set) {
    uint8_t *bits = graph_allocate_zeroed(table->rows / 8 + 1, 1);
    *set = 0;
    for (uint64_t id = 0, row = 0; bits && id < table->limit; id++) {
        if (lives(table, id)) {
            bits[row / 8] |= (uint8_t)((bytes[id] != 0) << (row % 8));
            *set += bytes[id] != 0;
            row++;
        }
    }
    return bits;
}

/** Which rows have a value; nothing where all do. */
static graph_status put_validity(const export *table, arrow_column *column, const uint8_t *present) {
    uint64_t set;
    uint8_t *bits = pack_bits(table, present, &set);
    if (!bits) {
        return graph_no_memory("a column");
    }
    column->null_count = (int64_t)(table->rows - set);
    if (column->null_count == 0) {
        free(bits);
    } else {
        own(column, 0, bits);
    }
    return GRAPH_OK;
}

/** Texts of live rows behind 64-bit offsets; a null text has no bytes. */
static graph_status put_texts(const export *table, arrow_column *column, char *const *texts) {
    uint64_t bytes = 0;
    for (uint64_t id = 0; id < table->limit; id++) {
        bytes += lives(table, id) && texts[id] ? strlen(texts[id]) : 0;
    }
    int64_t *offsets = graph_allocate(table->rows + 1, sizeof *offsets);
    own(column, 1, offsets);
    char *data = graph_allocate(bytes, 1);
    own(column, 2, data);
    if (!offsets || !data) {
        return graph_no_memory("a column");
    }
    uint64_t at = 0;
    uint64_t row = 0;
    for (uint64_t id = 0; id < table->limit; id++) {
        if (lives(table, id)) {
            size_t length = texts[id] ? strlen(texts[id]) : 0;
            offsets[row++] = (int64_t)at;
            if (length > 0) {
                memcpy(data + at, texts[id], length);
            }
            at += length;
        }
    }
    offsets[row] = (int64_t)at;
    return GRAPH_OK;
}

/* ------------------------------------------------------------------------------------- what a graph has */

static graph_status put_ids(export *table) {
    arrow_column *column = add_column(table, table->of == GRAPH_EDGES ? "edge" : "node", "L", 2);
    uint64_t *ids = graph_allocate(table->rows, sizeof *ids);
    if (column) {
        own(column, 1, ids);
    } else {
        free(ids);
    }
    if (!column || !ids) {
        return graph_no_memory("the ids");
    }
    for (uint64_t id = 0, row = 0; id < table->limit; id++) {
        if (lives(table, id)) {
            ids[row++] = id;
        }
    }
    return GRAPH_OK;
}

static graph_status put_ends(export *table) {
    uint32_t *ends[2];
    for (int i = 0; i < 2; i++) {
        arrow_column *column = add_column(table, i == 0 ? "source" : "target", "I", 2);
        ends[i] = column ? graph_allocate(table->rows, sizeof *ends[i]) : NULL;
        if (!ends[i]) {
            return graph_no_memory("a column");
        }
        own(column, 1, ends[i]);
    }
    graph_edge_walk walk = {.g = table->g};
    uint64_t edge;
    for (uint64_t row = 0; row < table->rows; row++) {
        if (!graph_edge_walk_next(&walk, &edge, &ends[0][row], &ends[1][row])) {
            break;
        }
    }
    return GRAPH_OK;
}

static graph_status put_keys(export *table) {
    if (table->of != GRAPH_NODES || !table->g->node_keys) {
        return GRAPH_OK;
    }
    arrow_column *column = add_column(table, "key", "U", 3);
    uint8_t *present = graph_allocate(table->limit, 1);
    graph_status status = column && present ? GRAPH_OK : graph_no_memory("the keys");
    for (uint64_t node = 0; node < table->limit && status == GRAPH_OK; node++) {
        present[node] = table->g->node_keys[node] != NULL;
    }
    if (status == GRAPH_OK) {
        status = put_validity(table, column, present);
    }
    if (status == GRAPH_OK) {
        status = put_texts(table, column, table->g->node_keys);
    }
    free(present);
    return status;
}

static graph_status put_values(const export *table, arrow_column *column, const graph_column *values) {
    uint64_t set;
    switch (values->type) {
    case GRAPH_I64:
    case GRAPH_F64:
        return put_fixed(table, column, values->values.any, sizeof(int64_t));
    case GRAPH_BOOL:
        own(column, 1, pack_bits(table, values->values.boolean, &set));
        return column->buffers[1] ? GRAPH_OK : graph_no_memory("a column");
    case GRAPH_TEXT:
        break;
    }
    return put_texts(table, column, values->values.text);
}

static graph_status put_attribute(export *table, const char *name, const graph_column *values) {
    static const char *const formats[] = {
        [GRAPH_I64] = "l", [GRAPH_F64] = "g", [GRAPH_BOOL] = "b", [GRAPH_TEXT] = "U"};
    arrow_column *column = add_column(table, name, formats[values->type], values->type == GRAPH_TEXT ? 3 : 2);
    if (!column) {
        return graph_no_memory("a column");
    }
    graph_status status = put_validity(table, column, values->present);
    return status == GRAPH_OK ? put_values(table, column, values) : status;
}

graph_status graph_to_arrow(const graph *g, graph_entity of, struct ArrowArrayStream *table) {
    enum { OWN_COLUMNS = 3 };
    const graph_column_table *attributes = &g->columns[of == GRAPH_EDGES ? GRAPH_EDGES : GRAPH_NODES];
    export out = {.g = g,
                  .of = of,
                  .limit = of == GRAPH_EDGES ? g->edge_limit : g->node_limit,
                  .rows = of == GRAPH_EDGES ? g->edge_count : g->node_count};
    out.columns = graph_allocate_zeroed(attributes->count + (uint64_t)OWN_COLUMNS, sizeof *out.columns);
    if (!out.columns) {
        return graph_no_memory("the table");
    }
    graph_status status = put_ids(&out);
    if (status == GRAPH_OK) {
        status = of == GRAPH_EDGES ? put_ends(&out) : put_keys(&out);
    }
    for (uint32_t i = 0; i < attributes->count && status == GRAPH_OK; i++) {
        status = put_attribute(&out, attributes->names[i], &attributes->columns[i]);
    }
    if (status == GRAPH_OK) {
        return arrow_stream_of(out.columns, out.count, out.rows, table);
    }
    for (size_t i = 0; i < out.count; i++) {
        arrow_column_free(&out.columns[i]);
    }
    free(out.columns);
    return status;
}
