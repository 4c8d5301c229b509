/**
 * @file
 * Streams from the library: JavaScript reads them batch by batch, without a copy.
 *
 * The ArrayBuffers of a batch lie on the library's memory. They share an owner, which releases the batch when
 * the last of them was collected, or when JavaScript has detached all of them. All this happens on the thread
 * of the environment.
 */
#include <errno.h>
#include <stdio.h>

#include "tn_arrow.h"

/** What an external of a stream has. */
typedef struct tn_flow {
    struct ArrowArrayStream stream;
    struct ArrowSchema schema; /* read when it is first needed */
} tn_flow;

/** A batch that JavaScript looks at. */
typedef struct tn_owner {
    struct ArrowArray array;
    size_t users;     /* its external, and the ArrayBuffers that are not collected */
    bool is_shown;    /* JavaScript can still reach the memory */
    bool was_refused; /* this Node.js keeps all buffers in a sandbox of its own */
} tn_owner;

/* ---- Streams ---- */

static void end_flow(napi_env env, tn_flow *flow) {
    tn_sitting before = tn_enter(env, TN_CALLING);
    if (flow->schema.release != NULL)
        flow->schema.release(&flow->schema);
    if (flow->stream.release != NULL)
        flow->stream.release(&flow->stream);
    flow->stream.release = NULL;
    flow->schema.release = NULL;
    tn_leave(env, before);
}

static void forget_flow(napi_env env, void *data, void *hint) {
    (void)hint;
    end_flow(env, data);
    free(data);
}

napi_value tn_take_arrow(napi_env env, struct ArrowArrayStream *stream) {
    napi_value value = NULL;
    tn_flow *flow = calloc(1, sizeof *flow);
    if (flow != NULL && napi_create_external(env, flow, forget_flow, NULL, &value) == napi_ok) {
        flow->stream = *stream;
        return value;
    }
    free(flow);
    stream->release(stream);
    (void)tn_fail(env);
    return NULL;
}

static tn_flow *flow_of(napi_env env, napi_value value) {
    void *flow = NULL;
    return napi_get_value_external(env, value, &flow) == napi_ok ? flow : NULL;
}

bool tn_move_arrow(napi_env env, napi_value external, struct ArrowArrayStream *stream) {
    tn_flow *flow = flow_of(env, external);
    if (flow == NULL || flow->stream.release == NULL)
        return false;
    *stream = flow->stream;
    flow->stream.release = NULL;
    end_flow(env, flow);
    return true;
}

/* The stream's own words, as an Error of lib/arrow.js's: `throw fail(errno, message)`. */
static void throw_failure(napi_env env, napi_value fail, tn_flow *flow, int failed) {
    const char *message = flow->stream.get_last_error(&flow->stream);
    napi_value arguments[2] = {NULL, NULL};
    napi_value undefined = NULL;
    napi_value error = NULL;
    if (napi_create_int32(env, failed, &arguments[0]) != napi_ok ||
        napi_create_string_utf8(env, message == NULL ? "" : message, NAPI_AUTO_LENGTH, &arguments[1]) !=
            napi_ok ||
        napi_get_undefined(env, &undefined) != napi_ok ||
        napi_call_function(env, undefined, fail, 2, arguments, &error) != napi_ok ||
        napi_throw(env, error) != napi_ok)
        (void)tn_fail(env);
}

static void throw_broken(napi_env env, const char *problem) {
    (void)tenon_refuse(TENON_BROKEN_CONTRACT, "the library gave a bad Arrow stream: %s", problem);
    tn_throw_error(env);
}

/* ---- Schemas ---- */

static bool set(napi_env env, napi_value object, const char *name, napi_value value) {
    return (value != NULL && napi_set_named_property(env, object, name, value) == napi_ok) || tn_fail(env);
}

static napi_value make_text(napi_env env, const char *text, size_t length) {
    napi_value value = NULL;
    if (napi_create_string_utf8(env, text == NULL ? "" : text, text == NULL ? 0 : length, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

static napi_value make_number(napi_env env, int64_t number) {
    napi_value value = NULL;
    if (napi_create_int64(env, number, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

/* Keys and values by turns, each with its length before it, and how many pairs there are before all. */
static napi_value make_metadata(napi_env env, const char *metadata) {
    napi_value texts = NULL;
    int32_t pairs = 0;
    if (metadata == NULL)
        return tn_write_null(env);
    memcpy(&pairs, metadata, sizeof pairs);
    metadata += sizeof pairs;
    if (napi_create_array(env, &texts) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    for (uint32_t i = 0; pairs > 0 && i < (uint32_t)pairs * 2; i++) {
        int32_t length = 0;
        memcpy(&length, metadata, sizeof length);
        metadata += sizeof length;
        napi_value text = length < 0 ? NULL : make_text(env, metadata, (size_t)length);
        if (text == NULL || napi_set_element(env, texts, i, text) != napi_ok) {
            (void)tn_fail(env);
            return NULL;
        }
        metadata += length;
    }
    return texts;
}

static napi_value make_schema(napi_env env, const struct ArrowSchema *schema, int depth);

static napi_value make_child_schemas(napi_env env, const struct ArrowSchema *schema, int depth) {
    napi_value children = NULL;
    if (napi_create_array(env, &children) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    for (int64_t i = 0; i < schema->n_children; i++) {
        napi_value child = make_schema(env, schema->children[i], depth + 1);
        if (child == NULL || napi_set_element(env, children, (uint32_t)i, child) != napi_ok) {
            (void)tn_fail(env);
            return NULL;
        }
    }
    return children;
}

static bool is_sound_schema(const struct ArrowSchema *schema, int depth) {
    if (schema == NULL || schema->format == NULL || schema->n_children < 0 ||
        schema->n_children > INT32_MAX || (schema->n_children > 0 && schema->children == NULL))
        return false;
    return depth < 64;
}

static napi_value make_schema(napi_env env, const struct ArrowSchema *schema, int depth) {
    napi_value object = NULL;
    if (!is_sound_schema(schema, depth)) {
        throw_broken(env, "its schema has no format, misses children or is nested too deeply");
        return NULL;
    }
    const char *name = schema->name == NULL ? "" : schema->name;
    bool is_made = napi_create_object(env, &object) == napi_ok &&
                   set(env, object, "format", make_text(env, schema->format, NAPI_AUTO_LENGTH)) &&
                   set(env, object, "name", make_text(env, name, NAPI_AUTO_LENGTH)) &&
                   set(env, object, "flags", make_number(env, schema->flags)) &&
                   set(env, object, "metadata", make_metadata(env, schema->metadata)) &&
                   set(env, object, "children", make_child_schemas(env, schema, depth)) &&
                   set(env, object, "dictionary",
                       schema->dictionary == NULL ? tn_write_null(env)
                                                  : make_schema(env, schema->dictionary, depth + 1));
    return is_made ? object : NULL;
}

/* The stream's schema, read once. @return False with an exception pending. */
static bool read_schema(napi_env env, napi_value fail, tn_flow *flow) {
    if (flow->schema.release != NULL)
        return true;
    tn_sitting before = tn_enter(env, TN_WAITING);
    int failed = flow->stream.get_schema(&flow->stream, &flow->schema);
    tn_leave(env, before);
    if (failed != 0) {
        flow->schema.release = NULL;
        throw_failure(env, fail, flow, failed);
        return false;
    }
    if (flow->schema.release == NULL)
        throw_broken(env, "its schema is missing");
    return flow->schema.release != NULL;
}

/* Throws where the stream was used or closed. */
static tn_flow *open_flow(napi_env env, napi_value value) {
    tn_flow *flow = flow_of(env, value);
    if (flow != NULL && flow->stream.release != NULL)
        return flow;
    (void)napi_throw_error(env, "ERR_INVALID_STATE", "the stream was used already, or closed");
    return NULL;
}

/* $arrowSchema(stream, fail) */
static napi_value schema(napi_env env, napi_callback_info info) {
    napi_value in[2];
    tn_flow *flow = tn_arguments(env, info, 2, in) ? open_flow(env, in[0]) : NULL;
    return flow != NULL && read_schema(env, in[1], flow) ? make_schema(env, &flow->schema, 0) : NULL;
}

/* ---- Batches ---- */

static void release_array(napi_env env, struct ArrowArray *array) {
    tn_sitting before = tn_enter(env, TN_CALLING);
    array->release(array);
    array->release = NULL;
    tn_leave(env, before);
}

/* Release the batch once nobody reads it, and forget it once nobody can ask for it. */
static void settle_owner(napi_env env, tn_owner *owner) {
    bool is_reachable = owner->is_shown && owner->users > 0;
    if (!is_reachable && owner->array.release != NULL) {
        release_array(env, &owner->array);
    }
    if (owner->users == 0)
        free(owner);
}

static void forget_user(napi_env env, void *data, void *hint) {
    (void)data;
    tn_owner *owner = hint;
    owner->users--;
    settle_owner(env, owner);
}

static napi_value copy_bytes(napi_env env, const void *data, size_t size) {
    napi_value buffer = NULL;
    void *copy = NULL;
    if (napi_create_arraybuffer(env, size, &copy, &buffer) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    memcpy(copy, data, size);
    return buffer;
}

/* What lib/arrow.js lays over the buffer has elements of so many bytes. */
static size_t alignment_of(const tn_arrow_node *node, int64_t buffer) {
    bool is_offsets = buffer == 1 && (node->kind == TN_ARROW_BYTES || node->kind == TN_ARROW_LIST);
    bool is_number = buffer == 1 && node->kind == TN_ARROW_FIXED && node->schema->format[0] != 'w';
    if (buffer == 1 && node->kind == TN_ARROW_DENSE_UNION)
        return sizeof(int32_t);
    return is_offsets || is_number ? (node->width < 8 ? (size_t)node->width : sizeof(int64_t)) : 1;
}

/* An ArrayBuffer on memory of the batch. Typed arrays need their elements at aligned addresses; a buffer that
 * is not so, and every one where Node.js wants all buffers in its own sandbox, is copied. */
static napi_value share_bytes(napi_env env, tn_owner *owner, const void *data, size_t size,
                              size_t alignment) {
    napi_value buffer = NULL;
    if ((uintptr_t)data % alignment != 0 || owner->was_refused)
        return copy_bytes(env, data, size);
    if (napi_create_external_arraybuffer(env, (void *)(uintptr_t)data, size, forget_user, owner, &buffer) ==
        napi_ok) {
        owner->users++;
        return buffer;
    }
    owner->was_refused = true;
    return copy_bytes(env, data, size);
}

static napi_value make_buffers(napi_env env, tn_owner *owner, const tn_arrow_node *node) {
    napi_value buffers = NULL;
    if (napi_create_array(env, &buffers) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    for (int64_t i = 0; i < node->array->n_buffers; i++) {
        const char *data = node->array->buffers[i];
        bool is_left_out = i == 0 && node->array->null_count == 0 && node->array->n_buffers > 1 &&
                           node->kind != TN_ARROW_DENSE_UNION;
        tn_arrow_span span = tn_arrow_span_of(node, i);
        napi_value buffer =
            data == NULL || is_left_out || span.end == span.start
                ? tn_write_null(env)
                : share_bytes(env, owner, data + span.start, span.end - span.start, alignment_of(node, i));
        if (buffer == NULL || napi_set_element(env, buffers, (uint32_t)i, buffer) != napi_ok) {
            (void)tn_fail(env);
            return NULL;
        }
    }
    return buffers;
}

static napi_value make_array(napi_env env, tn_owner *owner, const tn_arrow_node *node);

static napi_value make_children(napi_env env, tn_owner *owner, const tn_arrow_node *node) {
    napi_value children = NULL;
    if (napi_create_array(env, &children) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    for (int64_t i = 0; i < node->array->n_children; i++) {
        tn_arrow_node child;
        (void)tn_arrow_child(node, i, &child);
        napi_value made = make_array(env, owner, &child);
        if (made == NULL || napi_set_element(env, children, (uint32_t)i, made) != napi_ok) {
            (void)tn_fail(env);
            return NULL;
        }
    }
    return children;
}

static napi_value make_dictionary(napi_env env, tn_owner *owner, const tn_arrow_node *node) {
    tn_arrow_node dictionary;
    if (node->array->dictionary == NULL)
        return tn_write_null(env);
    (void)tn_arrow_dictionary(node, &dictionary);
    return make_array(env, owner, &dictionary);
}

/* How many nulls the part that is used has; -1: to be counted. */
static int64_t nulls_of(const tn_arrow_node *node) {
    bool is_whole = node->first == node->array->offset && node->count == node->array->length;
    return is_whole || node->array->null_count == 0 ? node->array->null_count : -1;
}

static napi_value make_array(napi_env env, tn_owner *owner, const tn_arrow_node *node) {
    napi_value object = NULL;
    bool is_made = napi_create_object(env, &object) == napi_ok &&
                   set(env, object, "length", make_number(env, node->count)) &&
                   set(env, object, "offset", make_number(env, node->first % 8)) &&
                   set(env, object, "nullCount", make_number(env, nulls_of(node))) &&
                   set(env, object, "buffers", make_buffers(env, owner, node)) &&
                   set(env, object, "children", make_children(env, owner, node)) &&
                   set(env, object, "dictionary", make_dictionary(env, owner, node));
    return is_made ? object : NULL;
}

/* { array, owner } */
static napi_value show_batch(napi_env env, tn_flow *flow, struct ArrowArray *array) {
    tn_owner *owner = calloc(1, sizeof *owner);
    napi_value external = NULL;
    tn_arrow_node node;
    if (owner == NULL || napi_create_external(env, owner, forget_user, owner, &external) != napi_ok) {
        free(owner);
        release_array(env, array);
        (void)tn_fail(env);
        return NULL;
    }
    *owner = (tn_owner){.array = *array, .users = 1, .is_shown = true};
    (void)tn_arrow_root(&flow->schema, &owner->array, &node);
    static const char *const names[] = {"array", "owner"};
    const napi_value values[] = {make_array(env, owner, &node), external};
    if (owner->users == 1) { /* all was copied */
        owner->is_shown = false;
        settle_owner(env, owner);
    }
    return values[0] == NULL ? NULL : tn_write_results(env, 2, names, values);
}

/* $arrowNext(stream, fail): null at the end. */
static napi_value next(napi_env env, napi_callback_info info) {
    napi_value in[2];
    struct ArrowArray array = {.release = NULL};
    tn_arrow_problem problem;
    tn_flow *flow = tn_arguments(env, info, 2, in) ? open_flow(env, in[0]) : NULL;
    if (flow == NULL || !read_schema(env, in[1], flow))
        return NULL;
    tn_sitting before = tn_enter(env, TN_WAITING);
    int failed = flow->stream.get_next(&flow->stream, &array);
    tn_leave(env, before);
    if (failed != 0) {
        throw_failure(env, in[1], flow, failed);
        return NULL;
    }
    if (array.release == NULL) {
        end_flow(env, flow);
        return tn_write_null(env);
    }
    if (tn_arrow_check(&flow->schema, &array, NULL, &problem))
        return show_batch(env, flow, &array);
    release_array(env, &array);
    throw_broken(env, problem.text);
    return NULL;
}

/* ---- Ends ---- */

/* $arrowIsOpen(stream) */
static napi_value is_open(napi_env env, napi_callback_info info) {
    napi_value in[1];
    if (!tn_arguments(env, info, 1, in))
        return NULL;
    const tn_flow *flow = flow_of(env, in[0]);
    bool open = flow != NULL && flow->stream.release != NULL;
    return tn_write_bool(env, &open);
}

/* $arrowClose(stream): nothing where it was used or closed. */
static napi_value close_stream(napi_env env, napi_callback_info info) {
    napi_value in[1];
    tn_flow *flow = tn_arguments(env, info, 1, in) ? flow_of(env, in[0]) : NULL;
    if (flow != NULL)
        end_flow(env, flow);
    return NULL;
}

/* Whether nothing can reach the memory of the buffer any more. Somebody else who detached it may have moved
 * it to another thread, say. */
static bool detach(napi_env env, napi_value buffer) {
    bool is_detached = true;
    return napi_is_detached_arraybuffer(env, buffer, &is_detached) == napi_ok && !is_detached &&
           napi_detach_arraybuffer(env, buffer) == napi_ok;
}

/* $arrowDetach(owner, buffers, isAll): have nobody see the batch any more. Where these are not all buffers,
 * it goes with those that are left. */
static napi_value detach_all(napi_env env, napi_callback_info info) {
    napi_value in[3];
    uint32_t count = 0;
    void *data = NULL;
    bool is_unreachable = false;
    if (!tn_arguments(env, info, 3, in) || napi_get_value_external(env, in[0], &data) != napi_ok ||
        napi_get_array_length(env, in[1], &count) != napi_ok ||
        napi_get_value_bool(env, in[2], &is_unreachable) != napi_ok)
        return NULL;
    tn_owner *owner = data;
    for (uint32_t i = 0; i < count; i++) {
        napi_value buffer = NULL;
        is_unreachable =
            napi_get_element(env, in[1], i, &buffer) == napi_ok && detach(env, buffer) && is_unreachable;
    }
    owner->is_shown = !is_unreachable;
    settle_owner(env, owner);
    return NULL;
}

bool tn_export_arrow(napi_env env, napi_value exports) {
    static const tn_function functions[] = {{"$arrowSchema", schema},
                                            {"$arrowNext", next},
                                            {"$arrowIsOpen", is_open},
                                            {"$arrowClose", close_stream},
                                            {"$arrowDetach", detach_all}};
    return tn_export(env, exports, functions, sizeof functions / sizeof *functions);
}
