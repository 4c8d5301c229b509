#include "@NAME@.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <tenon/error.h>

struct @NAME@_series {
    double *values;
    size_t count;
    size_t capacity;
};

@NAME@_series *@NAME@_series_new(void) {
    return calloc(1, sizeof(@NAME@_series));
}

void @NAME@_series_free(@NAME@_series *series) {
    if (series == NULL)
        return;
    free(series->values);
    free(series);
}

size_t @NAME@_series_size(const @NAME@_series *series) {
    return series->count;
}

static @NAME@_status reserve(@NAME@_series *series, size_t more) {
    if (more > SIZE_MAX / 2 / sizeof(double) - series->count)
        return (@NAME@_status)tenon_fail(@UPPER@_OUT_OF_MEMORY, "no room for %zu more numbers", more);
    if (series->count + more <= series->capacity)
        return @UPPER@_OK;
    size_t capacity = 2 * (series->count + more);
    double *values = realloc(series->values, capacity * sizeof(double));
    if (values == NULL)
        return (@NAME@_status)tenon_fail(@UPPER@_OUT_OF_MEMORY, "no room for %zu more numbers", more);
    series->values = values;
    series->capacity = capacity;
    return @UPPER@_OK;
}

@NAME@_status @NAME@_series_append(@NAME@_series *series, const double *values, size_t count) {
    @NAME@_status status = reserve(series, count);
    if (status == @UPPER@_OK && count > 0) {
        memcpy(series->values + series->count, values, count * sizeof(double));
        series->count += count;
    }
    return status;
}

@NAME@_status @NAME@_series_mean(const @NAME@_series *series, double *mean) {
    if (series->count == 0)
        return (@NAME@_status)tenon_fail(@UPPER@_EMPTY, "a series without numbers has no mean");
    double sum = 0.0;
    for (size_t i = 0; i < series->count; i++)
        sum += series->values[i];
    *mean = sum / (double)series->count;
    return @UPPER@_OK;
}
