/* Streams: made, read and passed on. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "reading.h"

/* ---- Streams that make their batches as they are asked ---- */

struct making {
    size_t next;
    size_t rows;
    size_t batch;
    bool is_table; /* otherwise one column of float64 */
    bool fails;    /* at the end */
    const char *error;
};

static int give_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    struct making *making = stream->private_data;
    bool is_well =
        making->is_table ? tables_table_schema(schema) : tables_new_schema(schema, "g", "value", 0, 0);
    making->error = is_well ? NULL : "memory is used up";
    return is_well ? 0 : ENOMEM;
}

static bool make_column(struct ArrowArray *column, size_t first, size_t rows) {
    size_t sizes[] = {0, rows * sizeof(double) + 1};
    if (!tables_new_array(column, (int64_t)rows, sizes, 2, 0))
        return false;
    double *values = (double *)(uintptr_t)column->buffers[1];
    for (size_t i = 0; i < rows; i++)
        values[i] = (double)(first + i);
    return true;
}

static int give_batch(struct ArrowArrayStream *stream, struct ArrowArray *batch) {
    struct making *making = stream->private_data;
    size_t rows = making->rows - making->next < making->batch ? making->rows - making->next : making->batch;
    making->error = NULL;
    batch->release = NULL;
    if (rows == 0) {
        making->error = making->fails ? "the stream broke" : NULL;
        return making->fails ? EIO : 0;
    }
    bool is_well = making->is_table ? tables_table_batch(batch, making->next, rows)
                                    : make_column(batch, making->next, rows);
    if (!is_well) {
        making->error = "memory is used up";
        return ENOMEM;
    }
    making->next += rows;
    return 0;
}

static const char *last_error(struct ArrowArrayStream *stream) {
    return ((const struct making *)stream->private_data)->error;
}

static void release_making(struct ArrowArrayStream *stream) {
    free(stream->private_data);
    stream->release = NULL;
    tables_count_live(-1);
}

static tables_status make_stream(struct making from, struct ArrowArrayStream *stream) {
    if (from.batch == 0)
        return TABLES_BAD_STREAM;
    struct making *making = malloc(sizeof(*making));
    if (making == NULL)
        return TABLES_OUT_OF_MEMORY;
    *making = from;
    *stream = (struct ArrowArrayStream){.get_schema = give_schema,
                                        .get_next = give_batch,
                                        .get_last_error = last_error,
                                        .release = release_making,
                                        .private_data = making};
    tables_count_live(1);
    return TABLES_OK;
}

tables_status tables_make(size_t rows, size_t batch, struct ArrowArrayStream *table) {
    return make_stream((struct making){.rows = rows, .batch = batch, .is_table = true}, table);
}

tables_status tables_column(size_t rows, size_t batch, struct ArrowArrayStream *column) {
    return make_stream((struct making){.rows = rows, .batch = batch}, column);
}

tables_status tables_failing(size_t batches, struct ArrowArrayStream *column) {
    return make_stream((struct making){.rows = batches, .batch = 1, .fails = true}, column);
}

tables_status tables_broken(struct ArrowArrayStream *table) {
    memset(table, 0, sizeof(*table));
    return TABLES_OK;
}

/* ---- Streams that are passed in ---- */

tables_status tables_pass(struct ArrowArrayStream *table, struct ArrowArrayStream *same) {
    *same = *table;
    table->release = NULL;
    return TABLES_OK;
}

tables_status tables_refuse(struct ArrowArrayStream *table) {
    (void)table;
    return TABLES_BAD_STREAM;
}

static bool is_valid(const struct ArrowArray *column, int64_t index) {
    return column->buffers[0] == NULL || tables_bit(column->buffers[0], index);
}

/* The number at that place, or NaN where the type is no number. */
static bool number_at(const struct ArrowArray *column, char format, int64_t index, double *number) {
    const void *values = column->buffers[1];
    switch (format) {
    case 'l':
        *number = (double)((const int64_t *)values)[index];
        return true;
    case 'i':
        *number = (double)((const int32_t *)values)[index];
        return true;
    case 'g':
        *number = ((const double *)values)[index];
        return true;
    case 'f':
        *number = (double)((const float *)values)[index];
        return true;
    case 'b':
        *number = tables_bit(values, index);
        return true;
    default:
        return false;
    }
}

struct summing {
    double sum;
};

static bool add_batch(const struct column *column, void *data) {
    struct summing *summing = data;
    for (int64_t i = column->first; i < column->first + column->length; i++) {
        double number = 0;
        if (!number_at(column->array, column->format[0], i, &number))
            return false;
        if (is_valid(column->array, i))
            summing->sum += number;
    }
    return true;
}

tables_status tables_sum(struct ArrowArrayStream *table, const char *column, double *sum) {
    struct summing summing = {0};
    tables_status status = read_column(table, column, add_batch, &summing);
    *sum = summing.sum;
    return status;
}

static bool add_bytes(const struct column *column, void *data) {
    uint64_t *bytes = data;
    bool is_large = strcmp(column->format, "U") == 0;
    if (!is_large && strcmp(column->format, "u") != 0)
        return false;
    for (int64_t i = column->first; i < column->first + column->length; i++) {
        if (!is_valid(column->array, i))
            continue;
        const void *offsets = column->array->buffers[1];
        if (is_large)
            *bytes += (uint64_t)(((const int64_t *)offsets)[i + 1] - ((const int64_t *)offsets)[i]);
        else
            *bytes += (uint64_t)(((const int32_t *)offsets)[i + 1] - ((const int32_t *)offsets)[i]);
    }
    return true;
}

tables_status tables_text_bytes(struct ArrowArrayStream *table, const char *column, uint64_t *bytes) {
    *bytes = 0;
    return read_column(table, column, add_bytes, bytes);
}

struct measuring {
    uint64_t rows;
    uint64_t batches;
};

static bool measure_batch(const struct column *column, void *data) {
    struct measuring *measuring = data;
    measuring->rows += (uint64_t)column->length;
    measuring->batches++;
    return true;
}

tables_status tables_shape(struct ArrowArrayStream *table, uint64_t *rows, uint64_t *batches) {
    struct measuring measuring = {0};
    tables_status status = table == NULL ? TABLES_OK : read_column(table, NULL, measure_batch, &measuring);
    *rows = measuring.rows;
    *batches = measuring.batches;
    return status;
}

struct locating {
    uint64_t *addresses;
    size_t count;
};

static bool locate_batch(const struct column *column, void *data) {
    struct locating *locating = data;
    uint64_t *larger = realloc(locating->addresses, (locating->count + 1) * sizeof(uint64_t));
    if (larger == NULL)
        return false;
    locating->addresses = larger;
    larger[locating->count++] = (uint64_t)(uintptr_t)column->array->buffers[column->array->n_buffers - 1];
    return true;
}

tables_status tables_addresses(struct ArrowArrayStream *table, const char *column, uint64_t **addresses,
                               size_t *count) {
    struct locating locating = {.addresses = calloc(1, sizeof(uint64_t))};
    if (locating.addresses == NULL)
        return TABLES_OUT_OF_MEMORY;
    tables_status status = read_column(table, column, locate_batch, &locating);
    if (status != TABLES_OK) {
        free(locating.addresses);
        return status;
    }
    *addresses = locating.addresses;
    *count = locating.count;
    return TABLES_OK;
}
