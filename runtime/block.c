/**
 * @file
 * Blocks: arrays that a host owns and views that it looks through. They are objects of two classes of the
 * runtime, so that closing, keeping parents and counting what is live need no second mechanism.
 */
#include "monitor.h"

typedef struct array_record {
    void *data;
    void (*free_data)(void *);
} array_record;

static void destroy_array(void *object) {
    array_record *record = object;
    if (record->free_data != NULL)
        record->free_data(record->data);
    free(record);
}

static const tenon_class ARRAY_CLASS = {
    .name = "array", .tag = TENON_TAG_ARRAY, .threads = TENON_THREADS_ANY, .destroy = destroy_array};

/* No destructor: the end of a view is that its owner is no longer frozen. */
static const tenon_class VIEW_CLASS = {
    .name = "view", .tag = TENON_TAG_VIEW, .threads = TENON_THREADS_ANY, .destroy = NULL};

/* Nothing else is borrowed by these tags, so they may share one. */
static const tenon_class STREAM_CLASS = {
    .name = "stream", .tag = TENON_TAG_VIEW, .threads = TENON_THREADS_ANY, .destroy = NULL};

static int32_t refuse_null(size_t count) {
    return tenon_refuse(TENON_BROKEN_CONTRACT, "the library returned null for an array of %zu elements",
                        count);
}

static void fill(tenon_block *block, tenon_handle handle, const void *data, size_t count) {
    *block = (tenon_block){.handle = handle, .data = count == 0 ? NULL : data, .count = count};
}

int32_t tenon_wrap_array(void *data, size_t count, void (*free_data)(void *), tenon_block *block) {
    return tenon_wrap_array_in("", data, count, free_data, block);
}

int32_t tenon_wrap_array_in(const char *site, void *data, size_t count, void (*free_data)(void *),
                            tenon_block *block) {
    fill(block, 0, NULL, 0);
    if (data == NULL)
        return count == 0 ? 0 : refuse_null(count);
    array_record *record = malloc(sizeof *record);
    if (record == NULL) {
        if (free_data != NULL)
            free_data(data);
        return tenon_refuse(TENON_OUT_OF_MEMORY, "no memory to wrap an array of %zu elements", count);
    }
    *record = (array_record){.data = data, .free_data = free_data};
    tenon_handle handle;
    int32_t status =
        tenon_wrap_any((tenon_origin){site, TENON_LEDGER_ARRAY, false}, &ARRAY_CLASS, record, NULL, &handle);
    if (status == 0)
        fill(block, handle, data, count);
    return status;
}

static int32_t wrap_view(tenon_origin origin, tenon_handle owner, const void *data, size_t count, size_t size,
                         bool writes, tenon_block *block) {
    const tenon_class *type = origin.kind == TENON_LEDGER_STREAM ? &STREAM_CLASS : &VIEW_CLASS;
    fill(block, 0, NULL, 0);
    if (data == NULL)
        return count == 0 ? 0 : refuse_null(count);
    if (owner == 0)
        return tenon_refuse(TENON_CLOSED, "a view needs an owner");
    tenon_keep keep = {.parent = owner, .parent_mode = TENON_SHARED, .freezes = true, .writes = writes};
    tenon_handle handle;
    int32_t status = tenon_wrap_any(origin, type, NULL, &keep, &handle);
    if (status == 0)
        fill(block, handle, data, count);
    if (status == 0 && tenon_is_watched())
        tenon_watch_view(handle, origin.site, writes || size == 0 ? NULL : data, count * size);
    return status;
}

int32_t tenon_wrap_view(tenon_handle owner, const void *data, size_t count, tenon_block *block) {
    return tenon_wrap_view_in("", owner, data, count, 0, block);
}

int32_t tenon_wrap_view_in(const char *site, tenon_handle owner, const void *data, size_t count, size_t size,
                           tenon_block *block) {
    return wrap_view((tenon_origin){site, TENON_LEDGER_VIEW, false}, owner, data, count, size, false, block);
}

int32_t tenon_wrap_written_view(tenon_handle owner, void *data, size_t count, tenon_block *block) {
    return tenon_wrap_written_view_in("", owner, data, count, 0, block);
}

int32_t tenon_wrap_written_view_in(const char *site, tenon_handle owner, void *data, size_t count,
                                   size_t size, tenon_block *block) {
    return wrap_view((tenon_origin){site, TENON_LEDGER_VIEW, false}, owner, data, count, size, true, block);
}

int32_t tenon_wrap_view_of_stream(const char *site, tenon_handle owner, const void *view,
                                  tenon_block *block) {
    return wrap_view((tenon_origin){site, TENON_LEDGER_STREAM, false}, owner, view, 1, 0, false, block);
}
