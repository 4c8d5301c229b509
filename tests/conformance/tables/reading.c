#include "reading.h"

#include <string.h>

/* Index of the child, -1 for the whole, -2 where there is none of that name. */
static int64_t place_of(const struct ArrowSchema *schema, const char *name) {
    if (name == NULL || strcmp(schema->format, "+s") != 0)
        return -1;
    for (int64_t i = 0; i < schema->n_children; i++) {
        const char *child = schema->children[i]->name;
        if (child != NULL && strcmp(child, name) == 0)
            return i;
    }
    return -2;
}

static tables_status read_batches(struct ArrowArrayStream *stream, const struct ArrowSchema *schema,
                                  int64_t place, bool (*batch)(const struct column *column, void *data),
                                  void *data) {
    const struct ArrowSchema *type = place < 0 ? schema : schema->children[place];
    for (;;) {
        struct ArrowArray array = {0};
        if (stream->get_next(stream, &array) != 0)
            return TABLES_BAD_STREAM;
        if (array.release == NULL)
            return TABLES_OK;
        const struct ArrowArray *of = place < 0 ? &array : array.children[place];
        struct column column = {.format = type->format,
                                .array = of,
                                .first = of->offset + (place < 0 ? 0 : array.offset),
                                .length = array.length};
        bool is_well = batch(&column, data);
        array.release(&array);
        if (!is_well)
            return TABLES_NO_COLUMN;
    }
}

tables_status read_column(struct ArrowArrayStream *stream, const char *name,
                          bool (*batch)(const struct column *column, void *data), void *data) {
    struct ArrowSchema schema = {0};
    tables_status status = TABLES_BAD_STREAM;
    if (stream->get_schema(stream, &schema) == 0) {
        int64_t place = place_of(&schema, name);
        status = place == -2 ? TABLES_NO_COLUMN : read_batches(stream, &schema, place, batch, data);
        schema.release(&schema);
    }
    stream->release(stream);
    return status;
}
