#include "backends/go/names.h"

#include <string.h>

#include "backends/go/formatter.h"
#include "memory/arena.h"

/* What the fixed files of a package declare. */
static const char *const fixed_names[] = {
    "Code",
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
    NULL,
};

/* What every class has, and methods for which `go vet` insists on another signature than a contract gives
 * them. */
static const char *const fixed_methods[] = {
    "Close",      "String",     "Format",    "GobDecode", "GobEncode", "MarshalJSON",   "MarshalXML",
    "ReadByte",   "ReadFrom",   "ReadRune",  "Scan",      "Seek",      "UnmarshalJSON", "UnmarshalXML",
    "UnreadByte", "UnreadRune", "WriteByte", "WriteTo",   NULL,
};

static const char *const no_names[] = {NULL};

/* A constructor named so says what it does: ReadEdgeList rather than NewGraphReadEdgeList. */
static const char *const making_verbs[] = {
    "build", "clone", "copy", "create", "decode", "generate", "import",
    "load",  "make",  "open", "parse",  "read",   "restore",  NULL,
};

static void set_name(go_module *module, const void *what, const char *c_name, const char *name,
                     const char *link) {
    g_hash_table_insert(module->names, (gpointer)(uintptr_t)what, (gpointer)(uintptr_t)name);
    /* A name without an underscore ("graph") may as well be an ordinary word of a sentence. */
    if (c_name != NULL && strchr(c_name, '_') != NULL)
        g_hash_table_insert(module->links, (gpointer)(uintptr_t)c_name, (gpointer)(uintptr_t)link);
}

/* `suffix` is for a name that something else has: a constant GREETING beside a function greeting is
 * GreetingValue. */
static void declare(go_module *module, GPtrArray *scope, const void *what, const char *c_name,
                    const char *name, const char *suffix) {
    if (go_has(scope, name))
        name = arena_printf("%s%s", name, suffix);
    const char *claimed = go_claim(scope, name);
    set_name(module, what, c_name, claimed, claimed);
}

static void name_types(go_module *module, GPtrArray *scope) {
    const model_library *model = module->model;
    for (guint i = 0; i < model->classes->len; i++) {
        const model_class *class = g_ptr_array_index(model->classes, i);
        declare(module, scope, class, class->c_name, go_exported(class->name), "Object");
    }
    for (guint i = 0; i < model->enums->len; i++) {
        const model_enum *enumeration = g_ptr_array_index(model->enums, i);
        declare(module, scope, enumeration, enumeration->c_name, go_exported(enumeration->name), "Type");
    }
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = g_ptr_array_index(model->records, i);
        declare(module, scope, record, record->c_name, go_exported(record->name), "Record");
        GPtrArray *fields = go_scope(no_names);
        for (guint j = 0; j < record->fields->len; j++) {
            const model_field *field = g_ptr_array_index(record->fields, j);
            declare(module, fields, field, NULL, go_exported(field->name), "_");
        }
    }
}

static void name_constants(go_module *module, GPtrArray *scope) {
    const model_library *model = module->model;
    for (guint i = 0; i < model->enums->len; i++) {
        const model_enum *enumeration = g_ptr_array_index(model->enums, i);
        for (guint j = 0; j < enumeration->constants->len; j++) {
            const model_enum_constant *constant = g_ptr_array_index(enumeration->constants, j);
            const char *name =
                arena_printf("%s%s", go_name(module, enumeration), go_exported(constant->name));
            declare(module, scope, constant, constant->c_name, name, "Value");
        }
    }
    for (guint i = 0; i < model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(model->constants, i);
        declare(module, scope, constant, constant->c_name, go_exported(constant->name), "Value");
    }
    for (guint i = 0; i < module->plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(module->plan->errors, i);
        declare(module, scope, error, error->c_name, arena_printf("Err%s", go_exported(error->name)), "Code");
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

static void name_functions(go_module *module, GPtrArray *scope) {
    for (guint i = 0; i < module->model->functions->len; i++) {
        const model_function *function = g_ptr_array_index(module->model->functions, i);
        if (function->kind == MODEL_CONSTRUCTOR)
            declare(module, scope, function, function->c_name, constructor_name(module, function), "_");
        else if (function->kind == MODEL_FREE_FUNCTION)
            declare(module, scope, function, function->c_name, go_exported(function->name), "Of");
    }
}

static void name_methods(go_module *module, const model_class *class) {
    GPtrArray *scope = go_scope(fixed_methods);
    const char *class_name = go_name(module, class);
    for (guint i = 0; i < class->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class->functions, i);
        if (function->kind != MODEL_METHOD)
            continue;
        const char *name = go_exported(function->name);
        if (function->is_setter)
            name = arena_printf("Set%s", name);
        const char *claimed = go_claim(scope, name);
        set_name(module, function, function->c_name, claimed, arena_printf("%s.%s", class_name, claimed));
    }
    if (class->destructor != NULL)
        set_name(module, class->destructor, class->destructor->c_name, "Close",
                 arena_printf("%s.Close", class_name));
}

go_module *go_module_new(const plan_library *plan) {
    const model_library *model = plan->model;
    go_module *module = ARENA_NEW(go_module);
    *module = (go_module){.plan = plan,
                          .model = model,
                          .name = go_word(model->name),
                          .banner = arena_printf("Code generated by tenon from %s (%s %u.%u). DO NOT EDIT.",
                                                 model->header_name, model->name, model->major, model->minor),
                          .names = g_hash_table_new(NULL, NULL),
                          .links = g_hash_table_new(g_str_hash, g_str_equal),
                          .features = g_hash_table_new(g_str_hash, g_str_equal)};
    GPtrArray *scope = go_scope(fixed_names);
    name_types(module, scope);
    name_functions(module, scope);
    name_constants(module, scope);
    for (guint i = 0; i < model->classes->len; i++)
        name_methods(module, g_ptr_array_index(model->classes, i));
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
