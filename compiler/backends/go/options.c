/* What callers may leave out: Go has no optional arguments, so they are the fields of a struct, and a
 * function fills it with what is used otherwise. */

#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

static bool is_name_exported(const char *name) {
    return g_ascii_isupper(name[0]);
}

const char *go_option_name(const plan_value *value) {
    const char *name = value->marks.names[MODEL_GO];
    if (name == NULL)
        return go_exported(value->name);
    return is_name_exported(name) ? name : arena_printf("%c%s", g_ascii_toupper(name[0]), name + 1);
}

static const char *integer(const plan_constant *constant) {
    return constant->is_unsigned ? arena_printf("%" G_GUINT64_FORMAT, (guint64)constant->integer)
                                 : arena_printf("%" G_GINT64_FORMAT, (gint64)constant->integer);
}

static const char *number(const go_module *module, const plan_value *value, const plan_constant *constant) {
    static const char *const units[] = {"Second", "Millisecond", "Microsecond", "Nanosecond"};
    static const char *const makers[] = {"time.Unix(%s, 0)", "time.UnixMilli(%s)", "time.UnixMicro(%s)",
                                         "time.Unix(0, %s)"};
    const char *text = integer(constant);
    (void)module;
    if (value->type.scalar == MODEL_I128 || value->type.scalar == MODEL_U128)
        return constant->is_unsigned && constant->integer < 0
                   ? arena_printf("new(big.Int).SetUint64(%s)", text)
                   : arena_printf("big.NewInt(%s)", text);
    if (value->type.meaning == MODEL_DURATION)
        return arena_printf("%s * time.%s", text, units[value->type.unit]);
    if (value->type.meaning != MODEL_INSTANT)
        return text;
    GString *made = g_string_new(makers[value->type.unit]);
    g_string_replace(made, "%s", text, 1);
    return arena_printf("%s.UTC()", arena_take(g_string_free(made, FALSE)));
}

/* Null for nil and zero, which are there without a word. */
static const char *literal(const go_module *module, const plan_value *value) {
    plan_constant constant = plan_default(value);
    switch (constant.kind) {
    case PLAN_NO_DEFAULT:
    case PLAN_DEFAULT_NONE:
        return NULL;
    case PLAN_DEFAULT_BOOL:
        return constant.integer != 0 ? "true" : NULL;
    case PLAN_DEFAULT_INTEGER:
        return number(module, value, &constant);
    case PLAN_DEFAULT_NUMBER:
        return go_float(constant.number);
    case PLAN_DEFAULT_ENUM:
        return constant.constant != NULL ? go_name(module, constant.constant) : integer(&constant);
    case PLAN_DEFAULT_TEXT:
        return go_string(constant.text);
    }
    g_assert_not_reached();
}

static const char *pointed(const go_module *module, const plan_function *plan, const plan_value *value,
                           const char *text) {
    const char *type = go_type(module, plan, value);
    if (type[0] != '*' || !value->nullable || go_is_nilable(&value->type))
        return text;
    return arena_printf("tenonOptional(true, %s(%s))", type + 1, text);
}

static void write_fields(emit *out, const go_module *module, const plan_function *plan) {
    for (guint i = 0; i < plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->inputs, i);
        if (!go_is_option(value))
            continue;
        const char *name = go_name(module, value);
        const char *said = value->doc[0] == '\0' ? arena_printf("%s is %s where it is not set otherwise.",
                                                                name, value->default_value)
                                                 : go_full_stop(value->doc);
        go_comment(out, module, said);
        emit_line(out, "%s %s", name, go_type(module, plan, value));
    }
}

static void write_defaults(emit *out, const go_module *module, const plan_function *plan, const char *name) {
    GPtrArray *lines = arena_array();
    for (guint i = 0; i < plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->inputs, i);
        const char *text = go_is_option(value) ? literal(module, value) : NULL;
        if (text != NULL)
            g_ptr_array_add(lines, arena_printf("options.%s = %s", go_name(module, value),
                                                pointed(module, plan, value, text)));
    }
    emit_line(out, "// New%s returns what is used where nothing else is said.", name);
    emit_open(out, "func New%s() *%s {", name, name);
    if (lines->len == 0) {
        emit_line(out, "return &%s{}", name);
    } else {
        emit_line(out, "options := &%s{}", name);
        for (guint i = 0; i < lines->len; i++)
            emit_line(out, "%s", (const char *)g_ptr_array_index(lines, i));
        emit_line(out, "return options");
    }
    emit_close(out, "}");
    go_gap(out);
}

void go_write_options(emit *out, go_module *module, const plan_function *plan) {
    go_call call = go_call_new(module, plan);
    if (call.options == NULL)
        return;
    const char *name = go_name(module, plan);
    const char *function = go_name(module, plan->function);
    const char *link = plan->function->kind == MODEL_METHOD
                           ? arena_printf("%s.%s", go_name(module, plan->function->owner), function)
                           : function;
    go_comment(
        out, module,
        arena_printf("%s is what [%s] can do without. Begin with [New%s], where everything is as usual.",
                     name, link, name));
    emit_open(out, "type %s struct {", name);
    write_fields(out, module, plan);
    emit_close(out, "}");
    go_gap(out);
    write_defaults(out, module, plan, name);
}
