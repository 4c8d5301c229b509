/**
 * @file
 * Tables and columns of JavaScript's on their way to the library, without a copy: C's structures are made of
 * a description (see tn_arrow.h) whose buffers are Uint8Arrays on the memory.
 *
 * All that the structures need lies in one place, which lives until the stream and everything that came from
 * it are released, on whatever threads the library does that.
 */
#include <errno.h>
#include <stdio.h>

#include "tn_arrow.h"
#include "tn_references.h"

/** A piece of memory among others that are freed together. */
typedef struct piece {
    struct piece *next;
    _Alignas(max_align_t) unsigned char bytes[];
} piece;

/** What JavaScript lent for one stream, and what was made of it. */
typedef struct tn_lent {
    atomic_size_t shares; /* the stream, everything that came from it, and the call while it runs */
    tn_reference *pins;
    piece *pieces;
    struct ArrowSchema schema; /* others are copies of this; it is never released itself */
    struct ArrowArray *batches;
    size_t count;
    size_t given;
} tn_lent;

/* ---- Sharing ---- */

static void free_pieces(tn_lent *lent) {
    while (lent->pieces != NULL) {
        piece *next = lent->pieces->next;
        free(lent->pieces);
        lent->pieces = next;
    }
}

static void share(tn_lent *lent) {
    (void)atomic_fetch_add_explicit(&lent->shares, 1, memory_order_relaxed);
}

static void let_go(tn_lent *lent) {
    if (atomic_fetch_sub_explicit(&lent->shares, 1, memory_order_acq_rel) != 1)
        return;
    if (lent->pins != NULL)
        tn_let_go(lent->pins);
    free_pieces(lent);
    free(lent);
}

/* Zeros that live as long as the whole; null where there is no memory. */
static void *take(tn_lent *lent, size_t size) {
    piece *taken = calloc(1, sizeof *taken + size);
    if (taken == NULL)
        return NULL;
    taken->next = lent->pieces;
    lent->pieces = taken;
    return taken->bytes;
}

/* ---- Schemas for the library ---- */

static void release_schema(struct ArrowSchema *schema) {
    tn_lent *lent = schema->private_data;
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release != NULL)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    if (schema->dictionary != NULL && schema->dictionary->release != NULL)
        schema->dictionary->release(schema->dictionary);
    free(schema->children);
    free(schema->dictionary);
    schema->release = NULL;
    let_go(lent);
}

static bool copy_schema(tn_lent *lent, const struct ArrowSchema *from, struct ArrowSchema *to);

static struct ArrowSchema *copy_below(tn_lent *lent, const struct ArrowSchema *from) {
    struct ArrowSchema *copy = calloc(1, sizeof *copy);
    if (copy != NULL && !copy_schema(lent, from, copy)) {
        free(copy);
        return NULL;
    }
    return copy;
}

static bool copy_schema(tn_lent *lent, const struct ArrowSchema *from, struct ArrowSchema *to) {
    *to = *from;
    to->n_children = 0;
    to->dictionary = NULL;
    to->private_data = lent;
    to->release = release_schema;
    to->children = calloc((size_t)from->n_children + 1, sizeof *to->children);
    share(lent);
    bool is_well = to->children != NULL;
    for (; is_well && to->n_children < from->n_children; to->n_children += is_well) {
        to->children[to->n_children] = copy_below(lent, from->children[to->n_children]);
        is_well = to->children[to->n_children] != NULL;
    }
    if (is_well && from->dictionary != NULL) {
        to->dictionary = copy_below(lent, from->dictionary);
        is_well = to->dictionary != NULL;
    }
    if (!is_well)
        release_schema(to);
    return is_well;
}

/* ---- Arrays for the library ---- */

static void release_array(struct ArrowArray *array) {
    tn_lent *lent = array->private_data;
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release != NULL)
            array->children[i]->release(array->children[i]);
    }
    if (array->dictionary != NULL && array->dictionary->release != NULL)
        array->dictionary->release(array->dictionary);
    array->release = NULL;
    let_go(lent);
}

/* From now on the array and all below hold their share. */
static void give_array(tn_lent *lent, struct ArrowArray *array) {
    array->release = release_array;
    array->private_data = lent;
    share(lent);
    for (int64_t i = 0; i < array->n_children; i++)
        give_array(lent, array->children[i]);
    if (array->dictionary != NULL)
        give_array(lent, array->dictionary);
}

/* ---- The stream ---- */

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    tn_lent *lent = stream->private_data;
    return copy_schema(lent, &lent->schema, schema) ? 0 : ENOMEM;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
    tn_lent *lent = stream->private_data;
    *array = (struct ArrowArray){.release = NULL};
    if (lent->given == lent->count)
        return 0;
    *array = lent->batches[lent->given++];
    give_array(lent, array);
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return NULL;
}

static void release_stream(struct ArrowArrayStream *stream) {
    tn_lent *lent = stream->private_data;
    stream->release = NULL;
    let_go(lent);
}

/* ---- Reading descriptions ---- */

typedef struct reading {
    napi_env env;
    tn_lent *lent;
} reading;

static napi_value member(const reading *in, napi_value object, const char *name) {
    napi_value value = NULL;
    return napi_get_named_property(in->env, object, name, &value) == napi_ok ? value : NULL;
}

static bool read_number(const reading *in, napi_value object, const char *name, int64_t *number) {
    napi_value value = member(in, object, name);
    return (value != NULL && napi_get_value_int64(in->env, value, number) == napi_ok) || tn_fail(in->env);
}

static char *read_string(const reading *in, napi_value object, const char *name) {
    napi_value value = member(in, object, name);
    size_t length = 0;
    char *text = NULL;
    if (value != NULL && napi_get_value_string_utf8(in->env, value, NULL, 0, &length) == napi_ok)
        text = take(in->lent, length + 1);
    if (text == NULL || napi_get_value_string_utf8(in->env, value, text, length + 1, &length) != napi_ok) {
        (void)tn_fail(in->env);
        return NULL;
    }
    return text;
}

static size_t element_size(napi_typedarray_type type) {
    switch (type) {
    case napi_int16_array:
    case napi_uint16_array:
        return 2;
    case napi_int32_array:
    case napi_uint32_array:
    case napi_float32_array:
        return 4;
    case napi_float64_array:
    case napi_bigint64_array:
    case napi_biguint64_array:
        return 8;
    default:
        return 1;
    }
}

/** Memory of a typed array. */
typedef struct lent_bytes {
    const void *data;
    size_t size;
    size_t alignment;
} lent_bytes;

static bool read_bytes(const reading *in, napi_value array, lent_bytes *bytes) {
    napi_typedarray_type type = napi_uint8_array;
    size_t count = 0;
    void *data = NULL;
    if (napi_get_typedarray_info(in->env, array, &type, &count, &data, NULL, NULL) != napi_ok)
        return tn_fail(in->env);
    *bytes = (lent_bytes){data, count * element_size(type), element_size(type)};
    return true;
}

/* The members of a list, which there are `count` of. */
static bool read_list(const reading *in, napi_value object, const char *name, napi_value *list,
                      uint32_t *count) {
    *list = member(in, object, name);
    return (*list != NULL && napi_get_array_length(in->env, *list, count) == napi_ok) || tn_fail(in->env);
}

static bool read_metadata(const reading *in, napi_value object, const char **metadata) {
    napi_value value = member(in, object, "metadata");
    lent_bytes bytes = {NULL, 0, 0};
    *metadata = NULL;
    if (value == NULL || tn_is_none(in->env, value))
        return value != NULL || tn_fail(in->env);
    char *copy = read_bytes(in, value, &bytes) ? take(in->lent, bytes.size) : NULL;
    if (copy == NULL)
        return tn_fail(in->env);
    /* Of an empty array there may be no address, which memcpy must not get. */
    if (bytes.size > 0)
        memcpy(copy, bytes.data, bytes.size);
    *metadata = copy;
    return true;
}

static bool read_schema(const reading *in, napi_value object, struct ArrowSchema *schema);

static bool read_child_schemas(const reading *in, napi_value object, struct ArrowSchema *schema) {
    napi_value list = NULL;
    uint32_t count = 0;
    if (!read_list(in, object, "children", &list, &count))
        return false;
    schema->children = take(in->lent, (count + 1) * sizeof *schema->children);
    for (uint32_t i = 0; schema->children != NULL && i < count; i++) {
        napi_value child = NULL;
        schema->children[i] = take(in->lent, sizeof **schema->children);
        if (schema->children[i] == NULL || napi_get_element(in->env, list, i, &child) != napi_ok ||
            !read_schema(in, child, schema->children[i]))
            return tn_fail(in->env);
        schema->n_children++;
    }
    return schema->children != NULL || tn_fail(in->env);
}

static bool read_schema(const reading *in, napi_value object, struct ArrowSchema *schema) {
    schema->format = read_string(in, object, "format");
    schema->name = schema->format == NULL ? NULL : read_string(in, object, "name");
    if (schema->name == NULL || !read_number(in, object, "flags", &schema->flags) ||
        !read_metadata(in, object, &schema->metadata) || !read_child_schemas(in, object, schema))
        return false;
    napi_value dictionary = member(in, object, "dictionary");
    if (dictionary == NULL || tn_is_none(in->env, dictionary))
        return dictionary != NULL || tn_fail(in->env);
    schema->dictionary = take(in->lent, sizeof *schema->dictionary);
    return schema->dictionary != NULL ? read_schema(in, dictionary, schema->dictionary) : tn_fail(in->env);
}

/* How many bytes each buffer has: kept where release_array() is to be once the array is given. */
static const size_t *sizes_of(const struct ArrowArray *array) {
    return array->private_data;
}

/* The library may rely on aligned numbers; those that are not so are copied. */
static bool place_buffer(const reading *in, const lent_bytes *bytes, const void **buffer) {
    static const int64_t nothing[2];
    *buffer = bytes->size == 0 ? nothing : bytes->data;
    if ((uintptr_t)*buffer % bytes->alignment == 0)
        return true;
    void *copy = take(in->lent, bytes->size);
    if (copy == NULL)
        return tn_fail(in->env);
    memcpy(copy, bytes->data, bytes->size);
    *buffer = copy;
    return true;
}

static bool read_buffers(const reading *in, napi_value object, struct ArrowArray *array) {
    napi_value list = NULL;
    uint32_t count = 0;
    if (!read_list(in, object, "buffers", &list, &count))
        return false;
    size_t *sizes = take(in->lent, (count + 1) * sizeof *sizes);
    array->buffers = take(in->lent, (count + 1) * sizeof *array->buffers);
    array->private_data = sizes;
    if (sizes == NULL || array->buffers == NULL)
        return tn_fail(in->env);
    for (uint32_t i = 0; i < count; i++) {
        napi_value buffer = NULL;
        if (napi_get_element(in->env, list, i, &buffer) != napi_ok)
            return tn_fail(in->env);
        if (tn_is_none(in->env, buffer))
            continue;
        lent_bytes bytes;
        if (!read_bytes(in, buffer, &bytes) || !place_buffer(in, &bytes, &array->buffers[i]))
            return false;
        sizes[i] = bytes.size;
    }
    array->n_buffers = count;
    return true;
}

static bool read_array(const reading *in, napi_value object, struct ArrowArray *array);

static bool read_children(const reading *in, napi_value object, struct ArrowArray *array) {
    napi_value list = NULL;
    uint32_t count = 0;
    if (!read_list(in, object, "children", &list, &count))
        return false;
    array->children = take(in->lent, (count + 1) * sizeof *array->children);
    for (uint32_t i = 0; array->children != NULL && i < count; i++) {
        napi_value child = NULL;
        array->children[i] = take(in->lent, sizeof **array->children);
        if (array->children[i] == NULL || napi_get_element(in->env, list, i, &child) != napi_ok ||
            !read_array(in, child, array->children[i]))
            return tn_fail(in->env);
        array->n_children++;
    }
    return array->children != NULL || tn_fail(in->env);
}

static bool read_array(const reading *in, napi_value object, struct ArrowArray *array) {
    if (!read_number(in, object, "length", &array->length) ||
        !read_number(in, object, "nullCount", &array->null_count) || !read_buffers(in, object, array) ||
        !read_children(in, object, array))
        return false;
    napi_value dictionary = member(in, object, "dictionary");
    if (dictionary == NULL || tn_is_none(in->env, dictionary))
        return dictionary != NULL || tn_fail(in->env);
    array->dictionary = take(in->lent, sizeof *array->dictionary);
    return array->dictionary != NULL ? read_array(in, dictionary, array->dictionary) : tn_fail(in->env);
}

/* A table that somebody put together by hand may be anything. */
static bool check_batch(const reading *in, const tn_place *place, const struct ArrowArray *batch) {
    tn_arrow_problem problem;
    char message[sizeof problem.text + 8];
    if (tn_arrow_check(&in->lent->schema, batch, sizes_of, &problem))
        return true;
    (void)snprintf(message, sizeof message, "is bad: %s", problem.text);
    return tn_refuse(in->env, place, message);
}

static bool read_batches(const reading *in, napi_value object, const tn_place *place) {
    napi_value list = NULL;
    uint32_t count = 0;
    if (!read_list(in, object, "batches", &list, &count))
        return false;
    in->lent->batches = take(in->lent, (count + 1) * sizeof *in->lent->batches);
    for (uint32_t i = 0; in->lent->batches != NULL && i < count; i++) {
        napi_value batch = NULL;
        napi_handle_scope scope = NULL;
        if (napi_open_handle_scope(in->env, &scope) != napi_ok)
            return tn_fail(in->env);
        bool is_read = napi_get_element(in->env, list, i, &batch) == napi_ok &&
                       read_array(in, batch, &in->lent->batches[i]) &&
                       check_batch(in, place, &in->lent->batches[i]);
        (void)napi_close_handle_scope(in->env, scope);
        if (!is_read)
            return tn_fail(in->env);
    }
    in->lent->count = count;
    return in->lent->batches != NULL || tn_fail(in->env);
}

/* object.pins.fix() */
static bool fix_pins(napi_env env, const tn_lent *lent) {
    napi_value pins = NULL;
    napi_value fix = NULL;
    return (napi_get_reference_value(env, lent->pins->value, &pins) == napi_ok &&
            napi_get_named_property(env, pins, "fix", &fix) == napi_ok &&
            napi_call_function(env, pins, fix, 0, NULL, NULL) == napi_ok) ||
           tn_fail(env);
}

/* The memory lives until it is let go, on whatever thread. */
static tn_reference *keep_pins(napi_env env, napi_value pins) {
    tn_reference *reference = calloc(1, sizeof *reference);
    if (reference != NULL && tn_keep(env, pins, 1, reference))
        return reference;
    free(reference);
    (void)tn_fail(env);
    return NULL;
}

static bool read_description(const reading *in, napi_value value, const tn_place *place, bool is_exposed) {
    napi_value schema = member(in, value, "schema");
    napi_value pins = member(in, value, "pins");
    if (schema == NULL || pins == NULL || !read_schema(in, schema, &in->lent->schema) ||
        !read_batches(in, value, place))
        return tn_fail(in->env);
    in->lent->pins = keep_pins(in->env, pins);
    return in->lent->pins != NULL && (!is_exposed || fix_pins(in->env, in->lent));
}

static bool refuse_type(napi_env env, const tn_place *place, napi_value value) {
    return tn_refuse_type(
        env, place,
        "an ArrowStream, or apache-arrow's Table, RecordBatch, Vector or iterable of RecordBatches", value);
}

/* { refused } where the argument is nothing of the kind, { problem } where something is wrong with it. */
static bool check_argument(const reading *in, napi_value value, const tn_place *place) {
    napi_value problem = member(in, value, "problem");
    napi_value refused = member(in, value, "refused");
    bool is_refused = false;
    size_t length = 0;
    char text[200];
    if (problem == NULL || refused == NULL)
        return tn_fail(in->env);
    if (napi_get_value_string_utf8(in->env, problem, text, sizeof text, &length) == napi_ok)
        return tn_refuse(in->env, place, text);
    if (napi_has_named_property(in->env, value, "refused", &is_refused) != napi_ok)
        return tn_fail(in->env);
    return !is_refused || refuse_type(in->env, place, refused);
}

/* A stream of the library's own. */
static bool read_external(napi_env env, napi_value value, const tn_place *place, tn_arrow *arrow) {
    arrow->is_there = tn_move_arrow(env, value, &arrow->stream);
    return arrow->is_there || tn_refuse(env, place, "is a stream that was used already, or closed");
}

bool tn_read_arrow(napi_env env, napi_value value, const tn_place *place, bool is_exposed, tn_arrow *arrow) {
    napi_valuetype type = napi_undefined;
    arrow->env = env;
    if (napi_typeof(env, value, &type) != napi_ok || (type != napi_external && type != napi_object))
        return refuse_type(env, place, value);
    if (type == napi_external)
        return read_external(env, value, place, arrow);
    const reading in = {.env = env, .lent = calloc(1, sizeof(tn_lent))};
    if (in.lent == NULL)
        return tn_fail(env);
    arrow->lent = in.lent;
    atomic_init(&in.lent->shares, 1);
    if (!check_argument(&in, value, place) || !read_description(&in, value, place, is_exposed))
        return false;
    share(in.lent);
    arrow->is_there = true;
    arrow->stream = (struct ArrowArrayStream){.get_schema = get_schema,
                                              .get_next = get_next,
                                              .get_last_error = get_last_error,
                                              .release = release_stream,
                                              .private_data = in.lent};
    return true;
}

/* The library keeps some of it: JavaScript may use the memory, but not move it elsewhere. */
static void fix_memory(const tn_arrow *arrow) {
    bool is_pending = false;
    napi_value exception = NULL;
    if (napi_is_exception_pending(arrow->env, &is_pending) == napi_ok && is_pending)
        (void)napi_get_and_clear_last_exception(arrow->env, &exception);
    (void)fix_pins(arrow->env, arrow->lent);
    if (is_pending)
        (void)napi_throw(arrow->env, exception);
}

void tn_arrow_end(tn_arrow *arrow) {
    if (arrow->is_there && arrow->stream.release != NULL) {
        tn_sitting before = tn_enter(arrow->env, TN_CALLING);
        arrow->stream.release(&arrow->stream);
        tn_leave(arrow->env, before);
    }
    if (arrow->lent == NULL)
        return;
    if (atomic_load_explicit(&arrow->lent->shares, memory_order_acquire) > 1)
        fix_memory(arrow);
    let_go(arrow->lent);
}
