#include "tally.h"

#include <stdlib.h>
#include <string.h>

struct tally {
    int64_t value;
    double weight;
    double height;
    double temperature;
};

tally *tally_new(int64_t start) {
    tally *t = malloc(sizeof *t);
    if (t != NULL) {
        *t = (tally){.value = start, .weight = 2.5, .height = 1.75, .temperature = 36.6};
    }
    return t;
}

void tally_free(tally *t) {
    free(t);
}

int64_t tally_value(const tally *t) {
    return t->value;
}

int64_t tally_count(tally *t, int64_t step) {
    t->value = tally_add(t->value, step);
    return t->value;
}

tally_status tally_column(const tally *t, const char *name, double *value) {
    if (strcmp(name, "weight") == 0) {
        *value = t->weight;
    } else if (strcmp(name, "height") == 0) {
        *value = t->height;
    } else if (strcmp(name, "temperature") == 0) {
        *value = t->temperature;
    } else {
        return TALLY_NO_SUCH_COLUMN;
    }
    return TALLY_OK;
}

void tally_nothing(void) {
}

int64_t tally_add(int64_t left, int64_t right) {
    return (int64_t)((uint64_t)left + (uint64_t)right);
}

size_t tally_text_size(const char *text) {
    return strlen(text);
}

const char *tally_short_text(void) {
    return "na\xc3\xafve tale";
}

#define SIXTEEN "0123456789abcdef"
#define A_QUARTER                                                                                            \
    SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN  \
        SIXTEEN SIXTEEN SIXTEEN

const char *tally_long_text(void) {
    return A_QUARTER A_QUARTER A_QUARTER A_QUARTER;
}

double tally_point_sum(tally_point point) {
    return point.x + point.y + (double)point.weight;
}

tally_point tally_point_at(double distance) {
    return (tally_point){.x = distance, .y = distance, .weight = 1};
}

double tally_ends(const double *values, size_t count) {
    return count == 0 ? 0.0 : values[0] + values[count - 1];
}

tally_status tally_values(size_t count, double **values, size_t *made) {
    *made = 0;
    *values = calloc(count == 0 ? 1 : count, sizeof **values);
    if (*values == NULL) {
        return TALLY_OUT_OF_MEMORY;
    }
    if (count > 0) {
        (*values)[0] = 1.0;
        (*values)[count - 1] = 1.0;
    }
    *made = count;
    return TALLY_OK;
}

int64_t tally_call_back(int64_t number, tally_change change, void *context) {
    return change(number, context);
}

tally_status tally_fail(void) {
    return TALLY_REFUSED;
}

int64_t tally_add_slowly(int64_t left, int64_t right) {
    return tally_add(left, right);
}
