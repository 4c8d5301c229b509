/* A stream of Arrow's with one column and no rows. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "driver.h"
#include "tenon/arrow.h"

static _Atomic unsigned live;

typedef struct rows {
    int breaks;
} rows;

static void release_schema(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release != NULL)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    schema->release = NULL;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    if (((const rows *)stream->private_data)->breaks == 2)
        return EIO;
    struct ArrowSchema *column = calloc(1, sizeof(*column));
    struct ArrowSchema **columns = calloc(1, sizeof(*columns));
    if (column == NULL || columns == NULL)
        abort();
    *column = (struct ArrowSchema){.format = "l", .name = "value", .release = release_schema};
    columns[0] = column;
    *schema = (struct ArrowSchema){
        .format = "+s", .name = "", .n_children = 1, .children = columns, .release = release_schema};
    return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
    if (((const rows *)stream->private_data)->breaks == 1)
        return EIO;
    memset(array, 0, sizeof(*array));
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return "the stream is broken";
}

static void release(struct ArrowArrayStream *stream) {
    free(stream->private_data);
    stream->release = NULL;
    live--;
}

void driver_stream_new(struct ArrowArrayStream *stream, int breaks) {
    rows *made = calloc(1, sizeof(*made));
    if (made == NULL)
        abort();
    made->breaks = breaks;
    live++;
    *stream = (struct ArrowArrayStream){.get_schema = get_schema,
                                        .get_next = get_next,
                                        .get_last_error = get_last_error,
                                        .release = release,
                                        .private_data = made};
}

unsigned driver_streams_live(void) {
    return live;
}
