/* The functions of the cases: those that run, and those that must not compile. */

#include <string.h>

#include "backends/rust/abuse.h"
#include "memory/arena.h"

static const plan_value *value_at(const plan_function *call, int index) {
    return RUST_AT(plan_value, call->values, index);
}

/* Where a value is passed: the keys of a map stand with its values. */
static int holder_of(const plan_function *call, int index) {
    for (guint i = 0; value_at(call, index)->is_keys && i < call->values->len; i++) {
        if (value_at(call, (int)i)->keys_value == index)
            return (int)i;
    }
    return index;
}

/* ---- At run time ---- */

static void put_call(const rust_scene *scene, const plan_function *call, const char **arguments) {
    emit_line(scene->out, "support::%s(%s)",
              rust_is_fallible(call) || call->function->flow != MODEL_NO_FLOW ? "settle" : "value",
              rust_call_with(scene, call, arguments));
}

static void empty_together(const abuse_case *tried, const char **arguments) {
    const plan_function *call = tried->function;
    for (guint i = 0; i < call->steps->len; i++) {
        const plan_step *step = RUST_AT(plan_step, call->steps, i);
        if (step->kind != PLAN_CHECK_COUNT || step->other == PLAN_NONE)
            continue;
        int both[] = {step->value, step->other};
        bool is_of_map = value_at(call, both[0])->is_keys || value_at(call, both[0])->keys_value != PLAN_NONE;
        if (is_of_map || (both[0] != tried->value && both[1] != tried->value))
            continue;
        for (int j = 0; j < 2; j++) {
            const plan_value *value = value_at(call, both[j]);
            if (arguments[both[j]] != NULL && (value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY))
                arguments[both[j]] = rust_passed(call, value, "");
        }
    }
}

/* The helper with the object as the first one of its class; @return Its arguments, or null. */
static const char **helped(rust_scene *scene, const abuse_case *tried, const char *object) {
    const model_class *class_of = value_at(tried->function, tried->value)->type.class_of;
    const char **arguments = rust_valid_arguments(scene, tried->helper);
    for (guint i = 0; i < tried->helper->values->len; i++) {
        const plan_value *value = value_at(tried->helper, (int)i);
        if (value->form == PLAN_OBJECT && value->direction != PLAN_OUT && value->type.class_of == class_of) {
            arguments[i] = rust_passed_object(value, object);
            return arguments;
        }
    }
    return arguments;
}

static void put_held(rust_scene *scene, const abuse_case *tried, const char **arguments) {
    const char *fallible = rust_is_fallible(tried->helper) ? "?" : "";
    emit_line(scene->out, "let tn_held = %s%s;", rust_call_with(scene, tried->helper, arguments), fallible);
}

/* @return What stands in the value's place. */
static const char *orphan(rust_scene *scene, const abuse_case *tried) {
    const plan_value *value = value_at(tried->function, tried->value);
    const char **arguments = rust_valid_arguments(scene, tried->helper);
    const char *child = rust_object_made_by(scene, tried->helper, value->type.class_of, arguments);
    for (guint i = 0; i < tried->helper->values->len && child != NULL; i++) {
        const plan_value *parent = value_at(tried->helper, (int)i);
        if (parent->form == PLAN_OBJECT && parent->direction != PLAN_OUT && parent->use != PLAN_USE_CONSUME &&
            arguments[i] != NULL)
            emit_line(scene->out, "drop(%s);", rust_object_of(arguments[i]));
    }
    return child == NULL ? NULL : rust_passed_object(value, child);
}

/* False where the valid rest of the call cannot be made. */
static bool prepare(rust_scene *scene, const abuse_case *tried, const char *bad, const char **arguments) {
    const plan_function *call = tried->function;
    if (bad != NULL)
        arguments[holder_of(call, tried->value)] = bad;
    if (tried->kind == ABUSE_EMPTY)
        empty_together(tried, arguments);
    if (tried->kind == ABUSE_SAME_TWICE)
        arguments[tried->other] =
            rust_passed_object(value_at(call, tried->other), rust_object_of(arguments[tried->value]));
    if (tried->kind == ABUSE_PARENT_CLOSED)
        return (arguments[tried->value] = orphan(scene, tried)) != NULL;
    if (tried->kind == ABUSE_KEPT_FAILS)
        put_held(scene, tried, rust_valid_arguments(scene, tried->helper));
    else if (tried->helper != NULL)
        put_held(scene, tried, helped(scene, tried, rust_object_of(arguments[tried->value])));
    return true;
}

static bool has_all(const plan_function *call, const char **arguments) {
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = value_at(call, (int)i);
        if (value->direction != PLAN_OUT && !value->is_keys && arguments[i] == NULL &&
            call->function->flow == MODEL_NO_FLOW)
            return false;
    }
    return true;
}

static void put_run(emit *out, const plan_library *plan, const abuse_case *tried, const char *bad) {
    rust_scene scene = {.out = out, .plan = plan, .benign = "support::benign", .makes = true};
    emit_open(out, "fn case_%u() -> support::Tried {", tried->number);
    const char **arguments = rust_valid_arguments(&scene, tried->function);
    if (!prepare(&scene, tried, bad, arguments) || !has_all(tried->function, arguments)) {
        emit_line(out, "Err(support::NOTHING)");
    } else {
        emit_line(out, "support::arm();");
        if (tried->kind == ABUSE_LIE_LATE) {
            emit_line(out, "let _ = %s;", rust_call_with(&scene, tried->function, arguments));
            emit_line(out, "support::disarm();");
        }
        if (tried->kind == ABUSE_OTHER_THREAD)
            emit_open(out, "support::elsewhere(move || {");
        put_call(&scene, tried->function, arguments);
        if (tried->kind == ABUSE_OTHER_THREAD)
            emit_close(out, "})");
    }
    emit_close(out, "}");
}

/* ---- Refused by the compiler ---- */

static void put_types(emit *out, const plan_library *plan, const abuse_case *tried, const char *bad) {
    rust_scene scene = {.out = out, .plan = plan, .benign = "any"};
    const plan_value *value = value_at(tried->function, tried->value);
    emit_open(out, "fn case_%u() {", tried->number);
    if (bad == NULL) {
        emit_line(out, "require_%s::<%s>();", tried->kind == ABUSE_WRONG_THREAD ? "send" : "sync",
                  rust_class_name(value->type.class_of));
    } else {
        const char **arguments = rust_valid_arguments(&scene, tried->function);
        arguments[holder_of(tried->function, tried->value)] = bad;
        emit_line(out, "let _ = %s;", rust_call_with(&scene, tried->function, arguments));
    }
    emit_close(out, "}");
}

static void put_borrows(emit *out, const plan_library *plan, const abuse_case *tried) {
    rust_scene scene = {.out = out, .plan = plan, .benign = "any"};
    const plan_function *call = tried->function;
    const plan_value *value = value_at(call, tried->value);
    emit_open(out, "fn case_%u() {", tried->number);
    emit_line(out, "let mut object = any::<%s>();", rust_class_name(value->type.class_of));
    const char **arguments = rust_valid_arguments(&scene, call);
    arguments[tried->value] = rust_passed_object(value, "object");
    if (tried->kind == ABUSE_CLOSED)
        emit_line(out, "drop(object);");
    if (tried->kind == ABUSE_SAME_TWICE)
        arguments[tried->other] = rust_passed_object(value_at(call, tried->other), "object");
    bool is_used = tried->kind == ABUSE_BUSY || tried->kind == ABUSE_IN_CALLBACK;
    for (guint i = 0; is_used && i < tried->helper->inputs->len; i++) {
        const plan_value *used = RUST_AT(plan_value, tried->helper->inputs, i);
        if (used->form != PLAN_OBJECT || used->type.class_of != value->type.class_of)
            continue;
        emit_line(out, used->use == PLAN_USE_SHARED ? "let held = &object;" : "let held = &mut object;");
        break;
    }
    bool is_held = !is_used && tried->helper != NULL;
    if (is_held)
        emit_line(out, "let held = %s;",
                  rust_call_with(&scene, tried->helper, helped(&scene, tried, "object")));
    emit_line(out, "let _ = %s;", rust_call_with(&scene, call, arguments));
    if (is_used || is_held)
        emit_line(out, "drop(held);");
    emit_close(out, "}");
}

void rust_put_case(emit *out, const plan_library *plan, const abuse_case *tried, rust_trial how) {
    if (how.kind == RUST_RUN)
        put_run(out, plan, tried, how.bad);
    else if (how.kind == RUST_TYPES)
        put_types(out, plan, tried, how.bad);
    else if (how.kind == RUST_BORROWS)
        put_borrows(out, plan, tried);
    emit_line(out, "%s", "");
}

/* Leaves the library without the driver's callbacks. */
void rust_put_forget(emit *out, const plan_library *plan) {
    rust_scene scene = {.out = out, .plan = plan, .benign = "support::benign", .makes = true};
    emit_line(out, "/// Leaves the library without callbacks of this program.");
    emit_open(out, "pub fn forget() {");
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *call = RUST_AT(plan_function, plan->functions, i);
        if (!abuse_can_forget(call))
            continue;
        const char **arguments = rust_valid_arguments(&scene, call);
        for (guint j = 0; j < call->values->len; j++) {
            if (value_at(call, (int)j)->form == PLAN_CALLBACK)
                arguments[j] = "None";
        }
        emit_line(out, "let _ = %s;", rust_call_with(&scene, call, arguments));
    }
    emit_close(out, "}");
    emit_line(out, "%s", "");
}
