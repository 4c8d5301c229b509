/* Docs of functions: what the contract says, and what the plan adds to the errors. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"
#include "tenon/error.h"

static const char mark[] = "///";

static const plan_error *error_of_code(const plan_library *plan, int32_t code) {
    for (guint i = 0; i < plan->errors->len; i++) {
        if (RUST_AT(plan_error, plan->errors, i)->code == code)
            return g_ptr_array_index(plan->errors, i);
    }
    return NULL;
}

static const char *throw_label(const plan_library *plan, const char *constant) {
    for (guint i = 0; i < plan->errors->len; i++) {
        const plan_error *error = RUST_AT(plan_error, plan->errors, i);
        if (strcmp(error->c_name, constant) == 0)
            return arena_printf("[`Error::%s`] ", rust_error_name(error));
    }
    return arena_printf("`%s` ", constant);
}

/* What the contract says of it, and the unit of what is only a number in Rust. */
static const char *argument_doc(const plan_value *value) {
    const char *unit = rust_unit_note(&value->type);
    if (unit == NULL)
        return value->doc;
    return value->doc[0] == '\0' ? unit : arena_printf("%s %s", value->doc, unit);
}

static void put_arguments(emit *out, const plan_function *call) {
    const char **names = rust_value_names(call);
    bool is_first = true;
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        const char *text = argument_doc(value);
        if (value->direction == PLAN_OUT || value->is_self || text[0] == '\0' || rust_has_option(value))
            continue;
        if (is_first) {
            rust_doc_gap(out, mark);
            emit_line(out, "%s # Arguments", mark);
            rust_doc_gap(out, mark);
        }
        is_first = false;
        rust_doc_item(out, mark, arena_printf("`%s`: ", names[i]), text);
    }
}

static const char *result_doc(const plan_function *call, const plan_value *value) {
    const char *doc = value->is_return ? call->function->doc->returns : value->doc;
    const char *unit = rust_unit_note(&value->type);
    return unit == NULL ? doc : doc[0] == '\0' ? unit : arena_printf("%s %s", doc, unit);
}

static void put_returns(emit *out, const plan_function *call) {
    GPtrArray *returned = rust_returned(call);
    bool is_documented = false;
    for (guint i = 0; i < returned->len; i++)
        is_documented = is_documented || result_doc(call, RUST_AT(plan_value, returned, i))[0] != '\0';
    if (!is_documented)
        return;
    rust_doc_gap(out, mark);
    emit_line(out, "%s # Returns", mark);
    rust_doc_gap(out, mark);
    for (guint i = 0; i < returned->len; i++) {
        const plan_value *value = RUST_AT(plan_value, returned, i);
        const char *text = result_doc(call, value);
        if (returned->len == 1)
            rust_doc(out, mark, text);
        else
            rust_doc_item(out, mark,
                          arena_printf("`%s`: ", value->is_return ? "result" : rust_name(value->name)), text);
    }
}

/* What a failing step of the boundary means to a Rust caller. */
static int32_t step_failure(const plan_step *step, const char **text) {
    switch (step->kind) {
    case PLAN_CHECK_COUNT:
        *text = "when arrays that belong together differ in length.";
        return TENON_BAD_ARRAY;
    case PLAN_CHECK_COUNT_FITS:
        *text = "when an array is longer than the library can count.";
        return TENON_BAD_ARRAY;
    case PLAN_CHECK_TEXT:
        *text = "when a text holds a NUL character.";
        return TENON_BAD_TEXT;
    case PLAN_BORROW:
        *text = "when something else is using an object that this needs.";
        return TENON_BUSY;
    case PLAN_CHECK_CALLBACKS:
        *text = "when a callback fails: the `source()` is its error. Its panic goes on here.";
        return TENON_CALLBACK_FAILED;
    case PLAN_CONVERT_INPUT:
    case PLAN_CONVERT_OUTPUT:
        *text = "when a value cannot be said in the other's type.";
        return TENON_BAD_VALUE;
    case PLAN_DECODE:
        *text = "when a value is nested too deep, or a text in it holds a NUL character.";
        return TENON_BAD_VALUE;
    case PLAN_CHECK_RESULT:
    case PLAN_COPY_TEXT:
    case PLAN_COPY_RECORD:
        *text = "when the library gives back what its contract rules out.";
        return TENON_BROKEN_CONTRACT;
    default:
        *text = "when there is no memory.";
        return TENON_OUT_OF_MEMORY;
    }
}

static void put_step_errors(emit *out, const plan_library *plan, const plan_function *call) {
    GHashTable *said = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < call->steps->len; i++) {
        const plan_step *step = RUST_AT(plan_step, call->steps, i);
        const char *text;
        if (!rust_can_fail(call, step) || step->kind == PLAN_CHECK_STATUS)
            continue;
        const plan_error *error = error_of_code(plan, step_failure(step, &text));
        if (error != NULL && g_hash_table_add(said, (gpointer)(uintptr_t)text))
            rust_doc_item(out, mark, throw_label(plan, error->c_name), text);
    }
    g_hash_table_unref(said);
}

static void put_errors(emit *out, const plan_library *plan, const plan_function *call) {
    if (!rust_is_fallible(call))
        return;
    const GPtrArray *throws = call->function->doc->throws;
    rust_doc_gap(out, mark);
    emit_line(out, "%s # Errors", mark);
    rust_doc_gap(out, mark);
    for (guint i = 0; i < throws->len; i++) {
        const model_throw *thrown = RUST_AT(model_throw, throws, i);
        rust_doc_item(out, mark, throw_label(plan, thrown->constant), thrown->text);
    }
    if (call->function->returns_status && throws->len == 0)
        rust_doc_item(out, mark, "", "Whatever the library reports.");
    put_step_errors(out, plan, call);
}

void rust_function_doc(emit *out, const plan_library *plan, const plan_function *call) {
    rust_doc_of(out, mark, call->function->doc, call->function->c_name);
    put_arguments(out, call);
    put_returns(out, call);
    put_errors(out, plan, call);
    rust_put_example(out, mark, call->function->doc);
    rust_put_marks(out, mark, &call->function->marks);
}
