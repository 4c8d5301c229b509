#include "backends/node/types.h"

#include "backends/node/meanings.h"
#include "memory/arena.h"

/* Per scalar: the addon's suffix, the type out, the type in, the typed array, an element of a plain array. */
static const struct {
    const char *suffix;
    const char *output;
    const char *input;
    const char *array;
    const char *plain;
} scalars[] = {
    [MODEL_BOOL] = {"bool", "boolean", "boolean", "Uint8Array", "readonly boolean[]"},
    [MODEL_I8] = {"i8", "number", "number", "Int8Array", "readonly number[]"},
    [MODEL_I16] = {"i16", "number", "number", "Int16Array", "readonly number[]"},
    [MODEL_I32] = {"i32", "number", "number", "Int32Array", "readonly number[]"},
    [MODEL_I64] = {"i64", "bigint", "bigint | number", "BigInt64Array", "readonly (bigint | number)[]"},
    [MODEL_U8] = {"u8", "number", "number", "Uint8Array", "readonly number[]"},
    [MODEL_U16] = {"u16", "number", "number", "Uint16Array", "readonly number[]"},
    [MODEL_U32] = {"u32", "number", "number", "Uint32Array", "readonly number[]"},
    [MODEL_U64] = {"u64", "bigint", "bigint | number", "BigUint64Array", "readonly (bigint | number)[]"},
    [MODEL_SIZE] = {"size", "number", "number", "BigUint64Array", "readonly number[]"},
    [MODEL_F32] = {"f32", "number", "number", "Float32Array", "readonly number[]"},
    [MODEL_I128] = {"i128", "bigint", "bigint | number", "", ""},
    [MODEL_U128] = {"u128", "bigint", "bigint | number", "", ""},
    [MODEL_F64] = {"f64", "number", "number", "Float64Array", "readonly number[]"},
};

/* A number by what it means; `is_input`: as a caller may pass it. */
static const char *number_type(const node_context *context, const model_type *type, bool is_input) {
    if (type->meaning == MODEL_EXACT)
        return node_name(context, type->exact);
    if (type->meaning == MODEL_INSTANT && type->unit <= MODEL_MILLISECONDS)
        return "Date";
    if (type->meaning == MODEL_INSTANT)
        return is_input ? "bigint | Date" : "bigint";
    return is_input ? scalars[type->scalar].input : scalars[type->scalar].output;
}

static void add(GPtrArray *members, const char *type) {
    char **parts = g_strsplit(type, " | ", -1);
    bool is_plain_array = g_str_has_prefix(type, "readonly");
    for (char **part = parts; !is_plain_array && *part != NULL; part++)
        g_ptr_array_add(members, arena_strdup(*part));
    if (is_plain_array)
        g_ptr_array_add(members, arena_strdup(type));
    g_strfreev(parts);
}

bool node_is_record(const model_type *type) {
    return type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT;
}

bool node_has_text(const model_type *type) {
    return (type->kind == MODEL_RECORD && type->record->has_text) ||
           (type->kind == MODEL_VARIANT && type->variant->has_text);
}

const char *node_record_reader(const model_type *type) {
    return type->kind == MODEL_VARIANT ? "tn_read_variant" : "tn_read_record";
}

/* Beyond that calls would have too many arguments. */
enum { MOST_SPREAD_FIELDS = 16 };

/* Those that JavaScript knows of. */
static guint shown_fields(const model_record *record) {
    guint count = 0;
    for (guint i = 0; i < record->fields->len; i++) {
        if (!((const model_field *)g_ptr_array_index(record->fields, i))->is_presence)
            count++;
    }
    return count;
}

bool node_is_spread(const plan_value *value) {
    return value->form == PLAN_RECORD && value->type.kind == MODEL_RECORD &&
           shown_fields(value->type.record) <= MOST_SPREAD_FIELDS;
}

guint node_slots(const plan_value *value) {
    return node_is_spread(value) ? shown_fields(value->type.record) + 2 : 1;
}

const char *node_record_writer(const model_type *type) {
    return type->kind == MODEL_VARIANT ? "tn_write_variant" : "tn_write_record";
}

static const char *record_name(const node_context *context, const model_type *type) {
    return type->kind == MODEL_VARIANT ? node_name(context, type->variant) : node_name(context, type->record);
}

static void add_array(const node_context *context, GPtrArray *members, const plan_value *value) {
    bool is_changed = value->direction == PLAN_INOUT;
    const char *read_only = is_changed ? "" : "readonly ";
    if (node_is_record(&value->type)) {
        add(members, arena_printf("%s%s[]", read_only, record_name(context, &value->type)));
        return;
    }
    bool is_enum = value->type.kind == MODEL_ENUM;
    add(members, is_enum ? "Int32Array" : scalars[value->type.scalar].array);
    if (is_changed || value->is_bytes)
        return;
    add(members, is_enum ? arena_printf("readonly %s[]", node_name(context, value->type.enumeration))
                         : scalars[value->type.scalar].plain);
}

/* A callback by its own name; a stream by what streams there are. */
static const char *callback_type(const node_context *context, const plan_value *value) {
    switch (value->type.interface->flow) {
    case MODEL_READS:
        return "ByteSource";
    case MODEL_WRITES:
        return "ByteSink";
    case MODEL_NO_FLOW:
        break;
    }
    return node_name(context, value->type.interface);
}

/* Batches that come one after the other are read before the call begins. */
static GPtrArray *awaited_table(const plan_value *value) {
    GPtrArray *members = arena_array();
    add(members, "AsyncArrowInput");
    if (value->nullable)
        add(members, "null");
    return members;
}

GPtrArray *node_awaited_input_type(const node_context *context, const plan_value *value) {
    if (value->form == PLAN_STREAM)
        return awaited_table(value);
    if (value->form != PLAN_CALLBACK || value->scope != MODEL_DURING_CALL)
        return node_input_type(context, value);
    bool is_stream = value->type.interface->flow != MODEL_NO_FLOW;
    GPtrArray *members = arena_array();
    add(members, arena_printf(is_stream ? "Async%s" : "MayAwait<%s>", callback_type(context, value)));
    if (value->nullable)
        add(members, "null");
    return members;
}

/* A key or a value of a map. */
static const char *entry_type(const node_context *context, const plan_value *value, bool is_input) {
    switch (value->type.kind) {
    case MODEL_TEXT:
        return "string";
    case MODEL_SCALAR:
        return is_input ? scalars[value->type.scalar].input : scalars[value->type.scalar].output;
    default:
        return node_field_type(context, &value->type);
    }
}

/* "MapInput<string, number>" and "Map<string, number>" */
static char *map_type(const node_context *context, const plan_value *value, bool is_input) {
    return arena_printf("%s<%s, %s>", is_input ? "MapInput" : "Map",
                        entry_type(context, node_keys_of(context, value), is_input),
                        entry_type(context, value, is_input));
}

GPtrArray *node_input_type(const node_context *context, const plan_value *value) {
    GPtrArray *members = arena_array();
    if (value->keys_value != PLAN_NONE) {
        g_ptr_array_add(members, map_type(context, value, true));
        if (value->nullable)
            add(members, "null");
        return members;
    }
    switch (value->form) {
    case PLAN_SCALAR:
        add(members, number_type(context, &value->type, true));
        break;
    case PLAN_ENUM:
        add(members, node_name(context, value->type.enumeration));
        break;
    case PLAN_RECORD:
        add(members, record_name(context, &value->type));
        break;
    case PLAN_TEXT:
        add(members, "string");
        break;
    case PLAN_OBJECT:
        add(members, node_name(context, value->type.class_of));
        break;
    case PLAN_ARRAY:
    case PLAN_BLOCK:
        add_array(context, members, value);
        break;
    case PLAN_TEXT_ARRAY:
        add(members, "readonly string[]");
        break;
    case PLAN_CALLBACK:
        add(members, callback_type(context, value));
        break;
    case PLAN_DYNAMIC:
        add(members, "DynamicInput");
        break;
    case PLAN_STREAM:
        add(members, "ArrowInput");
        break;
    case PLAN_CANCEL:
        break;
    }
    if (value->nullable && value->form != PLAN_DYNAMIC)
        add(members, "null");
    return members;
}

const char *node_field_type(const node_context *context, const model_type *type) {
    if (node_is_record(type))
        return record_name(context, type);
    if (type->kind == MODEL_TEXT)
        return "string";
    return type->kind == MODEL_ENUM ? node_name(context, type->enumeration)
                                    : number_type(context, type, false);
}

static const char *array_result(const node_context *context, const plan_value *value) {
    const char *prefix = value->is_view ? "readonly " : "";
    if (node_is_record(&value->type))
        return arena_printf("%s%s[]", prefix, record_name(context, &value->type));
    if (value->type.kind == MODEL_ENUM)
        return value->is_view ? "Int32Array"
                              : arena_printf("%s[]", node_name(context, value->type.enumeration));
    if (value->type.scalar == MODEL_BOOL)
        return arena_printf("%sboolean[]", prefix);
    return scalars[value->type.scalar].array;
}

const char *node_output_type(const node_context *context, const plan_value *value) {
    const char *type = "void";
    if (value->keys_value != PLAN_NONE) {
        type = map_type(context, value, false);
        return value->nullable ? arena_printf("%s | null", type) : type;
    }
    switch (value->form) {
    case PLAN_SCALAR:
        type = number_type(context, &value->type, false);
        break;
    case PLAN_ENUM:
        type = node_name(context, value->type.enumeration);
        break;
    case PLAN_RECORD:
        type = record_name(context, &value->type);
        break;
    case PLAN_OBJECT:
        type = node_name(context, value->type.class_of);
        break;
    case PLAN_ARRAY:
    case PLAN_BLOCK:
        type = array_result(context, value);
        break;
    case PLAN_TEXT:
        type = "string";
        break;
    case PLAN_TEXT_ARRAY:
        type = "string[]";
        break;
    case PLAN_DYNAMIC:
        return "Dynamic"; /* null is one */
    case PLAN_STREAM:
        return "ArrowStream"; /* a view of memory or not */
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
        break;
    }
    if (value->is_view)
        type = arena_printf("View<%s>", type);
    return value->nullable ? arena_printf("%s | null", type) : type;
}

const char *node_type_descriptor(const plan_value *value) {
    if (node_is_record(&value->type))
        return node_field_descriptor(&value->type);
    if (value->type.kind == MODEL_ENUM)
        return value->is_view ? "&tn_type_enum_view" : "&tn_type_enum";
    if (value->is_bytes && !node_is_in_map(value))
        return "&tn_type_bytes";
    return arena_printf("&tn_type_%s", scalars[value->type.scalar].suffix);
}

const char *node_field_descriptor(const model_type *type) {
    if (node_is_record(type))
        return arena_printf("&tn_type_%s", type->c_name);
    return arena_printf("&tn_type_%s", type->kind == MODEL_TEXT ? "text" : node_scalar_suffix(type));
}

const char *node_scalar_suffix(const model_type *type) {
    static const char *const instants[] = {"instant_seconds", "instant_milliseconds", "instant_microseconds",
                                           "instant_nanoseconds"};
    if (type->kind == MODEL_ENUM)
        return "i32";
    if (type->meaning == MODEL_EXACT)
        return type->exact->c_name;
    return type->meaning == MODEL_INSTANT ? instants[type->unit] : scalars[type->scalar].suffix;
}

bool node_may_run_code(const plan_value *value) {
    return value->form == PLAN_RECORD || value->form == PLAN_TEXT_ARRAY || value->form == PLAN_DYNAMIC ||
           (value->form == PLAN_SCALAR && value->type.meaning == MODEL_EXACT) ||
           (value->form == PLAN_ARRAY && value->direction != PLAN_OUT &&
            (!value->is_bytes || node_is_in_map(value)));
}
