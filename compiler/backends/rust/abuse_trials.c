/* How each case is tried in Rust: by running it, by the types it breaks, or by the borrows. */

#include <string.h>

#include "backends/rust/abuse.h"
#include "memory/arena.h"

static rust_trial runs(const char *bad) {
    return (rust_trial){RUST_RUN, bad, NULL};
}

static rust_trial breaks_types(const char *bad) {
    return (rust_trial){RUST_TYPES, bad, NULL};
}

static rust_trial breaks_borrows(void) {
    return (rust_trial){RUST_BORROWS, NULL, NULL};
}

static rust_trial nothing(const char *why) {
    return (rust_trial){RUST_NOTHING, NULL, why};
}

static const plan_value *value_of(const abuse_case *tried) {
    return tried->value == PLAN_NONE ? NULL : RUST_AT(plan_value, tried->function->values, tried->value);
}

/* ---- Objects ---- */

static const char *other_object(const plan_library *plan, const plan_value *value, bool is_foreign) {
    for (guint i = 0; i < plan->model->classes->len && !is_foreign; i++) {
        const model_class *other = g_ptr_array_index(plan->model->classes, i);
        if (other != value->type.class_of)
            return arena_printf("any::<%s>()", rust_class_name(other));
    }
    return "Foreign";
}

static bool is_shared(const plan_value *value) {
    return value->use == PLAN_USE_SHARED;
}

static const plan_value *first_of_class(const plan_function *call, const model_class *class_of) {
    for (guint i = 0; call != NULL && i < call->inputs->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->inputs, i);
        if (value->form == PLAN_OBJECT && value->type.class_of == class_of)
            return value;
    }
    return NULL;
}

/* A child that borrows from its parent, as a view does, rather than keep it alive by itself. */
static bool helper_lends(const abuse_case *tried) {
    const plan_function *helper = tried->helper;
    for (guint i = 0; helper != NULL && i < helper->values->len; i++) {
        if (rust_is_lender(helper, (int)i))
            return true;
    }
    return false;
}

static rust_trial of_helped(const plan_library *plan, const abuse_case *tried, const plan_value *value) {
    const plan_value *held = first_of_class(tried->helper, value->type.class_of);
    switch (tried->kind) {
    case ABUSE_BUSY:
    case ABUSE_IN_CALLBACK:
        if (held != NULL && is_shared(held) && is_shared(value)) /* A class that is not `Sync`. */
            return rust_threads_of(plan, value->type.class_of) == MODEL_THREADS_ANY ||
                           tried->kind != ABUSE_BUSY
                       ? nothing("both take it as shared")
                       : breaks_types(NULL);
        return breaks_borrows();
    case ABUSE_PARENT_CLOSED:
        return helper_lends(tried) ? nothing("a child that borrows from its parent cannot outlive it")
                                   : runs(NULL);
    default:
        return tried->outcome == ABUSE_REFUSED && helper_lends(tried) ? breaks_borrows() : runs(NULL);
    }
}

static rust_trial of_object(const plan_library *plan, const abuse_case *tried, const plan_value *value) {
    bool stays = rust_threads_of(plan, value->type.class_of) == MODEL_THREADS_ONE;
    switch (tried->kind) {
    case ABUSE_NULL_OBJECT:
        return value->nullable ? runs("None") : breaks_types("None");
    case ABUSE_CLOSED:
        return breaks_borrows();
    case ABUSE_WRONG_CLASS:
    case ABUSE_FOREIGN:
        return breaks_types(
            rust_passed_object(value, other_object(plan, value, tried->kind == ABUSE_FOREIGN)));
    case ABUSE_MADE_UP:
    case ABUSE_WRONG_TYPE:
        return breaks_types("7_u64");
    case ABUSE_SAME_TWICE:
        return tried->outcome == ABUSE_REFUSED ? breaks_borrows() : runs(NULL);
    case ABUSE_WRONG_THREAD:
        return breaks_types(NULL);
    case ABUSE_OTHER_THREAD:
        return stays ? nothing("what it keeps stays on one thread") : runs(NULL);
    case ABUSE_AT_EXIT:
        return runs(NULL);
    case ABUSE_AFTER_FORK:
        return nothing("Rust has no fork without unsafe");
    default:
        return of_helped(plan, tried, value);
    }
}

/* ---- Other values ---- */

static const char *bytes_literal(const char *bytes) {
    GString *text = g_string_new("b\"");
    for (; *bytes != '\0'; bytes++)
        g_string_append_printf(text, "\\x%02x", (unsigned char)*bytes);
    return arena_take(g_string_free(g_string_append_c(text, '"'), FALSE));
}

static bool is_float(const plan_value *value) {
    return value->type.kind == MODEL_SCALAR &&
           (value->type.scalar == MODEL_F32 || value->type.scalar == MODEL_F64);
}

static const char *filled_in(const char *pattern, const char *type) {
    GString *text = g_string_new(pattern);
    g_string_replace(text, "%s", type, 1);
    return arena_take(g_string_free(text, FALSE));
}

static rust_trial of_number(const plan_function *call, const abuse_case *tried, const plan_value *value) {
    static const char *const floats[] = {"%s::NAN", "%s::INFINITY", "%s::NEG_INFINITY", "-0.0_%s"};
    const char *type = rust_element(value);
    bool is_time = value->type.meaning == MODEL_INSTANT || strcmp(type, "Duration") == 0;
    const char *end = tried->variant % 2 == 0 ? "least" : "greatest";
    switch (tried->kind) {
    case ABUSE_NOT_A_NUMBER:
        return is_float(value) ? runs(rust_passed(call, value, filled_in(floats[tried->variant % 4], type)))
                               : breaks_types(rust_passed(call, value, "f64::NAN"));
    case ABUSE_OUT_OF_RANGE:
        return is_time ? runs(rust_passed(call, value,
                                          arena_printf("support::too_far(%s)",
                                                       tried->variant % 2 == 0 ? "true" : "false")))
                       : breaks_types(rust_passed(call, value, "0.5_f64"));
    default:
        return runs(rust_passed(call, value, arena_printf("support::%s::<%s>()", end, type)));
    }
}

static unsigned bits_of_count(const plan_function *call, const plan_value *value) {
    static const unsigned bits[] = {[MODEL_I8] = 7, [MODEL_I16] = 15, [MODEL_I32] = 31,
                                    [MODEL_U8] = 8, [MODEL_U16] = 16, [MODEL_U32] = 32};
    if (value->count_parameter < 0)
        return 0;
    const model_parameter *count =
        RUST_AT(model_parameter, call->function->parameters, value->count_parameter);
    return count->type.scalar < G_N_ELEMENTS(bits) ? bits[count->type.scalar] : 0;
}

static rust_trial of_length(const plan_function *call, const plan_value *value) {
    unsigned bits = bits_of_count(call, value);
    bool is_text = value->form == PLAN_TEXT;
    if (bits == 0 || bits > 32 || (is_text && bits > 16) || value->keys_value != PLAN_NONE || value->is_keys)
        return nothing("so many need more memory than a test should use");
    if (is_text)
        return runs(rust_passed(call, value, arena_printf("&\"a\".repeat(1 << %u)", bits)));
    bool is_small = value->type.kind == MODEL_SCALAR && value->type.scalar != MODEL_I128 &&
                    value->type.scalar != MODEL_U128 && value->type.meaning == MODEL_PLAIN;
    if (!is_small || value->direction == PLAN_OUT)
        return nothing("so many need more memory than a test should use");
    const char *type = rust_element(value);
    const char *zero = strcmp(type, "bool") == 0 ? "false" : is_float(value) ? "0.0" : "0";
    const char *list =
        arena_printf("%svec![%s; 1_usize << %u]", value->direction == PLAN_INOUT ? "&mut " : "&", zero, bits);
    return runs(rust_is_optional(value) ? arena_printf("Some(%s)", list) : list);
}

static rust_trial of_field(const plan_library *plan, const abuse_case *tried, const plan_value *value) {
    const rust_scene running = {.plan = plan, .benign = "support::benign", .makes = true};
    const GPtrArray *leaves = abuse_leaves(&value->type, true);
    for (guint i = 0; i < leaves->len; i++) {
        const abuse_leaf *leaf = g_ptr_array_index(leaves, i);
        if (tried->path == NULL || strcmp(leaf->path, tried->path) != 0)
            continue;
        if (leaf->wrong == ABUSE_WRONG_TEXT && value->keys_value == PLAN_NONE)
            return runs(rust_passed(tried->function, value,
                                    rust_spoiled(&running, &value->type, leaf, "\"te\\0xt\".into()")));
        return nothing(leaf->wrong == ABUSE_WRONG_TEXT ? "what is in a map is tried by itself"
                                                       : "Rust's enums, bools and texts hold nothing else");
    }
    return nothing("Rust has no such field");
}

static const char *emptied(const plan_function *call, const plan_value *value) {
    if (value->form == PLAN_TEXT)
        return rust_passed(call, value, "\"\"");
    return value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY ? rust_passed(call, value, "") : NULL;
}

static rust_trial of_callback(const plan_library *plan, const abuse_case *tried, const plan_value *value) {
    (void)plan;
    switch (tried->kind) {
    case ABUSE_NULL_CALLBACK:
        return value->nullable ? runs("None") : breaks_types("None::<u8>");
    case ABUSE_INCOMPLETE_INTERFACE:
        return breaks_types(rust_is_optional(value) ? "Some(Box::new(Foreign))" : "Foreign");
    case ABUSE_WRONG_TYPE:
        return breaks_types("7_u64");
    case ABUSE_CALLBACK_LIES:
        if (tried->path != NULL && strstr(tried->path, "text") == NULL && strcmp(tried->path, "count") != 0)
            return nothing("Rust's enums, bools and texts hold nothing else");
        return runs(NULL);
    default:
        return runs(NULL);
    }
}

/* The pairs of a map, with a NUL in the key or in the value. */
static const char *pair_with_nul(const plan_function *call, const plan_value *value) {
    const plan_value *values = value, *keys = value;
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *other = RUST_AT(plan_value, call->values, i);
        if (value->is_keys && other->keys_value != PLAN_NONE &&
            RUST_AT(plan_value, call->values, other->keys_value) == value)
            values = other;
    }
    if (!value->is_keys)
        keys = RUST_AT(plan_value, call->values, value->keys_value);
    const char *bad = "\"te\\0xt\"";
    const char *key = value == keys ? bad
                      : keys->form == PLAN_TEXT_ARRAY
                          ? "\"text\""
                          : arena_printf("support::benign::<%s>()", rust_element(keys));
    const char *item = value == values ? bad
                       : values->form == PLAN_TEXT_ARRAY
                           ? "\"text\""
                           : arena_printf("support::benign::<%s>()", rust_element(values));
    return arena_printf(rust_is_optional(values) ? "Some(&[(%s, %s)])" : "[(%s, %s)]", key, item);
}

static rust_trial of_value(const plan_library *plan, const abuse_case *tried, const plan_value *value) {
    const plan_function *call = tried->function;
    bool is_pair = value->is_keys || value->keys_value != PLAN_NONE;
    switch (tried->kind) {
    case ABUSE_NULL_TEXT:
        if (value->form == PLAN_TEXT && value->nullable)
            return runs("None");
        return breaks_types(is_pair ? "Foreign" : rust_passed(call, value, "None::<u8>"));
    case ABUSE_NULL_ARRAY:
    case ABUSE_NULL_RECORD:
        return rust_is_optional(value) && value->direction == PLAN_IN ? runs("None")
               : rust_is_optional(value)                              ? runs("&mut None")
                                                                      : breaks_types("None::<u8>");
    case ABUSE_BAD_UTF8: {
        const char *bad = bytes_literal(abuse_bad_texts[tried->variant % ABUSE_BAD_TEXTS]);
        return breaks_types(is_pair ? bad : rust_passed(call, value, bad));
    }
    case ABUSE_NUL_IN_TEXT:
        if (is_pair)
            return runs(pair_with_nul(call, value));
        return runs(rust_passed(call, value,
                                value->form == PLAN_TEXT_ARRAY ? "\"text\", \"te\\0xt\"" : "\"te\\0xt\""));
    case ABUSE_TEXT_TOO_LONG:
    case ABUSE_COUNT_TOO_LARGE:
        return of_length(call, value);
    case ABUSE_COUNT_DIFFERS: {
        const plan_value *other = RUST_AT(plan_value, call->values, tried->other);
        if (is_pair || value->direction == PLAN_OUT || other->direction == PLAN_OUT)
            return nothing("Rust has one length for both");
        const char *element = value->form == PLAN_TEXT_ARRAY
                                  ? "\"text\""
                                  : arena_printf("support::benign::<%s>()", rust_element(value));
        return runs(rust_passed(call, value,
                                tried->variant == 0 ? element
                                                    : arena_printf("%s, %s, %s", element, element, element)));
    }
    case ABUSE_READ_ONLY:
        return breaks_types(arena_printf("&[any::<%s>()]", rust_element(value)));
    case ABUSE_EMPTY:
        return is_pair ? nothing("a map has one length") : runs(emptied(call, value));
    case ABUSE_OUT_OF_RANGE:
    case ABUSE_NOT_A_NUMBER:
    case ABUSE_EXTREME:
        return is_pair ? nothing("what is in a map is tried by itself") : of_number(call, tried, value);
    case ABUSE_UNKNOWN_CONSTANT:
    case ABUSE_BAD_BOOL:
        return breaks_types(is_pair ? "7" : rust_passed(call, value, "7_u64"));
    case ABUSE_BAD_FIELD:
        return of_field(plan, tried, value);
    case ABUSE_WRONG_TYPE:
        return breaks_types("Foreign");
    case ABUSE_BAD_TOKEN:
        return breaks_types("7_u64");
    case ABUSE_BAD_DYNAMIC:
        return runs(rust_passed(call, value, "deep()"));
    default:
        return nothing("references and slices are always there, aligned and contiguous");
    }
}

/* ---- All of them ---- */

static bool needs_streams(const plan_function *call) {
    for (guint i = 0; call != NULL && i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (value->form == PLAN_STREAM && value->direction != PLAN_OUT)
            return true;
    }
    return false;
}

rust_trial rust_plan_trial(const plan_library *plan, const abuse_case *tried) {
    const plan_value *value = value_of(tried);
    if (tried->function->function->operation == MODEL_STRING)
        return nothing("it is Display, which fails nowhere");
    if (needs_streams(tried->function) || needs_streams(tried->helper))
        return nothing("tables are tried in the package's own tests");
    if (tried->kind == ABUSE_CLOSED_TWICE)
        return runs(NULL);
    bool is_of_object = tried->kind == ABUSE_AFTER_FORK || tried->kind == ABUSE_AT_EXIT;
    if (value == NULL || (tried->kind >= ABUSE_LIE_NULL && !is_of_object))
        return runs(NULL);
    bool is_stream = tried->function->function->flow != MODEL_NO_FLOW;
    if (value->form == PLAN_OBJECT)
        return of_object(plan, tried, value);
    if (is_stream || value->direction == PLAN_OUT)
        return nothing("Rust's function has no such parameter");
    return value->form == PLAN_CALLBACK ? of_callback(plan, tried, value) : of_value(plan, tried, value);
}
