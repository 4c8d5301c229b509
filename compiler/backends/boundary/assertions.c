/* The target's own compiler as the referee: what the contract was read as must be what it is compiled as. */

#include <string.h>

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"

static void assert_equal(emit *out, const char *expression, const char *value) {
    c_wrapped_words(out, "TENON_ASSERT_EQUAL(", ");", expression, value, NULL);
}

/* ---- Scalars ---- */

static const struct {
    const char *c_name;
    size_t size;
} scalars[] = {
    [MODEL_BOOL] = {"bool", 1},          [MODEL_I8] = {"int8_t", 1},           [MODEL_I16] = {"int16_t", 2},
    [MODEL_I32] = {"int32_t", 4},        [MODEL_I64] = {"int64_t", 8},         [MODEL_U8] = {"uint8_t", 1},
    [MODEL_U16] = {"uint16_t", 2},       [MODEL_U32] = {"uint32_t", 4},        [MODEL_U64] = {"uint64_t", 8},
    [MODEL_SIZE] = {"size_t", 8},        [MODEL_F32] = {"float", 4},           [MODEL_F64] = {"double", 8},
    [MODEL_I128] = {"tenon_int128", 16}, [MODEL_U128] = {"tenon_uint128", 16},
};

/* Those whose width C leaves open; the others say it in their names. */
static const model_scalar open_widths[] = {MODEL_BOOL, MODEL_SIZE, MODEL_F32,
                                           MODEL_F64,  MODEL_I128, MODEL_U128};

static bool uses_scalar(const plan_library *plan, model_scalar scalar) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        for (guint j = 0; j < function->values->len; j++) {
            const plan_value *value = g_ptr_array_index(function->values, j);
            bool counts = scalar == MODEL_SIZE && value->count_parameter != PLAN_NONE;
            if (counts || (value->type.kind == MODEL_SCALAR && value->type.scalar == scalar))
                return true;
        }
    }
    return false;
}

static void emit_scalars(emit *out, const plan_library *plan) {
    for (size_t i = 0; i < G_N_ELEMENTS(open_widths); i++) {
        model_scalar scalar = open_widths[i];
        if (uses_scalar(plan, scalar))
            assert_equal(out, arena_printf("sizeof(%s)", scalars[scalar].c_name),
                         arena_printf("%zu", scalars[scalar].size));
    }
}

/* ---- Enums ---- */

static void emit_enum(emit *out, const model_enum *item) {
    assert_equal(out, arena_printf("sizeof(%s)", item->c_name), "sizeof(int32_t)");
    for (guint i = 0; i < item->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(item->constants, i);
        /* C has no negative literals: the smallest number does not fit behind its sign. */
        const char *value = constant->value == INT32_MIN ? "INT32_MIN" : arena_printf("%d", constant->value);
        assert_equal(out, constant->c_name, value);
    }
}

/* ---- Records ---- */

static size_t size_of(const model_type *type) {
    switch (type->kind) {
    case MODEL_RECORD:
        return type->record->size;
    case MODEL_VARIANT:
        return type->variant->size;
    case MODEL_TEXT:
        return 8; /* every machine that Tenon serves has such pointers; the assertion says so */
    case MODEL_SCALAR:
        return scalars[type->scalar].size;
    default:
        return sizeof(int32_t);
    }
}

static size_t alignment_of(const model_type *type) {
    switch (type->kind) {
    case MODEL_RECORD:
        return type->record->alignment;
    case MODEL_VARIANT:
        return type->variant->alignment;
    default:
        return MIN(size_of(type), 8);
    }
}

/* Where each field is if a compiler puts it there by itself, or false where that does not give the record's
 * size. */
static bool natural_offsets(const model_record *record, size_t *offsets) {
    size_t end = 0;
    for (guint i = 0; i < record->fields->len; i++) {
        const model_type *type = &((const model_field *)g_ptr_array_index(record->fields, i))->type;
        size_t alignment = MAX(alignment_of(type), 1);
        offsets[i] = (end + alignment - 1) / alignment * alignment;
        end = offsets[i] + size_of(type);
    }
    size_t alignment = record->alignment > 0 ? record->alignment : 1;
    return (end + alignment - 1) / alignment * alignment == record->size;
}

static const char *c_size(const model_type *type) {
    return type->kind == MODEL_TEXT ? "sizeof(const char *)" : arena_printf("sizeof(%s)", type->c_name);
}

static void emit_record(emit *out, const model_record *record) {
    size_t *offsets = arena_alloc((record->fields->len + 1) * sizeof(size_t));
    bool has_offsets = natural_offsets(record, offsets);
    assert_equal(out, arena_printf("sizeof(%s)", record->c_name), arena_printf("%zu", record->size));
    assert_equal(out, arena_printf("_Alignof(%s)", record->c_name), arena_printf("%zu", record->alignment));
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        if (has_offsets)
            assert_equal(out, arena_printf("offsetof(%s, %s)", record->c_name, field->name),
                         arena_printf("%zu", offsets[i]));
        assert_equal(out, arena_printf("sizeof(((%s *)0)->%s)", record->c_name, field->name),
                     c_size(&field->type));
    }
}

/* ---- Variants ---- */

static void emit_variant(emit *out, const model_variant *variant) {
    const char *c_name = variant->c_name;
    assert_equal(out, arena_printf("sizeof(%s)", c_name), arena_printf("%zu", variant->size));
    assert_equal(out, arena_printf("_Alignof(%s)", c_name), arena_printf("%zu", variant->alignment));
    assert_equal(out, arena_printf("offsetof(%s, %s)", c_name, variant->tag_field),
                 arena_printf("%zu", variant->tag_offset));
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        if (one->member == NULL)
            continue;
        const char *member = variant->union_field[0] == '\0'
                                 ? one->member
                                 : arena_printf("%s.%s", variant->union_field, one->member);
        assert_equal(out, arena_printf("offsetof(%s, %s)", c_name, member),
                     arena_printf("%zu", variant->union_offset));
        assert_equal(out, arena_printf("sizeof(((%s *)0)->%s)", c_name, member), c_size(&one->type));
    }
}

/* ---- Functions ---- */

/* `const int f(void)`: one compiler has it for another type than `int f(void)`, and the next warns of the
 * word. */
static bool has_odd_result(const model_function *function) {
    return function->result != NULL && function->result->pointer_depth == 0 && function->result->is_const;
}

static void emit_prototype(emit *out, const model_library *model, const model_function *function) {
    GPtrArray *types = arena_array();
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        g_ptr_array_add(types, (gpointer)(uintptr_t)c_plain_type(parameter->c_type));
    }
    if (types->len == 0)
        g_ptr_array_add(types, (gpointer)(uintptr_t) "void");
    const char *head = "TENON_ASSERT_PROTOTYPE(";
    const char *result = c_result_type(model, function);
    const char *line =
        arena_printf("%s%s, %s, (%s));", head, function->c_name, result, emit_join(types, ", "));
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_line(out, "%s%s, %s,", head, function->c_name, result);
    c_wrapped(out, arena_printf("%*s(", (int)strlen(head), ""), types, "));");
}

void boundary_emit_assertions(emit *out, const plan_library *plan) {
    const model_library *model = plan->model;
    c_empty_line(out);
    emit_line(out, "/* The contract as it was read, checked by the compiler that builds the library. */");
    emit_scalars(out, plan);
    if (model->status != NULL)
        emit_enum(out, model->status);
    for (guint i = 0; i < model->enums->len; i++)
        emit_enum(out, g_ptr_array_index(model->enums, i));
    for (guint i = 0; i < model->records->len; i++)
        emit_record(out, g_ptr_array_index(model->records, i));
    for (guint i = 0; i < model->variants->len; i++)
        emit_variant(out, g_ptr_array_index(model->variants, i));
    c_empty_line(out);
    for (guint i = 0; i < model->functions->len; i++) {
        const model_function *function = g_ptr_array_index(model->functions, i);
        if (!has_odd_result(function))
            emit_prototype(out, model, function);
    }
}
