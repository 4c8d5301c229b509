/* The Python backend: one extension module on the stable ABI, its stub, and the files that pip needs. */

#include "backends/python/python.h"
#include "abuse/reading.h"
#include "memory/arena.h"
#include "tenon/error.h"

static bool any_value(const plan_library *plan, bool (*holds)(const plan_value *value)) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        for (guint v = 0; v < function->values->len; v++) {
            if (holds(g_ptr_array_index(function->values, v)))
                return true;
        }
    }
    return false;
}

static bool is_array_in(const plan_value *value) {
    return value->direction != PLAN_OUT && (value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY);
}

static bool any_function(const plan_library *plan, bool (*holds)(const plan_function *function)) {
    for (guint i = 0; i < plan->functions->len; i++) {
        if (holds(g_ptr_array_index(plan->functions, i)))
            return true;
    }
    return false;
}

static bool adapts(const plan_function *function) {
    return function->adapts;
}

static bool unlocks(const plan_function *function) {
    for (guint i = 0; i < function->steps->len; i++) {
        if (((const plan_step *)g_ptr_array_index(function->steps, i))->kind == PLAN_RELEASE_HOST_LOCK)
            return true;
    }
    return false;
}

/* Whether some method of an interface has such a value. */
static bool any_passed(const plan_library *plan, bool (*holds)(const plan_value *value)) {
    for (guint i = 0; i < plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(plan->interfaces, i);
        for (guint m = 0; interface->model->flow == MODEL_NO_FLOW && m < interface->methods->len; m++) {
            const plan_function *method = g_ptr_array_index(interface->methods, m);
            for (guint v = 0; v < method->values->len; v++) {
                if (holds(g_ptr_array_index(method->values, v)))
                    return true;
            }
        }
    }
    return false;
}

static bool is_array_given(const plan_value *value) {
    return value->form == PLAN_ARRAY && value->direction != PLAN_IN && value->type.kind == MODEL_SCALAR;
}

static bool is_array_lent(const plan_value *value) {
    return value->form == PLAN_ARRAY && value->direction == PLAN_IN && !value->is_bytes &&
           value->type.kind == MODEL_SCALAR;
}

static bool any_flow(const plan_library *plan, model_flow flow) {
    for (guint i = 0; i < plan->model->interfaces->len; i++) {
        if (((const model_interface *)g_ptr_array_index(plan->model->interfaces, i))->flow == flow)
            return true;
    }
    return false;
}

static bool is_attached(const plan_value *value) {
    return value->form == PLAN_CALLBACK &&
           (value->scope == MODEL_UNTIL_REPLACED || value->scope == MODEL_ONCE);
}

static bool is_token(const plan_value *value) {
    return value->form == PLAN_CANCEL;
}

static bool is_stream(const plan_value *value) {
    return value->form == PLAN_STREAM;
}

static bool is_text_list(const plan_value *value) {
    return value->form == PLAN_TEXT_ARRAY && value->direction == PLAN_OUT;
}

static bool is_dynamic(const plan_value *value) {
    return value->form == PLAN_DYNAMIC;
}

static bool any_class(const python_package *of,
                      bool (*holds)(const python_package *of, const model_class *class_of)) {
    for (guint i = 0; i < of->model->classes->len; i++) {
        if (holds(of, g_ptr_array_index(of->model->classes, i)))
            return true;
    }
    return false;
}

static bool has_operators(const python_package *of, const model_class *class_of) {
    for (model_operator operation = MODEL_EQUAL; operation <= MODEL_STRING; operation++) {
        if (python_operator_of(of, class_of, operation) != NULL)
            return true;
    }
    return false;
}

static bool is_buffer_in(const plan_value *value) {
    return value->direction != PLAN_OUT && value->form == PLAN_ARRAY && value->type.kind == MODEL_SCALAR &&
           !python_is_of_map(value);
}

static bool keeps_fields(const model_library *model) {
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = g_ptr_array_index(model->records, i);
        for (guint f = 0; f < record->fields->len; f++) {
            const model_field *field = g_ptr_array_index(record->fields, f);
            if (field->type.kind == MODEL_TEXT || python_is_record(&field->type))
                return true;
        }
    }
    return false;
}

/* Whether some field of a record, or case of a variant, is such a number. */
static bool any_field(const plan_library *plan, bool (*holds)(const model_type *type)) {
    for (guint i = 0; i < plan->model->records->len; i++) {
        const model_record *record = g_ptr_array_index(plan->model->records, i);
        for (guint f = 0; f < record->fields->len; f++) {
            if (holds(&((const model_field *)g_ptr_array_index(record->fields, f))->type))
                return true;
        }
    }
    for (guint i = 0; i < plan->model->variants->len; i++) {
        const model_variant *variant = g_ptr_array_index(plan->model->variants, i);
        for (guint c = 0; c < variant->cases->len; c++) {
            if (holds(&((const model_case *)g_ptr_array_index(variant->cases, c))->type))
                return true;
        }
    }
    return false;
}

static bool is_time(const plan_value *value) {
    return value->form == PLAN_SCALAR && python_is_time(&value->type);
}

static bool is_map(const plan_value *value) {
    return value->is_keys;
}

static bool is_wide(const plan_value *value) {
    return value->form == PLAN_SCALAR && python_is_wide(&value->type);
}

static python_parts parts_of(const plan_library *plan) {
    const model_library *model = plan->model;
    bool records = model->records->len > 0 || model->variants->len > 0;
    bool enums = model->enums->len > 0 || records;
    bool gives_arrays = any_passed(plan, is_array_given);
    return (python_parts){
        .takes_buffers = any_value(plan, is_buffer_in) || gives_arrays,
        .buffers = enums || any_value(plan, is_array_in) || model->interfaces->len > 0 ||
                   any_value(plan, is_dynamic),
        .enums = enums,
        .records = records,
        .nested = model->variants->len > 0 || keeps_fields(model),
        .objects = model->classes->len > 0,
        .arrays = any_value(plan, python_gives_array) || any_passed(plan, is_array_lent),
        .unlocks = any_function(plan, unlocks),
        .callbacks = model->interfaces->len > 0,
        .reads = any_flow(plan, MODEL_READS),
        .writes = any_flow(plan, MODEL_WRITES),
        .cycles = model->classes->len > 0 && any_value(plan, is_attached),
        .cancels = any_value(plan, is_token),
        .streams = any_value(plan, is_stream),
        .texts = any_value(plan, is_text_list),
        .dynamics = any_value(plan, is_dynamic),
        .awaitables = any_function(plan, python_is_awaitable),
        .times = any_field(plan, python_is_time) || any_value(plan, is_time) || any_passed(plan, is_time),
        .maps = any_value(plan, is_map),
        .exacts = model->exacts->len > 0,
        .wides = any_field(plan, python_is_wide) || any_value(plan, is_wide) || any_passed(plan, is_wide),
        .locks = any_function(plan, adapts)};
}

/* A module of another contract is an ImportError, as Python people expect it. */
static GPtrArray *errors_of(const plan_library *plan) {
    GPtrArray *errors = arena_array();
    for (guint i = 0; i < plan->errors->len; i++) {
        plan_error *error = g_ptr_array_index(plan->errors, i);
        if (!error->is_boundary || error->code != TENON_VERSION_MISMATCH)
            g_ptr_array_add(errors, error);
    }
    return errors;
}

static GHashTable *keys_of_maps(const plan_library *plan) {
    GHashTable *keys = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        for (guint v = 0; v < function->values->len; v++) {
            plan_value *value = g_ptr_array_index(function->values, v);
            if (value->keys_value != PLAN_NONE)
                g_hash_table_insert(keys, value,
                                    g_ptr_array_index(function->values, (guint)value->keys_value));
        }
    }
    return keys;
}

static python_package package_of(const plan_library *plan, package *files) {
    const model_library *model = plan->model;
    python_package to = {.plan = plan, .model = model, .files = files, .parts = parts_of(plan)};
    to.errors = errors_of(plan);
    to.parts.operators = any_class(&to, has_operators);
    to.parts.files = any_class(&to, python_is_file);
    to.module = model->packages[MODEL_PYTHON] != NULL ? model->packages[MODEL_PYTHON] : model->name;
    to.banner = arena_printf("Generated by tenon from %s (%s %u.%u). Do not edit.", model->header_name,
                             model->name, model->major, model->minor);
    to.keys = keys_of_maps(plan);
    python_name_everything(&to);
    return to;
}

static void free_names(python_package *of) {
    g_hash_table_unref(of->names);
    g_hash_table_unref(of->async);
    g_hash_table_unref(of->taken);
    g_hash_table_unref(of->keys);
}

static GHashTable *names_of(const plan_library *plan) {
    python_package of = package_of(plan, NULL);
    GHashTable *names = g_hash_table_ref(of.names);
    free_names(&of);
    return names;
}

static json_t *words_of(const plan_library *plan) {
    python_package of = package_of(plan, NULL);
    json_t *words = python_words(&of);
    free_names(&of);
    return words;
}

static void add_driver(const plan_library *plan, const GPtrArray *cases, package *files) {
    abuse_add_reading(plan, cases, words_of(plan), "backends/python/abuse/", files);
}

static void generate(const plan_library *plan, package *files) {
    const model_library *model = plan->model;
    python_package to = package_of(plan, files);
    python_generate_module(&to);
    python_generate_errors(&to);
    if (model->enums->len > 0)
        python_generate_enums(&to);
    if (model->exacts->len > 0)
        python_generate_exacts(&to);
    if (to.parts.records)
        python_generate_records(&to);
    for (guint i = 0; i < model->classes->len; i++)
        python_generate_class(&to, g_ptr_array_index(model->classes, i));
    python_generate_functions(&to);
    if (to.parts.callbacks)
        python_generate_callbacks(&to);
    if (to.parts.callbacks)
        python_generate_protocols(&to);
    python_generate_stub(&to);
    python_generate_init(&to);
    python_generate_packaging(&to, package_add_native(files, plan, "native", NATIVE_HOST_WITH_LOCK));
    free_names(&to);
}

const backend backend_python = {
    .language = MODEL_PYTHON,
    .install = "pip install %s",
    .generate = generate,
    .features = python_features,
    .names = names_of,
    .words = words_of,
    .abuse = add_driver,
};
