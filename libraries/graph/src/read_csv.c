/**
 * @file
 * CSV files (RFC 4180): a row per edge.
 *
 * Cells are cut out of the loaded file in place; what a column holds is decided when all its cells are known.
 */
#include <stdlib.h>
#include <string.h>

#include "reader.h"

/** The CSV file being read. */
typedef struct csv_table {
    graph_file file;
    char *at;       /**< What to read next. */
    uint64_t line;  /**< Its line. */
    char **cells;   /**< All cells, row by row, the header first; null where a cell is empty. */
    uint64_t count; /**< Cells so far. */
    uint64_t capacity;
    uint64_t width;  /**< Columns. */
    uint64_t rows;   /**< Rows below the header. */
    uint64_t source; /**< The column of the first ends. */
    uint64_t target; /**< The column of the second ends. */
    graph *g;
    const tenon_cancel *cancel; /**< Or null. */
} csv_table;

/** How many rows are read or stored between two looks at whether to stop. */
enum { ROWS_PER_LOOK = 4096 };

static graph_status look_up_from_row(const csv_table *table, uint64_t row) {
    return row % ROWS_PER_LOOK == 0 ? graph_check_cancelled(table->cancel) : GRAPH_OK;
}

/** What ended a cell. */
typedef enum cell_end { CELL_ENDS_CELL, CELL_ENDS_ROW } cell_end;

static char *cell_at(const csv_table *table, uint64_t row, uint64_t column) {
    return table->cells[(row + 1) * table->width + column];
}

/* ----------------------------------------------------------------------------------------- rows and cells */

/** Step over what follows a cell: a comma, a line end or the end of the file. */
static graph_status end_cell(csv_table *table, cell_end *end) {
    char *at = table->at;
    *end = *at == ',' ? CELL_ENDS_CELL : CELL_ENDS_ROW;
    if (at[0] == '\r' && (at[1] == '\n' || at + 1 == table->file.end)) {
        at++;
    }
    if (*at != ',' && *at != '\n' && at < table->file.end) {
        return graph_fail(GRAPH_BAD_FORMAT,
                          "%s:%" PRIu64
                          ": after a closing quote there must be a comma or the end of the line",
                          table->file.path, table->line);
    }
    table->line += *at == '\n';
    table->at = at < table->file.end ? at + 1 : at;
    return GRAPH_OK;
}

/** Cut out a cell in quotes; within, a doubled quote is a quote. */
static graph_status cut_quoted(csv_table *table, char **cell, cell_end *end) {
    uint64_t first_line = table->line;
    char *from = table->at + 1;
    char *to = table->at;
    *cell = to;
    while (from < table->file.end && (from[0] != '"' || from[1] == '"')) {
        table->line += *from == '\n';
        from += *from == '"';
        *to++ = *from++;
    }
    if (from == table->file.end) {
        return graph_fail(GRAPH_BAD_FORMAT, "%s:%" PRIu64 ": the quote that opens here is never closed",
                          table->file.path, first_line);
    }
    table->at = from + 1;
    graph_status status = end_cell(table, end);
    *to = '\0';
    return status;
}

/** Cut out a cell without quotes. */
static graph_status cut_plain(csv_table *table, char **cell, cell_end *end) {
    char *begin = table->at;
    while (table->at < table->file.end && *table->at != ',' && *table->at != '\n') {
        if (*table->at == '"') {
            return graph_fail(GRAPH_BAD_FORMAT,
                              "%s:%" PRIu64
                              ": a quote inside a cell; put the whole cell in quotes and double the quote",
                              table->file.path, table->line);
        }
        table->at++;
    }
    char *stop = table->at;
    if (stop > begin && stop[-1] == '\r' && *stop != ',') {
        stop--;
    }
    graph_status status = end_cell(table, end);
    *stop = '\0';
    *cell = stop > begin ? begin : NULL;
    return status;
}

static graph_status keep_cell(csv_table *table, char *cell) {
    if (table->count == table->capacity) {
        uint64_t capacity = graph_grown_capacity(table->capacity, table->count + 1);
        if (!graph_resize(&table->cells, capacity, sizeof *table->cells)) {
            return graph_no_memory("the file's cells");
        }
        table->capacity = capacity;
    }
    table->cells[table->count++] = cell;
    return GRAPH_OK;
}

/** Read a row; `width` is the number of its cells. */
static graph_status read_row(csv_table *table, uint64_t *width) {
    cell_end end = CELL_ENDS_CELL;
    for (*width = 0; end == CELL_ENDS_CELL; ++*width) {
        char *cell = NULL;
        graph_status status =
            *table->at == '"' ? cut_quoted(table, &cell, &end) : cut_plain(table, &cell, &end);
        if (status == GRAPH_OK) {
            status = keep_cell(table, cell);
        }
        if (status != GRAPH_OK) {
            return status;
        }
    }
    return GRAPH_OK;
}

/* ------------------------------------------------------------------------------------------------ header */

static graph_status find_header(const csv_table *table, const char *name, uint64_t *column) {
    for (*column = 0; *column < table->width; ++*column) {
        if (strcmp(table->cells[*column], name) == 0) {
            return GRAPH_OK;
        }
    }
    return graph_fail(GRAPH_NO_SUCH_COLUMN, "%s: the header has no column \"%s\"; its first is \"%s\"",
                      table->file.path, name, table->cells[0]);
}

static graph_status read_header(csv_table *table) {
    if (table->at == table->file.end) {
        return graph_fail(GRAPH_BAD_FORMAT, "%s: the file is empty; it needs a header row", table->file.path);
    }
    uint64_t line = table->line;
    graph_status status = read_row(table, &table->width);
    if (status != GRAPH_OK) {
        return status;
    }
    for (uint64_t i = 0; i < table->width; i++) {
        if (!table->cells[i] || table->cells[i][0] == '\0') {
            return graph_fail(GRAPH_BAD_FORMAT, "%s:%" PRIu64 ": the header of column %" PRIu64 " is empty",
                              table->file.path, line, i + 1);
        }
        for (uint64_t j = 0; j < i; j++) {
            if (strcmp(table->cells[i], table->cells[j]) == 0) {
                return graph_fail(GRAPH_BAD_FORMAT, "%s:%" PRIu64 ": two columns are called \"%s\"",
                                  table->file.path, line, table->cells[i]);
            }
        }
    }
    return GRAPH_OK;
}

/* -------------------------------------------------------------------------------------------------- body */

/** Check the row that was read last; it began on `line`. */
static graph_status check_row(const csv_table *table, uint64_t width, uint64_t line) {
    if (width != table->width) {
        return graph_fail(GRAPH_BAD_FORMAT,
                          "%s:%" PRIu64 ": the row has %" PRIu64 " cell%s, the header has %" PRIu64,
                          table->file.path, line, width, width == 1 ? "" : "s", table->width);
    }
    uint64_t ends[2] = {table->source, table->target};
    for (int i = 0; i < 2; i++) {
        const char *key = table->cells[table->count - width + ends[i]];
        if (!key || key[0] == '\0') {
            return graph_fail(GRAPH_BAD_FORMAT,
                              "%s:%" PRIu64 ": the cell in column \"%s\" is empty; it must name a node",
                              table->file.path, line, table->cells[ends[i]]);
        }
    }
    return GRAPH_OK;
}

static graph_status read_rows(csv_table *table) {
    while (table->at < table->file.end) {
        uint64_t line = table->line;
        uint64_t width;
        graph_status status = read_row(table, &width);
        if (status == GRAPH_OK && width == 1 && !table->cells[table->count - 1]) {
            table->count--; /* An empty line. */
            continue;
        }
        if (status == GRAPH_OK) {
            status = check_row(table, width, line);
        }
        if (status == GRAPH_OK) {
            status = look_up_from_row(table, table->rows);
        }
        if (status != GRAPH_OK) {
            return status;
        }
        table->rows++;
    }
    return GRAPH_OK;
}

static graph_status store_edges(csv_table *table) {
    graph_edge_buffer edges = {0};
    graph_status status = GRAPH_OK;
    for (uint64_t row = 0; row < table->rows && status == GRAPH_OK; row++) {
        uint64_t source;
        uint64_t target;
        status = graph_node_for_key(table->g, cell_at(table, row, table->source), &source);
        if (status == GRAPH_OK) {
            status = graph_node_for_key(table->g, cell_at(table, row, table->target), &target);
        }
        if (status == GRAPH_OK) {
            status = graph_edge_buffer_append(&edges, source, target);
        }
        if (status == GRAPH_OK) {
            status = look_up_from_row(table, row);
        }
    }
    if (status == GRAPH_OK) {
        uint64_t first;
        status = graph_add_edges(table->g, edges.sources, edges.targets, (size_t)edges.count, &first);
    }
    graph_edge_buffer_free(&edges);
    return status;
}

/* ------------------------------------------------------------------------------------------- edge columns */

static bool fits(const char *cell, graph_type type) {
    bool truth;
    int64_t integer;
    double number;
    switch (type) {
    case GRAPH_I64:
        return graph_parse_i64(cell, &integer);
    case GRAPH_F64:
        return graph_parse_f64_lossless(cell, &number);
    case GRAPH_BOOL:
        return graph_parse_bool(cell, &truth);
    case GRAPH_TEXT:
        return true;
    }
    return false;
}

static bool all_fit(const csv_table *table, uint64_t column, graph_type type) {
    for (uint64_t row = 0; row < table->rows; row++) {
        const char *cell = cell_at(table, row, column);
        if (cell && cell[0] != '\0' && !fits(cell, type)) {
            return false;
        }
    }
    return true;
}

static bool all_empty(const csv_table *table, uint64_t column) {
    for (uint64_t row = 0; row < table->rows; row++) {
        const char *cell = cell_at(table, row, column);
        if (cell && cell[0] != '\0') {
            return false;
        }
    }
    return true;
}

/** The first type that holds all cells of a column; text where all are empty. */
static graph_type infer_type(const csv_table *table, uint64_t column) {
    static const graph_type candidates[] = {GRAPH_I64, GRAPH_F64, GRAPH_BOOL};
    if (all_empty(table, column)) {
        return GRAPH_TEXT;
    }
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        if (all_fit(table, column, candidates[i])) {
            return candidates[i];
        }
    }
    return GRAPH_TEXT;
}

static graph_status store_cell(graph *g, const char *column, graph_type type, uint64_t edge,
                               const char *cell) {
    bool truth;
    int64_t integer;
    double number;
    switch (type) {
    case GRAPH_I64:
        (void)graph_parse_i64(cell, &integer);
        return graph_set_i64(g, GRAPH_EDGES, column, edge, integer);
    case GRAPH_F64:
        (void)graph_parse_f64_lossless(cell, &number);
        return graph_set_f64(g, GRAPH_EDGES, column, edge, number);
    case GRAPH_BOOL:
        (void)graph_parse_bool(cell, &truth);
        return graph_set_bool(g, GRAPH_EDGES, column, edge, truth);
    case GRAPH_TEXT:
        break;
    }
    return graph_set_text(g, GRAPH_EDGES, column, edge, cell);
}

static graph_status store_column(csv_table *table, uint64_t column) {
    const char *name = table->cells[column];
    graph_type type = infer_type(table, column);
    graph_status status = graph_add_column(table->g, GRAPH_EDGES, name, type);
    for (uint64_t row = 0; row < table->rows && status == GRAPH_OK; row++) {
        const char *cell = cell_at(table, row, column);
        if (cell && (cell[0] != '\0' || type == GRAPH_TEXT)) {
            status = store_cell(table->g, name, type, row, cell);
        }
        if (status == GRAPH_OK) {
            status = look_up_from_row(table, row);
        }
    }
    return status;
}

static graph_status read_table(csv_table *table, const char *source_column, const char *target_column) {
    table->at = table->file.text;
    table->line = 1;
    graph_status status = read_header(table);
    if (status == GRAPH_OK) {
        status = find_header(table, source_column, &table->source);
    }
    if (status == GRAPH_OK) {
        status = find_header(table, target_column, &table->target);
    }
    if (status == GRAPH_OK) {
        status = read_rows(table);
    }
    if (status == GRAPH_OK) {
        status = store_edges(table);
    }
    for (uint64_t column = 0; column < table->width && status == GRAPH_OK; column++) {
        if (column != table->source && column != table->target) {
            status = store_column(table, column);
        }
    }
    return status;
}

static graph_status check_ends(const char *source_column, const char *target_column) {
    if (strcmp(source_column, target_column) == 0) {
        return graph_fail(GRAPH_INVALID_ARGUMENT, "source and target cannot both come from the column \"%s\"",
                          source_column);
    }
    return GRAPH_OK;
}

/** Make the graph of a loaded table, or free everything. */
static graph_status finish_table(csv_table *table, graph_status loaded, const char *source_column,
                                 const char *target_column, graph **result) {
    graph_status status = loaded == GRAPH_OK ? read_table(table, source_column, target_column) : loaded;
    graph_file_free(&table->file);
    free(table->cells);
    if (status == GRAPH_OK) {
        *result = table->g;
    } else {
        graph_free(table->g);
    }
    return status;
}

graph_status graph_read_csv(const char *path, const char *source_column, const char *target_column,
                            bool directed, graph **result) {
    graph_status status = check_ends(source_column, target_column);
    if (status != GRAPH_OK) {
        return status;
    }
    csv_table table = {.g = graph_new(directed)};
    status = table.g ? graph_file_load(path, &table.file) : GRAPH_OUT_OF_MEMORY;
    status = finish_table(&table, status, source_column, target_column, result);
    return status == GRAPH_OK ? status : graph_fail_because(status, "cannot read the CSV file \"%s\"", path);
}

graph_status graph_read_csv_stream(graph_source source, void *source_context, const char *source_column,
                                   const char *target_column, bool directed, const tenon_cancel *cancel,
                                   graph_progress progress, void *progress_context, graph **result) {
    graph_status status = check_ends(source_column, target_column);
    if (status != GRAPH_OK) {
        return status;
    }
    graph_stream stream = {.source = source,
                           .source_context = source_context,
                           .progress = progress,
                           .progress_context = progress_context,
                           .cancel = cancel};
    csv_table table = {.g = graph_new(directed), .cancel = cancel};
    status = table.g ? graph_file_read(&stream, &table.file) : GRAPH_OUT_OF_MEMORY;
    status = finish_table(&table, status, source_column, target_column, result);
    return status == GRAPH_OK ? status : graph_fail_because(status, "cannot read the CSV stream");
}
