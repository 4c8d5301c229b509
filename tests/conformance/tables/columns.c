/* Schemas and arrays: what their release functions free. */

#include "columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Atomic int64_t live;

void tables_count_live(int64_t by) {
    live += by;
}

int64_t tables_live(void) {
    return live;
}

/* ---- Schemas ---- */

static void release_schema(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release != NULL)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    free(schema->private_data);
    schema->release = NULL;
    tables_count_live(-1);
}

bool tables_new_schema(struct ArrowSchema *schema, const char *format, const char *name, int64_t flags,
                       int64_t children) {
    size_t format_size = strlen(format) + 1, name_size = strlen(name != NULL ? name : "") + 1;
    char *texts = malloc(format_size + name_size);
    *schema = (struct ArrowSchema){.flags = flags, .private_data = texts, .release = release_schema};
    tables_count_live(1);
    schema->children = calloc((size_t)children + 1, sizeof(struct ArrowSchema *));
    if (texts == NULL || schema->children == NULL) {
        release_schema(schema);
        return false;
    }
    schema->format = memcpy(texts, format, format_size);
    schema->name = memcpy(texts + format_size, name != NULL ? name : "", name_size);
    for (; schema->n_children < children; schema->n_children++) {
        struct ArrowSchema *child = calloc(1, sizeof(struct ArrowSchema));
        schema->children[schema->n_children] = child;
        if (child == NULL) {
            release_schema(schema);
            return false;
        }
    }
    return true;
}

/* ---- Arrays ---- */

static void release_array(struct ArrowArray *array) {
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release != NULL)
            array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    for (int64_t i = 0; i < array->n_buffers; i++)
        free((void *)(uintptr_t)array->buffers[i]);
    free(array->children);
    free(array->buffers);
    array->release = NULL;
    tables_count_live(-1);
}

bool tables_new_array(struct ArrowArray *array, int64_t length, const size_t *sizes, int64_t buffers,
                      int64_t children) {
    *array = (struct ArrowArray){.length = length, .release = release_array};
    tables_count_live(1);
    array->buffers = calloc((size_t)buffers + 1, sizeof(void *));
    array->children = calloc((size_t)children + 1, sizeof(struct ArrowArray *));
    bool is_well = array->buffers != NULL && array->children != NULL;
    for (; is_well && array->n_buffers < buffers; array->n_buffers++) {
        size_t size = sizes[array->n_buffers];
        /* Arrow recommends 64-byte alignment and padding; some readers insist on 8. */
        void *buffer = size > 0 ? aligned_alloc(64, (size + 63) / 64 * 64) : NULL;
        array->buffers[array->n_buffers] = buffer;
        is_well = size == 0 || buffer != NULL;
        if (buffer != NULL)
            memset(buffer, 0, (size + 63) / 64 * 64);
    }
    for (; is_well && array->n_children < children; array->n_children++) {
        array->children[array->n_children] = calloc(1, sizeof(struct ArrowArray));
        is_well = array->children[array->n_children] != NULL;
        if (!is_well)
            break;
    }
    if (!is_well)
        release_array(array);
    return is_well;
}

/* ---- The columns of tables_make() ---- */

enum { ID, PRICE, NAME, ACTIVE, COLUMNS };

bool tables_table_schema(struct ArrowSchema *schema) {
    static const struct {
        const char *format;
        const char *name;
        int64_t flags;
    } columns[COLUMNS] = {[ID] = {"l", "id", 0},
                          [PRICE] = {"g", "price", ARROW_FLAG_NULLABLE},
                          [NAME] = {"u", "name", 0},
                          [ACTIVE] = {"b", "active", 0}};
    if (!tables_new_schema(schema, "+s", NULL, 0, COLUMNS))
        return false;
    for (int i = 0; i < COLUMNS; i++) {
        if (!tables_new_schema(schema->children[i], columns[i].format, columns[i].name, columns[i].flags,
                               0)) {
            release_schema(schema);
            return false;
        }
    }
    return true;
}

static void *buffer_of(struct ArrowArray *array, int index) {
    return (void *)(uintptr_t)array->buffers[index];
}

bool tables_bit(const void *bits, int64_t index) {
    return (((const uint8_t *)bits)[index / 8] >> (index % 8)) & 1;
}

static void set_bit(void *bits, size_t index) {
    uint8_t *byte = (uint8_t *)bits + index / 8;
    *byte = (uint8_t)(*byte | 1u << (index % 8));
}

static bool fill_ids(struct ArrowArray *column, size_t first, size_t rows) {
    size_t sizes[] = {0, rows * sizeof(int64_t) + 1};
    if (!tables_new_array(column, (int64_t)rows, sizes, 2, 0))
        return false;
    int64_t *ids = buffer_of(column, 1);
    for (size_t i = 0; i < rows; i++)
        ids[i] = (int64_t)(first + i);
    return true;
}

static bool fill_prices(struct ArrowArray *column, size_t first, size_t rows) {
    size_t sizes[] = {rows / 8 + 1, rows * sizeof(double) + 1};
    if (!tables_new_array(column, (int64_t)rows, sizes, 2, 0))
        return false;
    double *prices = buffer_of(column, 1);
    for (size_t i = 0; i < rows; i++) {
        bool is_null = (first + i) % 3 == 2;
        prices[i] = is_null ? 0 : (double)(first + i) / 2;
        column->null_count += is_null;
        if (!is_null)
            set_bit(buffer_of(column, 0), i);
    }
    return true;
}

enum { LONGEST_NAME = 32 };

static bool fill_names(struct ArrowArray *column, size_t first, size_t rows) {
    size_t sizes[] = {0, (rows + 1) * sizeof(int32_t), rows * LONGEST_NAME + 1};
    if (!tables_new_array(column, (int64_t)rows, sizes, 3, 0))
        return false;
    int32_t *offsets = buffer_of(column, 1);
    char *names = buffer_of(column, 2);
    for (size_t i = 0; i < rows; i++) {
        char name[LONGEST_NAME];
        int length = snprintf(name, sizeof(name), "row %zu", first + i);
        memcpy(names + offsets[i], name, (size_t)length);
        offsets[i + 1] = offsets[i] + length;
    }
    return true;
}

static bool fill_active(struct ArrowArray *column, size_t first, size_t rows) {
    size_t sizes[] = {0, rows / 8 + 1};
    if (!tables_new_array(column, (int64_t)rows, sizes, 2, 0))
        return false;
    for (size_t i = 0; i < rows; i++) {
        if ((first + i) % 2 == 0)
            set_bit(buffer_of(column, 1), i);
    }
    return true;
}

bool tables_table_batch(struct ArrowArray *batch, size_t first, size_t rows) {
    static const size_t none[] = {0};
    if (!tables_new_array(batch, (int64_t)rows, none, 1, COLUMNS))
        return false;
    bool is_well =
        fill_ids(batch->children[ID], first, rows) && fill_prices(batch->children[PRICE], first, rows) &&
        fill_names(batch->children[NAME], first, rows) && fill_active(batch->children[ACTIVE], first, rows);
    if (!is_well)
        release_array(batch);
    return is_well;
}
