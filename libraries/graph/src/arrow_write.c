/**
 * @file
 * Columns that leave as an Arrow stream of one batch.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "arrow_table.h"

void arrow_column_free(arrow_column *column) {
    free(column->name);
    for (int i = 0; i < 3; i++) {
        free(column->allocated[i]);
    }
    *column = (arrow_column){0};
}

/** What a stream holds: the columns, until its one batch has left. */
typedef struct table_stream {
    arrow_column *columns;
    size_t count;
    uint64_t rows;
    bool is_over;
} table_stream;

/* ----------------------------------------------------------------------------------------------- schemas */

/* A child may be moved out of its parent and outlive it, so each owns all that it needs. */

static void release_schema(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i] && schema->children[i]->release) {
            schema->children[i]->release(schema->children[i]);
        }
        free(schema->children[i]);
    }
    free(schema->children);
    free(schema->private_data);
    schema->release = NULL;
}

static bool start_schema(struct ArrowSchema *schema, const char *format, const char *name, size_t children) {
    *schema = (struct ArrowSchema){.format = format, .flags = ARROW_FLAG_NULLABLE, .release = release_schema};
    char *copy = graph_copy_text(name);
    schema->private_data = copy;
    schema->name = copy;
    if (children > 0) {
        schema->children = graph_allocate_zeroed(children, sizeof(struct ArrowSchema *));
    }
    return copy && (children == 0 || schema->children);
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    const table_stream *table = stream->private_data;
    bool made = start_schema(schema, "+s", "", table->count == 0 ? 1 : table->count);
    schema->flags = 0;
    for (size_t i = 0; i < table->count && made; i++) {
        schema->children[i] = graph_allocate_zeroed(1, sizeof(struct ArrowSchema));
        if (schema->children[i]) {
            schema->n_children++;
        }
        made = schema->children[i] &&
               start_schema(schema->children[i], table->columns[i].format, table->columns[i].name, 0);
    }
    if (!made) {
        release_schema(schema);
        return ENOMEM;
    }
    return 0;
}

/* ------------------------------------------------------------------------------------------------ arrays */

/** What one array of a batch owns. */
typedef struct array_owner {
    const void *buffers[3];
    void *allocated[3];
} array_owner;

static void release_array(struct ArrowArray *array) {
    array_owner *owner = array->private_data;
    for (int i = 0; owner && i < 3; i++) {
        free(owner->allocated[i]);
    }
    free(owner);
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i] && array->children[i]->release) {
            array->children[i]->release(array->children[i]);
        }
        free(array->children[i]);
    }
    free(array->children);
    array->release = NULL;
}

static bool start_array(struct ArrowArray *array, uint64_t rows, int64_t buffers, size_t children) {
    *array = (struct ArrowArray){.length = (int64_t)rows, .n_buffers = buffers, .release = release_array};
    array_owner *owner = graph_allocate_zeroed(1, sizeof *owner);
    array->private_data = owner;
    if (owner) {
        array->buffers = owner->buffers;
    }
    if (children > 0) {
        array->children = graph_allocate_zeroed(children, sizeof(struct ArrowArray *));
    }
    return owner && (children == 0 || array->children);
}

/** Move a column's buffers into an array. */
static void hand_over(arrow_column *column, struct ArrowArray *array) {
    array_owner *owner = array->private_data;
    memcpy(owner->buffers, column->buffers, sizeof owner->buffers);
    memcpy(owner->allocated, column->allocated, sizeof owner->allocated);
    memset(column->allocated, 0, sizeof column->allocated);
    array->null_count = column->null_count;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *batch) {
    table_stream *table = stream->private_data;
    if (table->is_over) {
        *batch = (struct ArrowArray){0};
        return 0;
    }
    bool made = start_array(batch, table->rows, 1, table->count == 0 ? 1 : table->count);
    for (size_t i = 0; i < table->count && made; i++) {
        batch->children[i] = graph_allocate_zeroed(1, sizeof(struct ArrowArray));
        if (batch->children[i]) {
            batch->n_children++;
        }
        made = batch->children[i] &&
               start_array(batch->children[i], table->rows, table->columns[i].buffer_count, 0);
    }
    if (!made) {
        release_array(batch);
        return ENOMEM;
    }
    /* Nothing can fail any more: until here a second attempt would have found the columns untouched. */
    for (size_t i = 0; i < table->count; i++) {
        hand_over(&table->columns[i], batch->children[i]);
    }
    table->is_over = true;
    return 0;
}

/* ------------------------------------------------------------------------------------------------ streams */

static const char *get_last_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return "there is no memory for the table";
}

static void free_columns(arrow_column *columns, size_t count) {
    for (size_t i = 0; i < count; i++) {
        arrow_column_free(&columns[i]);
    }
    free(columns);
}

static void release_stream(struct ArrowArrayStream *stream) {
    table_stream *table = stream->private_data;
    free_columns(table->columns, table->count);
    free(table);
    stream->release = NULL;
}

graph_status arrow_stream_of(arrow_column *columns, size_t count, uint64_t rows,
                             struct ArrowArrayStream *stream) {
    table_stream *table = graph_allocate_zeroed(1, sizeof *table);
    if (!table) {
        free_columns(columns, count);
        return graph_no_memory("the table");
    }
    *table = (table_stream){.columns = columns, .count = count, .rows = rows};
    *stream = (struct ArrowArrayStream){.get_schema = get_schema,
                                        .get_next = get_next,
                                        .get_last_error = get_last_error,
                                        .release = release_stream,
                                        .private_data = table};
    return GRAPH_OK;
}
