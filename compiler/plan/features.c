/* What a contract asks of the languages: found by walking the model and the plan, each where it stands first.
 */

#include "plan/features.h"

#include "memory/arena.h"
#include "model/languages.h"

static const struct {
    const char *key;
    const char *name;
    const char *summary;
} features[FEATURES] = {
    [FEATURE_CALLBACK] = {"callback", "callbacks",
                          "A function of the host's that the library calls during the call."},
    [FEATURE_STORED_CALLBACK] =
        {"stored_callback", "stored callbacks",
         "Called once and later, until replaced, or until the library drops it: `TENON_CALLED`."},
    [FEATURE_FOREIGN_THREAD] = {"foreign_thread", "callbacks from any thread",
                                "Called from a thread that the host never saw."},
    [FEATURE_INTERFACE] = {"interface", "interfaces",
                           "An object of the host's with several functions: `TENON_INTERFACE`."},
    [FEATURE_PASSED_READER] = {"passed_reader", "streams to read from",
                               "The library reads from a stream of the host's: `TENON_READS` on a callback."},
    [FEATURE_PASSED_WRITER] = {"passed_writer", "streams to write to",
                               "The library writes to a stream of the host's: `TENON_WRITES` on a callback."},
    [FEATURE_ITERATOR] = {"iterator", "iterators", "A class with a `TENON_NEXT` function."},
    [FEATURE_READER] = {"reader", "readers",
                        "A class with a `TENON_READS` function is a stream of bytes to read."},
    [FEATURE_WRITER] = {"writer", "writers",
                        "A class with a `TENON_WRITES` function is a stream of bytes to write."},
    [FEATURE_AWAITABLE] = {"awaitable", "awaitable forms", "Of functions said to be `TENON_BLOCKING`."},
    [FEATURE_CANCELLATION] = {"cancellation", "cancellation",
                              "A running call is stopped by the host's own means: `tenon_cancel`."},
    [FEATURE_PROGRESS] = {"progress", "progress", "Reported as the language reports it: `TENON_PROGRESS`."},
    [FEATURE_ADAPTIVE_LOCK] = {"adaptive_lock", "adaptive locks",
                               "Whether a call releases the host's lock follows from how long it takes."},
    [FEATURE_WAITING] = {"waiting", "waiting for objects",
                         "A call waits for an object that is in use: `TENON_WAITS`."},
    [FEATURE_OPTIONAL] = {"optional", "optional values",
                          "A number, enum or record that may be missing: `TENON_PRESENT_IF`."},
    [FEATURE_DEFAULT] = {"default", "defaults", "Arguments that may be left out: `TENON_DEFAULT`."},
    [FEATURE_FLAGS] = {"flags", "flags", "Constants that combine: `TENON_FLAGS`."},
    [FEATURE_NESTED_RECORD] = {"nested_record", "nested records", "Records in records."},
    [FEATURE_RECORD_TEXT] = {"record_text", "text in records", "Fields of type `const char *`."},
    [FEATURE_VARIANT] = {"variant", "variants", "Tagged unions: `TENON_TAGGED_BY`."},
    [FEATURE_TEXT_LIST] = {"text_list", "lists of texts", "That the library gives."},
    [FEATURE_MAP] = {"map", "maps", "Two arrays that are keys and values: `TENON_KEYED_BY`."},
    [FEATURE_INSTANT] = {"instant", "instants", "Points in time: `TENON_INSTANT`."},
    [FEATURE_DURATION] = {"duration", "durations", "Spans of time: `TENON_DURATION`."},
    [FEATURE_EXACT] = {"exact", "exact numbers",
                       "Money and the like, into which no float converts: `TENON_EXACT`."},
    [FEATURE_INT128] = {"int128", "128-bit integers", "`tenon_int128` and `tenon_uint128`."},
    [FEATURE_DYNAMIC] = {"dynamic", "dynamic values", "`tenon_value`: what JSON could hold, and bytes."},
    [FEATURE_ARROW] = {"arrow", "Arrow streams",
                       "Tables and columns that are moved, not copied: `struct ArrowArrayStream *`."},
    [FEATURE_EQUAL] = {"equal", "equality", "`TENON_OPERATOR(equal)`"},
    [FEATURE_ORDER] = {"order", "order", "`TENON_OPERATOR(order)`"},
    [FEATURE_HASH] = {"hash", "hashes", "`TENON_OPERATOR(hash)`"},
    [FEATURE_LENGTH] = {"length", "lengths", "`TENON_OPERATOR(length)`"},
    [FEATURE_INDEX] = {"index", "indexing", "`TENON_OPERATOR(index)`"},
    [FEATURE_CONTAINS] = {"contains", "containment", "`TENON_OPERATOR(contains)`"},
    [FEATURE_ITERATE] = {"iterate", "iteration", "`TENON_OPERATOR(iterate)`"},
    [FEATURE_STRING] = {"string", "text forms", "`TENON_OPERATOR(text)`"},
    [FEATURE_STATIC] = {"static", "static functions",
                        "Functions of a class without an object: `TENON_STATIC`."},
    [FEATURE_DEPRECATED] = {"deprecated", "deprecation marks", "`TENON_DEPRECATED`"},
    [FEATURE_SINCE] = {"since", "version marks", "`TENON_SINCE`"},
    [FEATURE_RENAME] = {"rename", "names of its own", "`TENON_NAME`"},
    [FEATURE_PACKAGE_NAME] = {"package_name", "package names of its own", "`TENON_PACKAGE`"},
    [FEATURE_EXAMPLE] = {"example", "examples",
                         "In the docs, in each language, and run as tests: `@code{.py}`."},
    [FEATURE_EXCEPTIONS] = {"exceptions", "C++ exceptions", "Become errors: `TENON_EXCEPTIONS`."},
    [FEATURE_JUMPS] = {"jumps", "longjmp", "Becomes an error: `TENON_JUMPS`."},
    [FEATURE_BRIDGES] = {"bridges", "bridges",
                         "Functions that another implementation can serve: `TENON_BRIDGED`."},
};

const char *feature_key(plan_feature feature) {
    return features[feature].key;
}

const char *feature_name(plan_feature feature) {
    return features[feature].name;
}

const char *feature_summary(plan_feature feature) {
    return features[feature].summary;
}

/* The first use of each feature, null where there is none. */
struct uses {
    const plan_library *plan;
    plan_feature_use *first[FEATURES];
};

static bool is_before(const model_location *a, const model_location *b) {
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

static void use(struct uses *in, bool is_used, plan_feature feature, const char *item,
                model_location location) {
    if (!is_used)
        return;
    if (location.line == 0)
        location = (model_location){.file = in->plan->model->header, .line = 1, .column = 1};
    if (in->first[feature] != NULL && !is_before(&location, &in->first[feature]->location))
        return;
    in->first[feature] = ARENA_NEW(plan_feature_use);
    *in->first[feature] = (plan_feature_use){.feature = feature, .item = item, .location = location};
}

/* ---- What stands on any declaration ---- */

static void use_marks(struct uses *in, const model_marks *marks, const char *item, model_location location) {
    use(in, marks->deprecated != NULL, FEATURE_DEPRECATED, item, location);
    use(in, marks->since != NULL, FEATURE_SINCE, item, location);
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        use(in, marks->names[language] != NULL, FEATURE_RENAME, item, location);
}

static void use_doc(struct uses *in, const model_doc *doc, const char *item, model_location location) {
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        use(in, doc->examples[language] != NULL, FEATURE_EXAMPLE, item, location);
}

#define USE_DECLARATION(in, declared, name)                                                                  \
    do {                                                                                                     \
        use_marks(in, &(declared)->marks, name, (declared)->location);                                       \
        use_doc(in, (declared)->doc, name, (declared)->location);                                            \
    } while (false)

/* ---- Types ---- */

static void use_type(struct uses *in, const model_type *type, const char *item, model_location location) {
    bool is_wide = type->kind == MODEL_SCALAR && (type->scalar == MODEL_I128 || type->scalar == MODEL_U128);
    use(in, is_wide, FEATURE_INT128, item, location);
    use(in, type->meaning == MODEL_INSTANT, FEATURE_INSTANT, item, location);
    use(in, type->meaning == MODEL_DURATION, FEATURE_DURATION, item, location);
    use(in, type->meaning == MODEL_EXACT, FEATURE_EXACT, item, location);
}

static void use_enum(struct uses *in, const model_enum *item) {
    USE_DECLARATION(in, item, item->c_name);
    use(in, item->is_flags, FEATURE_FLAGS, item->c_name, item->location);
    for (guint i = 0; i < item->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(item->constants, i);
        USE_DECLARATION(in, constant, constant->c_name);
    }
}

static void use_record(struct uses *in, const model_record *item) {
    USE_DECLARATION(in, item, item->c_name);
    for (guint i = 0; i < item->fields->len; i++) {
        const model_field *field = g_ptr_array_index(item->fields, i);
        const char *name = arena_printf("%s.%s", item->c_name, field->name);
        USE_DECLARATION(in, field, name);
        use_type(in, &field->type, name, field->location);
        use(in, field->present_if != MODEL_NO_FIELD, FEATURE_OPTIONAL, name, field->location);
        use(in, field->type.kind == MODEL_RECORD, FEATURE_NESTED_RECORD, name, field->location);
        use(in, field->type.kind == MODEL_TEXT, FEATURE_RECORD_TEXT, name, field->location);
    }
}

static void use_variant(struct uses *in, const model_variant *item) {
    USE_DECLARATION(in, item, item->c_name);
    use(in, true, FEATURE_VARIANT, item->c_name, item->location);
    for (guint i = 0; i < item->cases->len; i++) {
        const model_case *one = g_ptr_array_index(item->cases, i);
        if (one->member == NULL)
            continue;
        use_type(in, &one->type, item->c_name, item->location);
        use_doc(in, one->doc, item->c_name, item->location);
        use(in, one->type.kind == MODEL_TEXT, FEATURE_RECORD_TEXT, item->c_name, item->location);
    }
}

/* ---- Functions ---- */

static void use_callback(struct uses *in, const plan_value *value, const char *item, model_location at) {
    const model_interface *interface = value->type.interface;
    bool is_stored = value->scope == MODEL_ONCE || value->scope == MODEL_UNTIL_REPLACED ||
                     value->scope == MODEL_UNTIL_DROPPED;
    bool is_stream = interface->flow != MODEL_NO_FLOW;
    if (value->is_progress)
        return;
    use(in, interface->is_callback && !is_stream, FEATURE_CALLBACK, item, at);
    use(in, !interface->is_callback, FEATURE_INTERFACE, item, at);
    use(in, interface->flow == MODEL_READS, FEATURE_PASSED_READER, item, at);
    use(in, interface->flow == MODEL_WRITES, FEATURE_PASSED_WRITER, item, at);
    use(in, is_stored, FEATURE_STORED_CALLBACK, item, at);
    use(in, interface->threads != MODEL_THREADS_ONE, FEATURE_FOREIGN_THREAD, item, at);
}

static void use_value(struct uses *in, const model_function *function, const plan_value *value) {
    const model_parameter *parameter =
        value->is_return ? NULL : g_ptr_array_index(function->parameters, (guint)value->parameter);
    model_location at = parameter == NULL ? function->location : parameter->location;
    const char *item = function->c_name;
    if (parameter != NULL)
        use_marks(in, &parameter->marks, arena_printf("%s of %s", parameter->name, item), at);
    use_type(in, &value->type, item, at);
    use(in, value->is_optional, FEATURE_OPTIONAL, item, at);
    use(in, value->default_value != NULL, FEATURE_DEFAULT, item, at);
    use(in, value->form == PLAN_TEXT_ARRAY && value->direction != PLAN_IN, FEATURE_TEXT_LIST, item, at);
    use(in, value->is_keys, FEATURE_MAP, item, at);
    use(in, value->form == PLAN_DYNAMIC, FEATURE_DYNAMIC, item, at);
    use(in, value->form == PLAN_STREAM, FEATURE_ARROW, item, at);
    if (value->form == PLAN_CALLBACK)
        use_callback(in, value, item, at);
}

/* In the order of model_operator. */
static const plan_feature of_operator[] = {
    [MODEL_EQUAL] = FEATURE_EQUAL,     [MODEL_ORDER] = FEATURE_ORDER,   [MODEL_HASH] = FEATURE_HASH,
    [MODEL_LENGTH] = FEATURE_LENGTH,   [MODEL_INDEX] = FEATURE_INDEX,   [MODEL_CONTAINS] = FEATURE_CONTAINS,
    [MODEL_ITERATE] = FEATURE_ITERATE, [MODEL_STRING] = FEATURE_STRING,
};

static void use_function(struct uses *in, const plan_function *plan) {
    const model_function *function = plan->function;
    const char *item = function->c_name;
    model_location at = function->location;
    USE_DECLARATION(in, function, item);
    use(in, function->operation != MODEL_NO_OPERATOR, of_operator[function->operation], item, at);
    use(in, function->is_static, FEATURE_STATIC, item, at);
    use(in, function->is_next, FEATURE_ITERATOR, item, at);
    use(in, function->flow == MODEL_READS, FEATURE_READER, item, at);
    use(in, function->flow == MODEL_WRITES, FEATURE_WRITER, item, at);
    use(in, function->wait > 0, FEATURE_WAITING, item, at);
    use(in, plan->blocks, FEATURE_AWAITABLE, item, at);
    use(in, plan->is_bridged, FEATURE_BRIDGES, item, at);
    use(in, plan->adapts, FEATURE_ADAPTIVE_LOCK, item, at);
    use(in, plan->token != PLAN_NONE, FEATURE_CANCELLATION, item, at);
    use(in, plan->progress != PLAN_NONE, FEATURE_PROGRESS, item, at);
    for (guint i = 0; i < plan->values->len; i++)
        use_value(in, function, g_ptr_array_index(plan->values, i));
}

static void use_interface(struct uses *in, const plan_interface *interface) {
    USE_DECLARATION(in, interface->model, interface->model->c_name);
    for (guint i = 0; i < interface->methods->len; i++)
        use_function(in, g_ptr_array_index(interface->methods, i));
}

static void use_library(struct uses *in, const model_library *model) {
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        use(in, model->packages[language] != NULL, FEATURE_PACKAGE_NAME, model->name,
            model->package_location);
    use(in, model->throws_cxx, FEATURE_EXCEPTIONS, model->name, model->exceptions_location);
    use(in, model->jump_frame != NULL, FEATURE_JUMPS, model->name, model->jumps_location);
    use_doc(in, model->doc, model->name, (model_location){0});
    if (model->status != NULL)
        use_enum(in, model->status);
    for (guint i = 0; i < model->enums->len; i++)
        use_enum(in, g_ptr_array_index(model->enums, i));
    for (guint i = 0; i < model->records->len; i++)
        use_record(in, g_ptr_array_index(model->records, i));
    for (guint i = 0; i < model->variants->len; i++)
        use_variant(in, g_ptr_array_index(model->variants, i));
    for (guint i = 0; i < model->exacts->len; i++) {
        const model_exact *exact = g_ptr_array_index(model->exacts, i);
        USE_DECLARATION(in, exact, exact->c_name);
        use(in, true, FEATURE_EXACT, exact->c_name, exact->location);
    }
    for (guint i = 0; i < model->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(model->classes, i);
        USE_DECLARATION(in, class_of, class_of->c_name);
    }
    for (guint i = 0; i < model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(model->constants, i);
        USE_DECLARATION(in, constant, constant->c_name);
    }
}

void plan_find_features(plan_library *plan) {
    struct uses in = {.plan = plan};
    use_library(&in, plan->model);
    for (guint i = 0; i < plan->interfaces->len; i++)
        use_interface(&in, g_ptr_array_index(plan->interfaces, i));
    for (guint i = 0; i < plan->functions->len; i++)
        use_function(&in, g_ptr_array_index(plan->functions, i));
    for (plan_feature feature = 0; feature < FEATURES; feature++) {
        if (in.first[feature] != NULL)
            g_ptr_array_add(plan->features, in.first[feature]);
    }
}

/* ---- What a language lacks ---- */

/* "--lang python,rust": those that were asked for and can do it. */
static const char *without_those_that_lack(plan_feature feature, const feature_support *const *tables) {
    GPtrArray *able = arena_array();
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if (tables[language] != NULL && tables[language][feature].is_supported)
            g_ptr_array_add(able, arena_strdup(language_name(language)));
    }
    g_ptr_array_add(able, NULL);
    if (able->len == 1)
        return "the contract without it";
    return arena_printf("the contract without it, or packages only for the others: --lang %s",
                        arena_take(g_strjoinv(",", (char **)able->pdata)));
}

void plan_refuse_missing(const plan_library *plan, const feature_support *const *tables, findings *all) {
    for (guint i = 0; i < plan->features->len; i++) {
        const plan_feature_use *used = g_ptr_array_index(plan->features, i);
        for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
            const feature_support *support =
                tables[language] == NULL ? NULL : &tables[language][used->feature];
            if (support == NULL || support->is_supported)
                continue;
            findings_add(all, used->location,
                         arena_printf("%s has no %s for %s: %s", language_title(language),
                                      feature_name(used->feature), used->item, support->note),
                         without_those_that_lack(used->feature, tables));
        }
    }
}
