/* The "use" lines of a module: for what its code mentions, nothing else. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

/* What code mentions, and the line that brings it into scope. Sorted as rustfmt sorts: by path. */
struct import {
    const char *word;
    const char *path;
};

static const struct import standard[] = {
    {"c_char", "std::ffi::c_char"},
    {"PhantomData", "std::marker::PhantomData"},
    {"MaybeUninit", "std::mem::MaybeUninit"},
    {"ptr::", "std::ptr"},
};

static const struct import package_own[] = {
    {"Array", "crate::array::Array"},    {"Block", "crate::block::Block"},
    {"buffer::", "crate::buffer"},       {"Detail", "crate::detail::Detail"},
    {"Link", "crate::detail::Link"},     {"Handle", "crate::handle::Handle"},
    {"handshake::", "crate::handshake"}, {"sys::", "crate::sys"},
    {"Text", "crate::text::Text"},       {"TextView", "crate::text_view::TextView"},
    {"View", "crate::view::View"},
};

static bool is_word_part(char c) {
    return g_ascii_isalnum(c) || c == '_';
}

/* Whether the word stands on some line that is no comment. */
static bool mentions(char **lines, const char *word) {
    bool is_module = g_str_has_suffix(word, "::");
    for (char **line = lines; *line != NULL; line++) {
        const char *code = *line + strspn(*line, " ");
        if (g_str_has_prefix(code, "//"))
            continue;
        for (const char *at = strstr(code, word); at != NULL; at = strstr(at + 1, word)) {
            bool starts = at == code || (!is_word_part(at[-1]) && at[-1] != ':');
            if (starts && (is_module || !is_word_part(at[strlen(word)])))
                return true;
        }
    }
    return false;
}

static void add_path(GPtrArray *paths, const char *path) {
    g_ptr_array_add(paths, (gpointer)(uintptr_t)path);
}

static gint compare_paths(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "crate::module::Type", or a list in braces: filled line by line where it is long, as rustfmt does it. */
static void add_names(GPtrArray *paths, const char *module, GPtrArray *names) {
    if (names->len == 0)
        return;
    g_ptr_array_sort(names, compare_paths);
    const char *joined = emit_join(names, ", ");
    const char *line = arena_printf(names->len == 1 ? "crate::%s::%s" : "crate::%s::{%s}", module, joined);
    if (strlen(line) + strlen("use ;") > RUST_WIDTH) {
        GString *filled = g_string_new(NULL);
        size_t column = RUST_WIDTH;
        for (guint i = 0; i < names->len; i++) {
            const char *name = g_ptr_array_index(names, i);
            bool fits = column + strlen(name) + 2 <= RUST_WIDTH;
            g_string_append_printf(filled, "%s%s,", fits ? " " : "\n    ", name);
            column = fits ? column + strlen(name) + 2 : 4 + strlen(name) + 1;
        }
        line = arena_printf("crate::%s::{%s\n}", module, filled->str);
        g_string_free(filled, TRUE);
    }
    add_path(paths, line);
}

static void add_types(GPtrArray *paths, const plan_library *plan, char **lines, const char *here) {
    const model_library *model = plan->model;
    GPtrArray *enums = arena_array(), *records = arena_array();
    for (guint i = 0; i < model->enums->len; i++) {
        const char *name = rust_type_name(RUST_AT(model_enum, model->enums, i)->name);
        if (strcmp(here, "enums") != 0 && mentions(lines, name))
            add_path(enums, name);
    }
    for (guint i = 0; i < model->records->len; i++) {
        const char *name = rust_type_name(RUST_AT(model_record, model->records, i)->name);
        if (strcmp(here, "records") != 0 && mentions(lines, name))
            add_path(records, name);
    }
    add_names(paths, "enums", enums);
    add_names(paths, "records", records);
    for (guint i = 0; i < model->classes->len; i++) {
        const model_class *class_of = RUST_AT(model_class, model->classes, i);
        const char *module = rust_module_name(class_of), *name = rust_type_name(class_of->name);
        if (strcmp(here, module) != 0 && mentions(lines, name))
            add_path(paths, arena_printf("crate::%s::%s", module, name));
    }
}

static void put_group(emit *out, GPtrArray *paths) {
    if (paths->len == 0)
        return;
    g_ptr_array_sort(paths, compare_paths);
    for (guint i = 0; i < paths->len; i++)
        emit_line(out, "use %s;", (const char *)g_ptr_array_index(paths, i));
    emit_line(out, "%s", "");
}

static void put_uses(emit *out, const plan_library *plan, const char *body, const char *here) {
    char **lines = g_strsplit(body, "\n", -1);
    GPtrArray *paths = arena_array();
    for (size_t i = 0; i < G_N_ELEMENTS(standard); i++) {
        if (mentions(lines, standard[i].word))
            add_path(paths, standard[i].path);
    }
    put_group(out, paths);
    paths = arena_array();
    bool is_enums = strcmp(here, "enums") == 0; /* A variant may be called "Text" and mean no type. */
    for (size_t i = 0; i < G_N_ELEMENTS(package_own); i++) {
        if (is_enums ? strcmp(package_own[i].word, "Detail") == 0 : mentions(lines, package_own[i].word))
            add_path(paths, package_own[i].path);
    }
    bool uses_error = mentions(lines, "Error"), uses_result = mentions(lines, "Result");
    if (uses_error || uses_result)
        add_path(paths, uses_error && uses_result ? "crate::error::{Error, Result}"
                        : uses_error              ? "crate::error::Error"
                                                  : "crate::error::Result");
    add_types(paths, plan, lines, here);
    put_group(out, paths);
    g_strfreev(lines);
}

void rust_add_module(const plan_library *plan, package *files, const char *name, const char *title,
                     emit *body) {
    const char *text = emit_finish(body);
    emit *out = emit_new("    ", RUST_WIDTH);
    rust_file_head(out, plan, "//");
    rust_doc(out, "//!", title);
    emit_line(out, "%s", "");
    put_uses(out, plan, text, name);
    emit_raw(out, text);
    package_add(files, arena_printf("src/%s.rs", name), emit_finish(out));
}
