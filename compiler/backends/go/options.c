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

/* In the largest unit that it is a number of. */
static const char *duration(int64_t count, model_unit unit) {
    static const int64_t nanoseconds[] = {1000000000, 1000000, 1000, 1};
    static const struct {
        const char *name;
        int64_t size;
    } units[] = {{"Hour", 3600000000000},  {"Minute", 60000000000}, {"Second", 1000000000},
                 {"Millisecond", 1000000}, {"Microsecond", 1000},   {"Nanosecond", 1}};
    int64_t span = count * nanoseconds[unit];
    size_t i = 0;
    while (span % units[i].size != 0)
        i++;
    int64_t number = span / units[i].size;
    return number == 1 ? arena_printf("time.%s", units[i].name)
                       : arena_printf("%" G_GINT64_FORMAT " * time.%s", (gint64)number, units[i].name);
}

static const char *instant(const char *count, model_unit unit) {
    static const char *const makers[] = {"time.Unix(%s, 0)", "time.UnixMilli(%s)", "time.UnixMicro(%s)",
                                         "time.Unix(0, %s)"};
    GString *made = g_string_new(makers[unit]);
    g_string_replace(made, "%s", count, 1);
    return arena_printf("%s.UTC()", arena_take(g_string_free(made, FALSE)));
}

static const char *number(const plan_value *value, const plan_constant *constant) {
    const char *text = integer(constant);
    if (value->type.scalar == MODEL_I128 || value->type.scalar == MODEL_U128)
        return constant->is_unsigned && constant->integer < 0
                   ? arena_printf("new(big.Int).SetUint64(%s)", text)
                   : arena_printf("big.NewInt(%s)", text);
    if (value->type.meaning == MODEL_DURATION)
        return duration(constant->integer, value->type.unit);
    return value->type.meaning == MODEL_INSTANT ? instant(text, value->type.unit) : text;
}

/* A combination of flags, by their names. */
static const char *flags(const go_module *module, const model_enum *enumeration,
                         const plan_constant *constant) {
    GPtrArray *names = arena_array();
    int64_t rest = constant->integer;
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const model_enum_constant *one = g_ptr_array_index(enumeration->constants, i);
        bool is_one_bit = one->value > 0 && (one->value & (one->value - 1)) == 0;
        if (!is_one_bit || (rest & one->value) == 0)
            continue;
        g_ptr_array_add(names, (gpointer)(uintptr_t)go_name(module, one));
        rest &= ~(int64_t)one->value;
    }
    return rest == 0 && names->len > 0 ? emit_join(names, " | ") : integer(constant);
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
        return constant.integer == 0 && go_is_flat(&value->type) && !value->nullable
                   ? NULL
                   : number(value, &constant);
    case PLAN_DEFAULT_NUMBER:
        return go_float(constant.number);
    case PLAN_DEFAULT_ENUM:
        return constant.constant != NULL ? go_name(module, constant.constant)
                                         : flags(module, value->type.enumeration, &constant);
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
        const char *usual = literal(module, value);
        const char *said = arena_printf("%s is %s where it is not set otherwise.", name,
                                        usual != NULL ? usual : go_zero(value, go_type(module, plan, value)));
        if (value->doc[0] != '\0')
            said = arena_printf("%s %s", go_full_stop(value->doc), said);
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
