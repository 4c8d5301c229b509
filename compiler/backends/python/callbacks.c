/* What the library calls: one C function per callback, or per method of an interface, its body the call of
 * what Python gave. */

#include <string.h>

#include "backends/python/call.h"
#include "memory/arena.h"

/* What is being rendered. */
typedef struct upcall {
    const python_package *of;
    emit *out;
    const plan_interface *interface;
    const plan_function *method;
} upcall;

static const char *title_of(const upcall *in) {
    const char *name = python_name(in->of, in->interface->model);
    return in->interface->model->is_callback ? name
                                             : arena_printf("%s.%s", name, python_name(in->of, in->method));
}

/* The C name of one parameter, as state.h has it. */
static const char *slot_name(const upcall *in, const plan_slot *slot) {
    const plan_value *value = g_ptr_array_index(in->method->values, (guint)slot->value);
    return arena_printf("%s_%s", slot->name, value->direction == PLAN_IN ? "in" : "out");
}

/* That of one part of a value, or null where it has no such part. */
static const char *part_name(const upcall *in, const plan_value *value, plan_part part) {
    for (guint i = 0; i < in->method->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(in->method->slots, i);
        if (g_ptr_array_index(in->method->values, (guint)slot->value) == value && slot->part == part)
            return slot_name(in, slot);
    }
    return NULL;
}

static const char *function_name(const upcall *in) {
    return arena_printf("%s_%s", in->interface->model->name, in->method->function->name);
}

static void emit_head(const upcall *in) {
    GPtrArray *parameters = arena_array();
    g_ptr_array_add(parameters, (gpointer)(uintptr_t) "void *host");
    for (guint i = 0; i < in->method->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(in->method->slots, i);
        const char *space = g_str_has_suffix(slot->c_type, "*") ? "" : " ";
        g_ptr_array_add(parameters, arena_printf("%s%s%s", slot->c_type, space, slot_name(in, slot)));
    }
    python_emit_call(in->out, arena_printf("static int32_t %s(", function_name(in)), parameters, ") {");
    emit_indent(in->out);
}

static void emit_begin(const upcall *in) {
    emit_line(in->out, "tn_upcall call;");
    emit_line(in->out, "if (!tn_upcall_begin(&call, host))");
    emit_line(in->out, "    return -TENON_KIND_INTERNAL;");
}

/* ---- From the library to Python ---- */

static const char *array_made(const upcall *in, const plan_value *value) {
    const char *data = part_name(in, value, PLAN_PART_DATA);
    const char *count = part_name(in, value, PLAN_PART_LENGTH);
    if (value->form == PLAN_TEXT_ARRAY)
        return arena_printf("tn_str_list(%s, %s)", data, count);
    if (value->is_bytes)
        return arena_printf("tn_bytes_copy(%s, %s)", data, count);
    if (python_is_record(&value->type))
        return arena_printf("tn_record_list(%s, %s, %s)", python_record_arguments(in->of, value), data,
                            count);
    if (value->type.kind == MODEL_ENUM)
        return arena_printf("tn_enum_list(%s, %s, %s)", python_enum_arguments(in->of, value), data, count);
    return arena_printf("tn_array_copy(state, tn_%s, %s, %s)", python_scalar_word(value->type.scalar), data,
                        count);
}

static const char *made(const upcall *in, const plan_value *value) {
    const char *data = part_name(in, value, PLAN_PART_DATA);
    switch (value->form) {
    case PLAN_SCALAR:
        return python_scalar_result(in->of, &value->type, data);
    case PLAN_ENUM:
        return arena_printf("tn_enum_out(%s, %s)", python_enum_arguments(in->of, value), data);
    case PLAN_RECORD:
        return arena_printf("tn_record_out(%s, %s)", python_record_arguments(in->of, value), data);
    case PLAN_TEXT:
        return arena_printf("tn_str(%s, %s)", data, part_name(in, value, PLAN_PART_LENGTH));
    case PLAN_OBJECT:
        return python_object_made(in->of, value, data);
    case PLAN_ARRAY:
    case PLAN_TEXT_ARRAY:
        return array_made(in, value);
    default: /* these never go in */
        return "NULL";
    }
}

static const char *argument(const upcall *in, const plan_value *value) {
    const char *whole = made(in, value);
    bool finds_null = value->form == PLAN_TEXT || value->form == PLAN_OBJECT;
    if (!value->nullable || finds_null)
        return whole;
    return arena_printf("%s == NULL ? Py_NewRef(Py_None) : %s", part_name(in, value, PLAN_PART_DATA), whole);
}

/* ---- From Python to the library ---- */

static const char *place(guint at, guint count) {
    return arena_printf("tn_result(&signature, %s)", count == 1 ? "tn_whole" : arena_printf("%u", at));
}

static void emit_fitting(const upcall *in, const char *function, const char *given, const char *where,
                         const char *extra, const char *to) {
    GPtrArray *items = arena_array();
    const char *const all[] = {given, where, extra, to};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        char **parts = g_strsplit(all[i], ", ", all[i] == extra ? -1 : 1);
        for (char **part = parts; *part != NULL && **part != '\0'; part++)
            g_ptr_array_add(items, arena_strdup(*part));
        g_strfreev(parts);
    }
    python_emit_call(in->out, arena_printf("fits = fits && %s(", function), items, ");");
}

static void fill_array(const upcall *in, const plan_value *value, const char *given, const char *where) {
    const char *input = arena_printf("%s_given", value->name);
    const char *to = arena_printf("&%s", input);
    emit_line(in->out, "tn_input %s;", input);
    emit_line(in->out, "tn_input_start(&%s);", input);
    if (value->is_bytes)
        emit_fitting(in, "tn_bytes_in", given, where, "", to);
    else if (python_is_record(&value->type))
        emit_fitting(in, "tn_record_array_in", given, where, python_record_arguments(in->of, value), to);
    else if (value->type.kind == MODEL_ENUM)
        emit_fitting(in, "tn_enum_array_in", given, where, python_enum_arguments(in->of, value), to);
    else
        emit_fitting(in, "tn_array_in", given, where,
                     arena_printf("tn_%s", python_scalar_word(value->type.scalar)), to);
    const char *data = part_name(in, value, PLAN_PART_DATA);
    const char *filled = part_name(in, value, PLAN_PART_FILLED);
    const char *rest = arena_printf("sizeof(*%s), %s, %s, %s", data, data,
                                    part_name(in, value, PLAN_PART_LENGTH), filled == NULL ? "NULL" : filled);
    emit_fitting(in, "tn_input_fill", to, where, rest, "");
    emit_line(in->out, "tn_input_release(&%s);", input);
}

static void convert_result(const upcall *in, const plan_value *value, const char *given, const char *where) {
    const char *data = part_name(in, value, PLAN_PART_DATA);
    const char *optional = value->nullable ? "optional_" : "";
    switch (value->form) {
    case PLAN_SCALAR:
        emit_fitting(in, python_scalar_converter(&value->type), given, where,
                     python_scalar_arguments(in->of, &value->type), data);
        break;
    case PLAN_ENUM:
        emit_fitting(in, "tn_enum_in", given, where, python_enum_arguments(in->of, value), data);
        break;
    case PLAN_RECORD:
        emit_fitting(in, "tn_record_in", given, where, python_record_arguments(in->of, value), data);
        break;
    case PLAN_TEXT:
        emit_fitting(in, arena_printf("tn_%stext_given", optional), given, where, "", data);
        break;
    case PLAN_OBJECT:
        emit_fitting(in, arena_printf("tn_%sobject_in", optional), given, where,
                     arena_printf("state->refs[tn_at_%s]", python_name(in->of, value->type.class_of)), data);
        break;
    case PLAN_ARRAY:
        fill_array(in, value, given, where);
        break;
    default: /* these never come back */
        break;
    }
}

static void emit_results(const upcall *in) {
    const GPtrArray *outputs = in->method->outputs;
    emit_line(in->out, "bool fits = made != NULL;");
    if (outputs->len > 1) {
        emit_line(in->out, "PyObject *results[%u];", outputs->len);
        emit_fitting(in, "tn_unpack", "made", "tn_result(&signature, tn_whole)", "results",
                     arena_printf("%u", outputs->len));
    }
    for (guint i = 0; i < outputs->len; i++)
        convert_result(in, g_ptr_array_index(outputs, i),
                       outputs->len == 1 ? "made" : arena_printf("results[%u]", i), place(i, outputs->len));
    emit_line(in->out, "return tn_upcall_end(&call, made, fits);");
}

/* ---- The functions ---- */

static bool needs_state(const upcall *in, const GPtrArray *arguments) {
    for (guint i = 0; i < arguments->len; i++) {
        const char *text = g_ptr_array_index(arguments, i);
        if (strstr(text, "state") != NULL)
            return true;
    }
    for (guint i = 0; i < in->method->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(in->method->outputs, i);
        bool means_more = python_is_time(&value->type) || python_is_exact(&value->type);
        if (means_more || (value->type.kind != MODEL_SCALAR && value->type.kind != MODEL_TEXT))
            return true;
    }
    return false;
}

static void emit_args(const upcall *in, const GPtrArray *arguments) {
    const char *line = arena_printf("PyObject *args[] = {%s};", emit_join(arguments, ", "));
    if (emit_fits(in->out, line)) {
        emit_line(in->out, "%s", line);
        return;
    }
    emit_line(in->out, "PyObject *args[%u];", arguments->len);
    for (guint i = 0; i < arguments->len; i++)
        python_emit_expression(in->out, arena_printf("args[%u] = ", i), g_ptr_array_index(arguments, i));
}

static void emit_call(const upcall *in) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < in->method->inputs->len; i++)
        g_ptr_array_add(arguments,
                        (gpointer)(uintptr_t)argument(in, g_ptr_array_index(in->method->inputs, i)));
    if (in->method->outputs->len > 0)
        emit_line(in->out, "static const tn_signature signature = {.function = %s};",
                  python_c_literal(title_of(in)));
    emit_begin(in);
    if (needs_state(in, arguments))
        emit_line(in->out, "const tn_state *state = call.state;");
    const char *method = in->interface->model->is_callback
                             ? "tn_itself"
                             : arena_printf("tn_name_%s", python_name(in->of, in->method));
    if (arguments->len == 0) {
        emit_line(in->out, "PyObject *made = tn_upcall_make(&call, %s, NULL, 0);", method);
    } else {
        emit_args(in, arguments);
        emit_line(in->out, "PyObject *made = tn_upcall_make(&call, %s, args, %u);", method, arguments->len);
    }
    emit_results(in);
}

/* A chunk goes to or comes from a stream of Python's. */
static void emit_flow(const upcall *in) {
    bool reads = in->interface->model->flow == MODEL_READS;
    const plan_value *chunk = NULL;
    const plan_value *answer = NULL;
    for (guint i = 0; i < in->method->values->len; i++) {
        const plan_value *value = g_ptr_array_index(in->method->values, i);
        if (value->form == PLAN_ARRAY)
            chunk = value;
        else if (value->direction == PLAN_OUT)
            answer = value;
        else
            emit_line(in->out, "(void)%s;", part_name(in, value, PLAN_PART_DATA));
    }
    emit_begin(in);
    const char *data = part_name(in, chunk, PLAN_PART_DATA);
    const char *count = part_name(in, chunk, PLAN_PART_LENGTH);
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, (gpointer)(uintptr_t) "&call");
    g_ptr_array_add(items, (gpointer)(uintptr_t)data);
    g_ptr_array_add(items, (gpointer)(uintptr_t)count);
    if (reads)
        g_ptr_array_add(items, (gpointer)(uintptr_t)part_name(in, chunk, PLAN_PART_FILLED));
    python_emit_call(in->out, reads ? "bool fits = tn_read_from(" : "bool fits = tn_write_to(", items, ");");
    if (answer != NULL)
        emit_line(in->out, "*%s = fits;", part_name(in, answer, PLAN_PART_DATA));
    emit_line(in->out, "return tn_upcall_end(&call, NULL, fits);");
}

static void emit_method(const upcall *in) {
    emit_head(in);
    if (in->interface->model->flow == MODEL_NO_FLOW)
        emit_call(in);
    else
        emit_flow(in);
    emit_close(in->out, "}");
    emit_line(in->out, "%s", "");
}

static void emit_methods(emit *out, const char *head, const GPtrArray *methods) {
    const char *line = arena_printf("%s = {%s};", head, emit_join(methods, ", "));
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    python_open_table(out, head);
    for (guint i = 0; i < methods->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(methods, i));
    python_close_table(out);
}

static void emit_interface(const python_package *of, emit *out, const plan_interface *interface) {
    const char *name = python_name(of, interface->model);
    GPtrArray *functions = arena_array();
    GPtrArray *methods = arena_array();
    emit_line(out, "%s", "");
    for (guint i = 0; i < interface->methods->len; i++) {
        upcall in = {of, out, interface, g_ptr_array_index(interface->methods, i)};
        emit_method(&in);
        g_ptr_array_add(functions, arena_printf(".%s = %s", in.method->function->name, function_name(&in)));
        g_ptr_array_add(methods, arena_printf("tn_name_%s", python_name(of, in.method)));
    }
    emit_open(out, "static const boundary_%s functions_%s = {", interface->model->c_name, name);
    for (guint i = 0; i < functions->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(functions, i));
    emit_close(out, "};");
    bool has_methods = !interface->model->is_callback;
    if (has_methods)
        emit_methods(out, arena_printf("static const uint16_t methods_%s[]", name), methods);
    emit_line(out, "%s", "");
    emit_line(out, "const tn_interface tn_interface_%s = {\"%s\", &functions_%s, %s, %u};", name, name, name,
              has_methods ? arena_printf("methods_%s", name) : "NULL", has_methods ? methods->len : 0);
}

void python_generate_callbacks(python_package *to) {
    emit *out = python_start_c(to);
    emit_line(out, "#include \"module.h\"");
    for (guint i = 0; i < to->plan->interfaces->len; i++)
        emit_interface(to, out, g_ptr_array_index(to->plan->interfaces, i));
    package_add(to->files, "binding/callbacks.c", emit_finish(out));
}
