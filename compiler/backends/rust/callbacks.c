/* Callbacks where they are passed: their types in signatures, and what is made of them before the crossing.
 */
#include <string.h>

#include "backends/rust/calls.h"
#include "memory/arena.h"

static const plan_function *method_of(const plan_library *plan, const plan_value *value) {
    return RUST_AT(plan_function, plan_of_interface(plan, value->type.interface)->methods, 0);
}

static bool is_closure(const plan_value *value) {
    return value->type.interface->is_callback && value->type.interface->flow == MODEL_NO_FLOW;
}

static bool is_bound(const plan_value *value) {
    return value->type.interface->threads == MODEL_THREADS_ONE;
}

bool rust_is_stored(const plan_value *value) {
    return value->form == PLAN_CALLBACK && value->scope != MODEL_DURING_CALL && !value->is_progress;
}

bool rust_is_generic_callback(const plan_value *value) {
    return value->form == PLAN_CALLBACK && is_closure(value) && !rust_is_optional(value) &&
           !value->is_progress;
}

/* ---- Types ---- */

const char *rust_closure_type(const plan_function *method, const char *trait, const char *result) {
    GPtrArray *types = rust_implemented_types(method);
    const char *arrow = result[0] == '\0' ? "" : " -> ";
    return arena_printf("%s(%s)%s%s", trait, emit_join(types, ", "), arrow, result);
}

/* Which of the three closure traits: what is called once may use up what it has captured; what stays on one
 * thread may change it. */
static const char *closure_trait(const plan_value *value) {
    return value->scope == MODEL_ONCE ? "FnOnce" : is_bound(value) ? "FnMut" : "Fn";
}

/* Where a closure may go. `stays`: it is called during the call, whose thread waits. */
static const char *bounds(const plan_value *value, bool needs_static) {
    const char *threads = is_bound(value) ? "" : value->scope == MODEL_ONCE ? " + Send" : " + Send + Sync";
    return arena_printf("%s%s", threads, needs_static ? " + 'static" : "");
}

static const char *fallible_result(const plan_function *method) {
    return arena_printf("Result<%s, CallbackError>", rust_implemented_result(method));
}

/* A `None` of `impl Fn` has no type: what may be left out is behind a pointer. */
static const char *optional_closure(const plan_library *plan, const plan_value *value, bool is_boxed) {
    const plan_function *method = method_of(plan, value);
    bool is_once = value->scope == MODEL_ONCE, is_changing = is_bound(value) && !is_once;
    bool is_plain = value->is_progress && strcmp(rust_implemented_result(method), "()") == 0;
    const char *type = rust_closure_type(method, is_once ? "FnOnce" : closure_trait(value),
                                         is_plain ? "" : fallible_result(method));
    const char *threads =
        is_bound(value) ? (is_boxed && !rust_is_stored(value) ? " + Send" : "") : bounds(value, false);
    if (rust_is_stored(value) || is_boxed)
        return arena_printf("Option<Box<dyn %s%s>>", type, threads);
    const char *whole =
        threads[0] == '\0' ? arena_printf("dyn %s", type) : arena_printf("(dyn %s%s)", type, threads);
    return arena_printf("Option<&%s%s>", is_changing ? "mut " : "", whole);
}

static const char *stream_type(const plan_value *value) {
    return value->type.interface->flow == MODEL_READS ? "Read" : "Write";
}

/* `is_elsewhere`: for the awaited form, which runs on another thread and may outlast its caller. */
static const char *callback_type(const plan_library *plan, const plan_function *call, const plan_value *value,
                                 bool is_elsewhere) {
    bool needs_static = rust_is_stored(value) || is_elsewhere;
    if (is_closure(value) && (rust_is_optional(value) || value->is_progress))
        return optional_closure(plan, value, is_elsewhere);
    if (is_closure(value)) {
        const char *type =
            rust_closure_type(method_of(plan, value), closure_trait(value), rust_outcome_name(call, value));
        const char *send = is_elsewhere && is_bound(value) ? " + Send" : "";
        return arena_printf("impl %s%s%s", type, send, bounds(value, needs_static));
    }
    if (value->type.interface->is_callback) {
        const char *send = is_bound(value) && !is_elsewhere ? "" : " + Send";
        const char *bound =
            arena_printf("%s%s%s", stream_type(value), send, needs_static ? " + 'static" : "");
        return rust_is_optional(value) ? arena_printf("Option<Box<dyn %s>>", bound)
                                       : arena_printf("impl %s", bound);
    }
    const char *name = rust_interface_name(value->type.interface);
    const char *send = is_elsewhere && is_bound(value) ? " + Send" : "";
    if (rust_is_optional(value))
        return arena_printf("Option<Box<dyn %s%s>>", name, send);
    return arena_printf("impl %s%s%s", name, send, needs_static ? " + 'static" : "");
}

const char *rust_callback_type(const plan_library *plan, const plan_function *call, const plan_value *value) {
    return callback_type(plan, call, value, false);
}

const char *rust_awaited_callback_type(const plan_library *plan, const plan_function *call,
                                       const plan_value *value) {
    return callback_type(plan, call, value, true);
}

/* What a closure returns is a parameter of the function's type: `R`, or `R1`, `R2` where there are several.
 */
const char *rust_outcome_name(const plan_function *call, const plan_value *value) {
    guint closures = 0, index = 0;
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *other = RUST_AT(plan_value, call->values, i);
        closures += rust_is_generic_callback(other);
        if (other == value)
            index = closures;
    }
    return closures == 1 ? "R" : arena_printf("R%u", index);
}

const char *rust_outcome_parameters(const plan_library *plan, const plan_function *call) {
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (rust_is_generic_callback(value))
            g_ptr_array_add(parameters, arena_printf("%s: Outcome<%s>", rust_outcome_name(call, value),
                                                     rust_implemented_result(method_of(plan, value))));
    }
    return emit_join(parameters, ", ");
}

/* ---- Values ---- */

/* What stands between the caller's closure and the table of functions: see interfaces.c. */
static const char *adaptor(const plan_value *value) {
    const model_interface *interface = value->type.interface;
    const char *name = rust_name(interface->name);
    if (!interface->is_callback)
        return is_bound(value) ? "Exclusive::new" : "";
    if (interface->flow != MODEL_NO_FLOW)
        return arena_printf("callbacks::%s_stream", name);
    if (value->scope == MODEL_ONCE)
        return arena_printf("callbacks::%s_once", name);
    return is_bound(value) ? arena_printf("callbacks::%s_exclusive", name) : "";
}

void rust_open_callbacks(const rust_rendering *in) {
    for (guint i = 0; i < in->call->values->len; i++) {
        const plan_value *value = rust_value_at(in, (int)i);
        const char *name = in->names[i], *holder = rust_is_stored(value) ? "Stored" : "Lent";
        if (value->form != PLAN_CALLBACK)
            continue;
        const char *around = adaptor(value);
        const char *local = arena_printf("tn_%s", name);
        if (rust_is_optional(value) || value->is_progress) {
            const char *first = around[0] == '\0' ? "" : arena_printf(".map(%s)", around);
            rust_put_let(in->out, local, arena_printf("%s%s.map(%s::new)", name, first, holder));
        } else {
            const char *function = around[0] == '\0' ? name : arena_printf("%s(%s)", around, name);
            rust_put_let(in->out, local, arena_printf("%s::new(%s)", holder, function));
        }
    }
}

const char *rust_callback_argument(const plan_value *value, const char *name) {
    const char *functions = arena_printf("%sFunctions::of", rust_interface_name(value->type.interface));
    if (rust_is_optional(value) || value->is_progress)
        return arena_printf("tn_%s.as_ref().map_or(ptr::null(), |it| it.pass(%s))", name, functions);
    return arena_printf("tn_%s.pass(%s)", name, functions);
}
