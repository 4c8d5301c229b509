/* The module `sys`: what the boundary and the runtime export, as they are. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"
#include "package/embedded.h"

/* ---- sys.rs ---- */

static void put_extern(emit *out, const plan_library *plan, const char *name, const char *signature) {
    emit_line(out, "#[link_name = \"%s\"]", package_symbol(plan, name));
    emit_line(out, "pub(crate) fn %s%s;", name, signature);
}

static void put_long_extern(emit *out, const plan_library *plan, const char *name,
                            const char *const *parameters, const char *result) {
    GPtrArray *listed = arena_array();
    for (; *parameters != NULL; parameters++)
        g_ptr_array_add(listed, (gpointer)(uintptr_t)*parameters);
    emit_line(out, "#[link_name = \"%s\"]", package_symbol(plan, name));
    emit_list(out, arena_printf("pub(crate) fn %s(", name), listed, arena_printf(")%s;", result), true);
}

static void put_callback_runtime(emit *out, const plan_library *plan, const rust_needs *needs) {
    static const char *const fail[] = {"message: *const c_char", "foreign: *mut c_void",
                                       "release: unsafe extern \"C\" fn(*mut c_void)", NULL};
    static const char *const set_unraisable[] = {
        "hook: unsafe extern \"C\" fn(*const c_void, *mut c_void, *const Link)", NULL};
    static const char *const text_copy[] = {"data: *const c_char", "length: usize", "position: *const c_char",
                                            "text: *mut Text", NULL};
    if (!needs->callbacks)
        return;
    put_long_extern(out, plan, "tenon_fail_foreign", fail, " -> i32");
    put_long_extern(out, plan, "tenon_set_unraisable", set_unraisable, "");
    if (needs->given)
        put_long_extern(out, plan, "tenon_text_copy", text_copy, " -> i32");
}

/* Without the library's name: the file that calls them is the same in every package. */
static void put_bridges(emit *out, const plan_library *plan) {
    emit_line(out, "#[link_name = \"bridges_%s_states\"]", plan->model->name);
    emit_line(out, "pub(crate) fn bridges_states(states: *mut BridgeState, room: usize) -> usize;");
    emit_line(out, "#[link_name = \"bridges_%s_json\"]", plan->model->name);
    emit_line(out, "pub(crate) fn bridges_json() -> *const c_char;");
}

static void put_runtime(emit *out, const plan_library *plan, const rust_needs *needs) {
    static const char *const set_host[] = {
        "place: Option<unsafe extern \"C\" fn(*mut c_char, usize) -> bool>",
        "has_lock: Option<unsafe extern \"C\" fn() -> bool>", NULL};
    put_extern(out, plan, "tenon_error_take", "() -> *const Link");
    put_extern(out, plan, "tenon_error_free", "(error: *const Link)");
    put_extern(out, plan, "tenon_ledger", "(entries: *mut LedgerEntry, room: usize) -> usize");
    put_extern(out, plan, "tenon_ledger_json", "() -> *const c_char");
    put_extern(out, plan, "tenon_text_memory_free", "(memory: *const c_void)");
    put_extern(out, plan, "tenon_violation_count", "() -> u64");
    put_extern(out, plan, "tenon_is_monitored", "() -> bool");
    put_long_extern(out, plan, "tenon_set_host", set_host, "");
    if (plan->bridges)
        put_bridges(out, plan);
    if (needs->handles) {
        put_extern(out, plan, "tenon_error_clear", "()");
        put_extern(out, plan, "tenon_drop", "(handle: u64) -> i32");
    }
    if (needs->text_out)
        put_extern(out, plan, "tenon_text_free", "(text: *mut Text)");
    if (needs->text_lists)
        put_extern(out, plan, "tenon_texts_free", "(texts: *mut TextList)");
    if (needs->cancels) {
        put_extern(out, plan, "tenon_token_new", "() -> u64");
        put_extern(out, plan, "tenon_token_request", "(token: u64)");
    }
    put_callback_runtime(out, plan, needs);
    emit_line(out, "pub(crate) fn boundary_%s_handshake(expected: *const c_char) -> i32;", plan->model->name);
}

/* What gives the texts of a record back. */
static void put_releases(emit *out, const plan_library *plan, const rust_needs *needs) {
    const model_library *model = plan->model;
    if (!needs->raw)
        return;
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = RUST_AT(model_record, model->records, i);
        if (record->has_text)
            emit_line(out, "pub(crate) fn boundary_release_%s(value: *mut Raw%s);", record->c_name,
                      rust_record_name(record));
    }
    for (guint i = 0; i < model->variants->len; i++) {
        const model_variant *variant = RUST_AT(model_variant, model->variants, i);
        if (variant->has_text)
            emit_line(out, "pub(crate) fn boundary_release_%s(value: *mut Raw%s);", variant->c_name,
                      rust_union_name(variant));
    }
}

static void put_function(emit *out, const plan_library *plan, const plan_function *call) {
    if (rust_is_direct(plan, call)) {
        rust_declare_direct(out, call);
        return;
    }
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
    put_releases(out, plan, needs);
    for (guint i = 0; i < plan->functions->len; i++)
        put_function(out, plan, RUST_AT(plan_function, plan->functions, i));
    emit_close(out, "}");
    rust_add_module(plan, files, "sys", "What the boundary and the runtime export, as they are.", out);
    package_add(files, "native/rust/symbols.h", package_symbols_header(plan));
}
