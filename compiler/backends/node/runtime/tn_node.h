/**
 * @file
 * What every generated call of the addon stands on: reading JavaScript values, making them, and throwing.
 *
 * All names here begin with `tn_`, and so do the generated locals: a parameter of the author's with such a
 * name is renamed by the generator, so that the two can never meet.
 *
 * A reader returns false, and a writer null, with a JavaScript exception pending. Nothing is kept in static
 * memory: each worker thread loads the addon with a state of its own.
 */
#ifndef TN_NODE_H
#define TN_NODE_H

#include <node_api.h>

#include "tenon/runtime.h"

_Static_assert(sizeof(size_t) == 8, "size_t arrays are BigUint64Arrays: this package needs a 64-bit machine");

/* ---- Where a value stands, for messages ---- */

struct tn_texts;

/** A parameter, one of its elements, or a field of either, however deep. */
typedef struct tn_place {
    const char *name;
    const struct tn_place *outer; /**< What it is a field of, or null. */
    size_t position;              /**< Index of the element plus one; 0 where the value is no element. */
    bool may_be_null;
    struct tn_texts *texts; /**< Where the texts of records are kept; null where records have none. */
} tn_place;

/* Those without texts are made once, not in every call. */
#define TN_AT(text)                                                                                          \
    __extension__({                                                                                          \
        static const tn_place tn_place_here = {.name = (text)};                                              \
        &tn_place_here;                                                                                      \
    })
#define TN_AT_OR_NULL(text)                                                                                  \
    __extension__({                                                                                          \
        static const tn_place tn_place_here = {.name = (text), .may_be_null = true};                         \
        &tn_place_here;                                                                                      \
    })
#define TN_AT_WITH(text, kept) (&(const tn_place){.name = (text), .texts = (kept)})
#define TN_AT_WITH_OR_NULL(text, kept)                                                                       \
    (&(const tn_place){.name = (text), .may_be_null = true, .texts = (kept)})

enum { TN_PLACE_SPACE = 192 };

/** Write "name", "name[3]", "name.field", "name[3].field.inner" ... */
void tn_write_place(const tn_place *place, char *text, size_t size);

/** Throw a TypeError "name must be EXPECTED, not a string". @return false. */
bool tn_refuse_type(napi_env env, const tn_place *place, const char *expected, napi_value value);

/** Throw a RangeError "name must be EXPECTED". @return false. */
bool tn_refuse_range(napi_env env, const tn_place *place, const char *expected);

/** Throw a RangeError "name must not be negative". @return false. */
bool tn_refuse_negative(napi_env env, const tn_place *place);

/** Throw a TypeError "name PROBLEM". @return false. */
bool tn_refuse(napi_env env, const tn_place *place, const char *problem);

/** Node.js itself refused something: make sure that an exception is pending. @return false. */
bool tn_fail(napi_env env);

/* ---- Types ---- */

struct tn_field;
struct tn_type;

typedef bool (*tn_record_reader)(napi_env env, napi_value value, const tn_place *place,
                                 const struct tn_type *type, void *out);
typedef napi_value (*tn_record_writer)(napi_env env, const struct tn_type *type, const void *in);

/** How values of one C type are read, made and kept in arrays. A variant counts as a record. */
typedef struct tn_type {
    const char *name; /**< In messages: "a number", "a Point". */
    size_t size;
    bool (*read)(napi_env env, napi_value value, const tn_place *place, void *out); /**< Null: a record. */
    napi_value (*write)(napi_env env, const void *in);                              /**< Null: a record. */
    const char *array_name; /**< In messages: "a Float64Array or an array"; null: only a plain array. */
    napi_typedarray_type array_type;
    bool is_typed_result;         /**< Arrays of it are given as typed arrays. */
    bool is_copied;               /**< Its typed arrays are copied, each element made valid: bool. */
    bool is_strict;               /**< No plain array: bytes. */
    tn_record_reader read_record; /**< The following are for records only. */
    tn_record_writer write_record;
    const struct tn_field *fields;
    size_t field_count;
    const struct tn_case *cases; /**< Of a variant. */
    size_t case_count;
    size_t tag_offset;
    void (*release)(void *record); /**< Frees the texts that a call gave; null where calls give none. */
} tn_type;

/** Instead of the offset of a bool: the value is always there, or is a text that may be null. */
#define TN_ALWAYS SIZE_MAX
#define TN_OR_NULL (SIZE_MAX - 1)

/** A field of a record. */
typedef struct tn_field {
    const char *name;
    size_t offset;
    const tn_type *type;
    size_t presence; /**< Offset of the bool that says whether it is there. */
} tn_field;

/** A case of a variant. */
typedef struct tn_case {
    const char *kind; /**< What `kind` says in JavaScript. */
    int32_t tag;
    const char *name; /**< Of the field beside `kind`; null where the case comes with nothing. */
    size_t offset;
    const tn_type *type;
    size_t presence; /**< TN_ALWAYS or TN_OR_NULL. */
} tn_case;

/** Read a value of any type. */
static inline bool tn_read_any(napi_env env, napi_value value, const tn_place *place, const tn_type *type,
                               void *out) {
    return type->read == NULL ? type->read_record(env, value, place, type, out)
                              : type->read(env, value, place, out);
}

/** Make a value of any type. */
static inline napi_value tn_write_any(napi_env env, const tn_type *type, const void *in) {
    return type->write == NULL ? type->write_record(env, type, in) : type->write(env, in);
}

extern const tn_type tn_type_bool, tn_type_i8, tn_type_i16, tn_type_i32, tn_type_i64, tn_type_u8, tn_type_u16;
extern const tn_type tn_type_u32, tn_type_u64, tn_type_size, tn_type_f32, tn_type_f64, tn_type_bytes;
extern const tn_type tn_type_enum, tn_type_enum_view;

/* ---- Numbers ---- */

bool tn_read_bool(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_i8(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_i16(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_i32(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_u8(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_u16(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_u32(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_size(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_f32(napi_env env, napi_value value, const tn_place *place, void *out);

napi_value tn_write_bool(napi_env env, const void *in);
napi_value tn_write_i8(napi_env env, const void *in);
napi_value tn_write_i16(napi_env env, const void *in);
napi_value tn_write_i32(napi_env env, const void *in);
napi_value tn_write_u8(napi_env env, const void *in);
napi_value tn_write_u16(napi_env env, const void *in);
napi_value tn_write_u32(napi_env env, const void *in);
napi_value tn_write_f32(napi_env env, const void *in);

/* What is most often passed is read and made where it is needed; what is left of it stands in numbers.c. */

/** A number in the place of a bigint, a bigint that does not fit, or something else. */
bool tn_read_no_bigint_i64(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_no_bigint_u64(napi_env env, napi_value value, const tn_place *place, void *out);

static inline bool tn_read_i64(napi_env env, napi_value value, const tn_place *place, void *out) {
    bool lossless = false;
    return TENON_LIKELY(napi_get_value_bigint_int64(env, value, out, &lossless) == napi_ok && lossless) ||
           tn_read_no_bigint_i64(env, value, place, out);
}

static inline bool tn_read_u64(napi_env env, napi_value value, const tn_place *place, void *out) {
    bool lossless = false;
    return TENON_LIKELY(napi_get_value_bigint_uint64(env, value, out, &lossless) == napi_ok && lossless) ||
           tn_read_no_bigint_u64(env, value, place, out);
}

static inline bool tn_read_f64(napi_env env, napi_value value, const tn_place *place, void *out) {
    return TENON_LIKELY(napi_get_value_double(env, value, out) == napi_ok) ||
           tn_refuse_type(env, place, "a number", value);
}

static inline napi_value tn_write_i64(napi_env env, const void *in) {
    napi_value value = NULL;
    if (TENON_UNLIKELY(napi_create_bigint_int64(env, *(const int64_t *)in, &value) != napi_ok))
        (void)tn_fail(env);
    return value;
}

static inline napi_value tn_write_u64(napi_env env, const void *in) {
    napi_value value = NULL;
    if (TENON_UNLIKELY(napi_create_bigint_uint64(env, *(const uint64_t *)in, &value) != napi_ok))
        (void)tn_fail(env);
    return value;
}

/** A size that 32 bits may not hold. */
napi_value tn_write_large_size(napi_env env, size_t size);

static inline napi_value tn_write_size(napi_env env, const void *in) {
    napi_value value = NULL;
    size_t size = *(const size_t *)in;
    if (TENON_LIKELY(size <= INT32_MAX) && napi_create_int32(env, (int32_t)size, &value) == napi_ok)
        return value;
    return tn_write_large_size(env, size);
}

static inline napi_value tn_write_f64(napi_env env, const void *in) {
    napi_value value = NULL;
    if (TENON_UNLIKELY(napi_create_double(env, *(const double *)in, &value) != napi_ok))
        (void)tn_fail(env);
    return value;
}

/* ---- Handles ---- */

/** The handle that an external keeps; null: no object. */
bool tn_read_handle(napi_env env, napi_value value, tenon_handle *handle);

/** An external that keeps a handle and closes it when it is collected; null for "no object". */
napi_value tn_write_handle(napi_env env, const tenon_handle *handle);

/** Close a handle. @return Whether it was open; that it was not is no error. */
bool tn_drop(tenon_handle handle);

/** `$close(handle)` */
napi_value tn_close_handle(napi_env env, napi_callback_info info);

/** `$isLive(handle)` */
napi_value tn_is_live_handle(napi_env env, napi_callback_info info);

/* ---- Records ---- */

/** Read a plain object: every field, and no other. What may be missing may be null, or left out. */
bool tn_read_record(napi_env env, napi_value value, const tn_place *place, const tn_type *type, void *out);

/** The same for a record that JavaScript has spread.
 * @param spread The object, its fields in the order of the type, and how many keys it has. */
bool tn_read_spread_record(napi_env env, const napi_value *spread, const tn_place *place, const tn_type *type,
                           void *out);

/** Make a plain object. What is missing is null in it. */
napi_value tn_write_record(napi_env env, const tn_type *type, const void *in);

/** Read one field of an object into `record`. @param present One more where it is there. */
bool tn_read_field(napi_env env, napi_value object, const tn_place *place, const tn_field *field,
                   void *record, size_t *present);

/** Set one field of an object. */
bool tn_write_field(napi_env env, napi_value object, const tn_field *field, const void *record);

/** Refuse an object with keys that no field has.
 * @param owner "a Point".
 * @param present How many of the fields are there: as many keys are known. */
bool tn_check_keys(napi_env env, napi_value object, const tn_place *place, const char *owner,
                   const tn_field *fields, size_t field_count, size_t present);

/* ---- Dynamic values ---- */

/** A dynamic value as the boundary reads it; null: none. */
typedef struct tn_dynamic {
    uint8_t *data;
    size_t length;
} tn_dynamic;

void tn_dynamic_begin(tn_dynamic *value);
void tn_dynamic_end(tn_dynamic *value);

/** Encode null, booleans, numbers, bigints of 64 bits, strings, Uint8Arrays, arrays and plain objects of
 * these. */
bool tn_read_dynamic(napi_env env, napi_value value, const tn_place *place, tn_dynamic *dynamic);

/** Make the value that the boundary gives, and close its block; null for none. */
napi_value tn_take_dynamic(napi_env env, tenon_block *block);

/* ---- Text ---- */

enum { TN_TEXT_SPACE = 2048 /* most texts: reading longer ones takes three calls of Node-API */ };

/** Text passed in: UTF-8, with a NUL after its end. */
typedef struct tn_text {
    const char *data; /**< Null: none. */
    size_t length;
    char *allocated; /**< Null where the text is in `space`. */
    char space[TN_TEXT_SPACE];
} tn_text;

/** No text. (Not an initialiser: `space` needs no zeros.) */
static inline void tn_text_begin(tn_text *text) {
    text->data = NULL;
    text->length = 0;
    text->allocated = NULL;
}

/** Read a string; one with half a surrogate pair is refused rather than changed. */
bool tn_read_text(napi_env env, napi_value value, const tn_place *place, tn_text *text);

/** Refuse half a surrogate pair, which Node.js writes as U+FFFD. @param data The string as UTF-8. */
bool tn_check_well_formed(napi_env env, napi_value value, const tn_place *place, const char *data,
                          size_t length);

/** Free what tn_read_text() took. */
static inline void tn_text_end(tn_text *text) {
    if (TENON_UNLIKELY(text->allocated != NULL))
        free(text->allocated);
}

/** Make a string, or null for "no text", and free the text. */
napi_value tn_take_text(napi_env env, tenon_text *text);

/** An array of texts passed in. */
typedef struct tn_text_array {
    tenon_text_view *views;
    size_t count;
    char *bytes;
} tn_text_array;

/** No texts. */
static inline void tn_text_array_begin(tn_text_array *texts) {
    *texts = (tn_text_array){.views = NULL};
}

/** Read an array of strings. */
bool tn_read_text_array(napi_env env, napi_value value, const tn_place *place, tn_text_array *texts);

/** Free what tn_read_text_array() took. */
void tn_text_array_end(tn_text_array *texts);

/* ---- Arrays ---- */

/** Elements that the library reads or writes during the call. */
typedef struct tn_array {
    void *data; /**< Null: none. */
    size_t count;
    void *allocated;   /**< Elements converted from a plain array, or awaiting conversion to one. */
    napi_value source; /**< The typed array that `data` belongs to, or the plain array that was read. */
    bool is_typed;     /**< `data` lies in a typed array. */
    napi_typedarray_type element; /**< What a typed array is made of. */
    napi_value buffer;
    double nothing[1]; /**< What `data` points at where there are no elements: null means "none". */
} tn_array;

/** No array. */
static inline void tn_array_begin(tn_array *array) {
    array->data = NULL;
    array->count = 0;
    array->allocated = NULL;
    array->source = NULL;
    array->is_typed = false;
}

/** Read a typed array without a copy, or convert a plain array. */
bool tn_read_array(napi_env env, napi_value value, const tn_place *place, const tn_type *type,
                   tn_array *array);

/** As tn_read_array(), for an array that the call changes: a plain array is only accepted for records. */
bool tn_read_changed_array(napi_env env, napi_value value, const tn_place *place, const tn_type *type,
                           tn_array *array);

/**
 * Look again where a typed array's elements are: converting a later argument may have run a getter of the
 * caller's, which can detach or shrink any buffer.
 */
bool tn_refresh_array(napi_env env, const tn_place *place, const tn_type *type, tn_array *array);

/** Give the caller's array what the call wrote, where it was worked on in a copy. */
bool tn_write_back_array(napi_env env, const tn_type *type, const tn_array *array);

/** Make an array of `count` elements for the library to fill. */
bool tn_allocate_array(napi_env env, const tn_place *place, const tn_type *type, size_t count,
                       tn_array *array);

/** Have the elements of an array in C's own memory, for a call on another thread. */
bool tn_own_array(napi_env env, const tn_type *type, tn_array *array);

/** The array that tn_allocate_array() made, cut to `filled` elements. */
napi_value tn_write_array(napi_env env, const tn_type *type, const tn_array *array, size_t filled);

/** Free what reading or allocating took. */
static inline void tn_array_end(tn_array *array) {
    if (array->allocated != NULL)
        free(array->allocated);
}

/** Elements as a plain array. */
napi_value tn_write_elements(napi_env env, const tn_type *type, const void *data, size_t count);

/** Elements as a typed array of their own. */
napi_value tn_write_copy(napi_env env, const tn_type *type, const void *data, size_t count);

/** The most bytes an ArrayBuffer may have in every Node.js since 20; V8 aborts where that is exceeded. */
#define TN_MAX_BYTES UINT64_C(0xFFFFFFFF)

/* ---- Blocks ---- */

/** An array that the caller now owns; without a copy where it is large. */
napi_value tn_take_block(napi_env env, const tn_type *type, bool nullable, tenon_block *block);

/** A window onto the library's memory: `[array, handle]` for the class View. */
napi_value tn_take_view(napi_env env, const tn_type *type, bool nullable, tenon_block *block);

/**
 * A typed array over a block's memory that drops the block when it is collected, or when its environment
 * ends.
 * @return Null where this Node.js keeps all buffers in a sandbox of its own, as Electron does: copy instead.
 */
napi_value tn_share_memory(napi_env env, const tn_type *type, const tenon_block *block);

/** `$closeView(array, handle)`: detach the array and end the view. */
napi_value tn_close_view(napi_env env, napi_callback_info info);

/* ---- Calls ---- */

/** Fetch exactly `count` arguments; those not given are undefined. */
static inline bool tn_arguments(napi_env env, napi_callback_info info, size_t count, napi_value *arguments) {
    return napi_get_cb_info(env, info, &count, arguments, NULL, NULL) == napi_ok || tn_fail(env);
}

/** Whether a value is null or undefined. */
static inline bool tn_is_none(napi_env env, napi_value value) {
    napi_valuetype type;
    return napi_typeof(env, value, &type) == napi_ok && (type == napi_null || type == napi_undefined);
}

/** null */
napi_value tn_write_null(napi_env env);

/** Take the error that the boundary recorded and throw it, causes included. */
void tn_throw_error(napi_env env);

/** An exception for a chain, causes included; what a callback threw is that itself. Frees the chain. @return
 * Null with an exception pending. */
napi_value tn_make_exception(napi_env env, const tenon_error *chain);

/** An object of several results; null where one of them is null (an exception is pending then). */
napi_value tn_write_results(napi_env env, size_t count, const char *const *names, const napi_value *values);

/* ---- The module ---- */

struct tn_bridge;
struct tn_home;
struct tn_task;

/** What one environment (the main thread, or a worker) has of this addon. */
typedef struct tn_state {
    napi_ref error_prototypes; /**< An array: of the base class, then of one class per error code. */
    napi_ref set_prototype;    /**< Object.setPrototypeOf() */
    napi_ref adopters;    /**< An array: per class, the function that makes an object of a handle; or null. */
    napi_ref exacts;      /**< An array: the classes of exact numbers; or null. */
    struct tn_home *home; /**< Null until C keeps a value. */
    struct tn_task *tasks; /**< The awaited calls that run. */
} tn_state;

/** This environment's state. */
static inline tn_state *tn_state_of(napi_env env) {
    void *state = NULL;
    (void)napi_get_instance_data(env, &state);
    return state;
}

/** Where the environment's thread is, seen by a thread that wants to call JavaScript. */
typedef enum tn_sitting {
    TN_OUTSIDE, /**< In no call of the package. */
    TN_CALLING, /**< In a call that is soon over. */
    TN_WAITING  /**< In a call that may itself wait for the other thread. */
} tn_sitting;

/** What callbacks add to the parts that every package has. */
typedef struct tn_callback_support {
    bool (*start)(napi_env env, napi_value exports);
    /** What a callback threw, or null where the link is no such failure, or of another environment. */
    napi_value (*thrown)(napi_env env, const tenon_error *link);
    tn_sitting (*enter)(napi_env env, tn_sitting sitting);
    void (*leave)(napi_env env, tn_sitting before);
    struct tn_bridge *(*make_bridge)(struct tn_home *home); /**< What free() frees. */
    void (*woken)(napi_env env, struct tn_bridge *bridge);
    void (*ended)(napi_env env, struct tn_bridge *bridge);
} tn_callback_support;

/** A native function of the package. */
typedef struct tn_function {
    const char *name;
    napi_callback call;
} tn_function;

/** Adds the functions of a class to an object. */
typedef bool (*tn_exporter)(napi_env env, napi_value exports);

/** What a package is made of. Generated. */
typedef struct tn_package {
    int32_t (*handshake)(const char *expected);
    const int32_t *error_codes; /**< Of the error classes that `$start` is given, after the base class. */
    size_t error_count;
    const tenon_class *const *classes;
    size_t class_count;
    const tn_exporter *const *parts; /**< Per lib/classes_N.js its classes, then null; see `$part`. */
    size_t part_count;
    const tn_callback_support *callbacks; /**< Null where the contract has none. */
    tenon_handle (*new_token)(void);      /**< Null where no function of the library asks whether to stop. */
    void (*request_token)(tenon_handle token);
} tn_package;

extern const tn_package tn_this_package;

/** A synchronous call begins. @return What to give to tn_leave(). */
static inline tn_sitting tn_enter(napi_env env, tn_sitting sitting) {
    return tn_this_package.callbacks == NULL ? TN_OUTSIDE : tn_this_package.callbacks->enter(env, sitting);
}

/** It is over. */
static inline void tn_leave(napi_env env, tn_sitting before) {
    if (tn_this_package.callbacks != NULL)
        tn_this_package.callbacks->leave(env, before);
}

/** Add functions to the module's exports. */
bool tn_export(napi_env env, napi_value exports, const tn_function *functions, size_t count);

/** Add `$start` and `$part`, and set up this environment's state. */
bool tn_export_basics(napi_env env, napi_value exports);

/** What the runtime gave as JSON, which ends here; null: there was no memory for it. */
napi_value tn_given_json(napi_env env, const char *text);

/** Add `$ledger` and `$watchFrom`. */
bool tn_export_diagnostics(napi_env env, napi_value exports);

#endif /* TN_NODE_H */
