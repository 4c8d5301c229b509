/**
 * @file
 * Arrow's streams: tables and columns that cross without a copy. lib/arrow.js makes apache-arrow's objects of
 * them, and plain descriptions of such objects; this part knows nothing of either.
 *
 * A description of a schema is `{ format, name, flags, metadata, children, dictionary }`, one of an array
 * `{ length, offset, nullCount, buffers, children, dictionary }`, as in Arrow's C data interface.
 */
#ifndef TN_ARROW_H
#define TN_ARROW_H

#include "tenon/arrow.h"
#include "tn_node.h"

/* ---- How values lie in memory ---- */

typedef enum tn_arrow_kind {
    TN_ARROW_NULL,
    TN_ARROW_BITS,
    TN_ARROW_FIXED,
    TN_ARROW_BYTES,
    TN_ARROW_LIST,
    TN_ARROW_FIXED_LIST,
    TN_ARROW_STRUCT,
    TN_ARROW_SPARSE_UNION,
    TN_ARROW_DENSE_UNION,
    TN_ARROW_VIEWS
} tn_arrow_kind;

/** One array, or the part of it that its parent uses. */
typedef struct tn_arrow_node {
    const struct tn_arrow_node *parent; /**< Or null. */
    const struct ArrowSchema *schema;
    const struct ArrowArray *array;
    tn_arrow_kind kind;
    int64_t width; /**< Bytes of a value, or of an offset; elements of a list of fixed size. */
    int64_t first; /**< The first element that is used, counted from the beginning of the buffers. */
    int64_t count;
    int depth;
} tn_arrow_node;

/** Where the values that are used lie in a buffer, in bytes. */
typedef struct tn_arrow_span {
    size_t start;
    size_t end;
} tn_arrow_span;

/** What is wrong with an array: "column \"a.b\" has offsets that go back". */
typedef struct tn_arrow_problem {
    char text[400];
} tn_arrow_problem;

/** How many bytes each of an array's buffers has; null where nobody knows, as in arrays of the library's. */
typedef const size_t *(*tn_arrow_sizes)(const struct ArrowArray *array);

/** Begin with a whole array. @return False where its format is unknown. */
bool tn_arrow_root(const struct ArrowSchema *schema, const struct ArrowArray *array, tn_arrow_node *node);

/** Go to a child, which is there. Together with its parent's part only some of its elements may be used. */
bool tn_arrow_child(const tn_arrow_node *parent, int64_t index, tn_arrow_node *child);

/** Go to the values of a dictionary. */
bool tn_arrow_dictionary(const tn_arrow_node *parent, tn_arrow_node *dictionary);

/** Of an array that was checked. */
tn_arrow_span tn_arrow_span_of(const tn_arrow_node *node, int64_t buffer);

/** Whether an array is what its schema says: enough buffers and children, offsets that rise and stay inside,
 * indices within their dictionary. Everything that reading it relies on, but for sizes that nobody knows. */
bool tn_arrow_check(const struct ArrowSchema *schema, const struct ArrowArray *array, tn_arrow_sizes sizes,
                    tn_arrow_problem *problem);

/* ---- From the library ---- */

/** Make an external of a stream that the library gave, which takes it over; null with an exception pending.
 */
napi_value tn_take_arrow(napi_env env, struct ArrowArrayStream *stream);

/** Move the stream out of such an external. @return False where it was used already. */
bool tn_move_arrow(napi_env env, napi_value external, struct ArrowArrayStream *stream);

/* ---- To the library ---- */

/** A stream on its way to the library. */
typedef struct tn_arrow {
    struct ArrowArrayStream stream;
    bool is_there;
    napi_env env;
    struct tn_lent *lent; /**< What JavaScript lent for it; null: a stream of the library's own. */
} tn_arrow;

/** No stream. */
static inline void tn_arrow_begin(tn_arrow *arrow) {
    *arrow = (tn_arrow){.is_there = false};
}

/**
 * Read what lib/arrow.js made of an argument: an external of tn_take_arrow()'s, or a description.
 * @param is_exposed Whether JavaScript may run before the library has ended with it.
 */
bool tn_read_arrow(napi_env env, napi_value value, const tn_place *place, bool is_exposed, tn_arrow *arrow);

/** What the boundary takes over; null for none. */
static inline struct ArrowArrayStream *tn_give_arrow(tn_arrow *arrow) {
    return arrow->is_there ? &arrow->stream : NULL;
}

/** Release what never crossed, and have memory that the library keeps stay where it is. */
void tn_arrow_end(tn_arrow *arrow);

/* ---- The module ---- */

/** Add `$arrowSchema()`, `$arrowNext()` and the others that lib/arrow.js calls. */
bool tn_export_arrow(napi_env env, napi_value exports);

#endif /* TN_ARROW_H */
