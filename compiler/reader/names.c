/* Names: some language writes node_count, NodeCount and NODE_COUNT alike, so items must differ in their
 * words. */

#include <string.h>

#include "memory/arena.h"
#include "reader/reader_internal.h"

struct seen {
    const char *c_name;
    const char *what;
};

/* Names that may not meet: of a whole contract, of one record, of one enum ... */
struct scope {
    reader *in;
    GHashTable *taken; /* words -> struct seen */
    const char *why;
};

static struct scope open_scope(reader *in, const char *why) {
    return (struct scope){.in = in, .taken = g_hash_table_new(g_str_hash, g_str_equal), .why = why};
}

static void close_scope(struct scope *scope) {
    g_hash_table_unref(scope->taken);
}

/* C leaves these names to the compiler, and other languages' styles swallow the underscores. */
static bool is_badly_made(const char *c_name) {
    return c_name[0] == '_' || strstr(c_name, "__") != NULL;
}

static void take_name(struct scope *scope, const char *name, const char *c_name, const char *what,
                      model_location location) {
    reader *in = scope->in;
    if (c_name[0] == '\0')
        return;
    if (is_badly_made(c_name)) {
        findings_add(in->all, location,
                     arena_printf("the %s %s begins with an underscore or has two in a row", what, c_name),
                     "a name of words with one underscore between them: other languages swallow the rest");
        return;
    }
    const char *words = reader_same_words(name);
    const struct seen *other = g_hash_table_lookup(scope->taken, words);
    if (other != NULL) {
        findings_add(in->all, location,
                     arena_printf("the %s %s and the %s %s would both be called %s", other->what,
                                  other->c_name, what, c_name, name),
                     scope->why);
        return;
    }
    struct seen *seen = ARENA_NEW(struct seen);
    *seen = (struct seen){.c_name = c_name, .what = what};
    g_hash_table_insert(scope->taken, (gpointer)(uintptr_t)words, seen);
}

#define TAKE_ALL(scope, array, type, what)                                                                   \
    for (guint i = 0; i < (array)->len; i++) {                                                               \
        const type *item = g_ptr_array_index(array, i);                                                      \
        take_name(scope, item->name, item->c_name, what, item->location);                                    \
    }

static const char *const one_style = "another name for one of them: other languages write both in one style";

static void check_constants_of(reader *in, const model_enum *of) {
    struct scope scope = open_scope(in, one_style);
    TAKE_ALL(&scope, of->constants, model_enum_constant, "constant")
    close_scope(&scope);
}

static void check_fields_of(reader *in, const model_record *record) {
    struct scope scope = open_scope(in, one_style);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        take_name(&scope, reader_words(field->name), field->name, "field", field->location);
    }
    close_scope(&scope);
}

static void check_parameters_of(reader *in, const model_function *function) {
    struct scope scope = open_scope(in, one_style);
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        take_name(&scope, reader_words(parameter->name), parameter->name, "parameter", parameter->location);
    }
    close_scope(&scope);
}

static void take_member(struct scope *scope, const model_function *item) {
    if (item->is_property && item->is_setter)
        take_name(scope, arena_printf("set_%s", item->name), item->c_name, "setter", item->location);
    else
        take_name(scope, item->name, item->c_name, item->is_property ? "property" : "method", item->location);
}

static void check_members_of(reader *in, const model_class *class_of) {
    struct scope scope = open_scope(in, "another name for one of them");
    for (guint i = 0; i < class_of->functions->len; i++)
        take_member(&scope, g_ptr_array_index(class_of->functions, i));
    close_scope(&scope);
}

static void check_methods_of(reader *in, const model_interface *interface) {
    struct scope scope = open_scope(in, one_style);
    TAKE_ALL(&scope, interface->methods, model_function, "function")
    close_scope(&scope);
    for (guint i = 0; i < interface->methods->len; i++)
        check_parameters_of(in, g_ptr_array_index(interface->methods, i));
}

static void check_library_names(reader *in) {
    const model_library *library = in->library;
    struct scope scope = open_scope(
        in, "another name for one of them: Go and Rust write constants, types and functions alike");
    TAKE_ALL(&scope, library->enums, model_enum, "enum")
    TAKE_ALL(&scope, library->records, model_record, "record")
    TAKE_ALL(&scope, library->variants, model_variant, "variant")
    TAKE_ALL(&scope, library->exacts, model_exact, "exact number")
    TAKE_ALL(&scope, library->classes, model_class, "class")
    TAKE_ALL(&scope, library->interfaces, model_interface, "callback")
    TAKE_ALL(&scope, library->constants, model_constant, "constant")
    for (guint i = 0; i < library->functions->len; i++) {
        const model_function *item = g_ptr_array_index(library->functions, i);
        if (item->kind == MODEL_FREE_FUNCTION && !item->is_static)
            take_name(&scope, item->name, item->c_name, "function", item->location);
    }
    close_scope(&scope);
}

void check_names(reader *in) {
    const model_library *library = in->library;
    check_library_names(in);
    for (guint i = 0; i < library->enums->len; i++)
        check_constants_of(in, g_ptr_array_index(library->enums, i));
    if (library->status != NULL)
        check_constants_of(in, library->status);
    for (guint i = 0; i < library->records->len; i++)
        check_fields_of(in, g_ptr_array_index(library->records, i));
    for (guint i = 0; i < library->classes->len; i++)
        check_members_of(in, g_ptr_array_index(library->classes, i));
    for (guint i = 0; i < library->interfaces->len; i++)
        check_methods_of(in, g_ptr_array_index(library->interfaces, i));
    for (guint i = 0; i < library->functions->len; i++)
        check_parameters_of(in, g_ptr_array_index(library->functions, i));
}
