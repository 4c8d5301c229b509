/* The host's lock: released for calls that block, and for others where measurements say so. */

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"

bool locks_adapt(const plan_library *plan) {
    for (guint i = 0; i < plan->functions->len; i++) {
        if (((const plan_function *)g_ptr_array_index(plan->functions, i))->adapts)
            return true;
    }
    return false;
}

/* ---- In the header ---- */

void boundary_emit_lock_prototypes(emit *out, const plan_library *plan) {
    const char *name = plan->model->name;
    c_empty_line(out);
    emit_line(out, "#if TENON_HOST_UNLOCKS");
    c_doc_comment(
        out, "What is known of the functions for which measurements decide whether the host's other threads "
             "run during a call.");
    emit_line(out, "void boundary_%s_lock_statistics(tenon_lock_statistics *statistics);", name);
    c_empty_line(out);
    c_doc_comment(out, "Decide it for one of these functions, by its name in C, or for all of them (null).");
    emit_line(out, "int32_t boundary_%s_set_lock_mode(const char *function, tenon_lock_mode mode);", name);
    emit_line(out, "#endif");
}

/* ---- In the source ---- */

static const char *variable_of(const plan_function *function) {
    return arena_printf("boundary_adaptive_%s", function->function->c_name);
}

static void each_adaptive(emit *out, const plan_library *plan, const char *format) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        if (!function->adapts)
            continue;
        GString *line = g_string_new(format);
        g_string_replace(line, "VARIABLE", variable_of(function), 0);
        g_string_replace(line, "FUNCTION", function->function->c_name, 0);
        emit_line(out, "%s", line->str);
        g_string_free(line, TRUE);
    }
}

void boundary_emit_lock_measurements(emit *out, const plan_library *plan) {
    const char *name = plan->model->name;
    c_empty_line(out);
    emit_line(out, "#if TENON_HOST_UNLOCKS");
    emit_line(out, "/* What is known of the functions that are neither brief nor blocking. */");
    emit_line(out, "static tenon_lock_costs boundary_lock_costs;");
    each_adaptive(out, plan, "static tenon_adaptive VARIABLE;");
    c_empty_line(out);
    emit_open(out, "static const tenon_adaptive_entry boundary_adaptive[] = {");
    each_adaptive(out, plan, "{\"FUNCTION\", &VARIABLE},");
    emit_close(out, "};");
    c_empty_line(out);
    emit_open(out, "void boundary_%s_lock_statistics(tenon_lock_statistics *statistics) {", name);
    emit_open(out, "*statistics = (tenon_lock_statistics){");
    emit_line(out, ".entries = boundary_adaptive,");
    emit_line(out, ".count = sizeof(boundary_adaptive) / sizeof(boundary_adaptive[0]),");
    emit_line(out, ".costs = &boundary_lock_costs,");
    emit_close(out, "};");
    emit_close(out, "}");
    c_empty_line(out);
    emit_open(out, "int32_t boundary_%s_set_lock_mode(const char *function, tenon_lock_mode mode) {", name);
    emit_line(out, "tenon_lock_statistics all;");
    emit_line(out, "boundary_%s_lock_statistics(&all);", name);
    emit_line(out, "return tenon_set_lock_mode(&all, function, mode);");
    emit_close(out, "}");
    emit_line(out, "#endif");
}

/* ---- In a function ---- */

void lock_begin(rendering *call) {
    if (call->measured == NULL)
        return;
    emit_line(call->out, "tenon_measured %s;", call->measured);
    c_wrapped_words(call->out, "tenon_measured_begin(", ");", arena_printf("&%s", call->measured),
                    arena_printf("&%s", variable_of(call->function)), "&boundary_lock_costs", NULL);
}

void lock_release(rendering *call, const plan_step *step) {
    if (!step->adaptive)
        emit_line(call->out, "void *%s = tenon_host_unlock();", call->unlocked);
    else if (call->measured != NULL)
        emit_line(call->out, "tenon_measured_unlock(&%s);", call->measured);
}

void lock_take(rendering *call, const plan_step *step) {
    if (!step->adaptive)
        emit_line(call->out, "tenon_host_lock(%s);", call->unlocked);
    else if (call->measured != NULL)
        emit_line(call->out, "tenon_measured_lock(&%s);", call->measured);
}
