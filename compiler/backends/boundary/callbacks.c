/* Callbacks and tokens in the functions that take them: each step of the plan as C. */

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"

static const plan_step *step_at(const rendering *call, guint index) {
    return g_ptr_array_index(call->function->steps, index);
}

static const model_parameter *parameter_at(const rendering *call, int index) {
    return g_ptr_array_index(call->function->function->parameters, (guint)index);
}

static const model_interface *interface_of(const value_names *value) {
    return value->value->type.interface;
}

/* A struct of functions that the library may keep the address of lives as long as the callback. */
static bool is_kept_struct(const value_names *value) {
    return !interface_of(value)->is_callback && value->value->scope != MODEL_DURING_CALL;
}

/* ---- Names and variables ---- */

void callback_names(value_names *value, scope *names) {
    const char *name = value->value->name;
    if (value->value->form == PLAN_CANCEL) {
        value->object = scope_take(names, arena_printf("%s_token", name));
        value->borrow = scope_take(names, arena_printf("%s_borrow", name));
        return;
    }
    value->handle = scope_take(names, arena_printf("%s_handle", name));
    if (!interface_of(value)->is_callback)
        value->made = scope_take(names, arena_printf("%s_functions", name));
}

void callback_declare(rendering *call, const value_names *value) {
    if (value->value->form == PLAN_CANCEL) {
        emit_line(call->out, "const tenon_cancel *%s = NULL;", value->object);
        emit_line(call->out, "tenon_borrow %s = {0};", value->borrow);
        return;
    }
    emit_line(call->out, "tenon_handle %s = 0;", value->handle);
}

void calling_begin(rendering *call) {
    if (!call->function->calls_back)
        return;
    emit_line(call->out, "tenon_calling %s;", call->calling);
    emit_line(call->out, "tenon_calling_begin(&%s);", call->calling);
}

/* ---- Before the call ---- */

static bool is_lent(const value_names *value) {
    return value->value->scope == MODEL_SCOPE_UNSAID || value->value->scope == MODEL_DURING_CALL;
}

static const char *scope_constant(model_scope said) {
    switch (said) {
    case MODEL_SCOPE_UNSAID:
    case MODEL_DURING_CALL:
        return "TENON_DURING_CALL";
    case MODEL_ONCE:
        return "TENON_ONCE";
    case MODEL_UNTIL_REPLACED:
        return "TENON_UNTIL_REPLACED";
    case MODEL_UNTIL_DROPPED:
        return "TENON_UNTIL_DROPPED";
    }
    return "TENON_DURING_CALL";
}

void callback_open(rendering *call, guint index) {
    const value_names *value = &call->values[step_at(call, index)->value];
    const model_interface *interface = interface_of(value);
    bool is_last =
        index + 1 == call->function->steps->len || step_at(call, index + 1)->kind != PLAN_OPEN_CALLBACK;
    const char *status = call->has_status ? call->status : "0";
    const char *class = arena_printf("&boundary_class_%s", interface->c_name);
    const char *nullable = value->value->nullable ? "true" : "false";
    const char *room = is_kept_struct(value) ? arena_printf("sizeof(%s)", interface->c_name) : "0";
    const char *position = arena_printf("\"%s\"", value->value->name);
    const char *handle = arena_printf("&%s", value->handle);
    if (is_lent(value))
        step_set(call, "tenon_lend_callback", arena_printf("&%s", call->calling), call_site(call), status,
                 class, value->data, nullable, position, handle, NULL);
    else
        step_set(call, "tenon_open_callback", call_site(call), status, class, value->data, nullable,
                 scope_constant(value->value->scope), room, position, handle, NULL);
    if (is_last)
        step_leave_on_failure(call);
    else
        step_verdict(call);
}

void token_hold(rendering *call, const value_names *value) {
    step_check(call, "tenon_token_hold", value->data, arena_printf("\"%s\"", value->value->name),
               arena_printf("&%s", value->object), arena_printf("&%s", value->borrow), NULL);
}

/* ---- The call ---- */

void callback_prepare(rendering *call, const value_names *value) {
    if (value->made == NULL)
        return;
    const model_interface *interface = interface_of(value);
    const char *made = arena_printf("boundary_make_%s(%s)", interface->c_name, value->handle);
    if (!is_kept_struct(value)) {
        emit_line(call->out, "const %s %s = %s;", interface->c_name, value->made, made);
        return;
    }
    emit_line(call->out, "%s *%s = NULL;", interface->c_name, value->made);
    if (value->value->nullable)
        emit_open(call->out, "if (%s != 0) {", value->handle);
    emit_line(call->out, "%s = tenon_callback_room(%s);", value->made, value->handle);
    emit_line(call->out, "*%s = %s;", value->made, made);
    if (value->value->nullable)
        emit_close(call->out, "}");
}

static const char *unless_left_out(const value_names *value, const char *expression) {
    return value->value->nullable ? arena_printf("%s != 0 ? %s : NULL", value->handle, expression)
                                  : expression;
}

static const char *struct_argument(const value_names *value, const model_parameter *parameter) {
    bool is_pointer = parameter->pointer_depth > 0;
    if (is_kept_struct(value))
        return is_pointer ? value->made : arena_printf("*%s", value->made);
    return is_pointer ? unless_left_out(value, arena_printf("&%s", value->made)) : value->made;
}

const char *callback_argument(const rendering *call, const value_names *value) {
    if (value->value->form == PLAN_CANCEL)
        return value->object;
    const model_interface *interface = interface_of(value);
    if (interface->is_callback)
        return unless_left_out(value, arena_printf("host_%s_call", interface->c_name));
    return struct_argument(value, parameter_at(call, value->value->parameter));
}

static const value_names *callback_at(const rendering *call, int parameter) {
    for (guint i = 0; i < call->function->values->len; i++) {
        if (call->values[i].value->form == PLAN_CALLBACK && call->values[i].value->parameter == parameter)
            return &call->values[i];
    }
    return NULL;
}

const char *callback_companion(const rendering *call, int index) {
    const model_parameter *parameter = parameter_at(call, index);
    const value_names *value = callback_at(call, parameter->context_of);
    g_assert(value != NULL);
    if (parameter->role == MODEL_CONTEXT)
        return arena_printf("tenon_callback_context(%s)", value->handle);
    return unless_left_out(value, "tenon_callback_drop");
}

/* ---- After the call ---- */

/* The condition that the library's function itself failed, or null where it cannot. */
static const char *has_failed(const rendering *call) {
    bool has_status = call->function->function->returns_status;
    if (call->function->is_guarded_call && has_status)
        return arena_printf("(%s != 0 || %s != 0)", call->thrown, call->outcome);
    if (call->function->is_guarded_call || has_status)
        return arena_printf("%s != 0", has_status ? call->outcome : call->thrown);
    return NULL;
}

/* Where the library failed as well, what it left behind its out-pointers is not looked at. */
void callbacks_check(rendering *call) {
    step_set(call, "tenon_calling_check", arena_printf("&%s", call->calling), "NULL", "0", NULL);
    step_verdict(call);
    const char *returned = has_failed(call);
    if (call->has_results && returned != NULL) {
        emit_open(call->out, "if (TENON_UNLIKELY(%s != 0) && %s)", call->status, returned);
        emit_line(call->out, "goto done;");
        call->jumps_to_done++;
        emit_dedent(call->out);
    }
    step_leave_on_failure(call);
}

/* A callback that is kept is not closed at the end; one that is lent, by calling_end(). */
void callback_keep(rendering *call, const plan_step *step) {
    const value_names *value = &call->values[step->value];
    bool is_once = value->value->scope == MODEL_ONCE;
    bool is_attached = value->value->scope == MODEL_UNTIL_REPLACED || (is_once && step->other != PLAN_NONE);
    if (!is_attached) {
        emit_line(call->out, "%s = 0;", value->handle);
        return;
    }
    const char *owner = "0";
    if (step->other != PLAN_NONE) {
        const value_names *keeper = &call->values[step->other];
        owner = arena_printf("%s%s", keeper->value->direction == PLAN_IN ? "" : "*", keeper->data);
    }
    const char *key = arena_printf("\"%s(%s)\"", call->function->function->c_name, value->value->name);
    step_check(call, "tenon_keep_callback", owner, is_once ? "NULL" : key, arena_printf("&%s", value->handle),
               NULL);
}

void callback_release(rendering *call, const value_names *value) {
    if (value->value->form == PLAN_CANCEL)
        emit_line(call->out, "tenon_release(&%s);", value->borrow);
    else if (!is_lent(value))
        emit_line(call->out, "tenon_close_callback(%s);", value->handle);
}

/* ---- The end ---- */

static const value_names *made_object(const rendering *call) {
    for (guint i = 0; i < call->function->values->len; i++) {
        const value_names *value = &call->values[i];
        if (value->value->form == PLAN_OBJECT && value->value->direction == PLAN_OUT)
            return value;
    }
    return NULL;
}

/* What was attached to a consumed object goes over to the one made of it. */
static void follow_consumed(rendering *call) {
    const value_names *heir = made_object(call);
    for (guint i = 0; call->plan->keeps_callbacks && i < call->function->values->len; i++) {
        const value_names *value = &call->values[i];
        if (value->value->form == PLAN_OBJECT && value->value->use == PLAN_USE_CONSUME &&
            value->value->direction == PLAN_IN)
            emit_line(call->out, "tenon_attached_follow(%s, %s);", value->data,
                      heir == NULL ? "0" : arena_printf("*%s", heir->data));
    }
}

void calling_end(rendering *call) {
    if (!call->function->calls_back)
        return;
    follow_consumed(call);
    emit_line(call->out, "tenon_calling_end(&%s);", call->calling);
}
