/**
 * @file
 * Views through Arrow streams.
 *
 * A consumer may move a schema, an array or one child of it out of its parent and keep it after everything
 * else is gone, so every one of them holds its share of the view: its release function is replaced by one
 * that calls the original and lets go.
 */
#include "tenon/stream.h"

#include <errno.h>

#include "internal.h"

/** What the stream and all that came from it share. */
typedef struct stream_view {
    struct ArrowArrayStream inner; /**< The library's. */
    tenon_handle handle;           /**< Of the view. */
    tenon_dropper drop;
    atomic_size_t shares;
} stream_view;

static void let_go(stream_view *view) {
    if (atomic_fetch_sub_explicit(&view->shares, 1, memory_order_acq_rel) != 1)
        return;
    view->drop(view->handle);
    free(view);
}

static void share(stream_view *view) {
    atomic_fetch_add_explicit(&view->shares, 1, memory_order_relaxed);
}

/* ---- Schemas ---- */

typedef struct held_schema {
    stream_view *view;
    void (*release)(struct ArrowSchema *);
    void *private_data;
} held_schema;

static void release_schema(struct ArrowSchema *schema) {
    held_schema *held = schema->private_data;
    stream_view *view = held->view;
    schema->private_data = held->private_data;
    schema->release = held->release;
    free(held);
    schema->release(schema);
    let_go(view);
}

/* Where memory runs out some parts are held already: releasing the whole is right for both sorts. */
static bool hold_schema(stream_view *view, struct ArrowSchema *schema) {
    held_schema *held = malloc(sizeof *held);
    if (held == NULL)
        return false;
    *held = (held_schema){.view = view, .release = schema->release, .private_data = schema->private_data};
    share(view);
    schema->private_data = held;
    schema->release = release_schema;
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (!hold_schema(view, schema->children[i]))
            return false;
    }
    return schema->dictionary == NULL || hold_schema(view, schema->dictionary);
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    stream_view *view = stream->private_data;
    int failed = view->inner.get_schema(&view->inner, schema);
    if (failed != 0)
        return failed;
    if (hold_schema(view, schema))
        return 0;
    schema->release(schema);
    return ENOMEM;
}

/* ---- Arrays ---- */

typedef struct held_array {
    stream_view *view;
    void (*release)(struct ArrowArray *);
    void *private_data;
} held_array;

static void release_array(struct ArrowArray *array) {
    held_array *held = array->private_data;
    stream_view *view = held->view;
    array->private_data = held->private_data;
    array->release = held->release;
    free(held);
    array->release(array);
    let_go(view);
}

static bool hold_array(stream_view *view, struct ArrowArray *array) {
    held_array *held = malloc(sizeof *held);
    if (held == NULL)
        return false;
    *held = (held_array){.view = view, .release = array->release, .private_data = array->private_data};
    share(view);
    array->private_data = held;
    array->release = release_array;
    for (int64_t i = 0; i < array->n_children; i++) {
        if (!hold_array(view, array->children[i]))
            return false;
    }
    return array->dictionary == NULL || hold_array(view, array->dictionary);
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
    stream_view *view = stream->private_data;
    int failed = view->inner.get_next(&view->inner, array);
    if (failed != 0 || array->release == NULL)
        return failed;
    if (hold_array(view, array))
        return 0;
    array->release(array);
    return ENOMEM;
}

/* ---- Streams ---- */

static const char *get_last_error(struct ArrowArrayStream *stream) {
    stream_view *view = stream->private_data;
    return view->inner.get_last_error(&view->inner);
}

static void release_stream(struct ArrowArrayStream *stream) {
    stream_view *view = stream->private_data;
    stream->release = NULL;
    tenon_stream_end(&view->inner);
    let_go(view);
}

void tenon_stream_end(struct ArrowArrayStream *stream) {
    if (stream->release != NULL)
        stream->release(stream);
    stream->release = NULL;
}

int32_t tenon_check_stream(const struct ArrowArrayStream *stream, const char *position) {
    if (stream->release != NULL && stream->get_schema != NULL && stream->get_next != NULL &&
        stream->get_last_error != NULL)
        return 0;
    return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library gave a stream without functions", position);
}

int32_t tenon_wrap_stream(tenon_handle owner, struct ArrowArrayStream *stream, tenon_dropper drop) {
    return tenon_wrap_stream_in("", owner, stream, drop);
}

int32_t tenon_wrap_stream_in(const char *site, tenon_handle owner, struct ArrowArrayStream *stream,
                             tenon_dropper drop) {
    stream_view *view = malloc(sizeof *view);
    if (view == NULL) {
        tenon_stream_end(stream);
        return tenon_refuse(TENON_OUT_OF_MEMORY, "no memory to wrap a stream");
    }
    *view = (stream_view){.inner = *stream, .drop = drop, .shares = 1};
    tenon_block block;
    int32_t status = tenon_wrap_view_of_stream(site, owner, view, &block);
    if (status != 0) {
        free(view);
        tenon_stream_end(stream);
        return status;
    }
    view->handle = block.handle;
    *stream = (struct ArrowArrayStream){.get_schema = get_schema,
                                        .get_next = get_next,
                                        .get_last_error = get_last_error,
                                        .release = release_stream,
                                        .private_data = view};
    return 0;
}
