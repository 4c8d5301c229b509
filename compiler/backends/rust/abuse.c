#include "backends/rust/abuse.h"

#include <string.h>

#include "memory/arena.h"
#include "package/embedded.h"

/* ---- Types ---- */

static const char *benign_of(const model_type *type, bool is_optional) {
    const char *name = rust_type(type);
    return arena_printf(is_optional ? "support::benign::<Option<%s>>()" : "support::benign::<%s>()", name);
}

static void put_benign(emit *out, const char *type, const char *value) {
    emit_open(out, "impl support::Benign for %s {", type);
    emit_open(out, "fn benign() -> Self {");
    emit_line(out, "%s", value);
    emit_close(out, "}");
    emit_close(out, "}");
    emit_line(out, "%s", "");
}

static const char *benign_record(const model_record *record) {
    GPtrArray *fields = arena_array();
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = RUST_AT(model_field, record->fields, i);
        if (field->is_presence)
            continue;
        bool is_optional = field->nullable || field->present_if != MODEL_NO_FIELD;
        g_ptr_array_add(fields,
                        arena_printf("%s: %s", rust_field_name(field), benign_of(&field->type, is_optional)));
    }
    return arena_printf("Self { %s }", emit_join(fields, ", "));
}

static const char *benign_variant(const model_variant *variant) {
    const model_case *first = g_ptr_array_index(variant->cases, 0);
    const char *name = rust_variant_case(variant, first);
    if (first->member == NULL)
        return arena_printf("Self::%s", name);
    return arena_printf("Self::%s(%s)", name, benign_of(&first->type, first->nullable));
}

void rust_put_benign_types(emit *out, const plan_library *plan) {
    const model_library *model = plan->model;
    for (guint i = 0; i < model->enums->len; i++) {
        const model_enum *item = g_ptr_array_index(model->enums, i);
        const model_enum_constant *first = g_ptr_array_index(item->constants, 0);
        put_benign(out, rust_enum_name(item),
                   arena_printf("Self::%s", item->is_flags ? rust_flag_name(first) : rust_case_name(first)));
    }
    for (guint i = 0; i < model->exacts->len; i++) {
        const char *name = rust_exact_name(g_ptr_array_index(model->exacts, i));
        put_benign(out, name, "Self::new(1)");
        emit_open(out, "impl support::Extreme for %s {", name);
        emit_line(out, "const LEAST: Self = Self::new(0);");
        emit_line(out, "const GREATEST: Self = Self::new(1);");
        emit_close(out, "}");
        emit_line(out, "%s", "");
    }
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = g_ptr_array_index(model->records, i);
        put_benign(out, rust_record_name(record), benign_record(record));
    }
    for (guint i = 0; i < model->variants->len; i++) {
        const model_variant *variant = g_ptr_array_index(model->variants, i);
        put_benign(out, rust_union_name(variant), benign_variant(variant));
    }
}

void rust_put_implementers(emit *out, const plan_library *plan, const char *answer) {
    for (guint i = 0; i < plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(plan->interfaces, i);
        if (interface->model->is_callback)
            continue;
        const char *name = rust_interface_name(interface->model);
        emit_line(out, "struct With%s;", name);
        emit_line(out, "%s", "");
        emit_open(out, "impl %s for With%s {", name, name);
        for (guint j = 0; j < interface->methods->len; j++) {
            const plan_function *method = g_ptr_array_index(interface->methods, j);
            rust_put_method_head(out, interface, method, " {");
            emit_indent(out);
            emit_line(out, "%s(%s)", answer, rust_string(method->function->name));
            emit_close(out, "}");
        }
        emit_close(out, "}");
        emit_line(out, "%s", "");
    }
}

/* ---- Files ---- */

static const char *embedded_path(const char *name) {
    return arena_printf("backends/rust/abuse/%s", name);
}

static const char *how_it_is(const abuse_case *tried, rust_trial how) {
    switch (how.kind) {
    case RUST_RUN:
        return arena_printf("How::Run(case_%u)", tried->number);
    case RUST_TYPES:
        return "How::Types";
    case RUST_BORROWS:
        return "How::Borrows";
    case RUST_NOTHING:
        break;
    }
    return arena_printf("How::Nothing(%s)", rust_string(how.why));
}

static void put_entry(emit *out, const abuse_case *tried, rust_trial how) {
    GPtrArray *codes = arena_array();
    for (int i = 0; i < ABUSE_CODES && tried->codes[i] != NULL; i++)
        g_ptr_array_add(codes, (gpointer)(uintptr_t)tried->codes[i]);
    emit_open(out, "Case {");
    emit_line(out, "number: %u,", tried->number);
    emit_line(out, "abuse: %s,", rust_string(abuse_name(tried->kind)));
    emit_line(out, "outcome: %s,", rust_string(abuse_outcome_name(tried->outcome)));
    emit_line(out, "codes: %s,", rust_string(emit_join(codes, " ")));
    emit_line(out, "stand_in: %s,", rust_string(tried->stand_in == NULL ? "" : tried->stand_in));
    emit_line(out, "method: %s,", rust_string(tried->method == NULL ? "" : tried->method->function->name));
    emit_line(out, "how: %s,", how_it_is(tried, how));
    emit_close(out, "},");
}

static void put_codes(emit *out, const plan_library *plan) {
    emit_line(out, "/// The package's errors: their names in C, what they are called, and whether they are "
                   "the boundary's.");
    emit_open(out, "pub const CODES: &[(&str, &str, bool)] = &[");
    for (guint i = 0; i < plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(plan->errors, i);
        emit_line(out, "(%s, %s, %s),", rust_string(error->c_name), rust_string(error->name),
                  error->is_boundary ? "true" : "false");
    }
    emit_close(out, "];");
    emit_line(out, "%s", "");
}

static bool has_dynamic(const plan_library *plan) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *call = g_ptr_array_index(plan->functions, i);
        for (guint j = 0; j < call->values->len; j++) {
            if (RUST_AT(plan_value, call->values, j)->form == PLAN_DYNAMIC)
                return true;
        }
    }
    return false;
}

static char *cases_text(const plan_library *plan, const GPtrArray *cases) {
    emit *out = emit_new("    ", RUST_WIDTH);
    rust_file_head(out, plan, "//");
    emit_line(out, "//! What is tried.");
    emit_line(out, "%s", "");
    emit_line(out, "#![allow(unused_imports, unused_mut, unused_variables, deprecated, clippy::all)]");
    emit_line(out, "%s", "");
    emit_line(out, "use std::time::{Duration, SystemTime};");
    emit_line(out, "%s", "");
    emit_line(out, "use %s::*;", rust_crate_name(plan->model->name));
    emit_line(out, "%s", "");
    emit_line(out, "use crate::support::{self, Case, How};");
    emit_line(out, "%s", "");
    put_codes(out, plan);
    rust_put_benign_types(out, plan);
    rust_put_implementers(out, plan, "support::answer");
    if (has_dynamic(plan)) {
        emit_open(out, "fn deep() -> Value {");
        emit_line(out, "(0..10_000).fold(Value::from(\"text\"), |inside, _| Value::List(vec![inside]))");
        emit_close(out, "}");
        emit_line(out, "%s", "");
    }
    GPtrArray *hows = arena_array();
    for (guint i = 0; i < cases->len; i++) {
        rust_trial *how = ARENA_NEW(rust_trial);
        *how = rust_plan_trial(plan, g_ptr_array_index(cases, i));
        g_ptr_array_add(hows, how);
        if (how->kind == RUST_RUN)
            rust_put_case(out, plan, g_ptr_array_index(cases, i), *how);
    }
    rust_put_forget(out, plan);
    emit_line(out, "/// All of it, by number.");
    emit_open(out, "pub const CASES: &[Case] = &[");
    for (guint i = 0; i < cases->len; i++)
        put_entry(out, g_ptr_array_index(cases, i), *RUST_AT(rust_trial, hows, i));
    emit_close(out, "];");
    return emit_finish(out);
}

static char *refused_text(const plan_library *plan, const GPtrArray *cases, rust_trial_kind kind) {
    emit *out = emit_new("    ", RUST_WIDTH);
    rust_file_head(out, plan, "//");
    emit_line(out, "//! Does not compile: each of the cases is an error.");
    emit_line(out, "%s", "");
    emit_line(out, "#![allow(unused, deprecated, clippy::all)]");
    emit_line(out, "%s", "");
    emit_line(out, "use std::io::{self, Read, Write};");
    emit_line(out, "use std::time::{Duration, SystemTime};");
    emit_line(out, "%s", "");
    emit_line(out, "use %s::*;", rust_crate_name(plan->model->name));
    emit_line(out, "%s", "");
    emit_raw(out, embedded_text(embedded_path("refused.rs")));
    rust_put_implementers(out, plan, "answer");
    for (guint i = 0; i < cases->len; i++) {
        const abuse_case *tried = g_ptr_array_index(cases, i);
        rust_trial how = rust_plan_trial(plan, tried);
        if (how.kind == kind)
            rust_put_case(out, plan, tried, how);
    }
    return emit_finish(out);
}

void rust_add_abuse(const plan_library *plan, const GPtrArray *cases, package *files) {
    const char *crate = rust_crate_name(plan->model->name), *name = arena_printf("abuse_%s", crate);
    const char *own = plan->model->packages[MODEL_RUST];
    package_add(files, "run", emit_template(embedded_path("run"), (const char *const[]){"NAME", name, NULL}));
    package_add(files, "Cargo.toml",
                emit_template(embedded_path("Cargo.toml"),
                              (const char *const[]){"NAME", name, "CRATE", crate, "PACKAGE",
                                                    own != NULL ? own : crate, NULL}));
    package_add_embedded(files, "src/main.rs", embedded_path("main.rs"));
    package_add_embedded(files, "src/journal.rs", embedded_path("journal.rs"));
    package_add(
        files, "src/support.rs",
        emit_template(
            embedded_path("support.rs"),
            (const char *const[]){
                "CRATE", crate, "LIVE", package_symbol(plan, "tenon_live_count"), "LENT_DECLARATION",
                plan->stands_in ? "    fn stand_in_live() -> u64;" : "", "LENT",
                plan->stands_in ? "// SAFETY: it only counts.\n    unsafe { stand_in_live() }" : "0", NULL}));
    package_add(files, "src/cases.rs", cases_text(plan, cases));
    package_add(files, "examples/types.rs", refused_text(plan, cases, RUST_TYPES));
    package_add(files, "examples/borrows.rs", refused_text(plan, cases, RUST_BORROWS));
}
