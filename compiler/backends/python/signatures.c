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
    if (described->kind == MODEL_CONSTRUCTOR)
        return is_plain_constructor(function) ? PYTHON_NEW : PYTHON_CLASSMETHOD;
    if (!described->is_property)
        return PYTHON_METHOD;
    return described->is_setter ? PYTHON_SETTER : PYTHON_GETTER;
}

guint python_required_count(const GPtrArray *arguments) {
    guint required = arguments->len;
    while (required > 0 && ((const plan_value *)g_ptr_array_index(arguments, required - 1))->nullable)
        required--;
    return required;
}

const plan_function *python_setter_of(const python_package *of, const plan_function *getter) {
    for (guint i = 0; i < of->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(of->plan->functions, i);
        if (python_shape_of(function) == PYTHON_SETTER &&
            function->function->owner == getter->function->owner &&
            strcmp(function->function->name, getter->function->name) == 0)
            return function;
    }
    return NULL;
}
