#include "backends/go/names.h"

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/companions.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"
#include "model/languages.h"

/* What the fixed files of a package declare. */
static const char *const fixed_names[] = {
    "Code",
    "Diagnostics",
    "DiagnosticsAtExit",
    "DiagnosticsEntry",
    "DiagnosticsJSON",
    "DiagnosticsReport",
    "DiagnosticsViolation",
    "Error",
    "Kind",
    "View",
    "KindNotFound",
    "KindInvalidArgument",
    "KindInvalidState",
    "KindOutOfRange",
    "KindAlreadyExists",
    "KindPermission",
    "KindTimeout",
    "KindBusy",
    "KindOutOfMemory",
    "KindIO",
    "KindUnsupported",
    "KindInternal",
    "KindCancelled",
    NULL,
};

/* Methods for which `go vet` insists on another signature than a contract gives them. */
static const char *const vetted_methods[] = {
    "Format",    "GobDecode", "GobEncode", "MarshalJSON",   "MarshalXML",   "ReadByte",   "ReadFrom",
    "ReadRune",  "Scan",      "Seek",      "UnmarshalJSON", "UnmarshalXML", "UnreadByte", "UnreadRune",
    "WriteByte", "WriteTo",   NULL,
};

static const char *const no_names[] = {NULL};
static const model_marks no_marks;

/* A constructor named so says what it does: ReadEdgeList rather than NewGraphReadEdgeList. */
static const char *const making_verbs[] = {
    "build", "clone", "copy", "create", "decode", "generate", "import",
    "load",  "make",  "open", "parse",  "read",   "restore",  NULL,
};

/* What only some packages declare. */
static const char *const callback_names[] = {"HandleStrayErrors", "PanicError", NULL};
static const char *const bridge_names[] = {"DiagnosticsBridge", "DiagnosticsBridges",
                                           "DiagnosticsBridgesJSON", NULL};

static void set_name(go_module *module, const void *what, const char *c_name, const char *name,
                     const char *link) {
    g_hash_table_insert(module->names, (gpointer)(uintptr_t)what, (gpointer)(uintptr_t)name);
    /* A name without an underscore ("graph") may as well be an ordinary word of a sentence. */
    if (c_name != NULL && strchr(c_name, '_') != NULL)
        g_hash_table_insert(module->links, (gpointer)(uintptr_t)c_name, (gpointer)(uintptr_t)link);
}

/* `suffix` is for a name that something else has: a constant GREETING beside a function greeting is
 * GreetingValue. */
static void declare(go_module *module, GPtrArray *scope, const void *what, const model_marks *marks,
                    const char *c_name, const char *name, const char *suffix) {
    name = model_name_in(marks, MODEL_GO, name);
    if (go_has(scope, name))
        name = arena_printf("%s%s", name, suffix);
    const char *claimed = go_claim(scope, name);
    set_name(module, what, c_name, claimed, claimed);
}

static void name_fields(go_module *module, const model_record *record) {
    GPtrArray *fields = go_scope(no_names);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        if (!field->is_presence)
            declare(module, fields, field, &field->marks, NULL, go_exported(field->name), "_");
    }
}

static void name_values(go_module *module, GPtrArray *scope) {
    const model_library *model = module->model;
    for (guint i = 0; i < model->enums->len; i++) {
        const model_enum *item = g_ptr_array_index(model->enums, i);
        declare(module, scope, item, &item->marks, item->c_name, go_exported(item->name), "Type");
    }
    for (guint i = 0; i < model->exacts->len; i++) {
        const model_exact *item = g_ptr_array_index(model->exacts, i);
        declare(module, scope, item, &item->marks, item->c_name, go_exported(item->name), "Number");
        go_claim(scope, arena_printf("Parse%s", go_name(module, item)));
    }
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = g_ptr_array_index(model->records, i);
        declare(module, scope, record, &record->marks, record->c_name, go_exported(record->name), "Record");
        name_fields(module, record);
    }
}

/* The constants of an enum `shape_kind` may well be called "shape_circle": one "shape" is enough. */
static const char *case_word(const model_variant *variant, const model_case *one) {
    const char *word = one->constant->name;
    const char *prefix = arena_printf("%s_", variant->name);
    return g_str_has_prefix(word, prefix) && word[strlen(prefix)] != '\0' ? word + strlen(prefix) : word;
}

static void name_variants(go_module *module, GPtrArray *scope) {
    for (guint i = 0; i < module->model->variants->len; i++) {
        const model_variant *variant = g_ptr_array_index(module->model->variants, i);
        declare(module, scope, variant, &variant->marks, variant->c_name, go_exported(variant->name),
                "Variant");
        for (guint j = 0; j < variant->cases->len; j++) {
            const model_case *one = g_ptr_array_index(variant->cases, j);
            const char *name =
                arena_printf("%s%s", go_name(module, variant), go_exported(case_word(variant, one)));
            declare(module, scope, one, &no_marks, NULL, name, "Case");
        }
    }
}

/* A callback is a function type, which Go people call so: VisitorFunc. A stream is one of package io's. */
static void name_interfaces(go_module *module, GPtrArray *scope) {
    for (guint i = 0; i < module->plan->interfaces->len; i++) {
        const plan_interface *plan = g_ptr_array_index(module->plan->interfaces, i);
        const model_interface *interface = plan->model;
        if (interface->flow != MODEL_NO_FLOW)
            continue;
        const char *usual = go_exported(interface->name);
        if (interface->is_callback && !g_str_has_suffix(usual, "Func"))
            usual = arena_printf("%sFunc", usual);
        declare(module, scope, interface, &interface->marks, interface->c_name, usual, "Interface");
        GPtrArray *methods = go_scope(vetted_methods);
        for (guint j = 0; j < plan->methods->len; j++) {
            const model_function *method =
                ((const plan_function *)g_ptr_array_index(plan->methods, j))->function;
            declare(module, methods, method, &method->marks, NULL, go_exported(method->name), "_");
        }
    }
}

static void name_types(go_module *module, GPtrArray *scope) {
    for (guint i = 0; i < module->model->classes->len; i++) {
        const model_class *class = g_ptr_array_index(module->model->classes, i);
        declare(module, scope, class, &class->marks, class->c_name, go_exported(class->name), "Object");
    }
    name_values(module, scope);
    name_variants(module, scope);
    name_interfaces(module, scope);
}

static void name_enum_constants(go_module *module, GPtrArray *scope, const model_enum *enumeration) {
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(enumeration->constants, i);
        const char *name = arena_printf("%s%s", go_name(module, enumeration), go_exported(constant->name));
        declare(module, scope, constant, &constant->marks, constant->c_name, name, "Value");
    }
}

static void name_constants(go_module *module, GPtrArray *scope) {
    const model_library *model = module->model;
    for (guint i = 0; i < model->enums->len; i++)
        name_enum_constants(module, scope, g_ptr_array_index(model->enums, i));
    for (guint i = 0; i < model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(model->constants, i);
        declare(module, scope, constant, &constant->marks, constant->c_name, go_exported(constant->name),
                "Value");
    }
    for (guint i = 0; i < module->plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(module->plan->errors, i);
        const char *name = arena_printf("Err%s", go_exported(error->name));
        declare(module, scope, error, &error->marks, error->c_name, name, "Code");
    }
}

static const char *constructor_name(const go_module *module, const model_function *function) {
    const char *class = go_name(module, function->owner);
    if (strcmp(function->name, "new") == 0)
        return arena_printf("New%s", class);
    const char *rest = strchr(function->name, '_');
    size_t length = rest == NULL ? strlen(function->name) : (size_t)(rest - function->name);
    char *verb = g_strndup(function->name, length);
    bool says_what = g_strv_contains(making_verbs, verb);
    g_free(verb);
    if (!says_what)
        return arena_printf("New%s%s", class, go_exported(function->name));
    /* The class that gives the library its name goes without saying where more is said. */
    if (rest != NULL && strcmp(function->owner->c_name, module->model->name) == 0)
        return go_exported(function->name);
    const char *first = go_exported(arena_take(g_strndup(function->name, length)));
    return arena_printf("%s%s%s", first, class, rest == NULL ? "" : go_exported(rest));
}

static const char *free_name(const go_module *module, const model_function *function) {
    const char *name = go_exported(function->name);
    return function->is_static ? arena_printf("%s%s", go_name(module, function->owner), name) : name;
}

static void name_functions(go_module *module, GPtrArray *scope) {
    for (guint i = 0; i < module->model->functions->len; i++) {
        const model_function *function = g_ptr_array_index(module->model->functions, i);
        if (function->kind == MODEL_CONSTRUCTOR)
            declare(module, scope, function, &function->marks, function->c_name,
                    constructor_name(module, function), "_");
        else if (function->kind == MODEL_FREE_FUNCTION)
            declare(module, scope, function, &function->marks, function->c_name, free_name(module, function),
                    "Of");
    }
}

/* What package io wants a stream's method to be called. */
static const char *method_name(const model_function *function) {
    if (function->flow != MODEL_NO_FLOW)
        return function->flow == MODEL_READS ? "Read" : "Write";
    if (function->is_next)
        return "Next";
    const char *name = model_name_in(&function->marks, MODEL_GO, go_exported(function->name));
    return function->is_setter ? arena_printf("Set%s", name) : name;
}

/* The methods beside those of the contract have their names first: they are what Go's own packages look for.
 */
static void name_companions(const model_class *class, GPtrArray *scope) {
    for (guint i = 0; i < class->functions->len; i++) {
        const char *name = go_companion_of(g_ptr_array_index(class->functions, i));
        if (name != NULL && !go_has(scope, name))
            go_claim(scope, name);
    }
}

/* A method that is called as its companion is it, where both look the same; else only its package sees it. */
static const char *same_as_companion(GPtrArray *scope, const model_function *function, const char *name) {
    if (function->operation == MODEL_INDEX)
        return name;
    if (function->operation == MODEL_ITERATE || function->is_next)
        return go_claim(scope, name);
    return go_claim(scope, arena_printf("tenon%s", name));
}

static void name_methods(go_module *module, const model_class *class) {
    GPtrArray *scope = go_scope(vetted_methods);
    go_claim(scope, "Close");
    go_claim(scope, "String");
    name_companions(class, scope);
    const char *class_name = go_name(module, class);
    for (guint i = 0; i < class->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class->functions, i);
        if (function->kind != MODEL_METHOD)
            continue;
        const char *name = method_name(function);
        const char *companion = go_companion_of(function);
        const char *claimed = companion != NULL && strcmp(companion, name) == 0
                                  ? same_as_companion(scope, function, name)
                                  : go_claim(scope, name);
        set_name(module, function, function->c_name, claimed, arena_printf("%s.%s", class_name, claimed));
    }
    if (class->destructor != NULL)
        set_name(module, class->destructor, class->destructor->c_name, "Close",
                 arena_printf("%s.Close", class_name));
}

static void name_options(go_module *module, GPtrArray *scope, const plan_function *plan) {
    const model_function *function = plan->function;
    GPtrArray *fields = go_scope(no_names);
    for (guint i = 0; i < plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->inputs, i);
        if (go_is_option(value))
            declare(module, fields, value, &no_marks, NULL, go_option_name(value), "_");
    }
    if (fields->len == 0)
        return;
    const char *class = function->kind == MODEL_METHOD ? go_name(module, function->owner) : "";
    const char *name = arena_printf("%s%sOptions", class, go_name(module, function));
    while (go_has(scope, name) || go_has(scope, arena_printf("New%s", name)))
        name = arena_printf("%s_", name);
    go_claim(scope, arena_printf("New%s", name));
    set_name(module, plan, NULL, go_claim(scope, name), NULL);
}

/* "drawn.example/shapes/v2" -> "shapes" */
static const char *package_word(const model_library *model) {
    const char *said = model->packages[MODEL_GO];
    if (said == NULL)
        return go_word(model->name);
    char **parts = g_strsplit(said, "/", -1);
    guint last = g_strv_length(parts) - 1;
    bool is_version = last > 0 && parts[last][0] == 'v' && strspn(parts[last] + 1, "0123456789") > 0 &&
                      parts[last][1 + strspn(parts[last] + 1, "0123456789")] == '\0';
    const char *word = go_word(g_strdelimit(parts[is_version ? last - 1 : last], "-.", '_'));
    g_strfreev(parts);
    return word;
}

bool go_has_own_path(const model_library *model) {
    const char *said = model->packages[MODEL_GO];
    return said != NULL && strchr(said, '/') != NULL;
}

const char *go_module_path(const model_library *model) {
    return go_has_own_path(model) ? model->packages[MODEL_GO]
                                  : arena_printf("tenon.example/%s", package_word(model));
}

go_module *go_module_new(const plan_library *plan) {
    const model_library *model = plan->model;
    go_module *module = ARENA_NEW(go_module);
    *module = (go_module){.plan = plan,
                          .model = model,
                          .name = package_word(model),
                          .path = go_module_path(model),
                          .banner = arena_printf("Code generated by tenon from %s (%s %u.%u). DO NOT EDIT.",
                                                 model->header_name, model->name, model->major, model->minor),
                          .names = g_hash_table_new(NULL, NULL),
                          .links = g_hash_table_new(g_str_hash, g_str_equal),
                          .features = g_hash_table_new(g_str_hash, g_str_equal)};
    GPtrArray *scope = go_scope(fixed_names);
    if (plan->interfaces->len > 0)
        g_ptr_array_extend(scope, go_scope(callback_names), NULL, NULL);
    if (module->plan->bridges)
        g_ptr_array_extend(scope, go_scope(bridge_names), NULL, NULL);
    name_types(module, scope);
    name_functions(module, scope);
    name_constants(module, scope);
    for (guint i = 0; i < model->classes->len; i++)
        name_methods(module, g_ptr_array_index(model->classes, i));
    for (guint i = 0; i < plan->functions->len; i++)
        name_options(module, scope, g_ptr_array_index(plan->functions, i));
    return module;
}

void go_module_free(go_module *module) {
    g_hash_table_unref(module->names);
    g_hash_table_unref(module->links);
    g_hash_table_unref(module->features);
}

const char *go_name(const go_module *module, const void *what) {
    const char *name = g_hash_table_lookup(module->names, what);
    g_assert(name != NULL);
    return name;
}

const char *go_link(const go_module *module, const char *c_name) {
    return g_hash_table_lookup(module->links, c_name);
}

void go_use(go_module *module, const char *feature) {
    g_hash_table_add(module->features, (gpointer)(uintptr_t)feature);
}

bool go_uses(const go_module *module, const char *feature) {
    return g_hash_table_contains(module->features, feature);
}
