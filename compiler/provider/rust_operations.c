/* operations.rs: the traits to implement, and exports.rs: the C functions around them. */
#include <string.h>

#include "memory/arena.h"
#include "provider/rust_impl.h"
#include "tenon/error.h"

/* ---- What is offered ---- */

static const model_class *class_of(const plan_library *plan, const model_function *function) {
    const plan_function *call = plan_of(plan, function);
    for (guint i = 0; call != NULL && i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (value->form == PLAN_OBJECT)
            return value->type.class_of;
    }
    return function->owner;
}

static impl_trait *new_trait(const char *word, const model_class *class_of) {
    impl_trait *trait = ARENA_NEW(impl_trait);
    *trait = (impl_trait){.name = class_of != NULL ? rust_class_name(class_of) : rust_type_name(word),
                          .operation = rust_name(word),
                          .class_of = class_of,
                          .functions = arena_array()};
    return trait;
}

static impl_trait *trait_of_class(GPtrArray *traits, const model_class *wanted) {
    for (guint i = 0; i < traits->len; i++) {
        impl_trait *trait = g_ptr_array_index(traits, i);
        if (trait->class_of == wanted)
            return trait;
    }
    impl_trait *trait = new_trait(wanted->name, wanted);
    g_ptr_array_add(traits, trait);
    return trait;
}

/* A class is implemented as a whole or not at all. */
static const char *refuses_class(const plan_library *plan, const GPtrArray *operations,
                                 const model_class *wanted) {
    for (guint i = 0; i < operations->len; i++) {
        const model_function *function = g_ptr_array_index(operations, i);
        const char *why = class_of(plan, function) == wanted ? impl_refuses(plan, function) : NULL;
        if (why != NULL)
            return arena_printf("%s has %s", function->c_name, why);
    }
    return NULL;
}

impl_offer impl_find_offer(const plan_library *plan) {
    impl_offer offer = {.traits = arena_array(), .refused = arena_array()};
    GPtrArray *operations = provider_operations(plan);
    for (guint i = 0; i < operations->len; i++) {
        model_function *function = g_ptr_array_index(operations, i);
        const model_class *owner = class_of(plan, function);
        const char *why =
            owner != NULL ? refuses_class(plan, operations, owner) : impl_refuses(plan, function);
        if (why != NULL) {
            g_ptr_array_add(offer.refused, arena_printf("`%s`: %s", function->c_name, why));
            continue;
        }
        impl_trait *trait =
            owner != NULL ? trait_of_class(offer.traits, owner) : new_trait(function->name, NULL);
        if (owner == NULL)
            g_ptr_array_add(offer.traits, trait);
        g_ptr_array_add(trait->functions, function);
    }
    return offer;
}

/* ---- Traits ---- */

void impl_put_method(emit *out, const plan_library *plan, const model_function *function) {
    impl_call it = impl_describe(plan, function);
    const char *result = impl_result(&it);
    GPtrArray *inputs = arena_array();
    if (it.receiver != NULL)
        g_ptr_array_add(inputs, (gpointer)(uintptr_t)it.receiver);
    for (guint i = 0; i < it.inputs->len; i++)
        g_ptr_array_add(inputs, g_ptr_array_index(it.inputs, i));
    const char *tail = result[0] == '\0' ? ");" : arena_printf(") -> %s;", result);
    emit_list(out, arena_printf("fn %s(", rust_function_name(function)), inputs, tail, true);
}

/* What an implementation writes for it. */
static const char *status_label(const plan_library *plan, const char *thrown) {
    const GPtrArray *constants = plan->model->status->constants;
    for (guint i = 0; i < constants->len; i++) {
        const model_enum_constant *constant = RUST_AT(model_enum_constant, constants, i);
        if (strcmp(constant->c_name, thrown) == 0)
            return arena_printf("`Status::%s` ", rust_flag_name(constant));
    }
    return arena_printf("`%s` ", thrown);
}

static void put_errors(emit *out, const plan_library *plan, const model_function *function) {
    const GPtrArray *throws = function->doc->throws;
    if (!function->returns_status)
        return;
    rust_doc_gap(out, "///");
    emit_line(out, "/// # Errors");
    rust_doc_gap(out, "///");
    for (guint i = 0; i < throws->len; i++) {
        const model_throw *thrown = RUST_AT(model_throw, throws, i);
        rust_doc_item(out, "///", status_label(plan, thrown->constant), thrown->text);
    }
    if (throws->len == 0)
        rust_doc(out, "///", "What the contract's text says.");
}

static void put_method_doc(emit *out, const plan_library *plan, const model_function *function) {
    rust_doc_of(out, "///", function->doc, function->c_name);
    if (function->doc->returns[0] != '\0') {
        rust_doc_gap(out, "///");
        rust_doc(out, "///", arena_printf("Gives: %s", function->doc->returns));
    }
    put_errors(out, plan, function);
}

static const char *bounds(const model_class *class_of) {
    switch (class_of->threads) {
    case MODEL_THREADS_ANY:
        return "Sized + Send + Sync";
    case MODEL_THREADS_SERIAL:
        return "Sized + Send";
    case MODEL_THREADS_ONE:
        break;
    }
    return "Sized";
}

static void put_trait(emit *out, const plan_library *plan, const impl_trait *trait) {
    emit_line(out, "%s", "");
    if (trait->class_of != NULL) {
        rust_doc_of(out, "///", trait->class_of->doc, trait->class_of->c_name);
        rust_doc_gap(out, "///");
        rust_doc(out, "///", "The type that implements it is the object; dropping it destroys the object.");
        emit_open(out, "pub trait %s: %s {", trait->name, bounds(trait->class_of));
    } else {
        const model_function *function = g_ptr_array_index(trait->functions, 0);
        rust_doc(out, "///", arena_printf("`%s` of the contract.", function->c_name));
        emit_open(out, "pub trait %s {", trait->name);
    }
    for (guint i = 0, count = 0; i < trait->functions->len; i++) {
        const model_function *function = g_ptr_array_index(trait->functions, i);
        if (function->kind == MODEL_DESTRUCTOR)
            continue;
        if (count++ > 0)
            emit_line(out, "%s", "");
        put_method_doc(out, plan, function);
        impl_put_method(out, plan, function);
    }
    emit_close(out, "}");
}

#define NAME_ALL(names, array, type, name_of)                                                                \
    for (guint i = 0; i < (array)->len; i++)                                                                 \
        g_ptr_array_add(names, (gpointer)(uintptr_t)name_of(RUST_AT(type, array, i)));

/* The contract's types that the code mentions. */
static const char *types_used(const model_library *model, const char *code) {
    GPtrArray *all = arena_array(), *used = arena_array();
    NAME_ALL(all, model->enums, model_enum, rust_enum_name)
    NAME_ALL(all, model->records, model_record, rust_record_name)
    g_ptr_array_add(all, arena_strdup("Int128"));
    g_ptr_array_add(all, arena_strdup("Uint128"));
    for (guint i = 0; i < all->len; i++) {
        if (rust_mentions(code, g_ptr_array_index(all, i)))
            g_ptr_array_add(used, g_ptr_array_index(all, i));
    }
    return used->len == 0 ? "" : arena_printf("use %s;\n", rust_use_path("crate::types", used));
}

static void add_file(const plan_library *plan, package *files, const char *path, const char *title,
                     const char *uses, const char *code) {
    emit *file = emit_new("    ", RUST_WIDTH);
    const char *types = types_used(plan->model, code);
    rust_file_head(file, plan, "//");
    rust_doc(file, "//!", title);
    if (uses[0] != '\0' || types[0] != '\0')
        emit_line(file, "%s", "");
    emit_raw(file, uses);
    emit_raw(file, types);
    emit_raw(file, code);
    package_add(files, path, emit_finish(file));
}

static const char *operation_uses(const char *code) {
    GString *uses = g_string_new(NULL);
    if (rust_mentions(code, "CStr"))
        g_string_append(uses, "use std::ffi::CStr;\n\n");
    if (rust_mentions(code, "Error"))
        g_string_append(uses, "use crate::error::Error;\n");
    if (rust_mentions(code, "Text"))
        g_string_append(uses, "use crate::support::Text;\n");
    return arena_take(g_string_free(uses, FALSE));
}

void impl_add_operations(const plan_library *plan, const impl_offer *offer, package *files) {
    emit *out = emit_new("    ", RUST_WIDTH);
    for (guint i = 0; i < offer->traits->len; i++)
        put_trait(out, plan, g_ptr_array_index(offer->traits, i));
    const char *code = emit_finish(out), *uses = operation_uses(code);
    add_file(plan, files, "src/operations.rs",
             "What can be implemented: a trait per function of the contract, and per class.",
             arena_printf("#![allow(clippy::too_many_arguments)] // The contract's functions.\n%s%s",
                          uses[0] != '\0' ? "\n" : "", uses),
             code);
}

/* ---- Exports ---- */

static GPtrArray *raw_parameters(const impl_call *it) {
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < it->function->parameters->len; i++)
        g_ptr_array_add(parameters,
                        arena_printf("%s: %s", it->parameters[i],
                                     impl_raw_type(RUST_AT(model_parameter, it->function->parameters, i))));
    return parameters;
}

static const char *raw_result(const model_function *function) {
    if (function->returns_status)
        return "i32";
    return function->result != NULL ? impl_raw_type(function->result) : "";
}

/* What a call that panics gives: an error of kind internal, or else any. */
static int32_t internal_status(const model_library *model) {
    int32_t found = 0;
    for (guint i = 0; i < model->status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(model->status->constants, i);
        if (constant->kind == TENON_KIND_INTERNAL)
            return constant->value;
        if (found == 0)
            found = constant->value;
    }
    return found;
}

/* Its name inside the class, or the library. */
static const char *export_name(const model_function *function) {
    return rust_function_name(function);
}

static void put_safely(emit *out, const char *statement) {
    emit_line(out, "// SAFETY: the contract says so, and the caller keeps to it.");
    emit_line(out, "unsafe { %s };", statement);
}

/* The C parameter that a result goes to, or null for the function's own result. */
static const char *target(const impl_call *it, const plan_value *value) {
    return value->is_return ? NULL : it->parameters[value->parameter];
}

/* A result's value as it crosses. */
static const char *crossing(const impl_call *it, const plan_value *value, const char *name) {
    const model_parameter *parameter =
        value->is_return ? it->function->result
                         : RUST_AT(model_parameter, it->function->parameters, value->parameter);
    bool is_optional = value->nullable || (value->form == PLAN_OBJECT && value->is_return);
    if (impl_is_lent(it, value))
        return arena_printf(value->nullable ? "%s.map_or(ptr::null(), ptr::from_ref)" : "ptr::from_ref(%s)",
                            name);
    switch (value->form) {
    case PLAN_TEXT:
        if (value->freed_by == NULL)
            return arena_printf(is_optional ? "%s.map_or(ptr::null(), CStr::as_ptr)" : "%s.as_ptr()", name);
        return arena_printf(is_optional ? "support::give_text_or_null(%s)" : "support::give_text(&%s)", name);
    case PLAN_TEXT_ARRAY:
        return arena_printf("%s.as_ptr().cast_mut().cast()", name);
    case PLAN_BLOCK:
        return arena_printf(is_optional ? "support::give_array_or_null(%s)" : "support::give_array(&%s)",
                            name);
    case PLAN_OBJECT:
        return arena_printf(is_optional ? "support::give_object_or_null(%s)" : "support::give_object(%s)",
                            name);
    default:
        return parameter->present_if != MODEL_NO_PARAMETER ? arena_printf("%s.unwrap_or_default()", name)
                                                           : name;
    }
}

static void put_count(emit *out, const impl_call *it, const plan_value *value, const char *length) {
    const model_parameter *count = RUST_AT(model_parameter, it->function->parameters, value->count_parameter);
    const char *name = it->parameters[value->count_parameter];
    put_safely(out, count->type.scalar == MODEL_SIZE
                        ? arena_printf("support::put(%s, %s)", name, length)
                        : arena_printf("support::put_length(%s, %s)", name, length));
}

/* Writes one result where the caller wants it. @return The expression of the function's own result, or null.
 */
static const char *put_given(emit *out, const impl_call *it, const plan_value *value, const char *name) {
    if (value->form == PLAN_ARRAY) {
        put_count(out, it, value, name);
        return NULL;
    }
    const model_parameter *parameter =
        value->is_return ? it->function->result
                         : RUST_AT(model_parameter, it->function->parameters, value->parameter);
    bool is_counted = value->form == PLAN_BLOCK || value->form == PLAN_TEXT_ARRAY;
    if (is_counted && value->count_parameter != PLAN_NONE)
        put_count(out, it, value,
                  value->nullable ? arena_printf("%s.as_ref().map_or(0, Vec::len)", name)
                                  : arena_printf("%s.len()", name));
    if (parameter->present_if >= 0)
        put_safely(
            out, arena_printf("support::put(%s, %s.is_some())", it->parameters[parameter->present_if], name));
    if (target(it, value) == NULL)
        return crossing(it, value, name);
    if (parameter->present_if == MODEL_BY_RESULT) {
        emit_open(out, "if let Some(value) = %s {", name);
        put_safely(out, arena_printf("support::put(%s, value)", target(it, value)));
        emit_close(out, "}");
        return arena_printf("%s.is_some()", name);
    }
    if (parameter->present_if >= 0) {
        emit_open(out, "if let Some(value) = %s {", name);
        put_safely(out, arena_printf("support::put(%s, value)", target(it, value)));
        emit_close(out, "}");
        return NULL;
    }
    put_safely(out, arena_printf("support::put(%s, %s)", target(it, value), crossing(it, value, name)));
    return NULL;
}

static GPtrArray *given_values(const impl_call *it) {
    GPtrArray *given = arena_array();
    for (guint i = 0; it->call != NULL && i < it->call->outputs->len; i++) {
        plan_value *value = g_ptr_array_index(it->call->outputs, i);
        if (value->form == PLAN_ARRAY ? value->is_filled_partly : value->direction == PLAN_OUT)
            g_ptr_array_add(given, value);
    }
    return given;
}

/* Whether the result crosses as the method gives it. */
static bool is_passed_on(const impl_call *it, const GPtrArray *given) {
    if (given->len != 1 || it->function->returns_status)
        return false;
    const plan_value *value = RUST_AT(plan_value, given, 0);
    return value->is_return && it->after->len == 0 && value->form != PLAN_BLOCK &&
           value->form != PLAN_TEXT_ARRAY && strcmp(crossing(it, value, "it"), "it") == 0 &&
           it->function->result->present_if == MODEL_NO_PARAMETER;
}

/* "let x = expression;" on one line, with the expression below, or (a call) with its arguments below. */
static void put_let(emit *out, const char *head, const char *callee, const GPtrArray *arguments,
                    const char *tail) {
    const char *call = arena_printf("%s(%s)%s", callee, emit_join(arguments, ", "), tail);
    if (emit_fits(out, arena_printf("%s%s", head, call)) || head[0] == '\0') {
        emit_list(out, arena_printf("%s%s(", head, callee), arguments, arena_printf(")%s", tail), true);
        return;
    }
    if (!emit_fits(out, arena_printf("    %s", call))) {
        emit_list(out, arena_printf("%s%s(", head, callee), arguments, arena_printf(")%s", tail), true);
        return;
    }
    emit_open(out, "%s", arena_take(g_strchomp(g_strdup(head))));
    emit_line(out, "%s", call);
    emit_dedent(out);
}

void impl_put_statement(emit *out, const char *line) {
    const char *equals = strstr(line, " = ");
    if (emit_fits(out, line) || equals == NULL) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "%.*s =", (int)(equals - line), line);
    emit_line(out, "%s", equals + strlen(" = "));
    emit_dedent(out);
}

void impl_put_list(emit *out, const char *head, const char *opened, const GPtrArray *items,
                   const char *closed) {
    const char *value = arena_printf("%s%s%s", opened, emit_join(items, ", "), closed);
    const char *line = arena_printf("%s = %s", head, value);
    if (emit_fits(out, line) || emit_fits(out, arena_printf("    %s", value)))
        impl_put_statement(out, line);
    else
        emit_list(out, arena_printf("%s = %s", head, opened), items, closed, true);
}

/* "let (total, mean) = T::summary(values)?;" and what becomes of them. */
static void put_call(emit *out, const impl_call *it) {
    GPtrArray *given = given_values(it), *names = arena_array();
    for (guint i = 0; i < given->len; i++) {
        const plan_value *value = g_ptr_array_index(given, i);
        const char *name = value->is_return ? "result" : it->parameters[value->parameter];
        g_ptr_array_add(names, arena_printf("given_%s", name));
    }
    if (is_passed_on(it, given)) {
        emit_list(out, arena_printf("T::%s(", rust_function_name(it->function)), it->arguments, ")", true);
        return;
    }
    const char *question = it->function->returns_status ? "?" : "";
    const char *pattern = names->len == 1 ? (const char *)g_ptr_array_index(names, 0)
                                          : arena_printf("(%s)", emit_join(names, ", "));
    const char *head = names->len == 0 ? "" : arena_printf("let %s = ", pattern);
    put_let(out, head, arena_printf("T::%s", rust_function_name(it->function)), it->arguments,
            arena_printf("%s;", question));
    for (guint i = 0; i < it->after->len; i++)
        impl_put_statement(out, g_ptr_array_index(it->after, i));
    const char *own = NULL;
    for (guint i = 0; i < given->len; i++) {
        const char *result = put_given(out, it, g_ptr_array_index(given, i), g_ptr_array_index(names, i));
        own = result != NULL ? result : own;
    }
    if (it->function->returns_status)
        emit_line(out, "Ok(())");
    else if (own != NULL)
        emit_line(out, "%s", own);
}

static void put_body(emit *out, const impl_call *it) {
    const model_function *function = it->function;
    if (function->kind == MODEL_DESTRUCTOR) {
        emit_open(out, "support::guarded(%s, || {", rust_string(function->c_name));
        emit_line(out, "// SAFETY: it is an object of this type, and nobody uses it any more.");
        emit_line(out, "drop(unsafe { support::take_object::<T>(%s) });", it->parameters[0]);
        emit_close(out, "});");
        return;
    }
    const char *line = arena_printf("support::guarded(%s, || T::%s(%s))", rust_string(function->c_name),
                                    rust_function_name(function), emit_join(it->arguments, ", "));
    if (it->lines->len == 0 && is_passed_on(it, given_values(it)) && emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    if (function->returns_status)
        emit_open(out, "support::guarded_status(%s, %d, || {", rust_string(function->c_name),
                  internal_status(it->plan->model));
    else
        emit_open(out, "support::guarded(%s, || {", rust_string(function->c_name));
    for (guint i = 0; i < it->lines->len; i++)
        impl_put_statement(out, g_ptr_array_index(it->lines, i));
    put_call(out, it);
    emit_close(out, raw_result(function)[0] == '\0' ? "});" : "})");
}

static void put_function(emit *out, const impl_call *it, const char *prefix) {
    const char *result = raw_result(it->function);
    const char *tail = result[0] == '\0' ? ") {" : arena_printf(") -> %s {", result);
    emit_list(out, arena_printf("unsafe extern \"C\" fn %s_%s(", prefix, export_name(it->function)),
              raw_parameters(it), tail, true);
}

/* What only counts: "unsafe { f::<T>(data, size) }", on as few lines as rustfmt takes. */
static void put_passed_call(emit *out, const char *name, const GPtrArray *names) {
    const char *call = arena_printf("Self::%s(%s)", name, emit_join(names, ", "));
    const char *line = arena_printf("unsafe { %s }", call);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "unsafe {");
    emit_list(out, arena_printf("Self::%s(", name), names, ")", true);
    emit_close(out, "}");
}

static guint number_of(const plan_library *plan, const model_function *function) {
    guint number = 0;
    g_ptr_array_find(provider_operations(plan), function, &number);
    return number;
}

static void put_export(emit *out, const plan_library *plan, const model_function *function) {
    impl_call it = impl_describe(plan, function);
    GPtrArray *names = arena_array();
    for (guint i = 0; i < function->parameters->len; i++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)it.parameters[i]);
    put_function(out, &it, "run");
    emit_indent(out);
    put_body(out, &it);
    emit_close(out, "}");
    emit_line(out, "%s", "");
    put_function(out, &it, "count");
    emit_indent(out);
    emit_line(out, "CALLS[%u].fetch_add(1, Ordering::Relaxed);", number_of(plan, function));
    emit_line(out, "// SAFETY: what this function was promised.");
    put_passed_call(out, arena_printf("run_%s", export_name(function)), names);
    emit_close(out, "}");
}

static void put_exports(emit *out, const plan_library *plan, const impl_trait *trait) {
    emit_line(out, "%s", "");
    emit_open(out, "impl<T: operations::%s> Export<T> {", trait->name);
    for (guint f = 0; f < trait->functions->len; f++) {
        if (f > 0)
            emit_line(out, "%s", "");
        put_export(out, plan, g_ptr_array_index(trait->functions, f));
    }
    emit_close(out, "}");
}

static void put_provide(emit *out, const plan_library *plan, const impl_trait *trait) {
    emit_line(out, "%s", "");
    rust_doc(out, "///", arena_printf("Provides `%s` by what `T` implements.", trait->operation));
    GPtrArray *parameters = arena_array();
    g_ptr_array_add(parameters, arena_strdup("tables: &mut Tables"));
    emit_list(out, arena_printf("pub fn %s<T: operations::%s>(", trait->operation, trait->name), parameters,
              ") {", true);
    emit_indent(out);
    for (guint i = 0; i < trait->functions->len; i++) {
        const model_function *function = g_ptr_array_index(trait->functions, i);
        const char *name = export_name(function);
        guint number = number_of(plan, function);
        emit_line(out, "let function = super::Export::<T>::run_%s as *const ();", name);
        emit_line(out, "let counted = super::Export::<T>::count_%s as *const ();", name);
        emit_line(out, "tables.add(%u, function, counted, &super::CALLS[%u]);", number, number);
    }
    emit_close(out, "}");
}

void impl_add_exports(const plan_library *plan, const impl_offer *offer, package *files) {
    emit *out = emit_new("    ", RUST_WIDTH);
    guint count = provider_operations(plan)->len;
    emit_line(out, "%s", "");
    emit_line(out, "/// How often each operation was called through its counted form.");
    emit_line(out, "static CALLS: [AtomicU64; %u] = [const { AtomicU64::new(0) }; %u];", count, count);
    emit_line(out, "%s", "");
    emit_line(out, "/// What `T` implements, as C calls it.");
    emit_line(out, "struct Export<T>(PhantomData<T>);");
    for (guint i = 0; i < offer->traits->len; i++)
        put_exports(out, plan, g_ptr_array_index(offer->traits, i));
    emit_line(out, "%s", "");
    emit_line(out, "/// For `provide!`: a function per operation.");
    emit_open(out, "pub mod provide {");
    emit_line(out, "use crate::operations;");
    emit_line(out, "use crate::tables::Tables;");
    for (guint i = 0; i < offer->traits->len; i++)
        put_provide(out, plan, g_ptr_array_index(offer->traits, i));
    emit_close(out, "}");
    const char *code = emit_finish(out);
    bool has_texts = rust_mentions(code, "CStr");
    const char *c_types = has_texts                       ? "use std::ffi::{c_char, CStr};\n"
                          : rust_mentions(code, "c_char") ? "use std::ffi::c_char;\n"
                                                          : "";
    add_file(
        plan, files, "src/exports.rs", "The C functions around what is implemented.",
        arena_printf("#![allow(clippy::many_single_char_names)] // The contract's names.\n\n"
                     "%suse std::marker::PhantomData;\n%suse std::sync::atomic::{AtomicU64, Ordering};\n\n"
                     "use crate::operations;\n"
                     "use crate::support;\n",
                     c_types, rust_mentions(code, "ptr::") ? "use std::ptr;\n" : ""),
        code);
}
