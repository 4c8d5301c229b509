/* A table that stays, and gives itself as a stream that outlives it. */

#include <stdlib.h>

#include "columns.h"
#include "reading.h"

struct tables_store {
    uint64_t rows;
};

static bool count_rows(const struct column *column, void *data) {
    tables_store *store = data;
    store->rows += (uint64_t)column->length;
    return column->format[0] == 'l';
}

tables_status tables_store_read(struct ArrowArrayStream *table, tables_store **store) {
    tables_store *made = calloc(1, sizeof(tables_store));
    if (made == NULL)
        return TABLES_OUT_OF_MEMORY;
    tables_status status = read_column(table, "id", count_rows, made);
    if (status != TABLES_OK) {
        free(made);
        return status;
    }
    *store = made;
    return TABLES_OK;
}

void tables_store_free(tables_store *store) {
    free(store);
}

uint64_t tables_store_rows(const tables_store *store) {
    return store->rows;
}

tables_status tables_store_stream(const tables_store *store, struct ArrowArrayStream *table) {
    size_t rows = (size_t)store->rows;
    return tables_make(rows, rows > 0 ? rows : 1, table);
}
