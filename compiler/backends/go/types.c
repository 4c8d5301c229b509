#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

static const struct {
    const char *go;
    const char *c;
} scalars[] = {
    [MODEL_BOOL] = {"bool", "C.bool"},
    [MODEL_I8] = {"int8", "C.int8_t"},
    [MODEL_I16] = {"int16", "C.int16_t"},
    [MODEL_I32] = {"int32", "C.int32_t"},
    [MODEL_I64] = {"int64", "C.int64_t"},
    [MODEL_U8] = {"uint8", "C.uint8_t"},
    [MODEL_U16] = {"uint16", "C.uint16_t"},
    [MODEL_U32] = {"uint32", "C.uint32_t"},
    [MODEL_U64] = {"uint64", "C.uint64_t"},
    [MODEL_SIZE] = {"uint", "C.size_t"},
    [MODEL_F32] = {"float32", "C.float"},
    [MODEL_F64] = {"float64", "C.double"},
    [MODEL_I128] = {"*big.Int", "C.tenon_int128"},
    [MODEL_U128] = {"*big.Int", "C.tenon_uint128"},
};

const plan_value *go_value(const plan_function *plan, int index) {
    return g_ptr_array_index(plan->values, (guint)index);
}

static const char *interface_type(const go_module *module, const model_interface *interface) {
    if (interface->flow == MODEL_NO_FLOW)
        return go_name(module, interface);
    return interface->flow == MODEL_READS ? "io.Reader" : "io.Writer";
}

static const char *number_type(const go_module *module, const model_type *type) {
    switch (type->meaning) {
    case MODEL_INSTANT:
        return "time.Time";
    case MODEL_DURATION:
        return "time.Duration";
    case MODEL_EXACT:
        return go_name(module, type->exact);
    case MODEL_PLAIN:
        return scalars[type->scalar].go;
    }
    g_assert_not_reached();
}

const char *go_element_type(const go_module *module, const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return number_type(module, type);
    case MODEL_ENUM:
        return go_name(module, type->enumeration);
    case MODEL_RECORD:
        return go_name(module, type->record);
    case MODEL_VARIANT:
        return go_name(module, type->variant);
    case MODEL_CLASS:
        return arena_printf("*%s", go_name(module, type->class_of));
    case MODEL_INTERFACE:
        return interface_type(module, type->interface);
    case MODEL_TEXT:
        return "string";
    case MODEL_CANCEL:
        return "context.Context";
    case MODEL_STREAM:
        return "array.RecordReader";
    case MODEL_DYNAMIC:
        return "any";
    }
    g_assert_not_reached();
}

const char *go_c_type(const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return scalars[type->scalar].c;
    case MODEL_ENUM:
        return "C.int32_t";
    case MODEL_RECORD:
        return arena_printf("C.%s", type->record->c_name);
    case MODEL_VARIANT:
        return arena_printf("C.%s", type->variant->c_name);
    case MODEL_CLASS:
    case MODEL_CANCEL:
        return "C.tenon_handle";
    case MODEL_INTERFACE:
        return "C.uintptr_t";
    case MODEL_TEXT:
        return "C.char";
    case MODEL_STREAM:
        return "C.struct_ArrowArrayStream";
    case MODEL_DYNAMIC:
        return "C.uint8_t";
    }
    g_assert_not_reached();
}

bool go_is_int(const plan_value *value) {
    return value->form == PLAN_SCALAR && value->type.scalar == MODEL_SIZE;
}

bool go_is_result(const plan_value *value) {
    return value->direction != PLAN_IN && !value->is_keys &&
           !(value->form == PLAN_ARRAY && value->direction == PLAN_INOUT);
}

bool go_is_option(const plan_value *value) {
    return value->default_value != NULL && value->direction != PLAN_OUT && !value->is_keys &&
           plan_default(value).kind != PLAN_DEFAULT_NONE;
}

bool go_is_parameter(const plan_value *value) {
    return !value->is_self && !value->is_keys && value->form != PLAN_CANCEL && !go_is_option(value);
}

const char *go_named_value(const plan_value *value) {
    const char *name = value->marks.names[MODEL_GO];
    return name != NULL ? name : go_local(value->name);
}

/* Of a value that is there. */
static const char *plain_type(const go_module *module, const plan_function *plan, const plan_value *value) {
    const char *element = value->is_bytes ? "byte" : go_element_type(module, &value->type);
    if (value->keys_value != PLAN_NONE) {
        const plan_value *keys = go_value(plan, value->keys_value);
        return arena_printf("map[%s]%s", go_element_type(module, &keys->type), element);
    }
    switch (value->form) {
    case PLAN_SCALAR:
        return go_is_int(value) ? "int" : element;
    case PLAN_ENUM:
    case PLAN_OBJECT:
    case PLAN_RECORD:
    case PLAN_TEXT:
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
    case PLAN_STREAM:
    case PLAN_DYNAMIC:
        return element;
    case PLAN_ARRAY:
    case PLAN_TEXT_ARRAY:
        return arena_printf("[]%s", element);
    case PLAN_BLOCK:
        return arena_printf(go_is_window(value) ? "*View[%s]" : "[]%s", element);
    }
    g_assert_not_reached();
}

static bool is_pointed_to(const plan_value *value) {
    bool has_form = value->form == PLAN_SCALAR || value->form == PLAN_ENUM || value->form == PLAN_RECORD ||
                    value->form == PLAN_TEXT;
    return value->nullable && has_form && !go_is_nilable(&value->type);
}

const char *go_type(const go_module *module, const plan_function *plan, const plan_value *value) {
    const char *type = plain_type(module, plan, value);
    return is_pointed_to(value) ? arena_printf("*%s", type) : type;
}

const char *go_result_type(const go_call *call, const plan_value *value) {
    return call->has_ok ? plain_type(call->module, call->plan, value)
                        : go_type(call->module, call->plan, value);
}

const char *go_zero(const plan_value *value, const char *type) {
    if (type[0] == '*' || type[0] == '[' || g_str_has_prefix(type, "map["))
        return "nil";
    switch (value->form) {
    case PLAN_SCALAR:
        if (value->type.meaning == MODEL_INSTANT)
            return "time.Time{}";
        return value->type.scalar == MODEL_BOOL ? "false" : "0";
    case PLAN_ENUM:
        return "0";
    case PLAN_RECORD:
        return value->type.kind == MODEL_VARIANT ? "nil" : arena_printf("%s{}", type);
    case PLAN_TEXT:
        return "\"\"";
    default:
        return "nil";
    }
}
