/* Types: how a value of the contract is written in the binding's C and in the stub's annotations. */

#include "backends/python/python.h"
#include "memory/arena.h"

const char *python_scalar_word(model_scalar scalar) {
    static const char *const words[] = {
        [MODEL_BOOL] = "bool", [MODEL_I8] = "i8",     [MODEL_I16] = "i16", [MODEL_I32] = "i32",
        [MODEL_I64] = "i64",   [MODEL_U8] = "u8",     [MODEL_U16] = "u16", [MODEL_U32] = "u32",
        [MODEL_U64] = "u64",   [MODEL_SIZE] = "size", [MODEL_F32] = "f32", [MODEL_F64] = "f64",
        [MODEL_I128] = "i128", [MODEL_U128] = "u128"};
    return words[scalar];
}

static const char *scalar_c_type(model_scalar scalar) {
    static const char *const types[] = {
        [MODEL_BOOL] = "bool",         [MODEL_I8] = "int8_t",         [MODEL_I16] = "int16_t",
        [MODEL_I32] = "int32_t",       [MODEL_I64] = "int64_t",       [MODEL_U8] = "uint8_t",
        [MODEL_U16] = "uint16_t",      [MODEL_U32] = "uint32_t",      [MODEL_U64] = "uint64_t",
        [MODEL_SIZE] = "size_t",       [MODEL_F32] = "float",         [MODEL_F64] = "double",
        [MODEL_I128] = "tenon_int128", [MODEL_U128] = "tenon_uint128"};
    return types[scalar];
}

const char *python_c_type(const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return scalar_c_type(type->scalar);
    case MODEL_ENUM:
        return "int32_t";
    case MODEL_RECORD:
        return type->record->c_name;
    case MODEL_CLASS:
        return "tenon_handle";
    case MODEL_TEXT:
        return "tenon_text";
    case MODEL_STREAM:
        return "struct ArrowArrayStream";
    case MODEL_VARIANT:
        return type->variant->c_name;
    default: /* no value of its own: see its form */
        break;
    }
    return "void";
}

static const char *scalar_type(const python_package *of, model_scalar scalar) {
    if (scalar == MODEL_BOOL)
        return python_word(of, "bool");
    return python_word(of, scalar == MODEL_F32 || scalar == MODEL_F64 ? "float" : "int");
}

const char *python_element_type(const python_package *of, const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return scalar_type(of, type->scalar);
    case MODEL_ENUM:
        return python_name(of, type->enumeration);
    case MODEL_RECORD:
    case MODEL_VARIANT:
        return python_name(of, python_record_of(type));
    case MODEL_CLASS:
        return python_name(of, type->class_of);
    case MODEL_TEXT:
        return python_word(of, "str");
    case MODEL_INTERFACE:
    case MODEL_CANCEL:
    case MODEL_STREAM:
    case MODEL_DYNAMIC:
        break;
    }
    return python_word(of, "object");
}

const void *python_record_of(const model_type *type) {
    return type->kind == MODEL_VARIANT ? (const void *)type->variant : (const void *)type->record;
}

bool python_is_record(const model_type *type) {
    return type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT;
}

bool python_has_text(const model_type *type) {
    return (type->kind == MODEL_RECORD && type->record->has_text) ||
           (type->kind == MODEL_VARIANT && type->variant->has_text);
}

/* ---- Fields ---- */

GPtrArray *python_fields(const model_record *record) {
    GPtrArray *fields = arena_array();
    for (guint i = 0; i < record->fields->len; i++) {
        model_field *field = g_ptr_array_index(record->fields, i);
        if (!field->is_presence)
            g_ptr_array_add(fields, field);
    }
    return fields;
}

bool python_field_may_be_none(const model_field *field) {
    return field->nullable || field->present_if != MODEL_NO_FIELD;
}

guint python_required_fields(const GPtrArray *fields) {
    guint required = fields->len;
    while (required > 0 && python_field_may_be_none(g_ptr_array_index(fields, required - 1)))
        required--;
    return required;
}

const char *python_field_type(const python_package *of, const model_field *field) {
    const char *type = python_single_type(of, &field->type);
    return python_field_may_be_none(field) ? arena_printf("%s | None", type) : type;
}

const char *python_payload_type(const python_package *of, const model_case *one) {
    const char *type = python_single_type(of, &one->type);
    return one->nullable ? arena_printf("%s | None", type) : type;
}

/* ---- Values ---- */

/* Integers come through __index__, so that NumPy's are accepted too. */
static const char *accepted_element(const python_package *of, const model_type *type) {
    bool is_integer = type->kind == MODEL_SCALAR && type->scalar != MODEL_BOOL && type->scalar != MODEL_F32 &&
                      type->scalar != MODEL_F64;
    return is_integer ? python_word(of, "SupportsIndex") : python_element_type(of, type);
}

/* Arrays of instants, durations and exact numbers are arrays of their numbers. */
static bool is_single(const plan_value *value) {
    return value->form == PLAN_SCALAR;
}

static const char *accepted_type(const python_package *of, const plan_value *value) {
    bool means_more = python_is_time(&value->type) || python_is_exact(&value->type);
    return is_single(value) && means_more ? python_single_type(of, &value->type)
                                          : accepted_element(of, &value->type);
}

static const char *given_type(const python_package *of, const plan_value *value) {
    return is_single(value) ? python_single_type(of, &value->type) : python_element_type(of, &value->type);
}

bool python_is_in_place(const plan_value *value) {
    return value->form == PLAN_ARRAY && value->direction == PLAN_INOUT && value->type.kind == MODEL_SCALAR;
}

const plan_value *python_keys_of(const python_package *of, const plan_value *value) {
    return g_hash_table_lookup(of->keys, value);
}

bool python_is_of_map(const plan_value *value) {
    return value->is_keys || value->keys_value != PLAN_NONE;
}

bool python_gives_array(const plan_value *value) {
    if (value->form == PLAN_BLOCK && python_is_of_map(value))
        return false;
    bool is_sequence = value->form == PLAN_ARRAY || value->form == PLAN_BLOCK;
    bool is_copied = value->is_bytes && !value->is_view;
    return is_sequence && value->direction == PLAN_OUT && value->type.kind == MODEL_SCALAR && !is_copied;
}

static const char *callback_type(const python_package *of, const model_interface *interface) {
    if (interface->flow == MODEL_NO_FLOW)
        return python_name(of, interface);
    return interface->flow == MODEL_READS ? "_Readable" : "_Writable";
}

const char *python_input_type(const python_package *of, const plan_value *value) {
    const char *element = accepted_type(of, value);
    const char *sequence = python_word(of, "Sequence");
    const plan_value *keys = python_keys_of(of, value);
    const char *type = element;
    if (keys != NULL)
        type = arena_printf("%s[%s, %s]", python_word(of, "Mapping"), python_element_type(of, &keys->type),
                            element);
    else if (value->form == PLAN_ARRAY && (value->is_bytes || python_is_in_place(value)))
        type = "_Buffer";
    else if (value->form == PLAN_ARRAY && value->type.kind == MODEL_SCALAR)
        type = arena_printf("%s | %s[%s]", "_Buffer", sequence, element);
    else if (value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY)
        type = arena_printf("%s[%s]", sequence, element);
    else if (value->form == PLAN_CALLBACK)
        type = callback_type(of, value->type.interface);
    else if (value->form == PLAN_CANCEL)
        type = "Cancel";
    else if (value->form == PLAN_STREAM)
        type = "_ArrowStreamable";
    else if (value->form == PLAN_DYNAMIC)
        type = "_Value";
    return python_may_be_none(value) ? arena_printf("%s | None", type) : type;
}

const char *python_given_type(const python_package *of, const plan_value *value) {
    const char *element = given_type(of, value);
    bool is_list = value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY;
    const char *type = element;
    if (value->form == PLAN_ARRAY && value->is_bytes)
        type = python_word(of, "bytes");
    else if (is_list && value->type.kind == MODEL_SCALAR)
        type = arena_printf("Array[%s]", element);
    else if (is_list)
        type = arena_printf("%s[%s]", python_word(of, "list"), element);
    return value->nullable ? arena_printf("%s | None", type) : type;
}

const char *python_output_type(const python_package *of, const plan_value *value) {
    const char *element = given_type(of, value);
    const char *type = element;
    const plan_value *keys = python_keys_of(of, value);
    if (keys != NULL)
        type = arena_printf("%s[%s, %s]", python_word(of, "dict"), python_element_type(of, &keys->type),
                            element);
    else if (value->form == PLAN_STREAM)
        type = "ArrowStream";
    else if (value->form == PLAN_DYNAMIC)
        type = python_word(of, "Any");
    else if (python_gives_array(value))
        type = arena_printf("Array[%s]", element);
    else if ((value->form == PLAN_ARRAY || value->form == PLAN_BLOCK) && value->is_bytes)
        type = python_word(of, "bytes");
    else if (value->form == PLAN_ARRAY || value->form == PLAN_BLOCK || value->form == PLAN_TEXT_ARRAY)
        type = arena_printf("%s[%s]", python_word(of, "list"), element);
    return value->nullable ? arena_printf("%s | None", type) : type;
}

GPtrArray *python_outputs(const plan_function *function) {
    GPtrArray *outputs = arena_array();
    for (guint i = 0; i < function->outputs->len; i++) {
        plan_value *value = g_ptr_array_index(function->outputs, i);
        if (!python_is_in_place(value) && !value->is_keys)
            g_ptr_array_add(outputs, value);
    }
    return outputs;
}

/* `None` at the end of an iteration is not a value of it. */
static const char *result_type(const python_package *of, const plan_function *function,
                               const plan_value *value) {
    const char *type = python_output_type(of, value);
    bool ends = function->function->is_next && value->nullable;
    return ends ? arena_take(g_strndup(type, strlen(type) - strlen(" | None"))) : type;
}

const char *python_result_type(const python_package *of, const plan_function *function) {
    GPtrArray *outputs = python_outputs(function);
    if (outputs->len == 0)
        return "None";
    GPtrArray *types = arena_array();
    for (guint i = 0; i < outputs->len; i++)
        g_ptr_array_add(types, (gpointer)(uintptr_t)result_type(of, function, g_ptr_array_index(outputs, i)));
    if (types->len == 1)
        return g_ptr_array_index(types, 0);
    return arena_printf("%s[%s]", python_word(of, "tuple"), emit_join(types, ", "));
}
