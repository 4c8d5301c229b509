/* Names: some language writes node_count, NodeCount and NODE_COUNT alike, so items must differ in their
 * words; TENON_NAME can tell them apart, or make them meet, in one language. */

#include <string.h>

#include "memory/arena.h"
#include "model/languages.h"
#include "reader/reader_internal.h"

/* One thing that has a name. */
struct item {
    const char *what;
    const char *c_name;
    const char *name; /* snake_case */
    const model_marks *marks;
    model_location location;
};

/* Names that may not meet in one language: of a whole contract, of one record, of one enum ... */
struct scope {
    reader *in;
    model_language language;
    GHashTable *taken; /* words -> struct item */
    const char *why;
};

static struct scope open_scope(reader *in, model_language language, const char *why) {
    return (struct scope){
        .in = in, .language = language, .taken = g_hash_table_new(g_str_hash, g_str_equal), .why = why};
}

static void close_scope(struct scope *scope) {
    g_hash_table_unref(scope->taken);
}

/* C leaves these names to the compiler, and other languages' styles swallow the underscores. */
static bool is_badly_made(const char *c_name) {
    return c_name[0] == '_' || strstr(c_name, "__") != NULL;
}

/* Where neither has a name of its own, what is wrong does not depend on the language. */
static void find_clash(const struct scope *scope, const struct item *first, const struct item *second) {
    bool is_given =
        first->marks->names[scope->language] != NULL || second->marks->names[scope->language] != NULL;
    const char *name = model_name_in(second->marks, scope->language, second->name);
    const char *message = arena_printf("the %s %s and the %s %s would both be called %s", first->what,
                                       first->c_name, second->what, second->c_name, name);
    if (is_given)
        message = arena_printf("in %s, %s", language_title(scope->language), message);
    findings_add(
        scope->in->all, second->location, message,
        is_given ? arena_printf("another TENON_NAME(%s, ...) for one of them", language_name(scope->language))
                 : scope->why);
}

static void take(struct scope *scope, struct item item) {
    if (item.c_name[0] == '\0')
        return;
    if (is_badly_made(item.c_name)) {
        findings_add(
            scope->in->all, item.location,
            arena_printf("the %s %s begins with an underscore or has two in a row", item.what, item.c_name),
            "a name of words with one underscore between them: other languages swallow the rest");
        return;
    }
    const char *words =
        reader_same_words(reader_words(model_name_in(item.marks, scope->language, item.name)));
    const struct item *other = g_hash_table_lookup(scope->taken, words);
    if (other != NULL) {
        find_clash(scope, other, &item);
        return;
    }
    struct item *taken = ARENA_NEW(struct item);
    *taken = item;
    g_hash_table_insert(scope->taken, (gpointer)(uintptr_t)words, taken);
}

#define ITEM(kind, of)                                                                                       \
    ((struct item){.what = (kind),                                                                           \
                   .c_name = (of)->c_name,                                                                   \
                   .name = (of)->name,                                                                       \
                   .marks = &(of)->marks,                                                                    \
                   .location = (of)->location})

#define TAKE_ALL(scope, array, type, kind)                                                                   \
    for (guint i = 0; i < (array)->len; i++) {                                                               \
        const type *item = g_ptr_array_index(array, i);                                                      \
        take(scope, ITEM(kind, item));                                                                       \
    }

/* Fields and parameters have no other name than that in C. */
#define TAKE_ALL_OF_C(scope, array, type, kind)                                                              \
    for (guint i = 0; i < (array)->len; i++) {                                                               \
        const type *item = g_ptr_array_index(array, i);                                                      \
        take(scope, (struct item){.what = (kind),                                                            \
                                  .c_name = item->name,                                                      \
                                  .name = reader_words(item->name),                                          \
                                  .marks = &item->marks,                                                     \
                                  .location = item->location});                                              \
    }

static const char *const one_style = "another name for one of them: other languages write both in one style";

/* ---- Scopes ---- */

static void check_constants_of(reader *in, model_language language, const model_enum *of) {
    struct scope scope = open_scope(in, language, one_style);
    TAKE_ALL(&scope, of->constants, model_enum_constant, "constant")
    close_scope(&scope);
}

static void check_fields_of(reader *in, model_language language, const model_record *record) {
    struct scope scope = open_scope(in, language, one_style);
    TAKE_ALL_OF_C(&scope, record->fields, model_field, "field")
    close_scope(&scope);
}

static void check_parameters_of(reader *in, model_language language, const model_function *function) {
    struct scope scope = open_scope(in, language, one_style);
    TAKE_ALL_OF_C(&scope, function->parameters, model_parameter, "parameter")
    close_scope(&scope);
}

/* What blocks has an awaitable form besides, where the language awaits anything: `wait` and `wait_async`. */
static void take_awaitable(struct scope *scope, const model_function *function) {
    static const model_marks unmarked;
    if (function->lock != MODEL_LOCK_BLOCKING || scope->language == MODEL_GO)
        return;
    const char *name = reader_words(model_name_in(&function->marks, scope->language, function->name));
    take(scope, (struct item){.what = "awaitable form of",
                              .c_name = function->c_name,
                              .name = arena_printf("%s_async", name),
                              .marks = &unmarked,
                              .location = function->location});
}

/* Go has no functions in a class: what makes objects, or needs none, stands beside it. */
static bool is_inside_class(model_language language, const model_function *function) {
    return language != MODEL_GO || function->kind == MODEL_METHOD;
}

static const model_marks no_marks;

static void take_member(struct scope *scope, const model_function *function) {
    const char *what = function->is_setter ? "setter" : function->is_property ? "property" : "method";
    struct item item = ITEM(what, function);
    /* Go and Rust write a setter as a method, after the property's name there. */
    if (function->is_setter) {
        const char *property = model_name_in(&function->marks, scope->language, function->name);
        item.name = arena_printf("set_%s", reader_words(property));
        item.marks = &no_marks;
    }
    if (is_inside_class(scope->language, function) || function->marks.names[scope->language] == NULL)
        take(scope, item);
    take_awaitable(scope, function);
}

static void check_members_of(reader *in, model_language language, const model_class *class_of) {
    struct scope scope = open_scope(in, language, "another name for one of them");
    for (guint i = 0; i < class_of->functions->len; i++)
        take_member(&scope, g_ptr_array_index(class_of->functions, i));
    close_scope(&scope);
}

static void check_methods_of(reader *in, model_language language, const model_interface *interface) {
    struct scope scope = open_scope(in, language, one_style);
    TAKE_ALL(&scope, interface->methods, model_function, "function")
    close_scope(&scope);
    for (guint i = 0; i < interface->methods->len; i++)
        check_parameters_of(in, language, g_ptr_array_index(interface->methods, i));
}

static void take_functions(struct scope *scope, const model_library *library) {
    for (guint i = 0; i < library->functions->len; i++) {
        const model_function *function = g_ptr_array_index(library->functions, i);
        bool is_given = function->owner != NULL && function->marks.names[scope->language] != NULL;
        bool is_free = function->kind == MODEL_FREE_FUNCTION && !function->is_static;
        if (is_free || (is_given && !is_inside_class(scope->language, function)))
            take(scope, ITEM("function", function));
        if (is_free)
            take_awaitable(scope, function);
    }
}

/* What has a name of its own for a place where the usual name would carry that of its enum, or a mark of
 * errors. */
static void take_given_constants(struct scope *scope, const model_enum *of, const char *what) {
    for (guint i = 0; i < of->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(of->constants, i);
        if (constant->marks.names[scope->language] != NULL)
            take(scope, ITEM(what, constant));
    }
}

static void check_library_names(reader *in, model_language language) {
    const model_library *library = in->library;
    struct scope scope = open_scope(
        in, language, "another name for one of them: Go and Rust write constants, types and functions alike");
    TAKE_ALL(&scope, library->enums, model_enum, "enum")
    TAKE_ALL(&scope, library->records, model_record, "record")
    TAKE_ALL(&scope, library->variants, model_variant, "variant")
    TAKE_ALL(&scope, library->exacts, model_exact, "exact number")
    TAKE_ALL(&scope, library->classes, model_class, "class")
    TAKE_ALL(&scope, library->interfaces, model_interface, item->is_callback ? "callback" : "interface")
    TAKE_ALL(&scope, library->constants, model_constant, "constant")
    take_functions(&scope, library);
    if (library->status != NULL && language != MODEL_RUST)
        take_given_constants(&scope, library->status, "error");
    for (guint i = 0; language == MODEL_GO && i < library->enums->len; i++)
        take_given_constants(&scope, g_ptr_array_index(library->enums, i), "constant");
    close_scope(&scope);
}

static void check_names_in(reader *in, model_language language) {
    const model_library *library = in->library;
    check_library_names(in, language);
    for (guint i = 0; i < library->enums->len; i++)
        check_constants_of(in, language, g_ptr_array_index(library->enums, i));
    if (library->status != NULL)
        check_constants_of(in, language, library->status);
    for (guint i = 0; i < library->records->len; i++)
        check_fields_of(in, language, g_ptr_array_index(library->records, i));
    for (guint i = 0; i < library->classes->len; i++)
        check_members_of(in, language, g_ptr_array_index(library->classes, i));
    for (guint i = 0; i < library->interfaces->len; i++)
        check_methods_of(in, language, g_ptr_array_index(library->interfaces, i));
    for (guint i = 0; i < library->functions->len; i++)
        check_parameters_of(in, language, g_ptr_array_index(library->functions, i));
}

/* ---- Names that nobody would see ---- */

static bool has_name(const model_marks *marks) {
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if (marks->names[language] != NULL)
            return true;
    }
    return false;
}

static void find_unseen(reader *in, const model_marks *marks, model_location location, const char *message) {
    if (has_name(marks))
        findings_add(in->all, location, message, "no TENON_NAME");
}

static void check_unseen_parameters(reader *in, const model_function *function) {
    bool has_self = function->kind == MODEL_METHOD || function->kind == MODEL_DESTRUCTOR;
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        bool is_seen =
            parameter->role == MODEL_IN || parameter->role == MODEL_OUT || parameter->role == MODEL_INOUT;
        if (!is_seen || (has_self && i == 0))
            find_unseen(in, &parameter->marks, parameter->location,
                        arena_printf("%s of %s has a TENON_NAME, but no caller ever writes it",
                                     parameter->name, function->c_name));
    }
}

/* Where a class is called to make an object, its primary constructor has no name of its own. */
static void check_primary(reader *in, const model_function *function) {
    const model_language nameless[] = {MODEL_PYTHON, MODEL_NODE};
    if (function->kind != MODEL_CONSTRUCTOR || strcmp(function->name, "new") != 0)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(nameless); i++) {
        if (function->marks.names[nameless[i]] != NULL)
            findings_add(
                in->all, function->location,
                arena_printf("%s has a TENON_NAME for %s, where the class itself is called to make an object",
                             function->c_name, language_title(nameless[i])),
                arena_printf("TENON_NAME(%s, ...) on the class, or on other constructors",
                             language_name(nameless[i])));
    }
}

static void check_unseen(reader *in, const model_function *function) {
    check_unseen_parameters(in, function);
    check_primary(in, function);
    if (function->kind == MODEL_DESTRUCTOR)
        find_unseen(
            in, &function->marks, function->location,
            arena_printf("the destructor %s has a TENON_NAME, but each language calls it as it calls the end "
                         "of an object",
                         function->c_name));
}

void check_names(reader *in) {
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        check_names_in(in, language);
    for (guint i = 0; i < in->library->functions->len; i++)
        check_unseen(in, g_ptr_array_index(in->library->functions, i));
}
