/* Names and literals: everything that the author wrote goes through here before it stands in Python or C. */

#include <float.h>
#include <math.h>
#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"
#include "model/languages.h"

/* A word that Python can use as a name: what is left of a prefix may start with a digit or be a keyword. */
static const char *to_identifier(const char *word) {
    if (word[0] == '\0' || g_ascii_isdigit(word[0]))
        word = arena_printf("_%s", word);
    return language_has_keyword(MODEL_PYTHON, word) ? arena_printf("%s_", word) : word;
}

/* The author's own word for Python, or the usual one as an identifier. */
static const char *name_in_python(const model_marks *marks, const char *usual) {
    return model_name_in(marks, MODEL_PYTHON, to_identifier(usual));
}

static const char *attribute_name(const model_marks *marks, const char *name) {
    if (strcmp(name, "self") == 0 || strcmp(name, "cls") == 0)
        name = arena_printf("%s_", name);
    return name_in_python(marks, name);
}

const char *python_parameter_name(const plan_value *value) {
    return attribute_name(&value->marks, value->name);
}

const char *python_field_name(const model_field *field) {
    return attribute_name(&field->marks, field->name);
}

const char *python_payload_name(const model_case *one) {
    static const model_marks none;
    return attribute_name(&none, one->member);
}

const char *python_member_name(const model_enum_constant *constant) {
    return name_in_python(&constant->marks, emit_upper_case(constant->name));
}

const char *python_async_name(const python_package *of, const plan_function *function) {
    return g_hash_table_lookup(of->async, function);
}

const char *python_name(const python_package *of, const void *item) {
    const char *name = g_hash_table_lookup(of->names, item);
    g_assert(name != NULL);
    return name;
}

/* ---- Unique names ---- */

static GHashTable *new_scope(void) {
    return g_hash_table_new(g_str_hash, g_str_equal);
}

/* Two names of the contract can meet in Python's spelling: the later one gets an underscore. */
static const char *claim(GHashTable *scope, const char *name) {
    while (!g_hash_table_add(scope, (gpointer)(uintptr_t)name))
        name = arena_printf("%s_", name);
    return name;
}

static void set_name(python_package *to, GHashTable *scope, const void *item, const char *name) {
    const char *unique = claim(scope, name);
    g_hash_table_add(to->taken, (gpointer)(uintptr_t)unique);
    g_hash_table_insert(to->names, (gpointer)(uintptr_t)item, (gpointer)(uintptr_t)unique);
}

static const char *error_name(const plan_error *error) {
    const char *name = to_identifier(emit_pascal_case(error->name));
    const char *usual = g_str_has_suffix(name, "Error") ? name : arena_printf("%sError", name);
    return model_name_in(&error->marks, MODEL_PYTHON, usual);
}

static void name_awaitables(python_package *to, GHashTable *scope, const model_class *owner) {
    const GPtrArray *functions = plan_functions_of(to->plan, owner);
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        if (!python_is_awaitable(function))
            continue;
        const model_function *described = function->function;
        const char *base = model_name_in(&described->marks, MODEL_PYTHON, described->name);
        const char *name = claim(scope, arena_printf("%s_async", base));
        g_hash_table_insert(to->async, (gpointer)(uintptr_t)function, (gpointer)(uintptr_t)name);
    }
}

static void name_functions(python_package *to, GHashTable *scope, const model_class *owner) {
    const GPtrArray *functions = plan_functions_of(to->plan, owner);
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        if (python_shape_of(function) == PYTHON_SETTER)
            continue;
        const model_function *described = function->function;
        set_name(to, scope, function, name_in_python(&described->marks, described->name));
    }
    name_awaitables(to, scope, owner);
}

/* A setter has its getter's name. */
static void name_setters(python_package *to) {
    for (guint i = 0; i < to->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(to->plan->functions, i);
        const model_function *described = function->function;
        if (python_shape_of(function) == PYTHON_SETTER)
            g_hash_table_insert(to->names, (gpointer)(uintptr_t)function,
                                (gpointer)(uintptr_t)name_in_python(&described->marks, described->name));
    }
}

static void name_class(python_package *to, const model_class *class_of) {
    GHashTable *scope = new_scope();
    g_hash_table_add(scope, (gpointer)(uintptr_t) "close");
    g_hash_table_add(scope, (gpointer)(uintptr_t) "closed");
    name_functions(to, scope, class_of);
    g_hash_table_unref(scope);
}

static void name_methods(python_package *to, const plan_interface *interface) {
    GHashTable *scope = new_scope();
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        set_name(to, scope, method, name_in_python(&method->function->marks, method->function->name));
    }
    g_hash_table_unref(scope);
}

static void take_fields(python_package *to, const model_record *record) {
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        g_hash_table_add(to->taken, (gpointer)(uintptr_t)python_field_name(field));
    }
}

/* The constants of an enum `shape_kind` may well be called "shape_circle": one "shape" is enough. */
static const char *case_word(const model_variant *variant, const model_case *one) {
    const char *word = one->constant->name;
    const char *prefix = arena_printf("%s_", variant->name);
    return g_str_has_prefix(word, prefix) && word[strlen(prefix)] != '\0' ? word + strlen(prefix) : word;
}

static void name_cases(python_package *to, GHashTable *scope, const model_variant *variant) {
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        set_name(to, scope, one,
                 arena_printf("%s%s", python_name(to, variant), emit_pascal_case(case_word(variant, one))));
        if (one->member != NULL)
            g_hash_table_add(to->taken, (gpointer)(uintptr_t)python_payload_name(one));
    }
}

#define NAME_ALL(list, type, spelling)                                                                       \
    for (guint i = 0; i < (list)->len; i++) {                                                                \
        const type *item = g_ptr_array_index(list, i);                                                       \
        set_name(to, scope, item, spelling);                                                                 \
    }

static const char *name_with_class(const python_package *of, const plan_function *function) {
    const model_class *owner = function->function->owner;
    if (python_shape_of(function) == PYTHON_NEW)
        return python_name(of, owner);
    const char *name = python_name(of, function);
    return owner == NULL ? name : arena_printf("%s.%s", python_name(of, owner), name);
}

static void set_word(python_package *to, const char *c_name, const char *name) {
    if (!g_hash_table_contains(to->words, c_name))
        g_hash_table_insert(to->words, (gpointer)(uintptr_t)c_name, (gpointer)(uintptr_t)name);
}

/* What the words of C are called that the author's documentation speaks of. */
static void name_words(python_package *to) {
    to->words = arena_table_by_text();
    for (guint i = 0; i < to->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(to->plan->functions, i);
        set_word(to, function->function->c_name, name_with_class(to, function));
    }
    for (guint i = 0; i < to->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(to->errors, i);
        set_word(to, error->c_name, python_name(to, error));
    }
    for (guint i = 0; i < to->model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(to->model->constants, i);
        set_word(to, constant->c_name, python_name(to, constant));
    }
}

void python_name_everything(python_package *to) {
    const model_library *model = to->model;
    GHashTable *scope = new_scope();
    to->names = g_hash_table_new(NULL, NULL);
    to->async = g_hash_table_new(NULL, NULL);
    to->taken = new_scope();
    if (to->parts.arrays)
        claim(scope, "Array");
    if (to->parts.streams)
        claim(scope, "ArrowStream");
    if (to->parts.cancels)
        claim(scope, "Cancel");
    claim(scope, "diagnostics"); /* modules of the package */
    if (to->parts.locks)
        claim(scope, "locks");
    to->error_base = claim(scope, to_identifier(arena_printf("%sError", emit_pascal_case(model->name))));
    NAME_ALL(model->classes, model_class, name_in_python(&item->marks, emit_pascal_case(item->name)))
    NAME_ALL(model->records, model_record, name_in_python(&item->marks, emit_pascal_case(item->name)))
    NAME_ALL(model->variants, model_variant, name_in_python(&item->marks, emit_pascal_case(item->name)))
    NAME_ALL(model->exacts, model_exact, name_in_python(&item->marks, emit_pascal_case(item->name)))
    NAME_ALL(model->enums, model_enum, name_in_python(&item->marks, emit_pascal_case(item->name)))
    NAME_ALL(model->interfaces, model_interface, name_in_python(&item->marks, emit_pascal_case(item->name)))
    NAME_ALL(to->errors, plan_error, error_name(item))
    NAME_ALL(model->constants, model_constant, name_in_python(&item->marks, emit_upper_case(item->name)))
    for (guint i = 0; i < model->variants->len; i++)
        name_cases(to, scope, g_ptr_array_index(model->variants, i));
    name_functions(to, scope, NULL);
    g_hash_table_unref(scope);
    for (guint i = 0; i < model->classes->len; i++)
        name_class(to, g_ptr_array_index(model->classes, i));
    name_setters(to);
    for (guint i = 0; i < to->plan->interfaces->len; i++)
        name_methods(to, g_ptr_array_index(to->plan->interfaces, i));
    for (guint i = 0; i < model->records->len; i++)
        take_fields(to, g_ptr_array_index(model->records, i));
    name_words(to);
}

static bool is_built_in(const char *name) {
    static const char *const known[] = {"bool", "bytes",  "classmethod", "dict",         "float", "int",
                                        "list", "object", "property",    "staticmethod", "str",   "tuple"};
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        if (strcmp(known[i], name) == 0)
            return true;
    }
    return false;
}

const char *python_word(const python_package *of, const char *name) {
    if (!g_hash_table_contains(of->taken, name))
        return name;
    return is_built_in(name) ? arena_printf("builtins.%s", name) : arena_printf("_%s", name);
}

/* GLib hands pointers to the elements over; the words are what is compared. */
static gint compare_elements(gconstpointer a, gconstpointer b, gpointer compare) {
    int (**words)(const char *, const char *) = compare;
    return (*words)(*(const char *const *)a, *(const char *const *)b);
}

void python_sort_words(GPtrArray *words, int (*compare)(const char *a, const char *b)) {
    g_ptr_array_sort_with_data(words, compare_elements, &compare);
}

/* ---- Literals ---- */

/* Direction marks and other invisible characters are escaped: code must read as it runs. */
static bool is_hidden(gunichar c) {
    bool is_separator = c == 0x2028 || c == 0x2029; /* which GLib counts as graphic */
    return is_separator || (c > 0x7F && (!g_unichar_isgraph(c) || g_unichar_type(c) == G_UNICODE_FORMAT));
}

/* What C and Python write alike. In octal with three digits, so that no digit after it joins. */
static bool append_escaped(GString *to, gunichar c, char quote) {
    if (c == (gunichar)quote || c == '\\')
        g_string_append_printf(to, "\\%c", (char)c);
    else if (c == '\n')
        g_string_append(to, "\\n");
    else if (c < 0x20 || c == 0x7F)
        g_string_append_printf(to, "\\%03o", c);
    else
        return false;
    return true;
}

static void append_hidden(GString *to, gunichar c) {
    g_string_append_printf(to, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c);
}

char *python_c_literal(const char *text) {
    GString *quoted = g_string_new("\"");
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (append_escaped(quoted, c, '"'))
            continue;
        if (c == '?' && at[1] == '?') /* no trigraphs */
            g_string_append(quoted, "\\?");
        else if (!is_hidden(c))
            g_string_append_unichar(quoted, c);
        else
            for (const char *byte = at; byte < g_utf8_next_char(at); byte++)
                g_string_append_printf(quoted, "\\%03o", (unsigned char)*byte);
    }
    return arena_take(g_string_free(g_string_append_c(quoted, '"'), FALSE));
}

static char *escape_hidden(const char *text) {
    GString *shown = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (is_hidden(g_utf8_get_char(at)))
            append_hidden(shown, g_utf8_get_char(at));
        else
            g_string_append_unichar(shown, g_utf8_get_char(at));
    }
    return arena_take(g_string_free(shown, FALSE));
}

/* As the formatter would have it: in single quotes where that saves escapes. */
char *python_literal(const char *text) {
    char quote = strchr(text, '"') != NULL && strchr(text, '\'') == NULL ? '\'' : '"';
    GString *quoted = g_string_new(NULL);
    g_string_append_c(quoted, quote);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (!append_escaped(quoted, g_utf8_get_char(at), quote))
            g_string_append_unichar(quoted, g_utf8_get_char(at));
    }
    g_string_append_c(quoted, quote);
    return escape_hidden(arena_take(g_string_free(quoted, FALSE)));
}

char *python_float_literal(double number) {
    if (isnan(number))
        return arena_strdup("Py_NAN");
    if (isinf(number))
        return arena_strdup(number > 0 ? "Py_HUGE_VAL" : "-Py_HUGE_VAL");
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_dtostr(text, sizeof(text), number);
    for (int precision = 1; precision <= DBL_DECIMAL_DIG; precision++) {
        char format[8];
        g_snprintf(format, sizeof(format), "%%.%dg", precision);
        g_ascii_formatd(text, sizeof(text), format, number);
        if (g_ascii_strtod(text, NULL) == number)
            break;
    }
    bool is_whole = strpbrk(text, ".e") == NULL;
    return arena_printf("%s%s", text, is_whole ? ".0" : "");
}

/* ---- Documentation ---- */

/* Inside triple quotes a backslash and three quotes in a row have a meaning; a quote at the end would join
 * the closing ones. */
char *python_doc_text(const char *text) {
    GString *safe = g_string_new(text);
    g_string_replace(safe, "\\", "\\\\", 0);
    g_string_replace(safe, "\"\"\"", "\\\"\\\"\\\"", 0);
    size_t backslashes = 0;
    while (backslashes + 1 < safe->len && safe->str[safe->len - 2 - backslashes] == '\\')
        backslashes++;
    if (g_str_has_suffix(safe->str, "\"") && backslashes % 2 == 0)
        g_string_insert(safe, (gssize)safe->len - 1, "\\");
    return escape_hidden(arena_take(g_string_free(safe, FALSE)));
}

static bool is_word(char c) {
    return g_ascii_isalnum(c) || c == '_';
}

char *python_doc_names(const python_package *of, const char *text) {
    GString *renamed = g_string_new(NULL);
    while (*text != '\0') {
        size_t length = 0;
        while (is_word(text[length]))
            length++;
        if (length == 0) {
            g_string_append_c(renamed, *text++);
            continue;
        }
        char *word = arena_take(g_strndup(text, length));
        const char *python = g_hash_table_lookup(of->words, word);
        g_string_append(renamed, python == NULL ? word : python);
        text += length;
    }
    return arena_take(g_string_free(renamed, FALSE));
}
