#include "backends/words.h"

/* Text, where there is any. */
static void put(json_t *object, const char *key, const char *text) {
    if (text != NULL)
        json_object_set_new(object, key, json_string(text));
}

#define PUT_NAMES(object, key, list, type, with)                                                             \
    do {                                                                                                     \
        json_t *named = json_object();                                                                       \
        for (guint i = 0; i < (list)->len; i++) {                                                            \
            const type *item = g_ptr_array_index(list, i);                                                   \
            put(named, item->c_name, (with)->name((with)->of, item));                                        \
        }                                                                                                    \
        json_object_set_new(object, key, named);                                                             \
    } while (0)

static json_t *enum_words(const speller *with, const model_enum *of) {
    json_t *constants = json_object();
    for (guint i = 0; i < of->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(of->constants, i);
        put(constants, constant->c_name, with->constant(constant));
    }
    json_t *object = json_object();
    put(object, "name", with->name(with->of, of));
    json_object_set_new(object, "constants", constants);
    return object;
}

static json_t *record_words(const speller *with, const model_record *of) {
    json_t *fields = json_object();
    for (guint i = 0; i < of->fields->len; i++) {
        const model_field *field = g_ptr_array_index(of->fields, i);
        if (!field->is_presence)
            put(fields, field->name, with->field(field));
    }
    json_t *object = json_object();
    put(object, "name", with->name(with->of, of));
    json_object_set_new(object, "fields", fields);
    return object;
}

static json_t *variant_words(const speller *with, const model_variant *of) {
    json_t *cases = json_object();
    for (guint i = 0; i < of->cases->len; i++) {
        const model_case *one = g_ptr_array_index(of->cases, i);
        json_t *chosen = json_object();
        put(chosen, "name", with->case_name(with->of, of, one));
        if (one->member != NULL)
            put(chosen, "field", with->case_field(one));
        json_object_set_new(cases, one->constant->c_name, chosen);
    }
    json_t *object = json_object();
    put(object, "name", with->name(with->of, of));
    json_object_set_new(object, "cases", cases);
    return object;
}

/* The contract's name of a value, as `tenon inspect` has it. */
static const char *value_name(const plan_value *value) {
    return value->is_return ? "return" : value->name;
}

static json_t *argument_words(const speller *with, const plan_function *function) {
    GPtrArray *arguments = with->arguments(function);
    json_t *list = json_array();
    for (guint i = 0; i < arguments->len; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        json_array_append_new(list, json_pack("[s, s]", value_name(value), with->argument(function, value)));
    }
    return list;
}

static json_t *result_words(const speller *with, const plan_function *function) {
    GPtrArray *results = with->results(function);
    GPtrArray *names = with->result_names == NULL ? NULL : with->result_names(function);
    json_t *list = json_array();
    for (guint i = 0; i < results->len; i++) {
        const char *value = value_name(g_ptr_array_index(results, i));
        json_array_append_new(
            list, json_pack("[s, s]", value, names == NULL ? value : g_ptr_array_index(names, i)));
    }
    return list;
}

static json_t *interface_words(const speller *with, const plan_interface *of) {
    json_t *methods = json_object(), *results = json_object();
    for (guint i = 0; i < of->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(of->methods, i);
        put(methods, method->function->name, with->function(with->of, method));
        json_object_set_new(results, method->function->name, result_words(with, method));
    }
    json_t *object = json_object();
    put(object, "name", with->name(with->of, of->model));
    json_object_set_new(object, "methods", methods);
    json_object_set_new(object, "results", results);
    return object;
}

static json_t *function_words(const speller *with, const plan_function *function) {
    json_t *object = json_object();
    put(object, "name", with->function(with->of, function));
    put(object, "shape", with->shape(function));
    put(object, "awaited", with->awaited(with->of, function));
    json_object_set_new(object, "arguments", argument_words(with, function));
    json_object_set_new(object, "results", result_words(with, function));
    return object;
}

#define PUT_ALL(object, key, list, type, id, make)                                                           \
    do {                                                                                                     \
        json_t *all = json_object();                                                                         \
        for (guint i = 0; i < (list)->len; i++) {                                                            \
            const type *item = g_ptr_array_index(list, i);                                                   \
            json_object_set_new(all, item->id, make(with, item));                                            \
        }                                                                                                    \
        json_object_set_new(object, key, all);                                                               \
    } while (0)

json_t *words_json(const plan_library *plan, const speller *with) {
    const model_library *model = plan->model;
    json_t *object = json_object();
    put(object, "package", with->package);
    put(object, "error", with->error_base);
    PUT_NAMES(object, "errors", plan->errors, plan_error, with);
    PUT_NAMES(object, "classes", model->classes, model_class, with);
    PUT_NAMES(object, "exacts", model->exacts, model_exact, with);
    PUT_NAMES(object, "constants", model->constants, model_constant, with);
    PUT_ALL(object, "enums", model->enums, model_enum, c_name, enum_words);
    PUT_ALL(object, "records", model->records, model_record, c_name, record_words);
    PUT_ALL(object, "variants", model->variants, model_variant, c_name, variant_words);
    PUT_ALL(object, "interfaces", plan->interfaces, plan_interface, model->c_name, interface_words);
    PUT_ALL(object, "functions", plan->functions, plan_function, function->c_name, function_words);
    return object;
}
