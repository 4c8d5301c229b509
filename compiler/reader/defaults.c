/* Defaults: constant expressions, with the value that the compiler gives them. */

#include "reader/defaults.h"

#include <math.h>
#include <string.h>

#include "memory/arena.h"
#include "model/lengths.h"

#define TRIAL_PREFIX "tenon_default_"

/* One TENON_DEFAULT. */
struct said_default {
    const model_function *function;
    model_parameter *parameter;
    const model_constant *value; /* null until the compiler gave it one */
    bool is_none;                /* NULL */
    bool is_unseen_length;       /* a length that no caller passes */
};

static void problem(reader *in, const struct said_default *said, const char *message, const char *remedy) {
    findings_add(in->all, said->parameter->location,
                 arena_printf("%s of %s: %s", said->parameter->name, said->function->c_name, message),
                 remedy);
}

/* ---- What the compiler says ---- */

struct trial {
    reader *in;
    GPtrArray *all; /* struct said_default */
};

static enum CXChildVisitResult visit_trial(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    struct trial *trial = data;
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (clang_getCursorKind(cursor) != CXCursor_VarDecl || !g_str_has_prefix(name, TRIAL_PREFIX))
        return CXChildVisit_Continue;
    guint64 index = g_ascii_strtoull(name + strlen(TRIAL_PREFIX), NULL, 10);
    struct said_default *said = g_ptr_array_index(trial->all, (guint)index);
    said->value = reader_evaluate(trial->in, cursor, said->parameter->name);
    return CXChildVisit_Continue;
}

static void evaluate_all(reader *in, GPtrArray *all) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < all->len; i++) {
        const struct said_default *said = g_ptr_array_index(all, i);
        if (!said->is_none)
            g_string_append_printf(text, "static const __auto_type " TRIAL_PREFIX "%u = %s;\n", i,
                                   said->parameter->default_value);
    }
    struct trial trial = {.in = in, .all = all};
    if (text->len > 0)
        reader_try(in, text->str, visit_trial, &trial);
    g_string_free(text, TRUE);
}

/* ---- Whether it fits ---- */

static const struct {
    int64_t lowest;
    uint64_t highest;
} ranges[] = {
    [MODEL_BOOL] = {0, 1},
    [MODEL_I8] = {INT8_MIN, INT8_MAX},
    [MODEL_I16] = {INT16_MIN, INT16_MAX},
    [MODEL_I32] = {INT32_MIN, INT32_MAX},
    [MODEL_I64] = {INT64_MIN, INT64_MAX},
    [MODEL_U8] = {0, UINT8_MAX},
    [MODEL_U16] = {0, UINT16_MAX},
    [MODEL_U32] = {0, UINT32_MAX},
    [MODEL_U64] = {0, UINT64_MAX},
    [MODEL_SIZE] = {0, UINT64_MAX},
    [MODEL_F32] = {0, 0},
    [MODEL_F64] = {0, 0},
    [MODEL_I128] = {INT64_MIN, UINT64_MAX},
    [MODEL_U128] = {0, UINT64_MAX},
};

static bool is_in_range(const model_constant *value, model_scalar scalar) {
    if (value->integer < 0 && !value->is_unsigned)
        return value->integer >= ranges[scalar].lowest;
    return (uint64_t)value->integer <= ranges[scalar].highest;
}

static bool is_float(model_scalar scalar) {
    return scalar == MODEL_F32 || scalar == MODEL_F64;
}

static const char *scalar_problem(const model_constant *value, model_scalar scalar, model_default *result) {
    if (is_float(scalar)) {
        if (value->kind == MODEL_TEXT_CONSTANT)
            return "is no number";
        result->kind = MODEL_DEFAULT_NUMBER;
        result->number = value->kind == MODEL_FLOAT_CONSTANT ? value->number
                         : value->is_unsigned                ? (double)(uint64_t)value->integer
                                                             : (double)value->integer;
        return isfinite(result->number) ? NULL : "is not a finite number";
    }
    if (value->kind != MODEL_INTEGER_CONSTANT)
        return scalar == MODEL_BOOL ? "is neither true nor false" : "is no whole number";
    if (!is_in_range(value, scalar))
        return scalar == MODEL_BOOL ? "is neither true nor false" : "does not fit the type";
    result->kind = scalar == MODEL_BOOL ? MODEL_DEFAULT_BOOL : MODEL_DEFAULT_INTEGER;
    result->integer = value->integer;
    result->is_unsigned = value->is_unsigned;
    return NULL;
}

static const char *enum_problem(const model_constant *value, const model_enum *of, model_default *result) {
    int64_t bits = 0;
    if (value->kind != MODEL_INTEGER_CONSTANT)
        return arena_printf("is no constant of %s", of->c_name);
    result->kind = MODEL_DEFAULT_ENUM;
    result->integer = value->integer;
    for (guint i = 0; i < of->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(of->constants, i);
        bits |= constant->value;
        if (constant->value == value->integer)
            result->constant = constant;
    }
    bool is_known = result->constant != NULL || (of->is_flags && (value->integer & ~bits) == 0);
    return is_known ? NULL : arena_printf("is no constant of %s", of->c_name);
}

static bool may_be_none(const model_parameter *parameter) {
    return parameter->nullable || parameter->present_if != MODEL_NO_PARAMETER;
}

/* Why the value is no default of this parameter, or null; fills `result`. */
static const char *default_problem(const struct said_default *said, model_default *result) {
    const model_parameter *parameter = said->parameter;
    const model_type *type = &parameter->type;
    if (said->is_none) {
        result->kind = MODEL_DEFAULT_NONE;
        return may_be_none(parameter) ? NULL : "is NULL, but it cannot be missing";
    }
    bool is_one = !parameter->is_array && (type->kind != MODEL_TEXT || parameter->pointer_depth == 1);
    if (!is_one || type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT || type->kind == MODEL_CLASS ||
        type->kind == MODEL_DYNAMIC || type->kind == MODEL_STREAM)
        return may_be_none(parameter) ? "can only be NULL" : "cannot be written down for this type";
    if (said->value == NULL)
        return "is no constant";
    if (type->kind == MODEL_SCALAR)
        return scalar_problem(said->value, type->scalar, result);
    if (type->kind == MODEL_ENUM)
        return enum_problem(said->value, type->enumeration, result);
    if (type->kind != MODEL_TEXT)
        return "cannot be written down for this type";
    result->kind = MODEL_DEFAULT_TEXT;
    result->text = said->value->text;
    return said->value->kind == MODEL_TEXT_CONSTANT ? NULL : "is no text";
}

static const char *default_remedy(const model_parameter *parameter) {
    const model_type *type = &parameter->type;
    if (parameter->is_array ||
        (type->kind != MODEL_SCALAR && type->kind != MODEL_ENUM && type->kind != MODEL_TEXT))
        return may_be_none(parameter) ? "TENON_DEFAULT(NULL)"
                                      : "TENON_NULLABLE TENON_DEFAULT(NULL), or no default";
    if (type->kind == MODEL_ENUM)
        return arena_printf("TENON_DEFAULT(constant) with one of %s", type->enumeration->c_name);
    if (type->kind == MODEL_TEXT)
        return "TENON_DEFAULT(\"text\"), or TENON_NULLABLE TENON_DEFAULT(NULL)";
    return type->scalar == MODEL_BOOL
               ? "TENON_DEFAULT(true) or TENON_DEFAULT(false)"
               : arena_printf("TENON_DEFAULT(number) with a constant that %s can hold", type->c_name);
}

static void check_default(reader *in, const struct said_default *said) {
    const char *text = said->parameter->default_value;
    model_default *result = ARENA_NEW(model_default);
    if (said->is_unseen_length) {
        problem(in, said,
                "TENON_DEFAULT does not fit the length of what a caller passes or the function makes",
                "none: the other languages never see it");
        return;
    }
    if (said->function->is_setter) {
        problem(in, said, "a property is never set to something left out", "no TENON_DEFAULT");
        return;
    }
    const char *wrong = default_problem(said, result);
    if (wrong != NULL)
        problem(in, said, arena_printf("its default %s %s", text, wrong), default_remedy(said->parameter));
    else
        said->parameter->default_constant = result;
}

/* ---- What may be left out ---- */

/* A caller can leave out what stands last. What may be left out by itself does not count, and neither does
 * what callers never pass. */
static bool is_passed(const model_function *function, guint index) {
    const model_parameter *parameter = g_ptr_array_index(function->parameters, index);
    bool is_self = index == 0 && function->kind == MODEL_METHOD;
    bool is_hidden = parameter->type.kind == MODEL_CANCEL || parameter->is_progress;
    bool is_given = parameter->role == MODEL_IN || parameter->role == MODEL_INOUT;
    return (is_given || model_passes_length(function, index)) && !is_self && !is_hidden;
}

static bool is_keys(const model_function *function, int index) {
    for (guint i = 0; i < function->parameters->len; i++) {
        if (((const model_parameter *)g_ptr_array_index(function->parameters, i))->keyed_by == index)
            return true;
    }
    return false;
}

static void check_order(reader *in, const model_function *function) {
    const model_parameter *earlier = NULL;
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        if (!is_passed(function, i) || is_keys(function, (int)i))
            continue;
        if (parameter->default_value != NULL)
            earlier = parameter;
        else if (earlier != NULL)
            findings_add(in->all, parameter->location,
                         arena_printf("%s of %s: it has no default, but %s before it has one",
                                      parameter->name, function->c_name, earlier->name),
                         arena_printf("a default here too, or %s behind it", earlier->name));
    }
}

static void collect(const model_function *function, GPtrArray *all) {
    for (guint i = 0; i < function->parameters->len; i++) {
        model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        bool is_length = parameter->role == MODEL_COUNT;
        if (parameter->default_value == NULL || (parameter->role != MODEL_IN && !is_length))
            continue;
        struct said_default *said = ARENA_NEW(struct said_default);
        *said = (struct said_default){.function = function,
                                      .parameter = parameter,
                                      .is_none = strcmp(parameter->default_value, "NULL") == 0,
                                      .is_unseen_length = is_length && !model_passes_length(function, i)};
        g_ptr_array_add(all, said);
    }
}

void check_defaults(reader *in) {
    GPtrArray *all = arena_array();
    for (guint i = 0; i < in->library->functions->len; i++) {
        const model_function *function = g_ptr_array_index(in->library->functions, i);
        collect(function, all);
        check_order(in, function);
    }
    evaluate_all(in, all);
    for (guint i = 0; i < all->len; i++)
        check_default(in, g_ptr_array_index(all, i));
}
