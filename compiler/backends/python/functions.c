/* The plan renderer: one C function per function of the contract, its body the plan's steps. */

#include <string.h>

#include "backends/python/call.h"
#include "memory/arena.h"

const plan_value *python_value_at(const python_call *in, int index) {
    return g_ptr_array_index(in->plan->values, (guint)index);
}

const char *python_local(const plan_value *value) {
    static const char *const suffixes[] = {[PLAN_IN] = "in", [PLAN_OUT] = "out", [PLAN_INOUT] = "io"};
    return arena_printf("%s_%s", value->name, suffixes[value->direction]);
}

bool python_is_input_buffer(const plan_value *value) {
    return value->direction != PLAN_OUT &&
           (value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY || value->form == PLAN_DYNAMIC);
}

bool python_is_filled(const plan_value *value) {
    return value->form == PLAN_ARRAY && value->direction == PLAN_OUT;
}

bool python_is_scratch(const plan_value *value) {
    return python_is_filled(value) && value->type.kind != MODEL_SCALAR;
}

bool python_passes_text(const plan_value *value) {
    return value->form == PLAN_RECORD && value->direction != PLAN_OUT && python_has_text(&value->type);
}

bool python_gives_text(const plan_value *value) {
    return value->form == PLAN_RECORD && value->direction != PLAN_IN && python_has_text(&value->type);
}

const char *python_record_arguments(const python_package *of, const plan_value *value) {
    return arena_printf("state, &tn_record_%s", python_name(of, python_record_of(&value->type)));
}

const char *python_signature(const python_call *in) {
    return arena_printf("&signature_%s", in->plan->function->c_name);
}

const char *python_enum_arguments(const python_package *of, const plan_value *value) {
    return arena_printf("state, &tn_enum_%s", python_name(of, value->type.enumeration));
}

/* ---- Heads ---- */

static void open_function(const python_call *in, const char *head, const char *parameters) {
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

static const char any_call[] = "PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keywords";

/* Whether its arguments come by position and by name, and are put in order before anything else. */
static bool takes_any(const python_call *in) {
    bool is_callable = in->shape == PYTHON_FUNCTION || in->shape == PYTHON_METHOD ||
                       in->shape == PYTHON_CLASSMETHOD || in->shape == PYTHON_STATIC;
    return is_callable && !python_takes_nothing(in->plan);
}

static void emit_head(const python_call *in) {
    static const char given[] = "PyObject *self, PyObject *const *given";
    static const char *const parameters[] = {
        [PYTHON_FUNCTION] = given,
        [PYTHON_METHOD] = given,
        [PYTHON_CLASSMETHOD] = given,
        [PYTHON_NEW] = "PyTypeObject *type, PyObject *args, PyObject *keywords",
        [PYTHON_GETTER] = "PyObject *self, void *unused",
        [PYTHON_SETTER] = "PyObject *self, PyObject *value, void *unused",
        [PYTHON_STATIC] = given,
        [PYTHON_NEXT] = "PyObject *self"};
    const char *list = parameters[in->shape];
    if (python_takes_nothing(in->plan))
        list = "PyObject *self, PyObject *unused";
    const char *type = in->shape == PYTHON_SETTER ? "int " : "PyObject *";
    open_function(
        in, arena_printf("static %s%s_%s", type, takes_any(in) ? "do" : "call", in->plan->function->c_name),
        list);
    if (strstr(list, "unused") != NULL)
        emit_line(in->out, "(void)unused;");
    if (takes_any(in) && in->arguments->len == 0)
        emit_line(in->out, "(void)given;");
}

static void emit_state(const python_call *in) {
    switch (in->shape) {
    case PYTHON_FUNCTION:
    case PYTHON_STATIC:
        emit_line(in->out, "const tn_state *state = tn_module_state(self);");
        break;
    case PYTHON_CLASSMETHOD:
    case PYTHON_NEW:
        emit_line(in->out, "const tn_state *state = tn_state_of(%s, tn_at_%s, &tn_module);",
                  in->shape == PYTHON_NEW ? "type" : "(PyTypeObject *)self",
                  python_name(in->of, in->plan->function->owner));
        emit_line(in->out, "if (state == NULL)");
        emit_line(in->out, "    return NULL;");
        break;
    case PYTHON_METHOD:
    case PYTHON_GETTER:
    case PYTHON_SETTER:
    case PYTHON_NEXT:
    case PYTHON_READ:
    case PYTHON_WRITE:
        emit_line(in->out, "const tn_object *object = (tn_object *)self;");
        emit_line(in->out, "const tn_state *state = object->state;");
        break;
    }
}

static const char *function_title(const python_call *in) {
    if (in->shape == PYTHON_NEW)
        return python_name(in->of, in->plan->function->owner);
    return python_name(in->of, in->plan);
}

/* What stands in the place of `state` where nothing but a failure needs it; null where everything does. */
static const char *late_state(const python_call *in) {
    switch (in->shape) {
    case PYTHON_FUNCTION:
    case PYTHON_STATIC:
        return "tn_module_state(self)";
    case PYTHON_CLASSMETHOD:
    case PYTHON_NEW:
        return NULL;
    default:
        return "object->state";
    }
}

/* The names by which keywords find their parameters. */
static void emit_signature(const python_call *in) {
    guint count = in->arguments->len;
    GPtrArray *names = arena_array();
    for (guint i = 0; i < count; i++) {
        const plan_value *value = g_ptr_array_index(in->arguments, i);
        const char *name = in->shape == PYTHON_SETTER ? function_title(in) : python_parameter_name(value);
        g_ptr_array_add(names, arena_printf("tn_name_%s", name));
    }
    guint required = in->shape == PYTHON_SETTER ? count : python_required_count(in->arguments);
    python_emit_signature(in->out, arena_printf("signature_%s", in->plan->function->c_name),
                          function_title(in), names, required,
                          in->shape == PYTHON_SETTER ? 0 : python_fills(in->arguments),
                          python_keyword_count(in->arguments));
    emit_line(in->out, "%s", "");
}

static void emit_arguments(const python_call *in) {
    guint count = in->arguments->len;
    if (in->shape == PYTHON_SETTER) {
        emit_line(in->out, "if (value == NULL) {");
        emit_line(in->out, "    PyErr_SetString(PyExc_AttributeError, \"the property cannot be deleted\");");
        emit_line(in->out, "    return -1;");
        emit_line(in->out, "}");
        return;
    }
    if (in->shape != PYTHON_NEW)
        return;
    emit_line(in->out, "PyObject *space[%u];", MAX(count, 1));
    python_emit_expression(
        in->out, "bool is_complete = ",
        arena_printf("tn_tuple_arguments(state, %s, args, keywords, space)", python_signature(in)));
    emit_line(in->out, "if (!is_complete)");
    emit_line(in->out, "    return NULL;");
}

/* What Python calls: a plain call goes straight to the function, which needs no room for its arguments then.
 */
static void emit_call(const python_call *in) {
    const char *function = arena_printf("do_%s", in->plan->function->c_name);
    open_function(in, arena_printf("static PyObject *call_%s", in->plan->function->c_name), any_call);
    emit_line(in->out, "if (tn_is_plain(%s, count, keywords))", python_signature(in));
    emit_line(in->out, "    return %s(self, args);", function);
    emit_state(in);
    python_emit_expression(in->out, "return ",
                           arena_printf("tn_call_in_order(state, %s, %s, self, args, count, keywords)",
                                        python_signature(in), function));
    emit_close(in->out, "}");
    emit_line(in->out, "%s", "");
}

/* ---- The crossing ---- */

static const char *output_c_type(const plan_value *value) {
    if (value->form == PLAN_BLOCK || value->form == PLAN_DYNAMIC)
        return "tenon_block";
    return value->form == PLAN_TEXT_ARRAY ? "tenon_texts" : python_c_type(&value->type);
}

static bool is_map_in(const python_call *in, const plan_value *value) {
    return python_keys_of(in->of, value) != NULL && value->direction == PLAN_IN;
}

/* Results live in locals; what must be given back starts out empty. */
static void declare_locals(const python_call *in) {
    for (guint i = 0; i < in->plan->values->len; i++) {
        const plan_value *value = python_value_at(in, (int)i);
        const char *name = python_local(value);
        if (is_map_in(in, value))
            emit_line(in->out, "tn_map %s_map = {0};", value->name);
        if (python_is_input_buffer(value)) {
            emit_line(in->out, "tn_input %s;", name);
            emit_line(in->out, "tn_input_start(&%s);", name);
        } else if (python_is_scratch(value)) {
            emit_line(in->out, "%s *%s = NULL;", python_c_type(&value->type), name);
        } else if (python_is_filled(value)) {
            emit_line(in->out, "PyObject *%s_made = NULL;", value->name);
            emit_line(in->out, "void *%s = NULL;", name);
        } else if (value->direction == PLAN_OUT) {
            emit_line(in->out, "%s %s;", output_c_type(value), name);
        } else if (value->form == PLAN_STREAM) {
            emit_line(in->out, "struct ArrowArrayStream %s = {0};", name);
        }
        if (python_passes_text(value))
            emit_line(in->out, "PyObject *%s_texts = NULL;", value->name);
        if (value->is_filled_partly)
            emit_line(in->out, "size_t %s_filled = 0;", value->name);
        if (value->is_optional && value->direction == PLAN_OUT)
            emit_line(in->out, "bool %s_is_present = false;", value->name);
    }
}

static const char *passed_data(const plan_value *value) {
    const char *name = python_local(value);
    if (value->is_self)
        return "object->handle";
    if (python_is_filled(value))
        return name;
    if (value->direction == PLAN_OUT)
        return arena_printf("&%s", name);
    switch (value->form) {
    case PLAN_TEXT:
    case PLAN_TEXT_ARRAY:
    case PLAN_DYNAMIC:
        return arena_printf("%s.data", name);
    case PLAN_STREAM:
        return value->nullable ? arena_printf("%s.release == NULL ? NULL : &%s", name, name)
                               : arena_printf("&%s", name);
    case PLAN_ARRAY:
        if (value->direction == PLAN_IN)
            return arena_printf("%s.data", name);
        return arena_printf("%s.writable", name);
    case PLAN_RECORD:
        if (value->nullable && !value->is_optional)
            return arena_printf("%s_is_given ? &%s : NULL", value->name, name);
        return arena_printf("&%s", name);
    case PLAN_CALLBACK:
        if (python_may_be_none(value))
            return arena_printf("%s.host == NULL ? NULL : &%s", name, name);
        return arena_printf("&%s", name);
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_OBJECT:
    case PLAN_BLOCK:
    case PLAN_CANCEL:
        break;
    }
    return value->direction == PLAN_INOUT ? arena_printf("&%s", name) : name;
}

static const char *passed(const python_call *in, const plan_slot *slot) {
    const plan_value *value = python_value_at(in, slot->value);
    switch (slot->part) {
    case PLAN_PART_DATA:
        return passed_data(value);
    case PLAN_PART_LENGTH:
        if (python_is_filled(value))
            return python_length_of(python_value_at(in, value->length_from));
        return arena_printf("%s.%s", python_local(value), value->form == PLAN_TEXT ? "length" : "count");
    case PLAN_PART_FILLED:
        return arena_printf("&%s_filled", value->name);
    case PLAN_PART_PRESENT:
        return arena_printf("%s%s_is_present", value->direction == PLAN_IN ? "" : "&", value->name);
    }
    return "";
}

static void cross(const python_call *in) {
    python_convert_callbacks(in);
    GPtrArray *items = arena_array();
    for (guint i = 0; i < in->plan->slots->len; i++)
        g_ptr_array_add(items, (gpointer)(uintptr_t)passed(in, g_ptr_array_index(in->plan->slots, i)));
    python_emit_call(in->out, arena_printf("int32_t status = %s(", in->plan->boundary_name), items, ");");
}

/* ---- The awaitable form ---- */

static const char *keyword_of(const python_call *in, int index) {
    if (index == PLAN_NONE)
        return NULL;
    return python_c_literal(python_parameter_name(python_value_at(in, index)));
}

static void emit_awaitable(const python_package *of, emit *out, const plan_function *function) {
    python_call in = {.of = of, .out = out, .plan = function, .shape = python_shape_of(function)};
    if (!python_is_awaitable(function))
        return;
    python_emit_awaitable_doc(of, out, function);
    open_function(&in, arena_printf("static PyObject *await_%s", function->function->c_name), any_call);
    emit_open(out, "static const tn_awaitable awaitable = {");
    emit_line(out, ".package = %s,", python_c_literal(of->module));
    if (in.shape != PYTHON_NEW)
        emit_line(out, ".function = %s,", python_c_literal(python_name(of, function)));
    if (in.shape == PYTHON_GETTER)
        emit_line(out, ".is_property = true,");
    const char *cancel = keyword_of(&in, function->token);
    const char *progress = keyword_of(&in, function->progress);
    if (cancel != NULL)
        emit_line(out, ".cancel = %s,", cancel);
    if (progress != NULL)
        emit_line(out, ".progress = %s,", progress);
    emit_close(out, "};");
    if (in.shape == PYTHON_NEW)
        in.shape = PYTHON_CLASSMETHOD; /* it is called on the class */
    emit_state(&in);
    if (in.shape == PYTHON_STATIC)
        emit_line(out, "self = state->refs[tn_at_%s];", python_name(of, function->function->owner));
    emit_line(out, "return tn_await(state, &awaitable, self, args, count, keywords);");
    emit_close(out, "}");
    emit_line(out, "%s", "");
}

/* ---- The whole ---- */

static bool is_stream_in(const plan_value *value) {
    return value->form == PLAN_STREAM && value->direction == PLAN_IN;
}

static bool needs_cleanup(const plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->values, i);
        if (python_is_input_buffer(value) || python_is_filled(value) || is_stream_in(value) ||
            python_passes_text(value))
            return true;
    }
    return false;
}

static void emit_cleanup(const python_call *in) {
    emit_raw(in->out, "\ndone:\n");
    for (guint i = 0; i < in->plan->values->len; i++) {
        const plan_value *value = python_value_at(in, (int)i);
        if (is_map_in(in, value))
            emit_line(in->out, "tn_map_release(&%s_map);", value->name);
        if (python_is_input_buffer(value))
            emit_line(in->out, "tn_input_release(&%s);", python_local(value));
        else if (python_is_scratch(value))
            emit_line(in->out, "PyMem_Free(%s);", python_local(value));
        else if (python_is_filled(value))
            emit_line(in->out, "Py_XDECREF(%s_made);", value->name);
        else if (is_stream_in(value))
            emit_line(in->out, "tn_stream_end(&%s);", python_local(value));
        else if (python_passes_text(value))
            emit_line(in->out, "Py_XDECREF(%s_texts);", value->name);
    }
    emit_line(in->out, "return result;");
}

static void emit_step(const python_call *in, const plan_step *step) {
    switch (step->kind) {
    case PLAN_CONVERT_INPUT:
        python_convert_input(in, python_value_at(in, step->value));
        break;
    case PLAN_ALLOCATE_OUTPUT:
        python_allocate_output(in, python_value_at(in, step->value), python_value_at(in, step->other));
        break;
    case PLAN_CROSS:
        cross(in);
        break;
    case PLAN_TAKE_ERROR:
        emit_line(in->out, "if (tn_failed(%s, status))", in->state);
        emit_line(in->out, "    %s", in->fail);
        break;
    default: /* inside the boundary, or done together in emit_results() */
        break;
    }
}

/* Whoever still calls it is told what to call instead. */
static void warn_of_deprecation(const python_call *in) {
    const char *advice = python_deprecation_of(in->plan);
    if (advice == NULL)
        return;
    const char *kind =
        in->shape == PYTHON_GETTER || in->shape == PYTHON_SETTER || in->shape == PYTHON_NEW ? "" : "()";
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, (gpointer)(uintptr_t) "PyExc_DeprecationWarning");
    g_ptr_array_add(items, python_c_literal(arena_printf("%s%s is deprecated: %s", function_title(in), kind,
                                                         python_doc_names(in->of, advice))));
    g_ptr_array_add(items, (gpointer)(uintptr_t) "1");
    python_emit_call(in->out, "if (PyErr_WarnEx(", items, ") != 0)");
    emit_line(in->out, "    return %s;", in->shape == PYTHON_SETTER ? "-1" : "NULL");
}

static void emit_body(const python_call *in) {
    bool is_bare = in->arguments->len == 0 && in->shape != PYTHON_NEW;
    if (!is_bare)
        emit_arguments(in);
    if (in->cleans_up)
        emit_line(in->out, in->shape == PYTHON_SETTER ? "int result = -1;" : "PyObject *result = NULL;");
    declare_locals(in);
    for (guint i = 0; i < in->plan->steps->len; i++)
        emit_step(in, g_ptr_array_index(in->plan->steps, i));
    python_emit_results(in);
    if (in->cleans_up)
        emit_cleanup(in);
}

/* Whether a variable of that name occurs in C code: a word outside of its literals. */
static bool mentions(const char *code, const char *variable) {
    GRegex *literal = g_regex_new("\"(\\\\.|[^\"\\\\])*\"", 0, 0, NULL);
    GRegex *word = g_regex_new(arena_printf("(?<!->)\\b%s\\b", variable), 0, 0, NULL);
    char *bare = g_regex_replace_literal(literal, code, -1, 0, "", 0, NULL);
    bool is_there = g_regex_match(word, bare, 0, NULL);
    g_free(bare);
    g_regex_unref(word);
    g_regex_unref(literal);
    return is_there;
}

/* The body, after the declarations of what it uses. */
static void emit_used(python_call *in) {
    emit *out = in->out;
    in->state = late_state(in) != NULL ? late_state(in) : "state";
    in->out = emit_new(out->indent_unit, out->width);
    in->out->depth = out->depth;
    emit_body(in);
    const char *body = emit_finish(in->out);
    in->out = out;
    if (late_state(in) == NULL || mentions(body, "state"))
        emit_state(in);
    else if (strcmp(in->state, "object->state") == 0)
        emit_line(out, "const tn_object *object = (tn_object *)self;");
    warn_of_deprecation(in);
    emit_raw(out, body);
}

void python_emit_function(const python_package *of, emit *out, const plan_function *function) {
    python_call in = {.of = of,
                      .out = out,
                      .plan = function,
                      .shape = python_shape_of(function),
                      .arguments = python_arguments(function),
                      .cleans_up = needs_cleanup(function)};
    in.fail = in.cleans_up ? "goto done;" : in.shape == PYTHON_SETTER ? "return -1;" : "return NULL;";
    if (in.arguments->len > 0 || in.shape == PYTHON_NEW || takes_any(&in))
        emit_signature(&in);
    emit_head(&in);
    emit_used(&in);
    emit_close(out, "}");
    emit_line(out, "%s", "");
    if (takes_any(&in))
        emit_call(&in);
    emit_awaitable(of, out, function);
}
