/* Objects that go in: borrowed, given back, or taken over by the library. */

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"

const char *borrow_class(const plan_value *value) {
    return arena_printf("&boundary_class_%s", value->type.class_of->c_name);
}

/* How messages name an object: a method's own needs no name. */
static const char *position_of(const plan_value *value) {
    return arena_printf("\"%s\"", value->is_self ? "" : value->name);
}

/* ---- How objects are borrowed ---- */

/* Whether measurements say how. Others must not wait for a call that calls the host, which may wait for them.
 */
static bool is_measured(const rendering *call, const plan_step *step) {
    return step->adaptive && call->measured != NULL && !call->function->calls_back;
}

static guint count_borrows(const rendering *call, const plan_step **first) {
    guint count = 0;
    for (guint i = 0; i < call->function->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(call->function->steps, i);
        if (step->kind != PLAN_BORROW)
            continue;
        *first = count == 0 ? step : *first;
        count++;
    }
    return count;
}

/* A call of several objects that waits for one gives the others back meanwhile. */
void borrow_begin(rendering *call) {
    const plan_step *step = NULL;
    guint count = count_borrows(call, &step);
    if (step == NULL || (!call->yields && step->wait == 0))
        return;
    call->takes = count > 1 || (is_measured(call, step) && !step->guarded);
    if (!call->takes)
        return;
    emit_line(call->out, "tenon_request %s[%u];", call->requests, count);
    const char *wait = arena_printf("%u", step->wait);
    if (is_measured(call, step)) {
        c_wrapped_words(call->out, "tenon_measured_takes(", ");", arena_printf("&%s", call->measured),
                        call->requests, wait, step->guarded ? "true" : "false", NULL);
    } else {
        emit_line(call->out, "tenon_taking %s;", call->taking);
        c_wrapped_words(call->out, "tenon_taking_begin(", ");", arena_printf("&%s", call->taking),
                        call->requests, wait, step->guarded ? "TENON_LOOKING_IS_ENOUGH" : "false", NULL);
    }
}

static const char *borrow_function(const rendering *call, const plan_step *step) {
    if (call->takes)
        return is_measured(call, step) ? "tenon_take_measured" : "tenon_take";
    if (is_measured(call, step))
        return "tenon_borrow_measured";
    if (step->wait > 0)
        return "tenon_borrow_patiently";
    if (call->yields)
        return step->guarded ? "tenon_borrow_guarded_yielding" : "tenon_borrow_yielding";
    return step->guarded ? "tenon_borrow_guarded" : "tenon_borrow_object";
}

static void add(GPtrArray *items, const char *item) {
    g_ptr_array_add(items, (gpointer)(uintptr_t)item);
}

static GPtrArray *borrow_arguments(const rendering *call, const plan_step *step) {
    const value_names *value = &call->values[step->value];
    GPtrArray *items = arena_array();
    if (is_measured(call, step))
        add(items, arena_printf("&%s", call->measured));
    else if (call->takes)
        add(items, arena_printf("&%s", call->taking));
    add(items, borrow_class(value->value));
    add(items, value->data);
    add(items, value->value->use == PLAN_USE_SHARED ? "TENON_SHARED" : "TENON_EXCLUSIVE");
    add(items, position_of(value->value));
    if (step->wait > 0 && !call->takes)
        add(items, arena_printf("%u", step->wait));
    add(items, arena_printf("&%s", value->object));
    add(items, arena_printf("&%s", value->borrow));
    return items;
}

void borrow_render(rendering *call, const plan_step *step) {
    const value_names *value = &call->values[step->value];
    if (value->value->nullable)
        step_open_condition(call, arena_printf("%s != 0", value->data));
    step_set_items(call, borrow_function(call, step), borrow_arguments(call, step));
    if (call->plan->removable)
        emit_line(call->out, "%s = TENON_VERDICT_OF_BORROW(\"%s\", %u, %s, %s, &%s);", call->status,
                  call->function->function->c_name, call->step, call->status, value->data, value->object);
    step_leave_on_failure(call);
    if (value->value->nullable)
        emit_close(call->out, "}");
}

void borrow_release(rendering *call, const value_names *value) {
    const plan_step *step = value->borrowed;
    const char *function = step == NULL || !step->guarded ? "tenon_release"
                           : is_measured(call, step)      ? "tenon_release_measured"
                                                          : "tenon_release_guarded";
    emit_line(call->out, "%s(&%s);", function, value->borrow);
}

/* ---- Objects that the library takes over ---- */

static bool is_consumed(const plan_value *value) {
    return value->form == PLAN_OBJECT && value->use == PLAN_USE_CONSUME && value->direction == PLAN_IN;
}

/* The call takes these objects over, whether it succeeds or not: so does a call that cannot be made any more
 * because a later one of them is still in use. */
static void destroy_consumed_before(rendering *call, guint index) {
    for (guint i = 0; i < index; i++) {
        const plan_value *earlier = call->values[i].value;
        if (!is_consumed(earlier))
            continue;
        emit_open(call->out, "if (TENON_UNLIKELY(%s != 0) && %s != NULL)", call->status,
                  call->values[i].object);
        emit_line(call->out, "%s(%s);", guard_callee(call->plan, earlier->type.class_of->destructor),
                  call->values[i].object);
        emit_dedent(call->out);
    }
}

void consume(rendering *call, const plan_step *step) {
    const value_names *value = &call->values[step->value];
    if (value->value->nullable)
        step_open_condition(call, arena_printf("%s != NULL", value->object));
    GPtrArray *items = arena_array();
    add(items, arena_printf("&%s", value->borrow));
    add(items, position_of(value->value));
    step_set_items(call, "tenon_consume", items);
    step_verdict(call);
    destroy_consumed_before(call, (guint)step->value);
    step_leave_on_failure(call);
    if (value->value->nullable)
        emit_close(call->out, "}");
}
