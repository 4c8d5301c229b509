/* Modules of plain values: constants, enums, flags and exact numbers. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"
#include "model/languages.h"
#include "tenon/error.h"

static void gap(emit *out, guint index) {
    if (index > 0)
        emit_line(out, "%s", "");
}

/* ---- Constants ---- */

static void put_constant(emit *out, const model_constant *constant) {
    rust_doc_of(out, "///", constant->doc, constant->c_name);
    const char *name = model_name_in(&constant->marks, MODEL_RUST, rust_constant_name(constant->name));
    rust_put_marks(out, "///", &constant->marks);
    switch (constant->kind) {
    case MODEL_INTEGER_CONSTANT:
        emit_line(out, "pub const %s: %s = %s;", name, constant->is_unsigned ? "u64" : "i64",
                  rust_integer(constant->integer, constant->is_unsigned));
        return;
    case MODEL_FLOAT_CONSTANT:
        emit_line(out, "pub const %s: f64 = %s;", name, rust_float(constant->number));
        return;
    case MODEL_TEXT_CONSTANT:
        break;
    }
    const char *value = arena_printf("%s;", rust_string(constant->text));
    const char *line = arena_printf("pub const %s: &str = %s", name, value);
    if (emit_fits(out, line) || !emit_fits(out, arena_printf("    %s", value))) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "pub const %s: &str =", name);
    emit_line(out, "%s", value);
    emit_dedent(out);
}

void rust_add_constants(const plan_library *plan, package *files) {
    const GPtrArray *constants = plan->model->constants;
    if (constants->len == 0)
        return;
    emit *out = emit_new("    ", RUST_WIDTH);
    for (guint i = 0; i < constants->len; i++) {
        gap(out, i);
        put_constant(out, RUST_AT(model_constant, constants, i));
    }
    rust_add_module(plan, files, "constants", "Constants of the contract.", out);
}

/* ---- Enums ---- */

static void put_conversion(emit *out, const plan_library *plan, const model_enum *item) {
    emit_line(out, "%s", "");
    emit_open(out, "impl TryFrom<i32> for %s {", rust_enum_name(item));
    emit_line(out, "type Error = Error;");
    emit_line(out, "%s", "");
    emit_open(out, "fn try_from(value: i32) -> Result<Self, Error> {");
    emit_open(out, "match value {");
    for (guint i = 0; i < item->constants->len; i++) {
        const model_enum_constant *constant = RUST_AT(model_enum_constant, item->constants, i);
        emit_line(out, "%s => Ok(Self::%s),", rust_integer(constant->value, false), rust_case_name(constant));
    }
    emit_open(out, "_ => {");
    emit_line(out, "let message = format!(\"%s has no constant {value}\");", item->c_name);
    emit_line(out, "Err(Error::%s(Detail::new(&message, \"\", None)))",
              rust_error_variant(plan, TENON_BAD_VALUE));
    emit_close(out, "}");
    emit_close(out, "}");
    emit_close(out, "}");
    emit_close(out, "}");
}

static void put_enum(emit *out, const plan_library *plan, const model_enum *item) {
    rust_doc_of(out, "///", item->doc, item->c_name);
    rust_put_marks(out, "///", &item->marks);
    emit_line(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]");
    emit_line(out, "#[repr(i32)]");
    emit_open(out, "pub enum %s {", rust_enum_name(item));
    for (guint i = 0; i < item->constants->len; i++) {
        const model_enum_constant *constant = RUST_AT(model_enum_constant, item->constants, i);
        rust_doc_of(out, "///", constant->doc, constant->c_name);
        rust_put_marks(out, "///", &constant->marks);
        emit_line(out, "%s = %s,", rust_case_name(constant), rust_integer(constant->value, false));
    }
    emit_close(out, "}");
    put_conversion(out, plan, item);
}

/* ---- Flags ---- */

static void put_flags(emit *out, const model_enum *item) {
    const char *name = rust_enum_name(item);
    GPtrArray *names = arena_array();
    rust_doc_of(out, "///", item->doc, item->c_name);
    rust_put_marks(out, "///", &item->marks);
    emit_line(out, "#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]");
    emit_line(out, "#[repr(transparent)]");
    emit_line(out, "pub struct %s(i32);", name);
    emit_line(out, "%s", "");
    emit_open(out, "impl %s {", name);
    for (guint i = 0; i < item->constants->len; i++) {
        const model_enum_constant *constant = RUST_AT(model_enum_constant, item->constants, i);
        rust_doc_of(out, "///", constant->doc, constant->c_name);
        rust_put_marks(out, "///", &constant->marks);
        emit_line(out, "pub const %s: Self = Self(%s);", rust_flag_name(constant),
                  rust_integer(constant->value, false));
        g_ptr_array_add(names, (gpointer)(uintptr_t)rust_flag_name(constant));
    }
    emit_close(out, "}");
    emit_line(out, "%s", "");
    const char *line = arena_printf("flags!(%s { %s });", name, emit_join(names, ", "));
    if (emit_fits(out, line))
        emit_line(out, "%s", line);
    else
        emit_list(out, arena_printf("flags!(%s {", name), names, "});", true);
}

void rust_add_enums(const plan_library *plan, package *files) {
    const GPtrArray *enums = plan->model->enums;
    if (enums->len == 0)
        return;
    emit *out = emit_new("    ", RUST_WIDTH);
    for (guint i = 0; i < enums->len; i++) {
        const model_enum *item = RUST_AT(model_enum, enums, i);
        gap(out, i);
        if (item->is_flags)
            put_flags(out, item);
        else
            put_enum(out, plan, item);
    }
    rust_add_module(plan, files, "enums", "Enums of the contract.", out);
}

/* ---- Exact numbers ---- */

void rust_add_exacts(const plan_library *plan, package *files) {
    const GPtrArray *exacts = plan->model->exacts;
    if (exacts->len == 0)
        return;
    emit *out = emit_new("    ", RUST_WIDTH);
    for (guint i = 0; i < exacts->len; i++) {
        const model_exact *exact = RUST_AT(model_exact, exacts, i);
        const char *name = rust_exact_name(exact);
        gap(out, i);
        rust_doc_of(out, "///", exact->doc, exact->c_name);
        rust_put_marks(out, "///", &exact->marks);
        emit_line(out, "#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]");
        emit_line(out, "#[repr(transparent)]");
        emit_line(out, "pub struct %s(i64);", name);
        emit_line(out, "%s", "");
        emit_line(out, "exact!(%s, %u);", name, exact->digits);
    }
    rust_add_module(plan, files, "exacts", "Exact numbers of the contract.", out);
}
