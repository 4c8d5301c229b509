/* Arguments that may be left out: the fields of a struct with a `Default`. */
#include <string.h>

#include "backends/rust/calls.h"
#include "memory/arena.h"

bool rust_has_option(const plan_value *value) {
    return value->default_value != NULL && value->direction == PLAN_IN && value->form != PLAN_CALLBACK &&
           value->form != PLAN_CANCEL && !value->is_keys;
}

const char *rust_options_name(const plan_function *call) {
    for (guint i = 0; i < call->values->len; i++) {
        if (!rust_has_option(RUST_AT(plan_value, call->values, i)))
            continue;
        const model_function *function = call->function;
        const char *owner = function->owner != NULL ? rust_class_name(function->owner) : "";
        return arena_printf("%s%sOptions", owner, emit_pascal_case(rust_function_name(function)));
    }
    return NULL;
}

static bool has_reference(const plan_value *value) {
    return value->form == PLAN_TEXT || value->form == PLAN_TEXT_ARRAY || value->form == PLAN_ARRAY ||
           value->form == PLAN_OBJECT || value->form == PLAN_DYNAMIC || value->form == PLAN_RECORD;
}

static bool has_lifetime(const plan_function *call) {
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (rust_has_option(value) && has_reference(value) &&
            !(value->form == PLAN_RECORD && rust_is_by_value(call, value)))
            return true;
    }
    return false;
}

const char *rust_options_type(const plan_function *call, const char *lifetime) {
    const char *name = rust_options_name(call);
    return has_lifetime(call) ? arena_printf("%s<%s>", name, lifetime) : name;
}

void rust_put_options(emit *out, const plan_function *call, const char **names) {
    GPtrArray *fields = arena_array();
    for (guint i = 0; i < call->values->len; i++) {
        if (rust_has_option(RUST_AT(plan_value, call->values, i)))
            g_ptr_array_add(fields, (gpointer)(uintptr_t)names[i]);
    }
    if (fields->len == 0)
        return;
    rust_put_fields(out, arena_printf("let %s", rust_options_name(call)), fields, " = options;");
}

void rust_open_options(const rust_rendering *in) {
    rust_put_options(in->out, in->call, in->names);
}

/* ---- The struct ---- */

static const char *number(const model_type *type, const plan_constant *constant) {
    if (type->scalar == MODEL_F32 || type->scalar == MODEL_F64) {
        double value = constant->kind == PLAN_DEFAULT_NUMBER ? constant->number : (double)constant->integer;
        return rust_float(value);
    }
    return rust_integer(constant->integer, constant->is_unsigned);
}

static const char *scalar(const model_type *type, const plan_constant *constant) {
    const char *units = number(type, constant);
    switch (type->meaning) {
    case MODEL_EXACT:
        return arena_printf("%s::new(%s)", rust_type(type), units);
    case MODEL_INSTANT: {
        static const char *const words[] = {"secs", "millis", "micros", "nanos"};
        bool is_past = constant->integer < 0;
        const char *size = rust_integer(is_past ? -constant->integer : constant->integer, true);
        return arena_printf("SystemTime::UNIX_EPOCH %c Duration::from_%s(%s)", is_past ? '-' : '+',
                            words[type->unit], size);
    }
    default:
        return strcmp(rust_type(type), "Duration") == 0 ? rust_take(type, units) : units;
    }
}

static const char *flags(const model_type *type, const plan_constant *constant) {
    if (constant->constant != NULL)
        return arena_printf("%s::%s", rust_type(type), rust_flag_name(constant->constant));
    GPtrArray *names = arena_array();
    int32_t rest = (int32_t)constant->integer;
    for (guint i = 0; i < type->enumeration->constants->len; i++) {
        const model_enum_constant *item = RUST_AT(model_enum_constant, type->enumeration->constants, i);
        if (item->value == 0 || (rest & item->value) != item->value)
            continue;
        g_ptr_array_add(names, arena_printf("%s::%s", rust_type(type), rust_flag_name(item)));
        rest &= ~item->value;
    }
    return names->len == 0 ? arena_printf("%s::empty()", rust_type(type)) : emit_join(names, " | ");
}

static const char *default_of(const plan_value *value) {
    plan_constant constant = plan_default(value);
    const char *text;
    switch (constant.kind) {
    case PLAN_DEFAULT_BOOL:
        text = constant.integer != 0 ? "true" : "false";
        break;
    case PLAN_DEFAULT_INTEGER:
    case PLAN_DEFAULT_NUMBER:
        text =
            value->type.kind == MODEL_ENUM ? flags(&value->type, &constant) : scalar(&value->type, &constant);
        break;
    case PLAN_DEFAULT_ENUM:
        text = value->type.enumeration->is_flags
                   ? flags(&value->type, &constant)
                   : arena_printf("%s::%s", rust_type(&value->type), rust_case_name(constant.constant));
        break;
    case PLAN_DEFAULT_TEXT:
        text = rust_string(constant.text);
        break;
    default:
        return "None";
    }
    return rust_is_optional(value) ? arena_printf("Some(%s)", text) : text;
}

static const char *with_lifetime(const char *type) {
    GString *named = g_string_new(NULL);
    for (const char *at = type; *at != '\0'; at++) {
        g_string_append_c(named, *at);
        if (*at == '&')
            g_string_append(named, "'a ");
    }
    return arena_take(g_string_free(named, FALSE));
}

/* What a derived `Default` would give. */
static bool is_zero(const char *text) {
    static const char *const zeros[] = {"None", "0", "0.0", "false", "\"\"", NULL};
    return g_strv_contains(zeros, text);
}

static void put_default(emit *out, const plan_function *call, const GPtrArray *fields) {
    emit_line(out, "%s", "");
    emit_open(out, "impl Default for %s {", rust_options_type(call, "'_"));
    emit_open(out, "fn default() -> Self {");
    rust_put_fields(out, "Self", fields, "");
    emit_close(out, "}");
    emit_close(out, "}");
}

static void put_struct(emit *out, const plan_library *plan, const plan_function *call) {
    const char **names = rust_value_names(call);
    const model_class *owner = call->function->owner;
    const char *path = owner != NULL ? arena_printf("%s::", rust_class_name(owner)) : "";
    GPtrArray *fields = arena_array();
    bool is_derived = true;
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (!rust_has_option(value))
            continue;
        is_derived = is_derived && is_zero(default_of(value));
        g_ptr_array_add(fields, arena_printf("%s: %s", names[i], default_of(value)));
    }
    rust_doc(out, "///",
             arena_printf("What a call of `%s%s` may leave out.", path, rust_function_name(call->function)));
    emit_line(out, is_derived ? "#[derive(Debug, Clone, Copy, Default)]" : "#[derive(Debug, Clone, Copy)]");
    emit_open(out, "pub struct %s {", rust_options_type(call, "'a"));
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (!rust_has_option(value))
            continue;
        rust_doc(out, "///",
                 value->doc[0] != '\0' ? value->doc : arena_printf("`%s` of the contract.", value->name));
        emit_line(out, "pub %s: %s,", names[i], with_lifetime(rust_input_type(plan, call, value, "")));
    }
    emit_close(out, "}");
    if (!is_derived)
        put_default(out, call, fields);
}

void rust_add_options(const plan_library *plan, package *files) {
    emit *out = emit_new("    ", RUST_WIDTH);
    bool is_first = true;
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *call = RUST_AT(plan_function, plan->functions, i);
        if (rust_options_name(call) == NULL)
            continue;
        if (!is_first)
            emit_line(out, "%s", "");
        is_first = false;
        put_struct(out, plan, call);
    }
    if (!is_first)
        rust_add_module(plan, files, "options", "Arguments that may be left out.", out);
}
