/* The Rust backend: one crate, `sys` inside and the safe layer around it. */
#include <string.h>

#include "backends/backend.h"
#include "backends/rust/abuse.h"
#include "backends/rust/rust.h"
#include "memory/arena.h"
#include "package/embedded.h"
#include "tenon/error.h"

/* The runtime learns whom to tell of failures that no caller waits for before anything can fail. */
static const char unraisable[] = "    // SAFETY: the hook takes over what it gets, on any thread.\n"
                                 "    unsafe { sys::tenon_set_unraisable(callback::unraisable) };\n";

static const char when_loaded[] =
    "\n/// Nothing else has run yet, so that no call has to ask.\n"
    "extern \"C\" fn start() {\n"
    "    if let Err(error) = compare() {\n"
    "        eprintln!(\"{error}\");\n"
    "        process::exit(1);\n"
    "    }\n"
    "}\n"
    "\n/// What loads the program calls it before `main`.\n"
    "#[used]\n"
    "#[cfg_attr(target_vendor = \"apple\", link_section = \"__DATA,__mod_init_func\")]\n"
    "#[cfg_attr(windows, link_section = \".CRT$XCU\")]\n"
    "#[cfg_attr(not(any(target_vendor = \"apple\", windows)), link_section = \".init_array\")]\n"
    "static START: extern \"C\" fn() = start;\n";

static const char standard_when_called[] = "use std::ffi::CStr;\n"
                                           "use std::sync::atomic::{AtomicBool, Ordering};\n"
                                           "use std::sync::OnceLock;";

/* Bridged functions are opened and checked with it, by the library's own code: that is not loaded before. */
static const char when_called[] =
    "\n/// Whether the comparison has been made, and has found no difference.\n"
    "static IS_SAME: AtomicBool = AtomicBool::new(false);\n"
    "\n/// Compares once; whatever could be the first to cross asks here before it does.\n"
    "#[cold]\n"
    "fn outcome() -> &'static Result<()> {\n"
    "    static OUTCOME: OnceLock<Result<()>> = OnceLock::new();\n"
    "    OUTCOME.get_or_init(|| {\n"
    "        let compared = compare();\n"
    "        IS_SAME.store(compared.is_ok(), Ordering::Release);\n"
    "        compared\n"
    "    })\n"
    "}\n";

static void add_handshake(const plan_library *plan, package *files, const rust_needs *needs) {
    GString *users = g_string_new(plan->bridges ? when_called : when_loaded);
    if (needs->handshake_fallible)
        g_string_append(users, "\n/// For functions that can fail.\n"
                               "#[inline]\n"
                               "pub(crate) fn check() -> Result<()> {\n"
                               "    if IS_SAME.load(Ordering::Acquire) {\n"
                               "        return Ok(());\n"
                               "    }\n"
                               "    outcome().clone()\n"
                               "}\n");
    if (needs->handshake_plain)
        g_string_append(
            users,
            "\n/// For functions that cannot fail: a package put together wrongly is a defect, not a state.\n"
            "#[inline]\n"
            "pub(crate) fn require() {\n"
            "    if !IS_SAME.load(Ordering::Acquire) {\n"
            "        insist();\n"
            "    }\n"
            "}\n"
            "\n#[cold]\n"
            "fn insist() {\n"
            "    if let Err(error) = outcome() {\n"
            "        panic!(\"{error}\");\n"
            "    }\n"
            "}\n");
    const char *const pairs[] = {
        "HEAD",        rust_head(plan, "//"),
        "STANDARD",    plan->bridges ? standard_when_called : "use std::ffi::CStr;\nuse std::process;",
        "USES",        needs->callbacks ? "use crate::callback;\n" : "",
        "UNRAISABLE",  needs->callbacks ? unraisable : "",
        "FINGERPRINT", rust_fingerprint(plan),
        "HANDSHAKE",   arena_printf("boundary_%s_handshake", plan->model->name),
        "USERS",       arena_take(g_string_free(users, FALSE)),
        NULL};
    package_add(files, "src/handshake.rs", emit_template("backends/rust/templates/handshake.rs", pairs));
}

static void add_buffer(const plan_library *plan, package *files) {
    const char *const pairs[] = {"HEAD",
                                 rust_head(plan, "//"),
                                 "BAD_ARRAY",
                                 rust_error_variant(plan, TENON_BAD_ARRAY),
                                 "OUT_OF_MEMORY",
                                 rust_error_variant(plan, TENON_OUT_OF_MEMORY),
                                 NULL};
    package_add(files, "src/buffer.rs", emit_template("backends/rust/templates/buffer.rs", pairs));
}

static void add_runtime_part(package *files, bool is_needed, const char *name) {
    if (is_needed)
        package_add_embedded(files, arena_printf("src/%s", name),
                             arena_printf("backends/rust/runtime/%s", name));
}

static void add_template(const plan_library *plan, package *files, const char *name) {
    bool is_taken =
        strcmp(name, "value.rs") == 0 || strcmp(name, "arrow.rs") == 0; /* What the library gives. */
    const char *const pairs[] = {"HEAD", rust_head(plan, "//"), is_taken ? "BROKEN_CONTRACT" : "BAD_VALUE",
                                 rust_error_variant(plan, is_taken ? TENON_BROKEN_CONTRACT : TENON_BAD_VALUE),
                                 NULL};
    package_add(files, arena_printf("src/%s", name),
                emit_template(arena_printf("backends/rust/templates/%s", name), pairs));
}

static const char lend_optional[] = "\n"
                                    "    /// As `lend`; null for no text.\n"
                                    "    pub(crate) fn lend_optional(\n"
                                    "        &mut self,\n"
                                    "        text: Option<&str>,\n"
                                    "        place: &str,\n"
                                    "    ) -> Result<*const c_char> {\n"
                                    "        text.map_or(Ok(ptr::null()), |text| self.lend(text, place))\n"
                                    "    }\n";

static void add_texts(const plan_library *plan, package *files, const rust_needs *needs) {
    const char *const pairs[] = {"HEAD",     rust_head(plan, "//"),
                                 "BAD_TEXT", rust_error_variant(plan, TENON_BAD_TEXT),
                                 "USES",     needs->optional_texts ? "use std::ptr;\n" : "",
                                 "OPTIONAL", needs->optional_texts ? lend_optional : "",
                                 NULL};
    package_add(files, "src/texts.rs", emit_template("backends/rust/templates/texts.rs", pairs));
}

/* The uses of the file stand before what only packages with bridges have. */
static void add_diagnostics(const plan_library *plan, package *files) {
    const char *text = embedded_text("backends/rust/runtime/diagnostics.rs");
    if (plan->bridges) {
        GString *more = g_string_new(text);
        g_string_replace(more, "use crate::sys;\n", "use crate::{handshake, sys};\n", 1);
        g_string_append(more, embedded_text("backends/rust/runtime/bridges.rs"));
        text = arena_take(g_string_free(more, FALSE));
    }
    package_add(files, "src/diagnostics.rs", text);
}

static void add_runtime(const plan_library *plan, package *files, const rust_needs *needs) {
    add_diagnostics(plan, files);
    add_runtime_part(files, needs->handles, "handle.rs");
    add_runtime_part(files, needs->blocks, "block.rs");
    add_runtime_part(files, needs->arrays, "array.rs");
    add_runtime_part(files, needs->views, "view.rs");
    add_runtime_part(files, needs->writable_views, "view_mut.rs");
    add_runtime_part(files, needs->text_out, "text.rs");
    add_runtime_part(files, needs->text_views, "text_view.rs");
    add_runtime_part(files, needs->text_lists, "text_list.rs");
    add_runtime_part(files, needs->listed, "listed.rs");
    add_runtime_part(files, needs->wide, "int128.rs");
    add_runtime_part(files, needs->flags, "flags.rs");
    add_runtime_part(files, needs->callbacks, "callback.rs");
    add_runtime_part(files, needs->outcomes, "outcome.rs");
    add_runtime_part(files, needs->lent, "lent.rs");
    add_runtime_part(files, needs->stored, "stored.rs");
    add_runtime_part(files, needs->exclusive, "exclusive.rs");
    add_runtime_part(files, needs->locked, "locked.rs");
    add_runtime_part(files, needs->once, "once.rs");
    add_runtime_part(files, needs->exclusive || needs->locked, "running.rs");
    add_runtime_part(files, needs->passed, "passed.rs");
    add_runtime_part(files, needs->given, "given.rs");
    add_runtime_part(files, needs->streams, "streams.rs");
    add_runtime_part(files, needs->stream_classes, "io.rs");
    add_runtime_part(files, needs->items, "items.rs");
    add_runtime_part(files, needs->cancels, "cancel.rs");
    add_runtime_part(files, needs->pending, "pending.rs");
    add_runtime_part(files, needs->cancellable, "cancellable.rs");
    add_runtime_part(files, needs->aliases, "alias.rs");
}

static void generate(const plan_library *plan, package *files) {
    rust_needs needs = rust_find_needs(plan);
    rust_add_packaging(plan, files, &needs);
    rust_add_lib(plan, files, &needs);
    rust_add_sys(plan, files, &needs);
    rust_add_errors(plan, files, &needs);
    rust_add_constants(plan, files);
    rust_add_enums(plan, files);
    rust_add_exacts(plan, files);
    rust_add_records(plan, files);
    rust_add_variants(plan, files);
    rust_add_raw(plan, files);
    rust_add_options(plan, files);
    rust_add_interfaces(plan, files);
    rust_add_classes(plan, files);
    rust_add_functions(plan, files);
    add_runtime(plan, files, &needs);
    add_handshake(plan, files, &needs);
    if (needs.buffers)
        add_buffer(plan, files);
    if (needs.record_texts)
        add_texts(plan, files, &needs);
    if (needs.times)
        add_template(plan, files, "time.rs");
    if (needs.exacts)
        add_template(plan, files, "exact.rs");
    if (needs.dynamic)
        add_template(plan, files, "value.rs");
    if (needs.arrow)
        add_template(plan, files, "arrow.rs");
}

#define NAME_ALL(names, array, type, name_of)                                                                \
    for (guint i = 0; i < (array)->len; i++) {                                                               \
        const type *item = g_ptr_array_index(array, i);                                                      \
        g_hash_table_insert(names, (gpointer)(uintptr_t)item, (gpointer)(uintptr_t)name_of(item));           \
    }

/* Only types meet what a crate has by itself: the rest stands in modules and types of its own. */
static GHashTable *names_of(const plan_library *plan) {
    const model_library *model = plan->model;
    GHashTable *names = g_hash_table_new(NULL, NULL);
    NAME_ALL(names, model->classes, model_class, rust_class_name)
    NAME_ALL(names, model->records, model_record, rust_record_name)
    NAME_ALL(names, model->enums, model_enum, rust_enum_name)
    NAME_ALL(names, model->variants, model_variant, rust_union_name)
    NAME_ALL(names, model->exacts, model_exact, rust_exact_name)
    NAME_ALL(names, model->interfaces, model_interface, rust_interface_name)
    NAME_ALL(names, model->functions, model_function, rust_function_name)
    NAME_ALL(names, plan->errors, plan_error, rust_error_name)
    return names;
}

const backend backend_rust = {.language = MODEL_RUST,
                              .install = "cargo add --path %s",
                              .generate = generate,
                              .features = rust_features,
                              .is_fallible = rust_is_fallible,
                              .abuse = rust_add_abuse,
                              .names = names_of};
