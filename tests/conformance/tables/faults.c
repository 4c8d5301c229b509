/* Streams that are not what Arrow asks for: one column, one batch. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"

enum { COUNT = 4, NESTING = 200 };

typedef struct faulty {
    tables_fault fault;
    bool is_given;
} faulty;

/* ---- Schemas ---- */

static const char *format_of(tables_fault fault) {
    switch (fault) {
    case TABLES_FALLING_OFFSETS:
    case TABLES_NEGATIVE_OFFSETS:
        return "u";
    case TABLES_LONG_LISTS:
    case TABLES_NO_CHILD:
    case TABLES_ENDLESS_NESTING:
        return "+l";
    case TABLES_SHORT_COLUMN:
        return "+s";
    case TABLES_WILD_INDEX:
        return "i";
    case TABLES_STRANGE_FORMAT:
        return "?";
    default:
        return "l";
    }
}

static bool new_schema(struct ArrowSchema *schema, tables_fault fault, int depth) {
    const char *format = format_of(fault);
    bool has_child = format[0] == '+' && depth > 0;
    if (!tables_new_schema(schema, has_child ? format : "l", depth == 0 ? "item" : "x", 0, has_child))
        return false;
    if (has_child && !new_schema(schema->children[0], fault, depth - 1)) {
        schema->release(schema);
        return false;
    }
    return true;
}

static bool add_dictionary(struct ArrowSchema *schema) {
    /* tables_new_schema() knows none: its release function leaves this one, which has nothing to free. */
    static struct ArrowSchema texts = {.format = "u"};
    schema->dictionary = &texts;
    return true;
}

static int give_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    const faulty *state = stream->private_data;
    const char *format = format_of(state->fault);
    int depth = state->fault == TABLES_ENDLESS_NESTING ? NESTING : 1;
    bool is_well = format[0] == '+' ? new_schema(schema, state->fault, depth)
                                    : tables_new_schema(schema, format, "x", 0, 0);
    if (is_well && state->fault == TABLES_WILD_INDEX)
        is_well = add_dictionary(schema);
    if (is_well && state->fault == TABLES_NO_FORMAT)
        schema->format = NULL;
    return is_well ? 0 : ENOMEM;
}

/* ---- Arrays ---- */

/* Enough of everything, all zeros. */
static bool new_array(struct ArrowArray *array, int64_t buffers, int64_t children) {
    static const size_t sizes[] = {0, 64, 64};
    if (!tables_new_array(array, COUNT, sizes, buffers, children))
        return false;
    static const size_t of_child[] = {0, 64};
    if (children > 0 && !tables_new_array(array->children[0], COUNT, of_child, 2, 0)) {
        array->release(array);
        return false;
    }
    return true;
}

static void set_offset(struct ArrowArray *array, int index, int32_t offset) {
    ((int32_t *)(uintptr_t)array->buffers[1])[index] = offset;
}

static void spoil_numbers(struct ArrowArray *array, tables_fault fault) {
    switch (fault) {
    case TABLES_NEGATIVE_LENGTH:
        array->length = -1;
        break;
    case TABLES_HUGE_LENGTH:
        array->length = INT64_MAX / 2;
        break;
    case TABLES_NEGATIVE_OFFSET:
        array->offset = -1;
        break;
    case TABLES_FEW_BUFFERS:
        free((void *)(uintptr_t)array->buffers[1]);
        array->n_buffers = 1;
        break;
    case TABLES_NO_VALUES:
        free((void *)(uintptr_t)array->buffers[1]);
        array->buffers[1] = NULL;
        break;
    case TABLES_NO_NULLS:
        array->null_count = 1;
        break;
    case TABLES_MANY_NULLS:
        array->null_count = COUNT + 1;
        break;
    default:
        break;
    }
}

static void spoil_offsets(struct ArrowArray *array, tables_fault fault) {
    if (fault == TABLES_FALLING_OFFSETS) {
        set_offset(array, 1, 5);
        set_offset(array, 2, 1);
    } else if (fault == TABLES_NEGATIVE_OFFSETS) {
        set_offset(array, 0, -1);
    } else if (fault == TABLES_LONG_LISTS) {
        set_offset(array, COUNT, COUNT + 1);
    }
}

/* A text "" as the only value. */
static void give_dictionary(struct ArrowArray *array) {
    static int32_t offsets[2];
    static char text[1];
    static const void *buffers[] = {NULL, offsets, text};
    static struct ArrowArray texts = {.length = 1, .n_buffers = 3, .buffers = buffers};
    array->dictionary = &texts;
    set_offset(array, 0, 1);
}

static bool make_array(struct ArrowArray *array, tables_fault fault) {
    const char *format = format_of(fault);
    bool has_child = format[0] == '+' && fault != TABLES_NO_CHILD && fault != TABLES_ENDLESS_NESTING;
    int64_t buffers = format[0] == 'u' ? 3 : strcmp(format, "+s") == 0 ? 1 : 2;
    if (!new_array(array, buffers, has_child))
        return false;
    spoil_numbers(array, fault);
    spoil_offsets(array, fault);
    if (fault == TABLES_SHORT_COLUMN)
        array->children[0]->length = COUNT - 1;
    if (fault == TABLES_WILD_INDEX)
        give_dictionary(array);
    return true;
}

/* ---- The stream ---- */

static int give_batch(struct ArrowArrayStream *stream, struct ArrowArray *array) {
    faulty *state = stream->private_data;
    array->release = NULL;
    if (state->is_given)
        return 0;
    state->is_given = true;
    return make_array(array, state->fault) ? 0 : ENOMEM;
}

static const char *last_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return NULL;
}

static void release_faulty(struct ArrowArrayStream *stream) {
    free(stream->private_data);
    stream->release = NULL;
    tables_count_live(-1);
}

tables_status tables_bad(tables_fault fault, struct ArrowArrayStream *column) {
    faulty *state = malloc(sizeof(*state));
    if (state == NULL)
        return TABLES_OUT_OF_MEMORY;
    *state = (faulty){.fault = fault};
    *column = (struct ArrowArrayStream){.get_schema = give_schema,
                                        .get_next = give_batch,
                                        .get_last_error = last_error,
                                        .release = release_faulty,
                                        .private_data = state};
    tables_count_live(1);
    return TABLES_OK;
}
