#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"

struct tables_series {
    double *values;
    size_t count;
};

tables_series *tables_series_new(size_t count) {
    tables_series *series = malloc(sizeof(*series));
    if (series == NULL)
        return NULL;
    series->values = calloc(count > 0 ? count : 1, sizeof(double));
    series->count = count;
    if (series->values == NULL) {
        free(series);
        return NULL;
    }
    return series;
}

void tables_series_free(tables_series *series) {
    free(series->values);
    free(series);
}

const double *tables_series_values(const tables_series *series, size_t *count) {
    *count = series->count;
    return series->values;
}

tables_status tables_series_edit(tables_series *series, double **values, size_t *count) {
    *values = series->values;
    *count = series->count;
    return TABLES_OK;
}

/* ---- The series as a stream of one batch ---- */

/* What the stream knows: the series, until its batch was given. */
typedef struct series_stream {
    const tables_series *series;
} series_stream;

static int series_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    (void)stream;
    return tables_new_schema(schema, "g", "values", 0, 0) ? 0 : ENOMEM;
}

static void release_values(struct ArrowArray *array) {
    free(array->buffers);
    array->release = NULL;
    tables_count_live(-1);
}

static int series_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
    series_stream *state = stream->private_data;
    *array = (struct ArrowArray){0};
    if (state->series == NULL)
        return 0;
    const void **buffers = malloc(2 * sizeof(*buffers));
    if (buffers == NULL)
        return ENOMEM;
    buffers[0] = NULL;
    buffers[1] = state->series->values;
    *array = (struct ArrowArray){.length = (int64_t)state->series->count,
                                 .n_buffers = 2,
                                 .buffers = buffers,
                                 .release = release_values};
    state->series = NULL;
    tables_count_live(1);
    return 0;
}

static const char *series_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return "no memory";
}

static void release_series(struct ArrowArrayStream *stream) {
    free(stream->private_data);
    stream->release = NULL;
    tables_count_live(-1);
}

tables_status tables_series_stream(const tables_series *series, struct ArrowArrayStream *column) {
    series_stream *state = malloc(sizeof(*state));
    if (state == NULL)
        return TABLES_OUT_OF_MEMORY;
    state->series = series;
    *column = (struct ArrowArrayStream){.get_schema = series_schema,
                                        .get_next = series_next,
                                        .get_last_error = series_error,
                                        .release = release_series,
                                        .private_data = state};
    tables_count_live(1);
    return TABLES_OK;
}

/* Always into new memory, so that a view that was left open would show. */
tables_status tables_series_append(tables_series *series, double value) {
    double *larger = malloc((series->count + 1) * sizeof(double));
    if (larger == NULL)
        return TABLES_OUT_OF_MEMORY;
    memcpy(larger, series->values, series->count * sizeof(double));
    larger[series->count++] = value;
    free(series->values);
    series->values = larger;
    return TABLES_OK;
}

tables_status tables_series_set(tables_series *series, size_t index, double value) {
    if (index >= series->count)
        return TABLES_NO_COLUMN;
    series->values[index] = value;
    return TABLES_OK;
}

double tables_series_sum(const tables_series *series) {
    return tables_sum_f64(series->values, series->count);
}

static uint64_t address_of(const void *data) {
    return (uint64_t)(uintptr_t)data;
}

uint64_t tables_series_address(const tables_series *series) {
    return address_of(series->values);
}

uint64_t tables_address_f64(const double *values, size_t count) {
    (void)count;
    return address_of(values);
}

uint64_t tables_address_f32(const float *values, size_t count) {
    (void)count;
    return address_of(values);
}

uint64_t tables_address_i32(const int32_t *values, size_t count) {
    (void)count;
    return address_of(values);
}

uint64_t tables_address_u64(const uint64_t *values, size_t count) {
    (void)count;
    return address_of(values);
}

uint64_t tables_address_bytes(const void *data, size_t size) {
    (void)size;
    return address_of(data);
}

double tables_sum_f64(const double *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

double tables_sum_f32(const float *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (double)values[i];
    return sum;
}

uint64_t tables_scale(double *values, size_t count, double by) {
    for (size_t i = 0; i < count; i++)
        values[i] *= by;
    return address_of(values);
}

void tables_count_up(double *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        values[i] = (double)i;
}

tables_status tables_range(size_t end, double **values, size_t *count, uint64_t *address) {
    double *made = malloc((end > 0 ? end : 1) * sizeof(double));
    if (made == NULL)
        return TABLES_OUT_OF_MEMORY;
    tables_count_up(made, end);
    *values = made;
    *count = end;
    *address = address_of(made);
    return TABLES_OK;
}
