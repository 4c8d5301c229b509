/* Classes that are streams: Read and Write as package io has them. */

#include "backends/go/calls.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

static const plan_value *array_of(const plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        if (go_value(plan, (int)i)->form == PLAN_ARRAY)
            return go_value(plan, (int)i);
    }
    g_assert_not_reached();
}

/* How large the buffer is says the buffer. */
static go_call study(go_module *module, const plan_function *plan) {
    go_call call = go_call_new(module, plan);
    const char *length = arena_printf("len(%s)", go_local_of(&call, array_of(plan)));
    for (guint i = 0; i < plan->values->len; i++) {
        if (go_value(plan, (int)i)->form == PLAN_SCALAR)
            g_ptr_array_index(call.locals, i) = (gpointer)(uintptr_t)length;
    }
    return call;
}

static void write_doc(emit *out, const go_call *call, const char *name, const char *ending) {
    const model_function *function = call->plan->function;
    const char *summary = go_summary(call->module, name, GO_DOES, function->doc->summary);
    go_comment(out, call->module, arena_printf("%s %s", summary, ending));
    if (function->doc->details[0] != '\0') {
        go_comment_gap(out);
        go_comment(out, call->module, function->doc->details);
    }
    go_comment_marks(out, call->module, &function->marks);
}

static void write_crossing(emit *out, const go_call *call) {
    go_write_crossing(out, call);
    emit_open(out, "if call.error != nil {");
    emit_line(out, "return 0, tenonError(call.error)");
    emit_close(out, "}");
}

static void write_read(emit *out, const go_call *call, const char *buffer) {
    const char *filled = go_carried(call, array_of(call->plan), PLAN_PART_FILLED);
    write_doc(out, call, "Read", "At the end it returns [io.EOF].");
    emit_open(out, "func (%s *%s) Read(%s []byte) (int, error) {", call->receiver,
              go_name(call->module, call->plan->function->owner), buffer);
    emit_open(out, "if len(%s) == 0 {", buffer);
    emit_line(out, "return 0, nil");
    emit_close(out, "}");
    write_crossing(out, call);
    emit_open(out, "if %s == 0 {", filled);
    emit_line(out, "return 0, io.EOF");
    emit_close(out, "}");
    emit_line(out, "return int(%s), nil", filled);
    emit_close(out, "}");
    go_gap(out);
}

static void write_write(emit *out, const go_call *call, const char *data) {
    write_doc(out, call, "Write", "It takes all of them, or fails.");
    emit_open(out, "func (%s *%s) Write(%s []byte) (int, error) {", call->receiver,
              go_name(call->module, call->plan->function->owner), data);
    write_crossing(out, call);
    emit_line(out, "return len(%s), nil", data);
    emit_close(out, "}");
    go_gap(out);
}

void go_write_stream(emit *out, go_module *module, const plan_function *plan) {
    go_call call = study(module, plan);
    const char *array = go_local_of(&call, array_of(plan));
    if (plan->function->flow == MODEL_READS)
        write_read(out, &call, array);
    else
        write_write(out, &call, array);
}
