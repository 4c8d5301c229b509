/* What a stand-in library calls: each function of an interface once, with benign values. */

#include <string.h>

#include "abuse/standin_internal.h"
#include "memory/arena.h"

/* How many elements a host may fill. */
enum { ROOM = 16 };

/* A method while it is written. */
typedef struct asking {
    const plan_library *plan;
    const model_interface *interface;
    const plan_function *method;
    emit *out;
    const char **names; /* by C parameter: the variable */
    const char *result;
} asking;

const char *standin_asker(const model_interface *interface) {
    return arena_printf("stand_in_ask_%s", interface->c_name);
}

static const model_parameter *parameter_at(const asking *it, int index) {
    return g_ptr_array_index(it->method->function->parameters, (guint)index);
}

static const plan_value *value_of(const asking *it, int parameter) {
    for (guint i = 0; i < it->method->values->len; i++) {
        const plan_value *value = g_ptr_array_index(it->method->values, i);
        if (!value->is_return && value->parameter == parameter)
            return value;
    }
    return NULL;
}

static bool is_output(const plan_value *value) {
    return value->direction != PLAN_IN;
}

/* ---- Before the call ---- */

/* What the count `index` counts: the first that has it. */
static const plan_value *counted_by(const asking *it, int index) {
    for (guint i = 0; i < it->method->values->len; i++) {
        const plan_value *value = g_ptr_array_index(it->method->values, i);
        if (value->count_parameter == index)
            return value;
    }
    return NULL;
}

static void declare_count(const asking *it, int index) {
    const model_parameter *parameter = parameter_at(it, index);
    const plan_value *counted = counted_by(it, index);
    const char *type = parameter->type.c_name;
    const char *count =
        counted != NULL && counted->form == PLAN_TEXT
            ? arena_printf("(%s)strlen(%s)", type, it->names[counted->parameter])
            : arena_printf("%d", counted != NULL && is_output(counted) ? ROOM : STANDIN_ELEMENTS);
    emit_line(it->out, "%s %s = %s;", type, it->names[index], count);
    for (guint i = 0; i < it->method->values->len; i++) {
        const plan_value *value = g_ptr_array_index(it->method->values, i);
        if (value->count_parameter != index || is_output(value))
            continue;
        emit_open(it->out, "if (stand_in_lies(&call, %s, \"lie_count\"))", standin_name(value));
        emit_line(it->out, "%s = (%s)(call.variant == 1 ? -1 : INTPTR_MAX);", it->names[index], type);
        emit_dedent(it->out);
    }
}

static void declare_text(const asking *it, const plan_value *value, const char *name) {
    emit_line(it->out, "const char *%s = stand_in_text(0);", name);
    emit_open(it->out, "if (stand_in_lies(&call, %s, \"lie_text\"))", standin_name(value));
    emit_line(it->out, "%s = stand_in_no_text();", name);
    emit_dedent(it->out);
}

static void declare_array(const asking *it, const plan_value *value, const char *name) {
    bool is_text = value->form == PLAN_TEXT_ARRAY;
    const char *element = is_text ? "const char *" : standin_element(&value->type);
    int length = is_output(value) ? ROOM : STANDIN_ELEMENTS;
    emit_line(it->out, "%s[%d];", c_declaration(element, name), length);
    emit_open(it->out, "for (unsigned at = 0; at < %d; at++)", length);
    emit_line(it->out, "%s[at] = %s;", name, standin_value(&value->type, "at"));
    emit_dedent(it->out);
    if (is_output(value))
        return;
    if (is_text) {
        emit_open(it->out, "if (stand_in_lies(&call, %s, \"lie_text\"))", standin_name(value));
        emit_line(it->out, "%s[%d] = stand_in_no_text();", name, length - 1);
        emit_dedent(it->out);
        emit_open(it->out, "if (stand_in_lies(&call, %s, \"lie_null\") && call.variant == 1)",
                  standin_name(value));
        emit_line(it->out, "%s[%d] = NULL;", name, length - 1);
        emit_dedent(it->out);
    } else {
        standin_emit_break(it->out, &value->type, arena_printf("&%s[%d]", name, length - 1), "&call",
                           standin_name(value));
    }
}

/* Of a parameter that counts nothing: what implements an interface has only values besides. */
static void declare_value(const asking *it, int index) {
    const plan_value *value = value_of(it, index);
    g_assert(value != NULL);
    const char *name = it->names[index];
    switch (value->form) {
    case PLAN_TEXT:
        if (is_output(value))
            emit_line(it->out, "char *%s = NULL;", name);
        else
            declare_text(it, value, name);
        break;
    case PLAN_TEXT_ARRAY:
    case PLAN_ARRAY:
        declare_array(it, value, name);
        break;
    case PLAN_OBJECT: {
        const model_class *of = value->type.class_of;
        emit_line(it->out, "%s *%s = stand_in_lies(&call, %s, \"lie_null\")", of->c_name, name,
                  standin_name(value));
        emit_line(it->out, "    ? NULL");
        emit_line(it->out, "    : (%s *)stand_in_make(\"%s\", (stand_in_threads)%d, NULL, false, false);",
                  of->c_name, of->c_name, (int)of->threads);
        break;
    }
    default:
        emit_line(it->out, "%s %s = %s;", standin_element(&value->type), name,
                  standin_value(&value->type, "0u"));
        if (!is_output(value) && !(value->form == PLAN_SCALAR && parameter_at(it, index)->pointer_depth == 0))
            standin_emit_break(it->out, &value->type, arena_printf("&%s", name), "&call",
                               standin_name(value));
        break;
    }
}

/* ---- The call ---- */

static const char *argument(const asking *it, int index) {
    const model_parameter *parameter = parameter_at(it, index);
    const plan_value *value = value_of(it, index);
    const char *name = it->names[index];
    bool is_count = parameter->role == MODEL_COUNT;
    bool is_array = value != NULL && (value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY);
    bool is_text = value != NULL && value->form == PLAN_TEXT && !is_output(value);
    bool is_object = value != NULL && value->form == PLAN_OBJECT;
    bool is_address = parameter->pointer_depth > 0 && !is_array && !is_text && !is_object;
    const char *expression = is_address ? arena_printf("&%s", name) : name;
    if (is_array || is_text || is_address)
        expression = arena_printf("(%s)%s", c_plain_type(parameter->c_type), expression);
    if (is_count || value == NULL || is_object || !(is_array || is_text || is_address))
        return expression;
    return arena_printf("stand_in_lies(&call, %s, \"lie_null\") && call.variant == 0 ? NULL : %s",
                        standin_name(value), expression);
}

/* The typedef may be that of a function rather than of a pointer to one: the parameters that take it say so.
 */
static const char *callback_type(const asking *it) {
    for (guint i = 0; i < it->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(it->plan->functions, i);
        for (guint v = 0; v < function->values->len; v++) {
            const plan_value *value = g_ptr_array_index(function->values, v);
            if (value->form != PLAN_CALLBACK || value->type.interface != it->interface)
                continue;
            const model_parameter *parameter =
                g_ptr_array_index(function->function->parameters, (guint)value->parameter);
            return c_plain_type(parameter->c_type);
        }
    }
    return it->interface->c_name;
}

static const char *callee(const asking *it) {
    if (it->interface->is_callback)
        return arena_printf("((%s)host->function)", callback_type(it));
    return arena_printf("((const %s *)host->functions)->%s", it->interface->c_name,
                        it->method->function->c_name);
}

static const char *context(const asking *it) {
    return it->interface->is_callback ? "host->context"
                                      : arena_printf("((const %s *)host->functions)->%s",
                                                     it->interface->c_name, it->interface->context_field);
}

static void emit_call(const asking *it, guint method) {
    const model_function *function = it->method->function;
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < function->parameters->len; i++)
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)argument(it, (int)i));
    int at = GPOINTER_TO_INT(g_ptr_array_index(it->interface->context_at, method));
    g_ptr_array_insert(arguments, at, (gpointer)(uintptr_t)context(it));
    const char *given = "";
    if (function->returns_status)
        given = "const int32_t result = (int32_t)";
    else if (function->result != NULL)
        given = arena_printf("%s = ", c_declaration(function->result->c_type, it->result));
    c_wrapped(it->out, arena_printf("%s%s(", given, callee(it)), arguments, ");");
}

/* ---- After the call ---- */

static void read_output(const asking *it, const plan_value *value, const char *name) {
    if (value->form == PLAN_TEXT) {
        emit_line(it->out, "stand_in_take_text(&call, %s, %s, true);", standin_name(value), name);
        emit_line(it->out, "free((void *)(uintptr_t)%s);", name);
        return;
    }
    if (value->form == PLAN_ARRAY) {
        const char *count = it->names[value->count_parameter];
        emit_open(it->out, "if ((uint64_t)%s > %d)", count, ROOM);
        emit_line(it->out, "stand_in_refuse(&call, %s, \"has more elements than there is room for\");",
                  standin_name(value));
        emit_dedent(it->out);
        emit_line(it->out, "stand_in_read(%s, (size_t)%s * sizeof(%s[0]));", name, count, name);
        return;
    }
    emit_line(it->out, "stand_in_read(&%s, sizeof(%s));", name, name);
}

static void read_outputs(const asking *it) {
    if (it->method->function->returns_status)
        emit_line(it->out, "(void)result;");
    for (guint i = 0; i < it->method->values->len; i++) {
        const plan_value *value = g_ptr_array_index(it->method->values, i);
        if (is_output(value))
            read_output(it, value, value->is_return ? it->result : it->names[value->parameter]);
    }
}

static void emit_method(emit *out, const plan_library *plan, const plan_interface *interface, guint index) {
    const plan_function *method = g_ptr_array_index(interface->methods, index);
    const model_function *function = method->function;
    asking it = {.plan = plan, .interface = interface->model, .method = method, .out = out};
    scope *names = scope_inside(scope_of_library(plan));
    scope_take(names, "host");
    scope_take(names, "call");
    it.names = arena_alloc((function->parameters->len + 1) * sizeof(char *));
    for (guint i = 0; i < function->parameters->len; i++)
        it.names[i] = scope_take(names, parameter_at(&it, (int)i)->name);
    it.result = scope_take(names, "result");
    c_empty_line(out);
    emit_open(out, "STAND_IN_PART void %s_%s(const stand_in_host *host) {", standin_asker(interface->model),
              function->name);
    emit_line(out, "stand_in_call call = stand_in_begin(\"%s.%s\");", interface->model->c_name,
              function->name);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < (int)function->parameters->len; i++) {
            bool is_count = parameter_at(&it, i)->role == MODEL_COUNT;
            if (is_count && pass == 1)
                declare_count(&it, i);
            else if (!is_count && pass == 0)
                declare_value(&it, i);
        }
    }
    emit_line(out, "(void)call;");
    emit_call(&it, index);
    read_outputs(&it);
    emit_close(out, "}");
}

void standin_emit_interface(emit *out, const plan_library *plan, const plan_interface *interface) {
    for (guint i = 0; i < interface->methods->len; i++)
        emit_method(out, plan, interface, i);
    c_empty_line(out);
    emit_open(out, "STAND_IN_PART void %s(const stand_in_host *host) {", standin_asker(interface->model));
    for (guint i = 0; i < interface->methods->len; i++)
        emit_line(out, "%s_%s(host);", standin_asker(interface->model),
                  ((const plan_function *)g_ptr_array_index(interface->methods, i))->function->name);
    emit_close(out, "}");
}
