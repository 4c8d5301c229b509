/* The module `sys`: what the boundary and the runtime export, as they are. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"
#include "package/embedded.h"

const char *rust_symbol(const plan_library *plan, const char *symbol) {
    return arena_printf("%s_%s", plan->model->name, symbol);
}

/* ---- symbols.h: the runtime's names in this package ---- */

static bool is_runtime_file(const char *path) {
    return g_str_has_prefix(path, "include/tenon/") || g_str_has_prefix(path, "runtime/");
}

/* Functions, and variables that are declared extern. A name too many does no harm: it is replaced everywhere.
 */
static void find_symbols(const char *text, GTree *symbols) {
    GRegex *pattern = g_regex_new(
        "\\b(tenon_[a-z0-9_]+)(?=\\()|\\bextern [^;()]*(?:\\([^;()]*\\) ?)?\\b(tenon_[a-z0-9_]+)(?=[;\\[])",
        0, 0, NULL);
    GMatchInfo *match = NULL;
    for (g_regex_match(pattern, text, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        char *function = g_match_info_fetch(match, 1), *variable = g_match_info_fetch(match, 2);
        const char *name = function != NULL && function[0] != '\0' ? function : variable;
        g_tree_insert(symbols, arena_strdup(name), NULL);
        g_free(function);
        g_free(variable);
    }
    g_match_info_free(match);
    g_regex_unref(pattern);
}

struct symbol_writer {
    emit *out;
    const plan_library *plan;
};

static gboolean put_symbol(gpointer name, gpointer nothing, gpointer data) {
    (void)nothing;
    const struct symbol_writer *in = data;
    emit_line(in->out, "#define %s %s", (const char *)name, rust_symbol(in->plan, name));
    return FALSE;
}

static gint compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(a, b);
}

static void add_symbols_header(const plan_library *plan, package *files) {
    GTree *symbols = g_tree_new(compare_names);
    for (size_t i = 0; i < embedded_file_count; i++) {
        if (is_runtime_file(embedded_files[i].path))
            find_symbols(embedded_files[i].text, symbols);
    }
    struct symbol_writer in = {.out = emit_new("    ", RUST_WIDTH), .plan = plan};
    emit_line(in.out, "/* %s */", rust_origin(plan));
    emit_line(in.out, "/* Rust links statically: without names of its own, this package's runtime would be "
                      "another one's. */");
    g_tree_foreach(symbols, put_symbol, &in);
    g_tree_unref(symbols);
    package_add(files, "native/rust/symbols.h", emit_finish(in.out));
}

/* ---- sys.rs ---- */

static void put_extern(emit *out, const plan_library *plan, const char *name, const char *signature) {
    emit_line(out, "#[link_name = \"%s\"]", rust_symbol(plan, name));
    emit_line(out, "pub(crate) fn %s%s;", name, signature);
}

static void put_runtime(emit *out, const plan_library *plan, const rust_needs *needs) {
    put_extern(out, plan, "tenon_error_take", "() -> *const Link");
    put_extern(out, plan, "tenon_error_free", "(error: *const Link)");
    if (needs->handles) {
        put_extern(out, plan, "tenon_error_clear", "()");
        put_extern(out, plan, "tenon_drop", "(handle: u64) -> i32");
    }
    if (needs->text_out)
        put_extern(out, plan, "tenon_text_free", "(text: *mut Text)");
    if (needs->handshake_fallible || needs->handshake_plain)
        emit_line(out, "pub(crate) fn boundary_%s_handshake(expected: *const c_char) -> i32;",
                  plan->model->name);
}

static void put_function(emit *out, const plan_function *call) {
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < call->slots->len; i++) {
        const plan_slot *slot = RUST_AT(plan_slot, call->slots, i);
        const plan_value *value = RUST_AT(plan_value, call->values, slot->value);
        g_ptr_array_add(parameters,
                        arena_printf("%s: %s", rust_slot_name(call, i), rust_slot_type(slot, value)));
    }
    const char *head = arena_printf("pub(crate) fn %s(", call->boundary_name);
    const char *start = arena_printf("%s%s)", head, emit_join(parameters, ", "));
    /* rustfmt breaks a declaration of exactly the width before its result, a longer one between parameters.
     */
    if (parameters->len > 0 && out->tab_width + (int)strlen(start) + (int)strlen(" -> i32;") == RUST_WIDTH) {
        emit_open(out, "%s", start);
        emit_line(out, "-> i32;");
        emit_dedent(out);
        return;
    }
    emit_list(out, head, parameters, ") -> i32;", true);
}

void rust_add_sys(const plan_library *plan, package *files, const rust_needs *needs) {
    emit *out = emit_new("    ", RUST_WIDTH);
    emit_open(out, "extern \"C\" {");
    put_runtime(out, plan, needs);
    for (guint i = 0; i < plan->functions->len; i++)
        put_function(out, RUST_AT(plan_function, plan->functions, i));
    emit_close(out, "}");
    rust_add_module(plan, files, "sys", "What the boundary and the runtime export, as they are.", out);
    add_symbols_header(plan, files);
}
