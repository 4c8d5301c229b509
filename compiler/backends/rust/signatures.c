/* Signatures of public functions: receivers, lifetimes, parameters and results. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

static bool is_reference(const plan_library *plan, const plan_function *call, const plan_value *value) {
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        return value->direction == PLAN_INOUT;
    case PLAN_OBJECT:
        return value->use != PLAN_USE_CONSUME || rust_has_lifetime(plan, value->type.class_of);
    case PLAN_RECORD:
        return value->direction == PLAN_INOUT || !rust_is_by_value(call, value);
    default:
        return true;
    }
}

/* How a function's results borrow. */
struct lifetimes {
    const char *result;     /* "'_" or "'a" */
    const char *lender;     /* "" or "'a ", behind the & of what lends */
    const char *parameters; /* "" or "<'a>", behind the function's name */
};

static bool has_borrowed_result(const plan_function *call) {
    for (guint i = 0; i < call->values->len; i++) {
        if (rust_is_lender(call, (int)i))
            return true;
    }
    return false;
}

/* Rust lets a result borrow from the only reference, or from self, without naming a lifetime. */
static bool can_elide(const plan_library *plan, const plan_function *call) {
    guint lenders = 0, references = 0;
    bool is_self = false;
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        bool lends = rust_is_lender(call, (int)i);
        lenders += lends;
        is_self = is_self || (lends && value->is_self);
        references += value->direction != PLAN_OUT && is_reference(plan, call, value);
    }
    return lenders == 1 && (is_self || references == 1);
}

static struct lifetimes find_lifetimes(const plan_library *plan, const plan_function *call) {
    const model_function *function = call->function;
    if (!has_borrowed_result(call))
        return (struct lifetimes){"'_", "", ""};
    if (function->kind == MODEL_CONSTRUCTOR && rust_has_lifetime(plan, function->owner))
        return (struct lifetimes){"'a", "'a ", ""}; /* The impl block's own lifetime. */
    if (can_elide(plan, call))
        return (struct lifetimes){"'_", "", ""};
    return (struct lifetimes){"'a", "'a ", "<'a>"};
}

static const char *receiver(const plan_value *self, const char *lifetime) {
    switch (self->use) {
    case PLAN_USE_SHARED:
        return arena_printf("&%sself", lifetime);
    case PLAN_USE_EXCLUSIVE:
        return arena_printf("&%smut self", lifetime);
    case PLAN_USE_CONSUME:
        break;
    }
    return "self";
}

const char *rust_result_type(const plan_library *plan, const plan_function *call, const char *lifetime) {
    GPtrArray *types = arena_array();
    GPtrArray *returned = rust_returned(call);
    bool are_together = rust_are_together(call);
    for (guint i = 0; i < returned->len; i++) {
        plan_value value = *RUST_AT(plan_value, returned, i);
        if (are_together)
            value.nullable = value.is_optional = false;
        g_ptr_array_add(types, (gpointer)(uintptr_t)rust_output_type(plan, call, &value, lifetime));
    }
    const char *joined = emit_join(types, ", ");
    const char *type =
        types->len == 1 ? joined : arena_printf(are_together ? "Option<(%s)>" : "(%s)", joined);
    return rust_is_fallible(call) ? arena_printf("Result<%s>", type) : type;
}

void rust_signature(emit *out, const plan_library *plan, const plan_function *call) {
    struct lifetimes lifetimes = find_lifetimes(plan, call);
    const char **names = rust_value_names(call);
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        const char *lifetime = rust_is_lender(call, (int)i) ? lifetimes.lender : "";
        if (value->direction == PLAN_OUT || value->is_keys || rust_has_option(value))
            continue;
        const char *text =
            value->is_self ? receiver(value, lifetime)
                           : arena_printf("%s: %s", names[i], rust_input_type(plan, call, value, lifetime));
        g_ptr_array_add(parameters, (gpointer)(uintptr_t)text);
    }
    if (rust_options_name(call) != NULL)
        g_ptr_array_add(parameters, arena_printf("options: %s", rust_options_type(call, "'_")));
    const char *outcomes = rust_outcome_parameters(plan, call);
    const char *generics = lifetimes.parameters[0] != '\0' && outcomes[0] != '\0'
                               ? arena_printf("<'a, %s>", outcomes)
                           : outcomes[0] != '\0' ? arena_printf("<%s>", outcomes)
                                                 : lifetimes.parameters;
    const char *result = rust_result_type(plan, call, lifetimes.result);
    const char *tail = strcmp(result, "()") == 0 ? ") {" : arena_printf(") -> %s {", result);
    emit_list(out, arena_printf("pub fn %s%s(", rust_function_name(call->function), generics), parameters,
              tail, true);
}
