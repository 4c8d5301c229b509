/* refused/refused.go: what Go's compiler rules out, one function per case; the driver looks for an error in
 * each. */

#include <string.h>

#include "backends/go/abuse.h"
#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/formatter.h"
#include "backends/go/signature.h"
#include "memory/arena.h"

static bool is_list(const plan_value *value) {
    return value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY;
}

/* Of another class of the library, or of another library, whose objects are another type to Go. */
static const char *other_object(const go_module *module, const plan_value *value, bool is_foreign) {
    const GPtrArray *classes = module->model->classes;
    for (guint i = 0; i < classes->len && !is_foreign; i++) {
        if (g_ptr_array_index(classes, i) != value->type.class_of)
            return arena_printf("&%s{}", go_name(module, g_ptr_array_index(classes, i)));
    }
    return "&struct{ object uint64 }{7}";
}

/* A value of no type that the parameter could have. */
static const char *wrong_type(const plan_value *value) {
    if (is_list(value) || value->is_keys || value->keys_value != PLAN_NONE)
        return "1";
    switch (value->form) {
    case PLAN_DYNAMIC: /* any value */
    case PLAN_BLOCK:
        return NULL;
    case PLAN_SCALAR:
    case PLAN_ENUM:
        return "\"text\"";
    default:
        return "1";
    }
}

/* Numbers of Go's own types beside it: a size is an int, times and wide numbers have types of their own. */
static const char *out_of_range(const plan_value *value, unsigned variant) {
    static const char *const limits[][2] = {
        [MODEL_I8] = {"-129", "128"},
        [MODEL_I16] = {"-32769", "32768"},
        [MODEL_I32] = {"-2147483649", "2147483648"},
        [MODEL_I64] = {"-9223372036854775809", "9223372036854775808"},
        [MODEL_U8] = {"-1", "256"},
        [MODEL_U16] = {"-1", "65536"},
        [MODEL_U32] = {"-1", "4294967296"},
        [MODEL_U64] = {"-1", "18446744073709551616"},
    };
    bool is_fixed = value->form == PLAN_SCALAR && value->type.scalar < G_N_ELEMENTS(limits) &&
                    limits[value->type.scalar][0] != NULL &&
                    (value->type.meaning == MODEL_PLAIN || value->type.meaning == MODEL_EXACT);
    if (go_is_int(value) && variant == 1)
        return "9223372036854775808"; /* More than an int, which is less than a size_t can be. */
    return is_fixed ? limits[value->type.scalar][variant % 2] : NULL;
}

static bool is_float(const plan_value *value) {
    return value->type.scalar == MODEL_F32 || value->type.scalar == MODEL_F64;
}

static const char *null_text(const plan_value *value) {
    if (value->form == PLAN_TEXT_ARRAY)
        return "[]string{nil}";
    return value->nullable ? NULL : "nil";
}

static const char *value_of(const go_module *module, const abuse_case *tried);

const char *go_refused_value(go_module *module, const abuse_case *tried) {
    if (tried->value == PLAN_NONE || tried->method != NULL)
        return NULL;
    go_call call = go_call_new(module, tried->function);
    bool is_passed = go_abuse_position(&call, go_value(tried->function, tried->value)) != PLAN_NONE;
    return is_passed ? value_of(module, tried) : NULL;
}

static const char *value_of(const go_module *module, const abuse_case *tried) {
    const plan_value *value = go_value(tried->function, tried->value);
    bool is_object = value->form == PLAN_OBJECT;
    switch (tried->kind) {
    case ABUSE_WRONG_CLASS:
    case ABUSE_FOREIGN:
        return is_object ? other_object(module, value, tried->kind == ABUSE_FOREIGN) : "1";
    case ABUSE_MADE_UP:
        return is_object ? arena_printf("&%s{7}", go_name(module, value->type.class_of)) : "7";
    case ABUSE_BAD_TOKEN: /* The first is tried with contexts that are none, or over. */
        return tried->variant == 0 ? NULL : "7";
    case ABUSE_NULL_TEXT:
        return null_text(value);
    case ABUSE_NULL_RECORD:
        return value->form == PLAN_RECORD && !value->nullable && !go_is_nilable(&value->type) ? "nil" : NULL;
    case ABUSE_WRONG_TYPE:
        return wrong_type(value);
    case ABUSE_OUT_OF_RANGE:
        return out_of_range(value, tried->variant);
    case ABUSE_NOT_A_NUMBER:
        return value->form == PLAN_SCALAR && !is_float(value) ? "math.NaN()" : NULL;
    case ABUSE_BAD_BOOL:
        return value->form == PLAN_SCALAR ? "2" : NULL;
    case ABUSE_INCOMPLETE_INTERFACE:
        return value->type.interface->is_callback ? "func(complex128) {}" : "struct{}{}";
    default:
        return NULL;
    }
}

static const char *unnamed(guint index) {
    return arena_printf("a%u", index);
}

/* A function in which the error must be:
 *
 *     func case7(a0 *List, a1 string) {
 *         (*List).Add(a0, nil)
 *     }
 */
static void write_refused(emit *out, go_module *module, const abuse_case *tried) {
    go_call call = go_call_new(module, tried->function);
    const plan_value *value = go_value(tried->function, tried->value);
    GPtrArray *names = arena_array();
    GPtrArray *types = arena_array();
    GPtrArray *arguments = arena_array();
    if (call.receiver != NULL)
        g_ptr_array_add(types, arena_printf("*%s", go_name(module, tried->function->function->owner)));
    if (tried->function->function->flow != MODEL_NO_FLOW)
        g_ptr_array_add(types, arena_printf("[]byte"));
    else
        go_signature_parameters(&call, names, types);
    const char *bad = go_refused_value(module, tried);
    int at = go_abuse_position(&call, value);
    const char *option = NULL;
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < types->len; i++) {
        bool is_place = (int)i == at && !go_is_option(value);
        g_ptr_array_add(parameters,
                        arena_printf("%s %s", unnamed(i), (const char *)g_ptr_array_index(types, i)));
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)(is_place ? bad : unnamed(i)));
        if ((int)i == at && go_is_option(value))
            option = arena_printf("%s.%s = %s", unnamed(i), go_name(module, value), bad);
    }
    emit_list(out, arena_printf("func case%u(", tried->number), parameters, ") {", true);
    emit_indent(out);
    if (option != NULL)
        emit_line(out, "%s", option);
    emit_list(out, arena_printf("%s(", go_abuse_function(module, tried->function->function)), arguments, ")",
              true);
    emit_close(out, "}");
}

static const char *const imports[][2] = {{"context", "context"}, {"io", "io"},     {"math", "math"},
                                         {"math/big", "big"},    {"time", "time"}, {NULL, NULL}};

char *go_abuse_refused(go_module *module, const GPtrArray *cases) {
    emit *body = go_emit();
    guint count = 0;
    for (guint i = 0; i < cases->len; i++) {
        const abuse_case *tried = g_ptr_array_index(cases, i);
        if (go_refused_value(module, tried) == NULL)
            continue;
        write_refused(body, module, tried);
        go_gap(body);
        count++;
    }
    if (count == 0)
        return NULL;
    const char *lines = emit_finish(body);
    emit *out = go_emit();
    emit_line(out, "// %s", module->banner);
    go_gap(out);
    emit_line(out, "// Package refused does not compile: each of its functions is an error.");
    emit_line(out, "package refused");
    go_gap(out);
    emit_open(out, "import (");
    bool has_some = false;
    for (size_t i = 0; imports[i][0] != NULL; i++) {
        if (strstr(lines, arena_printf("%s.", imports[i][1])) == NULL)
            continue;
        emit_line(out, "\"%s\"", imports[i][0]);
        has_some = true;
    }
    if (strstr(lines, "array.RecordReader") != NULL) {
        if (has_some)
            go_gap(out);
        emit_line(out, "\"github.com/apache/arrow-go/v18/arrow/array\"");
        has_some = true;
    }
    if (has_some)
        go_gap(out);
    emit_line(out, ". %s", go_string(module->path));
    emit_close(out, ")");
    go_gap(out);
    emit_raw(out, lines);
    return arena_printf("%s\n", g_strchomp(emit_finish(out)));
}
