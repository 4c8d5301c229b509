/* The Rust backend: one crate, `sys` inside and the safe layer around it. */
#include "backends/rust/rust.h"
#include "backends/backend.h"
#include "memory/arena.h"
#include "tenon/error.h"

static void add_handshake(const plan_library *plan, package *files, const rust_needs *needs) {
    GString *users = g_string_new(NULL);
    if (needs->handshake_fallible)
        g_string_append(users, "\n/// For functions that can fail.\n"
                               "#[inline]\n"
                               "pub(crate) fn check() -> Result<()> {\n"
                               "    outcome().clone()\n"
                               "}\n");
    if (needs->handshake_plain)
        g_string_append(
            users,
            "\n/// For functions that cannot fail: a package put together wrongly is a defect, not a state.\n"
            "#[inline]\n"
            "pub(crate) fn require() {\n"
            "    if let Err(error) = outcome() {\n"
            "        panic!(\"{error}\");\n"
            "    }\n"
            "}\n");
    const char *const pairs[] = {"HEAD",        rust_head(plan, "//"),
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

static void generate(const plan_library *plan, package *files) {
    rust_needs needs = rust_find_needs(plan);
    rust_add_packaging(plan, files);
    rust_add_lib(plan, files, &needs);
    rust_add_sys(plan, files, &needs);
    rust_add_errors(plan, files);
    rust_add_constants(plan, files);
    rust_add_enums(plan, files);
    rust_add_records(plan, files);
    rust_add_classes(plan, files);
    rust_add_functions(plan, files);
    if (needs.handshake_fallible || needs.handshake_plain)
        add_handshake(plan, files, &needs);
    add_runtime_part(files, needs.handles, "handle.rs");
    add_runtime_part(files, needs.blocks, "block.rs");
    add_runtime_part(files, needs.arrays, "array.rs");
    add_runtime_part(files, needs.views, "view.rs");
    add_runtime_part(files, needs.text_out, "text.rs");
    add_runtime_part(files, needs.text_views, "text_view.rs");
    if (needs.buffers)
        add_buffer(plan, files);
}

const backend backend_rust = {.language = MODEL_RUST,
                              .install = "cargo add --path %s",
                              .generate = generate,
                              .features = rust_features};
