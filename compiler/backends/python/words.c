/* What the package calls everything of its contract, for who reads it: see words.h. */

#include "backends/python/python.h"

static const char *name_of(const void *of, const void *item) {
    return g_hash_table_lookup(((const python_package *)of)->names, item);
}

static const char *case_name(const void *of, const model_variant *variant, const model_case *one) {
    (void)variant;
    return name_of(of, one);
}

static const char *shape_of(const plan_function *function) {
    static const char *const names[] = {
        [PYTHON_FUNCTION] = "function", [PYTHON_METHOD] = "method", [PYTHON_CLASSMETHOD] = "static",
        [PYTHON_NEW] = "new",           [PYTHON_GETTER] = "getter", [PYTHON_SETTER] = "setter",
        [PYTHON_STATIC] = "static",     [PYTHON_NEXT] = "next",     [PYTHON_READ] = "read",
        [PYTHON_WRITE] = "write"};
    return names[python_shape_of(function)];
}

static const char *function_name(const void *of, const plan_function *function) {
    return name_of(of, function);
}

static const char *awaited_name(const void *of, const plan_function *function) {
    return python_async_name(of, function);
}

static const char *argument_name(const plan_function *function, const plan_value *value) {
    (void)function;
    return python_parameter_name(value);
}

json_t *python_words(const python_package *of) {
    const speller with = {.of = of,
                          .package = of->module,
                          .error_base = of->error_base,
                          .name = name_of,
                          .constant = python_member_name,
                          .field = python_field_name,
                          .case_name = case_name,
                          .case_field = python_payload_name,
                          .shape = shape_of,
                          .function = function_name,
                          .awaited = awaited_name,
                          .arguments = python_arguments,
                          .argument = argument_name,
                          .results = python_outputs};
    return words_json(of->plan, &with);
}
