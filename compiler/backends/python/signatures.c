/* How Python sees a function: as a method, a property, a constructor; which arguments it takes. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

/* The class's own constructor gives the object and nothing else, and always gives one. */
static bool is_plain_constructor(const plan_function *function) {
    if (strcmp(function->function->name, "new") != 0 || function->outputs->len != 1)
        return false;
    const plan_value *made = g_ptr_array_index(function->outputs, 0);
    return made->form == PLAN_OBJECT && !made->nullable && made->type.class_of == function->function->owner;
}

python_shape python_shape_of(const plan_function *function) {
    const model_function *described = function->function;
    if (described->owner == NULL)
        return PYTHON_FUNCTION;
    if (described->is_static)
        return PYTHON_STATIC;
    if (described->is_next)
        return PYTHON_NEXT;
    if (described->flow != MODEL_NO_FLOW)
        return described->flow == MODEL_READS ? PYTHON_READ : PYTHON_WRITE;
    if (described->kind == MODEL_CONSTRUCTOR)
        return is_plain_constructor(function) ? PYTHON_NEW : PYTHON_CLASSMETHOD;
    if (!described->is_property)
        return PYTHON_METHOD;
    return described->is_setter ? PYTHON_SETTER : PYTHON_GETTER;
}

/* An object that belongs to one thread cannot go to another, where the awaited call would run. */
bool python_is_awaitable(const plan_function *function) {
    const model_class *owner = function->function->owner;
    python_shape shape = python_shape_of(function);
    bool is_called =
        shape != PYTHON_SETTER && shape != PYTHON_NEXT && shape != PYTHON_READ && shape != PYTHON_WRITE;
    return function->blocks && is_called && (owner == NULL || owner->threads != MODEL_THREADS_ONE);
}

bool python_takes_nothing(const plan_function *function) {
    python_shape shape = python_shape_of(function);
    bool is_plain = shape == PYTHON_FUNCTION || shape == PYTHON_METHOD || shape == PYTHON_STATIC;
    return is_plain && plan_arguments(function)->len == 0;
}

const char *python_deprecation_of(const plan_function *function) {
    const model_function *described = function->function;
    if (described->marks.deprecated != NULL || described->kind != MODEL_CONSTRUCTOR)
        return described->marks.deprecated;
    return described->owner->marks.deprecated;
}

/* A token, or whom to tell how far it is. */
static bool is_by_name(const plan_value *value) {
    return value->form == PLAN_CANCEL || value->is_progress;
}

GPtrArray *python_arguments(const plan_function *function) {
    GPtrArray *given = plan_arguments(function);
    GPtrArray *arguments = arena_array();
    for (int by_name = 0; by_name <= 1; by_name++) {
        for (guint i = 0; i < given->len; i++) {
            plan_value *value = g_ptr_array_index(given, i);
            if (is_by_name(value) == (by_name == 1))
                g_ptr_array_add(arguments, value);
        }
    }
    return arguments;
}

guint python_keyword_count(const GPtrArray *arguments) {
    guint count = 0;
    while (count < arguments->len && is_by_name(g_ptr_array_index(arguments, arguments->len - count - 1)))
        count++;
    return count;
}

bool python_may_be_none(const plan_value *value) {
    return value->nullable || is_by_name(value);
}

static bool may_be_left_out(const plan_value *value) {
    return python_may_be_none(value) || python_has_default(value);
}

guint python_required_count(const GPtrArray *arguments) {
    guint required = arguments->len;
    while (required > 0 && may_be_left_out(g_ptr_array_index(arguments, required - 1)))
        required--;
    return required;
}

uint64_t python_fills(const GPtrArray *arguments) {
    uint64_t fills = 0;
    for (guint i = python_required_count(arguments); i < MIN(arguments->len, 64); i++)
        fills |= (uint64_t)python_has_default(g_ptr_array_index(arguments, i)) << i;
    return fills;
}

char *python_text_signature(const python_package *of, const GPtrArray *arguments) {
    GPtrArray *parts = arena_array();
    guint required = python_required_count(arguments);
    guint by_place = arguments->len - python_keyword_count(arguments);
    for (guint i = 0; i < arguments->len; i++) {
        if (i == by_place)
            g_ptr_array_add(parts, (gpointer)(uintptr_t) "*");
        const plan_value *value = g_ptr_array_index(arguments, i);
        const char *name = python_parameter_name(value);
        g_ptr_array_add(
            parts,
            (gpointer)(uintptr_t)(i < required
                                      ? name
                                      : arena_printf("%s=%s", name, python_default_in_signature(of, value))));
    }
    return emit_join(parts, ", ");
}

const plan_function *python_operator_of(const python_package *of, const model_class *class_of,
                                        model_operator operation) {
    const GPtrArray *functions = plan_functions_of(of->plan, class_of);
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        if (function->function->operation == operation)
            return function;
    }
    return NULL;
}

const plan_function *python_function_of(const python_package *of, const model_class *class_of,
                                        python_shape shape) {
    const GPtrArray *functions = plan_functions_of(of->plan, class_of);
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        if (python_shape_of(function) == shape)
            return function;
    }
    return NULL;
}

const plan_function *python_setter_of(const python_package *of, const plan_function *getter) {
    const GPtrArray *functions = plan_functions_of(of->plan, getter->function->owner);
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        if (python_shape_of(function) == PYTHON_SETTER &&
            strcmp(function->function->name, getter->function->name) == 0)
            return function;
    }
    return NULL;
}
