/* The only door for names, C types, comments and wrapped code. */

#include <stdarg.h>
#include <string.h>

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"

struct scope {
    GPtrArray *names;  /* few: those of one function */
    GHashTable *known; /* many: those of the contract; or null */
    const scope *outer;
};

static scope *new_scope(const scope *outer, GHashTable *known) {
    scope *names = ARENA_NEW(scope);
    *names = (scope){.names = arena_array(), .known = known, .outer = outer};
    return names;
}

scope *scope_of_library(const plan_library *plan) {
    return new_scope(NULL, plan->c_names);
}

scope *scope_inside(const scope *outer) {
    return new_scope(outer, NULL);
}

static bool is_taken(const scope *names, const char *name) {
    for (const scope *at = names; at != NULL; at = at->outer) {
        if (at->known != NULL && g_hash_table_contains(at->known, name))
            return true;
        for (guint i = 0; i < at->names->len; i++) {
            if (strcmp(g_ptr_array_index(at->names, i), name) == 0)
                return true;
        }
    }
    return false;
}

/* `tenon_` and `boundary_` are the prefixes of the runtime and of what is generated here: a parameter of the
 * author's called `tenon_release` would hide the function that its own boundary calls. */
const char *scope_take(scope *names, const char *wanted) {
    bool is_reserved = g_str_has_prefix(wanted, "tenon_") || g_str_has_prefix(wanted, "boundary_") ||
                       g_str_has_prefix(wanted, "bridged_") || g_str_has_prefix(wanted, "bridges_");
    const char *name = is_reserved ? arena_printf("%s_", wanted) : wanted;
    while (is_taken(names, name))
        name = arena_printf("%s_", name);
    g_ptr_array_add(names->names, (gpointer)(uintptr_t)name);
    return name;
}

/* libclang calls `bool` by its other name. */
const char *c_plain_type(const char *c_type) {
    char **parts = g_strsplit(c_type, "_Bool", -1);
    const char *plain = arena_take(g_strjoinv("bool", parts));
    g_strfreev(parts);
    return plain;
}

const char *c_declaration(const char *c_type, const char *name) {
    bool is_pointer = g_str_has_suffix(c_type, "*");
    return arena_printf("%s%s%s", c_plain_type(c_type), is_pointer ? "" : " ", name);
}

const char *c_result_type(const model_library *model, const model_function *function) {
    if (function->returns_status) {
        g_assert(model->status != NULL);
        return model->status->c_name;
    }
    return function->result != NULL ? c_plain_type(function->result->c_type) : "void";
}

GPtrArray *c_parameters(const model_function *function, scope *taken, GPtrArray *names) {
    GPtrArray *items = arena_array();
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        const char *name = scope_take(taken, parameter->name);
        g_ptr_array_add(names, (gpointer)(uintptr_t)name);
        g_ptr_array_add(items, (gpointer)(uintptr_t)c_declaration(parameter->c_type, name));
    }
    if (items->len == 0)
        g_ptr_array_add(items, (gpointer)(uintptr_t) "void");
    return items;
}

const char *c_pointee(const char *c_type) {
    const char *star = strrchr(c_type, '*');
    g_assert(star != NULL);
    return arena_take(g_strchomp(g_strndup(c_type, (gsize)(star - c_type))));
}

const char *c_zero(const model_type *type) {
    bool is_wide = type->scalar == MODEL_I128 || type->scalar == MODEL_U128;
    return type->scalar == MODEL_BOOL ? "false" : is_wide ? "{0}" : "0";
}

const char *c_zero_value(const model_type *type) {
    const char *zero = c_zero(type);
    return zero[0] == '{' ? arena_printf("(%s)%s", type->c_name, zero) : zero;
}

/* ---- Comments ---- */

static bool is_direction_mark(gunichar c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

const char *c_comment_text(const char *text) {
    GString *safe = g_string_new(NULL);
    gunichar before = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool ends_or_nests = (before == '*' && c == '/') || (before == '/' && c == '*');
        bool is_trigraph = before == '?' && c == '?';
        if (ends_or_nests || is_trigraph)
            g_string_append_c(safe, '\\');
        if (is_direction_mark(c))
            g_string_append_printf(safe, "<U+%04X>", c);
        else
            g_string_append_unichar(safe, c);
        before = c;
    }
    return arena_take(g_string_free(safe, FALSE));
}

void c_doc_comment(emit *out, const char *paragraphs) {
    if (paragraphs[0] == '\0')
        return;
    const char *safe = c_comment_text(paragraphs);
    const char *line = arena_printf("/** %s */", safe);
    if (strchr(safe, '\n') == NULL && emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_line(out, "/**");
    emit_paragraphs(out, " * ", safe);
    emit_line(out, " */");
}

/* ---- Code that is longer than a line ---- */

void c_empty_line(emit *out) {
    emit_raw(out, "\n");
}

static int width_of(const emit *out, const char *text) {
    return out->depth * out->tab_width + (int)g_utf8_strlen(text, -1);
}

/* Packs the items behind the head, aligned to where it ends. @return How many lines that takes. */
static int pack(emit *out, const char *head, const GPtrArray *items, const char *tail, bool is_trial) {
    GString *line = g_string_new(head);
    const char *pad = arena_take(g_strnfill((gsize)g_utf8_strlen(head, -1), ' '));
    bool is_first = true;
    int lines = 1;
    for (guint i = 0; i < items->len; i++) {
        const char *end = i + 1 == items->len ? tail : ",";
        const char *item = arena_printf("%s%s", (const char *)g_ptr_array_index(items, i), end);
        bool fits = width_of(out, line->str) + !is_first + (int)g_utf8_strlen(item, -1) <= out->width;
        if (!fits && !is_first) {
            if (!is_trial)
                emit_line(out, "%s", line->str);
            g_string_assign(line, pad);
            is_first = true;
            lines++;
        }
        g_string_append_printf(line, "%s%s", is_first ? "" : " ", item);
        is_first = false;
    }
    if (!is_trial)
        emit_line(out, "%s%s", line->str, items->len == 0 ? tail : "");
    g_string_free(line, TRUE);
    return lines;
}

/* How many lines the items take one level deeper. */
static int lines_indented(emit *out, const char *head, const GPtrArray *items, const char *tail) {
    emit_indent(out);
    int lines = pack(out, head, items, tail, true);
    emit_dedent(out);
    return lines;
}

static void pack_below(emit *out, const char *first_line, const char *head, const GPtrArray *items,
                       const char *tail) {
    emit_line(out, "%s", first_line);
    emit_indent(out);
    pack(out, head, items, tail, false);
    emit_dedent(out);
}

/* Like clang-format, breaks behind the `=` where that leaves fewer breaks between the items, and behind the
 * open parenthesis where that takes fewer lines than both. */
void c_wrapped(emit *out, const char *head, const GPtrArray *items, const char *tail) {
    const char *equals = strstr(head, " = ");
    int lines = pack(out, head, items, tail, true);
    bool is_too_wide = !emit_fits(out, arena_printf("%s%s%s", head, emit_join(items, ", "), tail));
    if (is_too_wide && lines == 1)
        lines = 2; /* one item cannot be broken off */
    if (equals == NULL || lines < 2) {
        pack(out, head, items, tail, false);
        return;
    }
    const char *rest = equals + strlen(" = ");
    int lines_behind = lines_indented(out, rest, items, tail);
    int lines_below = lines_indented(out, "", items, tail);
    if (lines_below < lines_behind && lines_below + 1 < lines)
        pack_below(out, head, "", items, tail);
    else if (lines_behind < lines)
        pack_below(out, arena_printf("%.*s =", (int)(equals - head), head), rest, items, tail);
    else
        pack(out, head, items, tail, false);
}

void c_wrapped_words(emit *out, const char *head, const char *tail, ...) {
    GPtrArray *items = arena_array();
    va_list words;
    va_start(words, tail);
    for (const char *word = va_arg(words, const char *); word != NULL; word = va_arg(words, const char *))
        g_ptr_array_add(items, (gpointer)(uintptr_t)word);
    va_end(words);
    c_wrapped(out, head, items, tail);
}
