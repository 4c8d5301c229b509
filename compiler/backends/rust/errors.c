/* The error enum: one variant per error of the plan. */
#include "backends/rust/rust.h"
#include "memory/arena.h"
#include "tenon/error.h"

static const char *const kinds[] = {
    [TENON_KIND_NONE] = "Internal",
    [TENON_KIND_NOT_FOUND] = "NotFound",
    [TENON_KIND_INVALID_ARGUMENT] = "InvalidArgument",
    [TENON_KIND_INVALID_STATE] = "InvalidState",
    [TENON_KIND_OUT_OF_RANGE] = "OutOfRange",
    [TENON_KIND_ALREADY_EXISTS] = "AlreadyExists",
    [TENON_KIND_PERMISSION] = "Permission",
    [TENON_KIND_TIMEOUT] = "Timeout",
    [TENON_KIND_BUSY] = "Busy",
    [TENON_KIND_OUT_OF_MEMORY] = "OutOfMemory",
    [TENON_KIND_IO] = "Io",
    [TENON_KIND_UNSUPPORTED] = "Unsupported",
    [TENON_KIND_INTERNAL] = "Internal",
    [TENON_KIND_CANCELLED] = "Cancelled",
};

const char *rust_error_variant(const plan_library *plan, int32_t code) {
    for (guint i = 0; i < plan->errors->len; i++) {
        if (RUST_AT(plan_error, plan->errors, i)->code == code)
            return rust_error_name(RUST_AT(plan_error, plan->errors, i));
    }
    return "";
}

/* A text at some depth, without the last line's end: the template has it. */
static const char *finish_at(emit *out) {
    return arena_take(g_strchomp(g_strdup(emit_finish(out))));
}

static emit *start_at(int depth) {
    emit *out = emit_new("    ", RUST_WIDTH);
    out->depth = depth;
    return out;
}

static const char *variants(const plan_library *plan) {
    emit *out = start_at(1);
    for (guint i = 0; i < plan->errors->len; i++) {
        const plan_error *error = RUST_AT(plan_error, plan->errors, i);
        rust_doc(out, "///",
                 error->summary[0] != '\0' ? error->summary : arena_printf("`%s`.", error->c_name));
        emit_line(out, "%s(Detail),", rust_error_name(error));
    }
    return finish_at(out);
}

static const char *new_arms(const plan_library *plan) {
    emit *out = start_at(3);
    for (guint i = 0; i < plan->errors->len; i++) {
        const plan_error *error = RUST_AT(plan_error, plan->errors, i);
        if (error->code != TENON_BROKEN_CONTRACT)
            emit_line(out, "%s => Self::%s(detail),", rust_integer(error->code, false),
                      rust_error_name(error));
    }
    emit_line(out, "_ => Self::%s(detail),", rust_error_variant(plan, TENON_BROKEN_CONTRACT));
    return finish_at(out);
}

static const char *name_arms(const plan_library *plan) {
    emit *out = start_at(3);
    for (guint i = 0; i < plan->errors->len; i++) {
        const plan_error *error = RUST_AT(plan_error, plan->errors, i);
        emit_line(out, "Self::%s(_) => %s,", rust_error_name(error), rust_string(error->c_name));
    }
    return finish_at(out);
}

/* "Self::A(x) | Self::B(x) => result," on one line, with a block, or one alternative per line: as rustfmt
 * does. */
static void put_alternatives(emit *out, const GPtrArray *patterns, const char *result) {
    const char *alternatives = emit_join(patterns, " | ");
    const char *line = arena_printf("%s => %s,", alternatives, result);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    if (emit_fits(out, arena_printf("%s => {", alternatives))) {
        emit_open(out, "%s => {", alternatives);
        emit_line(out, "%s", result);
        emit_close(out, "}");
        return;
    }
    for (guint i = 0; i < patterns->len; i++) {
        const char *end = i + 1 == patterns->len ? arena_printf(" => %s,", result) : "";
        emit_line(out, "%s%s%s", i == 0 ? "" : "| ", (const char *)g_ptr_array_index(patterns, i), end);
    }
}

static const char *kind_arms(const plan_library *plan) {
    emit *out = start_at(3);
    for (int kind = TENON_KIND_NOT_FOUND; kind <= TENON_KIND_CANCELLED; kind++) {
        GPtrArray *patterns = arena_array();
        for (guint i = 0; i < plan->errors->len; i++) {
            const plan_error *error = RUST_AT(plan_error, plan->errors, i);
            if (error->kind == kind || (error->kind == TENON_KIND_NONE && kind == TENON_KIND_INTERNAL))
                g_ptr_array_add(patterns, arena_printf("Self::%s(_)", rust_error_name(error)));
        }
        if (patterns->len > 0)
            put_alternatives(out, patterns, arena_printf("Kind::%s", kinds[kind]));
    }
    return finish_at(out);
}

static const char *detail_arm(const plan_library *plan) {
    emit *out = start_at(3);
    GPtrArray *patterns = arena_array();
    for (guint i = 0; i < plan->errors->len; i++)
        g_ptr_array_add(patterns, arena_printf("Self::%s(detail)",
                                               rust_error_name(RUST_AT(plan_error, plan->errors, i))));
    put_alternatives(out, patterns, "detail");
    return finish_at(out);
}

/* ---- What callbacks add ---- */

static const char plain_take[] =
    "        // SAFETY: the chain is this thread's and belongs to us until we free it.\n"
    "        let error = unsafe {\n"
    "            let chain = sys::tenon_error_take();\n"
    "            let error = Link::read(chain);\n"
    "            sys::tenon_error_free(chain);\n"
    "            error\n"
    "        };\n"
    "        error.unwrap_or_else(|| Self::new(0, Detail::new(\"the call gave no reason\", \"\", None)))";

/* A callback's panic goes on where its library was called. */
static const char calling_take[] =
    "        // SAFETY: the chain is this thread's and belongs to us until we free it.\n"
    "        let (failure, error) = unsafe {\n"
    "            let chain = sys::tenon_error_take();\n"
    "            let read = (Foreign::take(chain), Link::read(chain));\n"
    "            sys::tenon_error_free(chain);\n"
    "            read\n"
    "        };\n"
    "        let mut error =\n"
    "            error.unwrap_or_else(|| Self::new(0, Detail::new(\"the call gave no reason\", \"\", "
    "None)));\n"
    "        match failure {\n"
    "            None => {}\n"
    "            Some(Foreign::Error(failure)) => error.fail_with(failure),\n"
    "            Some(Foreign::Panic(payload)) => panic::resume_unwind(payload),\n"
    "        }\n"
    "        error";

static const char *fail_with(const plan_library *plan) {
    return arena_printf("    pub(crate) fn fail_with(&mut self, failure: CallbackError) {\n"
                        "        let detail = match self {\n"
                        "%s\n"
                        "        };\n"
                        "        detail.fail_with(failure);\n"
                        "    }\n\n",
                        detail_arm(plan));
}

static const char detail_methods[] =
    "\n"
    "    /// What the callback returned.\n"
    "    pub(crate) fn fail_with(&mut self, failure: CallbackError) {\n"
    "        self.0.failure = Some(failure.into());\n"
    "    }\n"
    "\n"
    "    /// What made this happen, whether the library or a callback said it.\n"
    "    pub(crate) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {\n"
    "        match &self.0.failure {\n"
    "            Some(failure) => Some(failure.as_ref()),\n"
    "            None => self.cause().map(|cause| cause as _),\n"
    "        }\n"
    "    }\n";

static void add_detail(package *files, bool calls_back) {
    const char *const pairs[] = {
        "STD",        calls_back ? "use std::sync::Arc;\n" : "",
        "USES",       calls_back ? "use crate::callback::CallbackError;\n" : "",
        "FIELD",      calls_back ? "    failure: Option<Arc<dyn std::error::Error + Send + Sync>>,\n" : "",
        "NO_FAILURE", calls_back ? ", failure: None" : "",
        "METHODS",    calls_back ? detail_methods : "",
        NULL};
    package_add(files, "src/detail.rs", emit_template("backends/rust/templates/detail.rs", pairs));
}

void rust_add_errors(const plan_library *plan, package *files, const rust_needs *needs) {
    bool calls_back = needs->callbacks;
    const char *const pairs[] = {
        "HEAD",       rust_head(plan, "//"),
        "STD",        calls_back ? "use std::{fmt, panic};\n" : "use std::fmt;\n",
        "USES",       calls_back ? "use crate::callback::{CallbackError, Foreign};\n" : "",
        "VARIANTS",   variants(plan),
        "NEW_ARMS",   new_arms(plan),
        "TAKE",       calls_back ? calling_take : plain_take,
        "NAME_ARMS",  name_arms(plan),
        "KIND_ARMS",  kind_arms(plan),
        "DETAIL_ARM", detail_arm(plan),
        "FAILURE",    calls_back ? fail_with(plan) : "",
        "SOURCE",     calls_back ? "self.detail().source()" : "self.detail().cause().map(|cause| cause as _)",
        NULL};
    package_add(files, "src/error.rs", emit_template("backends/rust/templates/error.rs", pairs));
    add_detail(files, calls_back);
    package_add_embedded(files, "src/kind.rs", "backends/rust/runtime/kind.rs");
}
