/* Arguments: from Python's values to the boundary's. */

#include <string.h>

#include "backends/python/call.h"
#include "memory/arena.h"

/* The values of a map stand for the map. */
static const plan_value *whole_of(const python_call *in, const plan_value *value) {
    for (guint i = 0; value->is_keys && i < in->plan->values->len; i++) {
        const plan_value *other = python_value_at(in, (int)i);
        if (python_keys_of(in->of, other) == value)
            return other;
    }
    return value;
}

static const char *argument(const python_call *in, const plan_value *value, guint *at) {
    g_ptr_array_find(in->arguments, value, at);
    if (in->shape == PYTHON_SETTER)
        return "value";
    return arena_printf("%s[%u]", in->shape == PYTHON_NEW ? "space" : "given", *at);
}

static char *place_of(const python_call *in, guint at) {
    const char *kind = in->shape == PYTHON_SETTER ? "attribute" : "argument";
    return arena_printf("tn_%s(%s, %u)", kind, python_signature(in), at);
}

static GPtrArray *conversion_items(const python_call *in, const plan_value *value, const char *extra) {
    guint at = 0;
    GPtrArray *items = arena_array();
    const plan_value *whole = whole_of(in, value);
    const char *given = argument(in, whole, &at);
    const char *place = place_of(in, at);
    if (python_is_of_map(value))
        given = arena_printf("%s_map.%s", whole->name, value->is_keys ? "keys" : "values");
    g_ptr_array_add(items, (gpointer)(uintptr_t)given);
    g_ptr_array_add(items,
                    (gpointer)(uintptr_t)(value->is_keys ? arena_printf("tn_keys_of(%s)", place) : place));
    char **parts = g_strsplit(extra, ", ", -1);
    for (char **part = parts; *part != NULL && **part != '\0'; part++)
        g_ptr_array_add(items, arena_strdup(*part));
    g_strfreev(parts);
    if (python_passes_text(value))
        g_ptr_array_add(items, arena_printf("&%s_texts", value->name));
    g_ptr_array_add(items, arena_printf("&%s", python_local(value)));
    if (value->nullable && value->form == PLAN_RECORD && !value->is_optional)
        g_ptr_array_add(items, arena_printf("&%s_is_given", value->name));
    return items;
}

/* How many lines a call takes. */
static guint line_count(const emit *out, const char *head, const GPtrArray *items, const char *tail) {
    emit *trial = emit_new(out->indent_unit, out->width);
    trial->depth = out->depth;
    python_emit_call(trial, head, items, tail);
    guint lines = 0;
    for (const char *text = emit_finish(trial); *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

/* `if (<only_if> && !<function>(<items>))`: the call has a line of its own where that does not take more. */
static void emit_condition(const python_call *in, const char *only_if, const char *function,
                           const GPtrArray *items, const char *tail) {
    const char *beside = arena_printf("if (%s!%s(", only_if, function);
    const char *below = arena_printf("    !%s(", function);
    guint lines = line_count(in->out, beside, items, tail);
    if (only_if[0] == '\0' || lines == 1 || lines <= line_count(in->out, below, items, tail)) {
        python_emit_call(in->out, beside, items, tail);
        return;
    }
    emit_line(in->out, "if (%s", g_strchomp(arena_strdup(only_if)));
    python_emit_call(in->out, below, items, tail);
}

static void emit_conversion(const python_call *in, const char *function, const plan_value *value,
                            const char *extra) {
    GPtrArray *items = conversion_items(in, value, extra);
    const char *given = g_ptr_array_index(items, 0);
    const char *only_if = value->is_optional ? arena_printf("%s_is_present && ", value->name) : "";
    if (python_has_default(value))
        only_if = arena_printf("%s%s != NULL && ", only_if, given);
    if (value->is_optional)
        emit_line(in->out, "bool %s_is_present = %s != Py_None;", value->name, given);
    bool is_short = strchr(in->fail, '\n') == NULL;
    emit_condition(in, only_if, function, items, is_short ? "))" : ")) {");
    char **lines = g_strsplit(in->fail, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        emit_line(in->out, "    %s", *line);
    g_strfreev(lines);
    if (!is_short)
        emit_line(in->out, "}");
}

static void convert_elements(const python_call *in, const plan_value *value) {
    const model_type *type = &value->type;
    if (python_is_in_place(value))
        emit_conversion(in, "tn_writable_array_in", value,
                        arena_printf("tn_%s", python_scalar_word(type->scalar)));
    else if (value->form == PLAN_TEXT_ARRAY)
        emit_conversion(in, "tn_text_array_in", value, "");
    else if (value->is_bytes && !python_is_of_map(value))
        emit_conversion(in, "tn_bytes_in", value, "");
    else if (python_is_record(type))
        emit_conversion(in, "tn_record_array_in", value, python_record_arguments(in->of, value));
    else if (type->kind == MODEL_ENUM)
        emit_conversion(in, "tn_enum_array_in", value, python_enum_arguments(in->of, value));
    else
        emit_conversion(in, "tn_array_in", value, arena_printf("tn_%s", python_scalar_word(type->scalar)));
}

/* Its two halves at once. */
static void convert_map(const python_call *in, const plan_value *values) {
    guint at = 0;
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, (gpointer)(uintptr_t)argument(in, values, &at));
    g_ptr_array_add(items, place_of(in, at));
    g_ptr_array_add(items, arena_printf("&%s_map", values->name));
    emit_condition(in, "", "tn_map_in", items, "))");
    emit_line(in->out, "    %s", in->fail);
    convert_elements(in, python_keys_of(in->of, values));
    convert_elements(in, values);
}

static void convert_array(const python_call *in, const plan_value *value) {
    if (value->is_keys) /* with the values */
        return;
    if (value->nullable) {
        guint at = 0;
        emit_open(in->out, "if (%s != Py_None) {", argument(in, value, &at));
    }
    if (value->keys_value != PLAN_NONE)
        convert_map(in, value);
    else
        convert_elements(in, value);
    if (value->nullable)
        emit_close(in->out, "}");
}

const char *python_given(const python_call *in, const plan_value *value) {
    guint at = 0;
    return argument(in, value, &at);
}

/* ---- Callbacks ---- */

static const char *callback_converter(const plan_value *value) {
    const model_interface *interface = value->type.interface;
    const char *kind = interface->is_callback ? "callback" : "interface";
    if (interface->flow != MODEL_NO_FLOW)
        kind = interface->flow == MODEL_READS ? "reader" : "writer";
    return arena_printf("tn_%s%s_in", python_may_be_none(value) ? "optional_" : "", kind);
}

/* What has been made for this call and did not cross. */
static const char *give_up(const python_call *in, const GPtrArray *made) {
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < made->len; i++)
        g_string_append_printf(lines, "tn_callback_unused(&%s);\n", python_local(g_ptr_array_index(made, i)));
    g_string_append(lines, in->fail);
    return arena_take(g_string_free(lines, FALSE));
}

void python_convert_callbacks(const python_call *in) {
    GPtrArray *made = arena_array();
    python_call call = *in;
    for (guint i = 0; i < in->plan->values->len; i++) {
        plan_value *value = g_ptr_array_index(in->plan->values, i);
        if (value->form != PLAN_CALLBACK)
            continue;
        call.fail = give_up(in, made);
        emit_line(in->out, "tenon_callback %s;", python_local(value));
        emit_conversion(&call, callback_converter(value), value,
                        arena_printf("state, &tn_interface_%s", python_name(in->of, value->type.interface)));
        if (value->scope == MODEL_SCOPE_UNSAID || value->scope == MODEL_DURING_CALL)
            emit_line(in->out, "tn_callback_lend(&%s);", python_local(value));
        g_ptr_array_add(made, value);
    }
}

/* What stands there where nothing, or None, is given. */
static const char *unset(const plan_value *value) {
    if (python_has_default(value))
        return arena_printf(" = %s", python_default_in_c(value));
    if (!value->is_optional)
        return "";
    return value->form == PLAN_RECORD || python_is_wide(&value->type) ? " = {0}" : " = 0";
}

/* A copy, so that nobody changes it during the call. It needs no address where the record is passed by value.
 */
static void copy_record(const python_call *in, const plan_value *value) {
    const char *type = python_c_type(&value->type);
    GPtrArray *items = conversion_items(in, value, python_record_arguments(in->of, value));
    g_ptr_array_set_size(items, (gint)items->len - 1); /* the address of the copy */
    python_emit_call(in->out, arena_printf("const %s *%s_at = tn_record_at(", type, value->name), items,
                     ");");
    emit_line(in->out, "if (%s_at == NULL)", value->name);
    emit_line(in->out, "    %s", in->fail);
    emit_line(in->out, "%s %s = *%s_at;", type, python_local(value), value->name);
}

static void convert_record(const python_call *in, const plan_value *value) {
    bool says_itself = value->nullable && !value->is_optional;
    if (value->direction == PLAN_IN && !value->nullable && !value->is_optional &&
        python_is_plain_record(&value->type)) {
        copy_record(in, value);
        return;
    }
    emit_line(in->out, "%s %s%s;", python_c_type(&value->type), python_local(value), unset(value));
    if (says_itself)
        emit_line(in->out, "bool %s_is_given;", value->name);
    emit_conversion(in,
                    arena_printf("tn_%s%srecord_in", says_itself ? "optional_" : "",
                                 python_passes_text(value) ? "text_" : ""),
                    value, python_record_arguments(in->of, value));
}

/* clang-format would break a long text. */
static void declare_text(const python_call *in, const plan_value *value) {
    const char *line = arena_printf("tenon_text_view %s%s;", python_local(value), unset(value));
    bool is_long = !emit_fits(in->out, line);
    if (is_long)
        emit_line(in->out, "/* clang-format off */");
    emit_line(in->out, "%s", line);
    if (is_long)
        emit_line(in->out, "/* clang-format on */");
}

void python_convert_input(const python_call *in, const plan_value *value) {
    if (value->is_self)
        return;
    switch (value->form) {
    case PLAN_SCALAR:
        emit_line(in->out, "%s %s%s;", python_c_type(&value->type), python_local(value), unset(value));
        emit_conversion(in, python_scalar_converter(&value->type), value,
                        python_scalar_arguments(in->of, &value->type));
        break;
    case PLAN_ENUM:
        emit_line(in->out, "int32_t %s%s;", python_local(value), unset(value));
        emit_conversion(in, "tn_enum_in", value, python_enum_arguments(in->of, value));
        break;
    case PLAN_TEXT:
        declare_text(in, value);
        emit_conversion(in, value->nullable ? "tn_optional_text_in" : "tn_text_in", value, "");
        break;
    case PLAN_OBJECT:
        emit_line(in->out, "tenon_handle %s;", python_local(value));
        emit_conversion(in, value->nullable ? "tn_optional_object_in" : "tn_object_in", value,
                        arena_printf("state->refs[tn_at_%s]", python_name(in->of, value->type.class_of)));
        break;
    case PLAN_RECORD:
        convert_record(in, value);
        break;
    case PLAN_ARRAY:
    case PLAN_TEXT_ARRAY:
        convert_array(in, value);
        break;
    case PLAN_CANCEL:
        emit_line(in->out, "tenon_handle %s;", python_local(value));
        emit_conversion(in, "tn_cancel_in", value, "state");
        break;
    case PLAN_STREAM:
        emit_conversion(in, value->nullable ? "tn_optional_stream_in" : "tn_stream_in", value, "");
        break;
    case PLAN_DYNAMIC:
        emit_conversion(in, value->nullable ? "tn_optional_dynamic_in" : "tn_dynamic_in", value, "");
        break;
    case PLAN_CALLBACK: /* last: see python_convert_callbacks() */
    case PLAN_BLOCK:    /* only goes out */
        break;
    }
}

const char *python_length_of(const plan_value *source) {
    const char *name = python_local(source);
    return source->form == PLAN_SCALAR ? arena_printf("(size_t)%s", name) : arena_printf("%s.count", name);
}

/* A length has 32 bits or more. */
static bool is_signed(const model_type *type) {
    return type->scalar == MODEL_I32 || type->scalar == MODEL_I64;
}

static void check_length(const python_call *in, const plan_value *source) {
    guint at = 0;
    if (source->form != PLAN_SCALAR || !is_signed(&source->type))
        return;
    (void)argument(in, source, &at);
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, (gpointer)(uintptr_t) "PyExc_ValueError");
    g_ptr_array_add(items, place_of(in, at));
    g_ptr_array_add(items, (gpointer)(uintptr_t) "\"must not be negative\"");
    emit_open(in->out, "if (%s < 0) {", python_local(source));
    python_emit_call(in->out, "tn_wrong_value(", items, ");");
    emit_line(in->out, "%s", in->fail);
    emit_close(in->out, "}");
}

void python_allocate_output(const python_call *in, const plan_value *value, const plan_value *source) {
    const char *name = python_local(value);
    const char *length = python_length_of(source);
    check_length(in, source);
    if (python_is_scratch(value)) {
        emit_line(in->out, "%s = tn_scratch_new(%s, sizeof(%s));", name, length, python_c_type(&value->type));
    } else if (value->is_bytes) {
        emit_line(in->out, "%s_made = tn_bytes_new(%s);", value->name, length);
    } else {
        emit_line(in->out, "%s_made = tn_array_new(state, tn_%s, %s, &%s);", value->name,
                  python_scalar_word(value->type.scalar), length, name);
    }
    emit_line(in->out, "if (%s%s == NULL)", python_is_scratch(value) ? name : value->name,
              python_is_scratch(value) ? "" : "_made");
    emit_line(in->out, "    %s", in->fail);
    if (value->is_bytes)
        emit_line(in->out, "%s = PyBytes_AsString(%s_made);", name, value->name);
}
