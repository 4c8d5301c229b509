/* The plan renderer: one C function per function of the contract, its body the plan's steps. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

/* What is being rendered. */
typedef struct call {
    const python_package *of;
    emit *out;
    const plan_function *plan;
    python_shape shape;
    GPtrArray *arguments;
    bool cleans_up;   /* a failure goes to `done`, where what was taken is given back */
    const char *fail; /* the statement that ends a failed call */
} call;

static const plan_value *value_at(const call *in, int index) {
    return g_ptr_array_index(in->plan->values, (guint)index);
}

/* The C name of a value: the suffix keeps the author's words apart from the generated ones (see state.h). */
static const char *local(const plan_value *value) {
    static const char *const suffixes[] = {[PLAN_IN] = "in", [PLAN_OUT] = "out", [PLAN_INOUT] = "io"};
    return arena_printf("%s_%s", value->name, suffixes[value->direction]);
}

static bool is_input_buffer(const plan_value *value) {
    return value->direction != PLAN_OUT && (value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY);
}

/* An array that the library fills: an Array, bytes, or scratch memory that becomes a list. */
static bool is_filled(const plan_value *value) {
    return value->form == PLAN_ARRAY && value->direction == PLAN_OUT;
}

static bool is_scratch(const plan_value *value) {
    return is_filled(value) && value->type.kind != MODEL_SCALAR;
}

/* ---- Heads ---- */

static void open_function(const call *in, const char *head, const char *parameters) {
    const char *name = arena_printf("%s(", head);
    const char *line = arena_printf("%s%s) {", name, parameters);
    if (emit_fits(in->out, line)) {
        emit_open(in->out, "%s", line);
        return;
    }
    GPtrArray *items = arena_array();
    char **parts = g_strsplit(parameters, ", ", -1);
    for (char **part = parts; *part != NULL; part++)
        g_ptr_array_add(items, arena_strdup(*part));
    g_strfreev(parts);
    python_emit_call(in->out, name, items, ") {");
    emit_indent(in->out);
}

static void emit_head(const call *in) {
    static const char *const parameters[] = {
        [PYTHON_FUNCTION] = "PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keywords",
        [PYTHON_METHOD] = "PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keywords",
        [PYTHON_CLASSMETHOD] = "PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keywords",
        [PYTHON_NEW] = "PyTypeObject *type, PyObject *args, PyObject *keywords",
        [PYTHON_GETTER] = "PyObject *self, void *unused",
        [PYTHON_SETTER] = "PyObject *self, PyObject *value, void *unused"};
    bool takes_arguments = in->arguments->len > 0;
    const char *list = parameters[in->shape];
    if (!takes_arguments && (in->shape == PYTHON_FUNCTION || in->shape == PYTHON_METHOD))
        list = "PyObject *self, PyObject *unused";
    const char *type = in->shape == PYTHON_SETTER ? "int " : "PyObject *";
    open_function(in, arena_printf("static %scall_%s", type, in->plan->function->c_name), list);
    if (strstr(list, "unused") != NULL)
        emit_line(in->out, "(void)unused;");
}

static void emit_state(const call *in) {
    switch (in->shape) {
    case PYTHON_FUNCTION:
        emit_line(in->out, "const tn_state *state = PyModule_GetState(self);");
        break;
    case PYTHON_CLASSMETHOD:
    case PYTHON_NEW:
        emit_line(in->out, "const tn_state *state = tn_state_of(%s, &tn_module);",
                  in->shape == PYTHON_NEW ? "type" : "(PyTypeObject *)self");
        emit_line(in->out, "if (state == NULL)");
        emit_line(in->out, "    return NULL;");
        break;
    case PYTHON_METHOD:
    case PYTHON_GETTER:
    case PYTHON_SETTER:
        emit_line(in->out, "const tn_object *object = (tn_object *)self;");
        emit_line(in->out, "const tn_state *state = object->state;");
        break;
    }
}

static const char *function_title(const call *in) {
    if (in->shape == PYTHON_NEW)
        return python_name(in->of, in->plan->function->owner);
    return python_name(in->of, in->plan);
}

/* The names by which keywords find their parameters. */
static void emit_signature(const call *in) {
    guint count = in->arguments->len;
    GPtrArray *names = arena_array();
    for (guint i = 0; i < count; i++) {
        const plan_value *value = g_ptr_array_index(in->arguments, i);
        const char *name =
            in->shape == PYTHON_SETTER ? function_title(in) : python_parameter_name(value->name);
        g_ptr_array_add(names, arena_printf("tn_name_%s", name));
    }
    guint required = in->shape == PYTHON_SETTER ? count : python_required_count(in->arguments);
    python_emit_signature(in->out, "signature", function_title(in), names, required);
}

static void emit_arguments(const call *in) {
    guint count = in->arguments->len;
    if (in->shape == PYTHON_SETTER) {
        emit_line(in->out, "if (value == NULL) {");
        emit_line(in->out, "    PyErr_SetString(PyExc_AttributeError, \"the property cannot be deleted\");");
        emit_line(in->out, "    return -1;");
        emit_line(in->out, "}");
        return;
    }
    emit_line(in->out, "PyObject *space[%u];", MAX(count, 1));
    if (in->shape == PYTHON_NEW) {
        emit_line(in->out, "if (!tn_tuple_arguments(state, &signature, args, keywords, space))");
    } else if (count == 0) {
        emit_line(in->out, "if (tn_arguments(state, &signature, args, count, keywords, space) == NULL)");
    } else {
        emit_line(in->out,
                  "PyObject *const *given = tn_arguments(state, &signature, args, count, keywords, space);");
        emit_line(in->out, "if (given == NULL)");
    }
    emit_line(in->out, "    return NULL;");
}

/* ---- Steps before the call ---- */

static const char *argument(const call *in, const plan_value *value, guint *at) {
    g_ptr_array_find(in->arguments, value, at);
    if (in->shape == PYTHON_SETTER)
        return "value";
    return arena_printf("%s[%u]", in->shape == PYTHON_NEW ? "space" : "given", *at);
}

static char *place_of(const call *in, guint at) {
    const char *kind = in->shape == PYTHON_SETTER ? "attribute" : "argument";
    return arena_printf("tn_%s(&signature, %u)", kind, at);
}

static void emit_conversion(const call *in, const char *function, const plan_value *value,
                            const char *extra) {
    guint at = 0;
    const char *given = argument(in, value, &at);
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, (gpointer)(uintptr_t)given);
    g_ptr_array_add(items, place_of(in, at));
    char **parts = g_strsplit(extra, ", ", -1);
    for (char **part = parts; *part != NULL; part++)
        g_ptr_array_add(items, arena_strdup(*part));
    g_strfreev(parts);
    g_ptr_array_add(items, arena_printf("&%s", local(value)));
    if (value->nullable && value->form == PLAN_RECORD)
        g_ptr_array_add(items, arena_printf("&%s_is_given", value->name));
    python_emit_call(in->out, arena_printf("if (!%s(", function), items, "))");
    emit_line(in->out, "    %s", in->fail);
}

static const char *record_arguments(const call *in, const plan_value *value) {
    return arena_printf("state, &tn_record_%s", python_name(in->of, value->type.record));
}

static const char *enum_arguments(const call *in, const plan_value *value) {
    return arena_printf("state, &tn_enum_%s", python_name(in->of, value->type.enumeration));
}

static void convert_array(const call *in, const plan_value *value) {
    const model_type *type = &value->type;
    if (value->nullable) {
        guint at = 0;
        emit_open(in->out, "if (%s != Py_None) {", argument(in, value, &at));
    }
    if (python_is_in_place(value))
        emit_conversion(in, "tn_writable_array_in", value,
                        arena_printf("tn_%s", python_scalar_word(type->scalar)));
    else if (value->form == PLAN_TEXT_ARRAY)
        emit_conversion(in, "tn_text_array_in", value, "");
    else if (value->is_bytes)
        emit_conversion(in, "tn_bytes_in", value, "");
    else if (type->kind == MODEL_RECORD)
        emit_conversion(in, "tn_record_array_in", value, record_arguments(in, value));
    else if (type->kind == MODEL_ENUM)
        emit_conversion(in, "tn_enum_array_in", value, enum_arguments(in, value));
    else
        emit_conversion(in, "tn_array_in", value, arena_printf("tn_%s", python_scalar_word(type->scalar)));
    if (value->nullable)
        emit_close(in->out, "}");
}

static void convert_record(const call *in, const plan_value *value) {
    emit_line(in->out, "%s %s;", value->type.record->c_name, local(value));
    if (value->nullable)
        emit_line(in->out, "bool %s_is_given;", value->name);
    emit_conversion(in, value->nullable ? "tn_optional_record_in" : "tn_record_in", value,
                    record_arguments(in, value));
}

static void convert_input(const call *in, const plan_value *value) {
    if (value->is_self)
        return;
    switch (value->form) {
    case PLAN_SCALAR:
        emit_line(in->out, "%s %s;", python_c_type(&value->type), local(value));
        emit_conversion(in, arena_printf("tn_%s_in", python_scalar_word(value->type.scalar)), value, "");
        break;
    case PLAN_ENUM:
        emit_line(in->out, "int32_t %s;", local(value));
        emit_conversion(in, "tn_enum_in", value, enum_arguments(in, value));
        break;
    case PLAN_TEXT:
        emit_line(in->out, "tenon_text_view %s;", local(value));
        emit_conversion(in, value->nullable ? "tn_optional_text_in" : "tn_text_in", value, "");
        break;
    case PLAN_OBJECT:
        emit_line(in->out, "tenon_handle %s;", local(value));
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
    case PLAN_BLOCK: /* only goes out */
        break;
    }
}

static const char *length_of(const plan_value *source) {
    const char *name = local(source);
    return source->form == PLAN_SCALAR ? arena_printf("(size_t)%s", name) : arena_printf("%s.count", name);
}

/* A length has 32 bits or more. */
static bool is_signed(const model_type *type) {
    return type->scalar == MODEL_I32 || type->scalar == MODEL_I64;
}

static void check_length(const call *in, const plan_value *source) {
    guint at = 0;
    if (source->form != PLAN_SCALAR || !is_signed(&source->type))
        return;
    (void)argument(in, source, &at);
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, (gpointer)(uintptr_t) "PyExc_ValueError");
    g_ptr_array_add(items, place_of(in, at));
    g_ptr_array_add(items, (gpointer)(uintptr_t) "\"must not be negative\"");
    emit_open(in->out, "if (%s < 0) {", local(source));
    python_emit_call(in->out, "tn_wrong_value(", items, ");");
    emit_line(in->out, "%s", in->fail);
    emit_close(in->out, "}");
}

static void allocate_output(const call *in, const plan_value *value, const plan_value *source) {
    const char *name = local(value);
    const char *length = length_of(source);
    check_length(in, source);
    if (is_scratch(value)) {
        emit_line(in->out, "%s = tn_scratch_new(%s, sizeof(%s));", name, length, python_c_type(&value->type));
    } else if (value->is_bytes) {
        emit_line(in->out, "%s_made = tn_bytes_new(%s);", value->name, length);
    } else {
        emit_line(in->out, "%s_made = tn_array_new(state, tn_%s, %s, &%s);", value->name,
                  python_scalar_word(value->type.scalar), length, name);
    }
    emit_line(in->out, "if (%s%s == NULL)", is_scratch(value) ? name : value->name,
              is_scratch(value) ? "" : "_made");
    emit_line(in->out, "    %s", in->fail);
    if (value->is_bytes)
        emit_line(in->out, "%s = PyBytes_AsString(%s_made);", name, value->name);
}

/* ---- The crossing ---- */

/* Results live in locals; what must be given back starts out empty. */
static void declare_locals(const call *in) {
    for (guint i = 0; i < in->plan->values->len; i++) {
        const plan_value *value = value_at(in, (int)i);
        const char *name = local(value);
        if (is_input_buffer(value)) {
            emit_line(in->out, "tn_input %s = {0};", name);
        } else if (is_scratch(value)) {
            emit_line(in->out, "%s *%s = NULL;", python_c_type(&value->type), name);
        } else if (is_filled(value)) {
            emit_line(in->out, "PyObject *%s_made = NULL;", value->name);
            emit_line(in->out, "void *%s = NULL;", name);
        } else if (value->direction == PLAN_OUT) {
            const char *type = value->form == PLAN_BLOCK ? "tenon_block" : python_c_type(&value->type);
            emit_line(in->out, "%s %s;", type, name);
        }
        if (value->is_filled_partly)
            emit_line(in->out, "size_t %s_filled = 0;", value->name);
    }
}

static const char *passed_data(const plan_value *value) {
    const char *name = local(value);
    if (value->is_self)
        return "object->handle";
    if (is_filled(value))
        return name;
    if (value->direction == PLAN_OUT)
        return arena_printf("&%s", name);
    switch (value->form) {
    case PLAN_TEXT:
    case PLAN_TEXT_ARRAY:
        return arena_printf("%s.data", name);
    case PLAN_ARRAY:
        if (value->direction == PLAN_IN)
            return arena_printf("%s.data", name);
        return arena_printf("%s.writable", name);
    case PLAN_RECORD:
        if (value->nullable)
            return arena_printf("%s_is_given ? &%s : NULL", value->name, name);
        return arena_printf("&%s", name);
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_OBJECT:
    case PLAN_BLOCK:
        break;
    }
    return value->direction == PLAN_INOUT ? arena_printf("&%s", name) : name;
}

static const char *passed(const call *in, const plan_slot *slot) {
    const plan_value *value = value_at(in, slot->value);
    switch (slot->part) {
    case PLAN_PART_DATA:
        return passed_data(value);
    case PLAN_PART_LENGTH:
        if (is_filled(value))
            return length_of(value_at(in, value->length_from));
        return arena_printf("%s.%s", local(value), value->form == PLAN_TEXT ? "length" : "count");
    case PLAN_PART_FILLED:
        return arena_printf("&%s_filled", value->name);
    }
    return "";
}

static void cross(const call *in) {
    GPtrArray *items = arena_array();
    for (guint i = 0; i < in->plan->slots->len; i++)
        g_ptr_array_add(items, (gpointer)(uintptr_t)passed(in, g_ptr_array_index(in->plan->slots, i)));
    python_emit_call(in->out, arena_printf("int32_t status = %s(", in->plan->boundary_name), items, ");");
}

/* ---- Results ---- */

static const char *filled_count(const call *in, const plan_value *value) {
    if (value->is_filled_partly)
        return arena_printf("%s_filled", value->name);
    return length_of(value_at(in, value->length_from));
}

static const char *list_of(const call *in, const plan_value *value, const char *data, const char *count) {
    bool is_record = value->type.kind == MODEL_RECORD;
    return arena_printf("tn_%s_list(%s, %s, %s)", is_record ? "record" : "enum",
                        is_record ? record_arguments(in, value) : enum_arguments(in, value), data, count);
}

static const char *block_result(const call *in, const plan_value *value) {
    const char *name = local(value);
    const char *made = NULL;
    if (python_gives_array(value))
        made = arena_printf("tn_array_of_block(state, tn_%s, &%s, %s)",
                            python_scalar_word(value->type.scalar), name, value->is_view ? "true" : "false");
    else if (value->is_bytes)
        made = arena_printf("tn_block_bytes(&%s)", name);
    else if (value->type.kind == MODEL_RECORD)
        made = arena_printf("tn_block_records(%s, &%s)", record_arguments(in, value), name);
    else
        made = arena_printf("tn_block_members(%s, &%s)", enum_arguments(in, value), name);
    return value->nullable ? arena_printf("%s.handle == 0 ? Py_NewRef(Py_None) : %s", name, made) : made;
}

static const char *filled_result(const call *in, const plan_value *value) {
    if (is_scratch(value))
        return list_of(in, value, local(value), filled_count(in, value));
    const char *made = arena_printf("%s_made", value->name);
    if (!value->is_filled_partly)
        return made;
    return arena_printf("tn_%s_shorten(%s, %s_filled)", value->is_bytes ? "bytes" : "array", made,
                        value->name);
}

static const char *new_object(const call *in, const plan_value *value) {
    const char *class_name = python_name(in->of, value->type.class_of);
    bool is_own = value->type.class_of == in->plan->function->owner;
    const char *type = arena_printf("(PyTypeObject *)state->refs[tn_at_%s]", class_name);
    if (in->shape == PYTHON_NEW)
        type = "type";
    else if (in->shape == PYTHON_CLASSMETHOD && is_own)
        type = "(PyTypeObject *)self";
    return arena_printf("tn_object_new(%s, state, &tn_class_%s, %s)", type, class_name, local(value));
}

static const char *result_of(const call *in, const plan_value *value) {
    const char *name = local(value);
    switch (value->form) {
    case PLAN_SCALAR:
        return arena_printf("tn_%s_out(%s)", python_scalar_word(value->type.scalar), name);
    case PLAN_ENUM:
        return arena_printf("tn_enum_out(%s, %s)", enum_arguments(in, value), name);
    case PLAN_RECORD:
        return arena_printf("tn_record_out(%s, &%s)", record_arguments(in, value), name);
    case PLAN_TEXT:
        return arena_printf("tn_text_out(&%s)", name);
    case PLAN_OBJECT:
        return new_object(in, value);
    case PLAN_BLOCK:
        return block_result(in, value);
    case PLAN_ARRAY:
    case PLAN_TEXT_ARRAY:
        break;
    }
    if (value->direction == PLAN_INOUT)
        return list_of(in, value, arena_printf("%s.data", name), arena_printf("%s.count", name));
    return filled_result(in, value);
}

static void emit_expression(const call *in, const char *head, const char *expression) {
    const char *question = strstr(expression, " ? ");
    const char *colon = question == NULL ? NULL : strstr(question, " : ");
    if (colon == NULL) {
        emit_line(in->out, "%s%s;", head, expression);
        return;
    }
    const char *condition = arena_take(g_strndup(expression, (gsize)(question - expression)));
    const char *yes = arena_take(g_strndup(question + 3, (gsize)(colon - question - 3)));
    python_emit_choice(in->out, head, condition, yes, colon + 3);
}

static void emit_result(const call *in, const char *expression) {
    emit_expression(in, in->cleans_up ? "result = " : "return ", expression);
}

/* What was made before the call belongs to the result now. */
static void forget_made(const call *in) {
    for (guint i = 0; in->cleans_up && i < in->plan->values->len; i++) {
        const plan_value *value = value_at(in, (int)i);
        if (is_filled(value) && !is_scratch(value))
            emit_line(in->out, "%s_made = NULL;", value->name);
    }
}

static void emit_results(const call *in) {
    GPtrArray *outputs = python_outputs(in->plan);
    if (in->shape == PYTHON_SETTER) {
        emit_line(in->out, in->cleans_up ? "result = 0;" : "return 0;");
    } else if (outputs->len == 0) {
        emit_result(in, "Py_NewRef(Py_None)");
    } else if (outputs->len == 1) {
        emit_result(in, result_of(in, g_ptr_array_index(outputs, 0)));
        forget_made(in);
    } else {
        emit_line(in->out, "PyObject *results[%u];", outputs->len);
        for (guint i = 0; i < outputs->len; i++)
            emit_expression(in, arena_printf("results[%u] = ", i),
                            result_of(in, g_ptr_array_index(outputs, i)));
        emit_result(in, arena_printf("tn_tuple(results, %u)", outputs->len));
        forget_made(in);
    }
}

/* ---- The whole ---- */

static bool needs_cleanup(const plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->values, i);
        if (is_input_buffer(value) || is_filled(value))
            return true;
    }
    return false;
}

static void emit_cleanup(const call *in) {
    emit_raw(in->out, "\ndone:\n");
    for (guint i = 0; i < in->plan->values->len; i++) {
        const plan_value *value = value_at(in, (int)i);
        if (is_input_buffer(value))
            emit_line(in->out, "tn_input_release(&%s);", local(value));
        else if (is_scratch(value))
            emit_line(in->out, "PyMem_Free(%s);", local(value));
        else if (is_filled(value))
            emit_line(in->out, "Py_XDECREF(%s_made);", value->name);
    }
    emit_line(in->out, "return result;");
}

static void emit_step(const call *in, const plan_step *step) {
    switch (step->kind) {
    case PLAN_CONVERT_INPUT:
        convert_input(in, value_at(in, step->value));
        break;
    case PLAN_ALLOCATE_OUTPUT:
        allocate_output(in, value_at(in, step->value), value_at(in, step->other));
        break;
    case PLAN_CROSS:
        cross(in);
        break;
    case PLAN_TAKE_ERROR:
        emit_line(in->out, "if (tn_failed(state, status))");
        emit_line(in->out, "    %s", in->fail);
        break;
    default: /* inside the boundary, or done together in emit_results() */
        break;
    }
}

void python_emit_function(const python_package *of, emit *out, const plan_function *function) {
    call in = {.of = of,
               .out = out,
               .plan = function,
               .shape = python_shape_of(function),
               .arguments = plan_arguments(function),
               .cleans_up = needs_cleanup(function)};
    bool is_setter = in.shape == PYTHON_SETTER;
    in.fail = in.cleans_up ? "goto done;" : is_setter ? "return -1;" : "return NULL;";
    emit_head(&in);
    bool is_bare = in.arguments->len == 0 && in.shape != PYTHON_NEW && in.shape != PYTHON_CLASSMETHOD;
    if (!is_bare)
        emit_signature(&in);
    emit_state(&in);
    if (!is_bare)
        emit_arguments(&in);
    if (in.cleans_up)
        emit_line(out, is_setter ? "int result = -1;" : "PyObject *result = NULL;");
    declare_locals(&in);
    for (guint i = 0; i < function->steps->len; i++)
        emit_step(&in, g_ptr_array_index(function->steps, i));
    emit_results(&in);
    if (in.cleans_up)
        emit_cleanup(&in);
    emit_close(out, "}");
    emit_line(out, "%s", "");
}
