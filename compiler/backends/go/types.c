#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

static const struct {
    const char *go;
    const char *c;
} scalars[] = {
    [MODEL_BOOL] = {"bool", "C.bool"},      [MODEL_I8] = {"int8", "C.int8_t"},
    [MODEL_I16] = {"int16", "C.int16_t"},   [MODEL_I32] = {"int32", "C.int32_t"},
    [MODEL_I64] = {"int64", "C.int64_t"},   [MODEL_U8] = {"uint8", "C.uint8_t"},
    [MODEL_U16] = {"uint16", "C.uint16_t"}, [MODEL_U32] = {"uint32", "C.uint32_t"},
    [MODEL_U64] = {"uint64", "C.uint64_t"}, [MODEL_SIZE] = {"uint", "C.size_t"},
    [MODEL_F32] = {"float32", "C.float"},   [MODEL_F64] = {"float64", "C.double"},
};

const plan_value *go_value(const plan_function *plan, int index) {
    return g_ptr_array_index(plan->values, (guint)index);
}

const char *go_element_type(const go_module *module, const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return scalars[type->scalar].go;
    case MODEL_ENUM:
        return go_name(module, type->enumeration);
    case MODEL_RECORD:
        return go_name(module, type->record);
    case MODEL_CLASS:
        return arena_printf("*%s", go_name(module, type->class_of));
    case MODEL_TEXT:
        return "string";
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
    case MODEL_CLASS:
        return "C.tenon_handle";
    case MODEL_TEXT:
        return "C.char";
    }
    g_assert_not_reached();
}

bool go_is_int(const plan_value *value) {
    return value->form == PLAN_SCALAR && value->type.scalar == MODEL_SIZE;
}

bool go_is_result(const plan_value *value) {
    return value->direction != PLAN_IN && !(value->form == PLAN_ARRAY && value->direction == PLAN_INOUT);
}

const char *go_type(const go_module *module, const plan_value *value) {
    const char *element = value->is_bytes ? "byte" : go_element_type(module, &value->type);
    switch (value->form) {
    case PLAN_SCALAR:
        return go_is_int(value) ? "int" : element;
    case PLAN_ENUM:
    case PLAN_OBJECT:
        return element;
    case PLAN_RECORD:
    case PLAN_TEXT:
        return value->nullable ? arena_printf("*%s", element) : element;
    case PLAN_ARRAY:
    case PLAN_TEXT_ARRAY:
        return arena_printf("[]%s", element);
    case PLAN_BLOCK:
        return arena_printf(value->is_view ? "*View[%s]" : "[]%s", element);
    }
    g_assert_not_reached();
}

const char *go_zero(const go_module *module, const plan_value *value) {
    switch (value->form) {
    case PLAN_SCALAR:
        return value->type.scalar == MODEL_BOOL ? "false" : "0";
    case PLAN_ENUM:
        return "0";
    case PLAN_RECORD:
        return value->nullable ? "nil" : arena_printf("%s{}", go_type(module, value));
    case PLAN_TEXT:
        return value->nullable ? "nil" : "\"\"";
    case PLAN_OBJECT:
    case PLAN_ARRAY:
    case PLAN_TEXT_ARRAY:
    case PLAN_BLOCK:
        return "nil";
    }
    g_assert_not_reached();
}
