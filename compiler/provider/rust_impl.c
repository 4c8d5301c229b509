/* Providers in Rust: a crate with the contract's traits, and the C functions and tables around what
 * implements them. */
#include <string.h>

#include "memory/arena.h"
#include "package/embedded.h"
#include "provider/rust_impl.h"

/* The statement that names all operations. */
static const char *named(const GPtrArray *operations) {
    emit *out = emit_new("    ", RUST_WIDTH);
    GPtrArray *names = arena_array();
    for (guint i = 0; i < operations->len; i++)
        g_ptr_array_add(names,
                        arena_printf("c%s", rust_string(RUST_AT(model_function, operations, i)->c_name)));
    impl_put_list(out, arena_printf("static NAMES: [&CStr; %u]", operations->len), "[", names, "];");
    return g_strchomp(emit_finish(out));
}

static const char *refused_section(const impl_offer *offer) {
    if (offer->refused->len == 0)
        return "";
    GString *text = g_string_new("\nNot offered, because Rust's side of it is not there yet:\n\n");
    for (guint i = 0; i < offer->refused->len; i++)
        g_string_append_printf(text, "- %s\n", (const char *)g_ptr_array_index(offer->refused, i));
    return arena_take(g_string_free(text, FALSE));
}

/* The first status that is a failure, by its name in Rust; null where nothing fails. */
static const char *first_failure(const model_library *model) {
    for (guint i = 0; model->status != NULL && i < model->status->constants->len; i++) {
        const model_enum_constant *constant = RUST_AT(model_enum_constant, model->status->constants, i);
        if (constant->value != 0)
            return rust_flag_name(constant);
    }
    return NULL;
}

static const char *failures_section(const model_library *model, const char *snake) {
    const char *failure = first_failure(model);
    if (failure == NULL)
        return embedded_text("provider/templates/rust/panics.md");
    return emit_template("provider/templates/rust/failures.md",
                         (const char *const[]){"FAILURE", failure, "SNAKE", snake, NULL});
}

/* A file from the template of the same name. */
static void add(package *files, const char *path, const char *const *pairs) {
    const char *folder_end = strrchr(path, '/');
    const char *name = folder_end == NULL ? path : folder_end + 1;
    package_add(files, path, emit_template(arena_printf("provider/templates/rust/%s", name), pairs));
}

void provider_generate_rust(const plan_library *plan, package *files) {
    const model_library *model = plan->model;
    const char *version = arena_printf("%u.%u", model->major, model->minor);
    const char *crate = arena_printf("%s-impl", rust_crate_name(model->name));
    const char *snake = arena_take(g_strdelimit(g_strdup(crate), "-", '_'));
    const char *head = rust_head(plan, "//"), *origin = rust_origin(plan);
    bool fails = model->status != NULL;
    impl_offer offer = impl_find_offer(plan);
    GPtrArray *operations = provider_operations(plan);
    const impl_trait *first = offer.traits->len > 0 ? g_ptr_array_index(offer.traits, 0) : NULL;
    const char *first_operation = first != NULL ? first->operation : "f";
    add(files, "Cargo.toml",
        (const char *const[]){"ORIGIN", origin, "CRATE", crate, "VERSION", version, "LIBRARY", model->name,
                              NULL});
    add(files, "README.md",
        (const char *const[]){"ORIGIN", origin, "LIBRARY", model->name, "VERSION", version, "SNAKE", snake,
                              "TRAIT", first != NULL ? first->name : "F", "FIRST", first_operation, "HEADER",
                              model->header_name, "FAILURES", failures_section(model, snake), "REFUSED",
                              refused_section(&offer), NULL});
    add(files, "src/lib.rs",
        (const char *const[]){"HEAD", head, "LIBRARY", model->name, "VERSION", version, "SNAKE", snake,
                              "FIRST", first_operation, "MODULES", fails ? "mod error;\n" : "", "ERRORS",
                              fails ? "pub use error::Error;\n" : "", NULL});
    if (fails)
        add(files, "src/error.rs", (const char *const[]){"HEAD", head, NULL});
    add(files, "src/host.rs", (const char *const[]){"HEAD", head, NULL});
    add(files, "src/support.rs",
        (const char *const[]){"HEAD", head, "USES",
                              fails ? "use crate::error::Error;\nuse crate::host;\n\n" : "", "STATUS",
                              fails ? embedded_text("provider/templates/rust/status.rs") : "", NULL});
    add(files, "src/tables.rs",
        (const char *const[]){"HEAD", head, "NAMES", named(operations), "FINGERPRINT", rust_fingerprint(plan),
                              "LIBRARY", model->name, NULL});
    package_add_embedded(files, "rustfmt.toml", "backends/rust/templates/rustfmt.toml");
    impl_add_types(plan, files);
    impl_add_operations(plan, &offer, files);
    impl_add_exports(plan, &offer, files);
}
