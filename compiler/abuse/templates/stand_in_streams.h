/**
 * @file
 * Arrow streams of a stand-in library. Included once, behind stand_in.h.
 */
#ifndef TENON_STAND_IN_STREAMS_H
#define TENON_STAND_IN_STREAMS_H

#include "stand_in.h"

#include "tenon/arrow.h"

/* ---- Taken ---- */

/* Texts of a column: every byte between the first and the last offset. */
STAND_IN_PART void stand_in_read_texts(const struct ArrowArray *array, bool is_large) {
    int64_t end = array->offset + array->length;
    if (end == 0 || array->n_buffers < 3 || array->buffers[1] == NULL)
        return;
    const char *offsets = (const char *)array->buffers[1];
    int64_t bytes = 0;
    int32_t narrow = 0;
    memcpy(&narrow, offsets + (size_t)end * sizeof(narrow) * (is_large ? 0 : 1), sizeof(narrow));
    if (is_large)
        memcpy(&bytes, offsets + (size_t)end * sizeof(bytes), sizeof(bytes));
    else
        bytes = narrow;
    if (array->buffers[2] != NULL)
        stand_in_read(array->buffers[2], (size_t)bytes);
}

/* How many bits a value of that format has, or 0 where it has no fixed size. */
STAND_IN_PART size_t stand_in_bits(const char *format) {
    static const char *const formats = "bcCsSiIlLfg";
    static const size_t bits[] = {1, 8, 8, 16, 16, 32, 32, 64, 64, 32, 64};
    const char *at = format[0] == '\0' || format[1] != '\0' ? NULL : strchr(formats, format[0]);
    return at == NULL ? 0 : bits[at - formats];
}

STAND_IN_PART void stand_in_read_array(const struct ArrowSchema *schema, const struct ArrowArray *array) {
    size_t end = (size_t)(array->offset + array->length);
    size_t bits = stand_in_bits(schema->format);
    if (array->n_buffers > 0 && array->buffers[0] != NULL)
        stand_in_read(array->buffers[0], (end + 7) / 8);
    if (bits > 0 && array->n_buffers > 1 && array->buffers[1] != NULL)
        stand_in_read(array->buffers[1], (end * bits + 7) / 8);
    if (strcmp(schema->format, "u") == 0 || strcmp(schema->format, "U") == 0)
        stand_in_read_texts(array, schema->format[0] == 'U');
    for (int64_t i = 0; i < array->n_children && i < schema->n_children; i++)
        stand_in_read_array(schema->children[i], array->children[i]);
}

/* Read a stream to its end and release it. @return Whether it gave what it should. */
STAND_IN_PART bool stand_in_take_stream(struct ArrowArrayStream *stream) {
    struct ArrowSchema schema;
    struct ArrowArray array;
    memset(&schema, 0, sizeof(schema));
    bool is_well = stream->get_schema(stream, &schema) == 0;
    for (bool is_over = !is_well; !is_over;) {
        memset(&array, 0, sizeof(array));
        is_well = stream->get_next(stream, &array) == 0;
        is_over = !is_well || array.release == NULL;
        if (is_over)
            break;
        stand_in_read_array(&schema, &array);
        array.release(&array);
    }
    if (!is_well)
        (void)stream->get_last_error(stream);
    if (schema.release != NULL)
        schema.release(&schema);
    stream->release(stream);
    stream->release = NULL;
    return is_well;
}

/* ---- Given ---- */

enum { STAND_IN_ROWS = 2 };

/** One batch of two numbers. Its column may be moved away and live longer than the batch. */
typedef struct stand_in_batch {
    unsigned users;
    struct ArrowArray column;
    struct ArrowArray *columns[1];
    const void *table_buffers[1];
    const void *buffers[2];
    int64_t own[STAND_IN_ROWS];
} stand_in_batch;

/** What a stream gives: one batch. */
typedef struct stand_in_stream {
    bool is_over;
    const int64_t *numbers; /* an object's, or null */
    bool is_broken;
} stand_in_stream;

/* One user less of what begins with how many there are. */
STAND_IN_PART void stand_in_unuse(void *shared) {
    if (__atomic_sub_fetch((unsigned *)shared, 1, __ATOMIC_ACQ_REL) == 0)
        stand_in_free(shared);
}

STAND_IN_PART void stand_in_release_column(struct ArrowArray *column) {
    stand_in_unuse(column->private_data);
    column->release = NULL;
}

STAND_IN_PART void stand_in_release_batch(struct ArrowArray *array) {
    stand_in_batch *batch = (stand_in_batch *)array->private_data;
    if (batch->column.release != NULL)
        batch->column.release(&batch->column);
    stand_in_unuse(batch);
    array->release = NULL;
}

STAND_IN_PART int stand_in_get_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
    stand_in_stream *from = (stand_in_stream *)stream->private_data;
    memset(array, 0, sizeof(*array));
    if (from->is_broken)
        return 5; /* EIO */
    if (from->is_over)
        return 0;
    from->is_over = true;
    stand_in_batch *batch = (stand_in_batch *)stand_in_give(sizeof(*batch), true);
    for (int64_t i = 0; i < STAND_IN_ROWS; i++)
        batch->own[i] = i + 1;
    batch->buffers[1] = from->numbers != NULL ? from->numbers : batch->own;
    batch->column.length = STAND_IN_ROWS;
    batch->column.n_buffers = 2;
    batch->column.buffers = batch->buffers;
    batch->column.release = stand_in_release_column;
    batch->column.private_data = batch;
    batch->users = 2;
    batch->columns[0] = &batch->column;
    array->length = STAND_IN_ROWS;
    array->n_buffers = 1;
    array->buffers = batch->table_buffers;
    array->n_children = 1;
    array->children = batch->columns;
    array->release = stand_in_release_batch;
    array->private_data = batch;
    return 0;
}

/** The schema of a table with one column. */
typedef struct stand_in_schema {
    unsigned users;
    struct ArrowSchema column;
    struct ArrowSchema *columns[1];
} stand_in_schema;

STAND_IN_PART void stand_in_release_field(struct ArrowSchema *field) {
    stand_in_unuse(field->private_data);
    field->release = NULL;
}

STAND_IN_PART void stand_in_release_schema(struct ArrowSchema *schema) {
    stand_in_schema *own = (stand_in_schema *)schema->private_data;
    if (own->column.release != NULL)
        own->column.release(&own->column);
    stand_in_unuse(own);
    schema->release = NULL;
}

STAND_IN_PART int stand_in_get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    (void)stream;
    memset(schema, 0, sizeof(*schema));
    stand_in_schema *own = (stand_in_schema *)stand_in_give(sizeof(*own), true);
    own->column.format = "l";
    own->column.name = "number";
    own->column.release = stand_in_release_field;
    own->column.private_data = own;
    own->users = 2;
    own->columns[0] = &own->column;
    schema->format = "+s";
    schema->name = "";
    schema->n_children = 1;
    schema->children = own->columns;
    schema->release = stand_in_release_schema;
    schema->private_data = own;
    return 0;
}

STAND_IN_PART const char *stand_in_stream_error(struct ArrowArrayStream *stream) {
    return ((const stand_in_stream *)stream->private_data)->is_broken ? "the stand-in's stream is broken"
                                                                      : NULL;
}

STAND_IN_PART void stand_in_release_stream(struct ArrowArrayStream *stream) {
    stand_in_free(stream->private_data);
    stream->release = NULL;
}

/* A stream of one batch of two numbers. @param numbers An object's own, or null. */
STAND_IN_PART void stand_in_give_stream(struct ArrowArrayStream *stream, const int64_t *numbers,
                                        bool is_broken) {
    stand_in_stream *from = (stand_in_stream *)stand_in_give(sizeof(*from), true);
    from->numbers = numbers;
    from->is_broken = is_broken;
    memset(stream, 0, sizeof(*stream));
    stream->get_schema = stand_in_get_schema;
    stream->get_next = stand_in_get_next;
    stream->get_last_error = stand_in_stream_error;
    stream->release = stand_in_release_stream;
    stream->private_data = from;
}

#endif /* TENON_STAND_IN_STREAMS_H */
