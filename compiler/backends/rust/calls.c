/* The plan renderer: one case per step that a host renders. What stands before the crossing is in inputs.c,
 * what stands after it in outputs.c. */
#include <string.h>

#include "backends/rust/calls.h"
#include "memory/arena.h"

const plan_value *rust_value_at(const rust_rendering *in, int index) {
    return RUST_AT(plan_value, in->call->values, index);
}

bool rust_fits_assignment(const emit *out, const char *line) {
    bool is_chain = g_str_has_suffix(line, "?;") && strchr(line, '.') != NULL;
    return emit_fits(out, is_chain ? arena_printf("%s  ", line) : line);
}

/* The end of a method call that begins with the dot at `at`: the next dot outside of all brackets, or the
 * end. */
static const char *next_dot(const char *at) {
    int depth = 0;
    for (at++; *at != '\0' && (depth > 0 || *at != '.'); at++)
        depth += (*at == '(') - (*at == ')');
    return at;
}

void rust_put_chain(emit *out, const char *head, const char *chain, const char *tail) {
    const char *line = arena_printf("%s%s%s", head, chain, tail);
    const char *end = next_dot(chain);
    if (emit_fits(out, line) || *end == '\0') {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "%s%.*s", head, (int)(end - chain), chain);
    while (*end != '\0') {
        const char *start = end;
        end = next_dot(start);
        emit_line(out, "%.*s%s", (int)(end - start), start, *end == '\0' ? tail : "");
    }
    emit_dedent(out);
}

void rust_put_let(emit *out, const char *name, const char *expression) {
    const char *line = arena_printf("let %s = %s;", name, expression);
    if (rust_fits_assignment(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    if (!emit_fits(out, arena_printf("    %s;", expression))) {
        rust_put_chain(out, arena_printf("let %s = ", name), expression, ";");
        return;
    }
    emit_open(out, "let %s =", name);
    emit_line(out, "%s;", expression);
    emit_dedent(out);
}

void rust_put_fields(emit *out, const char *head, const GPtrArray *fields, const char *tail) {
    const char *line = arena_printf("%s { %s }%s", head, emit_join(fields, ", "), tail);
    if (emit_fits(out, line) && strchr(line, '\n') == NULL) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "%s {", head);
    for (guint i = 0; i < fields->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(fields, i));
    emit_close(out, "}%s", tail);
}

/* ---- The crossing ---- */

static bool passes_pointers(const plan_function *call) {
    for (guint i = 0; i < call->slots->len; i++) {
        if (strchr(RUST_AT(plan_slot, call->slots, i)->c_type, '*') != NULL)
            return true;
    }
    return false;
}

/* On one line, below the `let`, or in a block: whatever fits first, as rustfmt does it. */
void rust_put_crossing(emit *out, const char *head, const GPtrArray *arguments) {
    const char *crossing = arena_printf("unsafe { %s%s) };", head, emit_join(arguments, ", "));
    const char *line = arena_printf("let tn_status = %s", crossing);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
    } else if (emit_fits(out, arena_printf("    %s", crossing))) {
        emit_open(out, "let tn_status =");
        emit_line(out, "%s", crossing);
        emit_dedent(out);
    } else {
        emit_open(out, "let tn_status = unsafe {");
        emit_list(out, head, arguments, ")", true);
        emit_close(out, "};");
    }
}

void rust_cross(const rust_rendering *in) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < in->call->slots->len; i++) {
        const plan_slot *slot = RUST_AT(plan_slot, in->call->slots, i);
        g_ptr_array_add(arguments,
                        (gpointer)(uintptr_t)rust_argument(in->call, slot, in->names[slot->value]));
    }
    rust_declare_outputs(in);
    emit_line(in->out,
              passes_pointers(in->call)
                  ? "// SAFETY: every pointer is valid for the call, for as many elements as is said."
                  : "// SAFETY: only values cross, and the boundary checks them.");
    rust_put_crossing(in->out, arena_printf("sys::%s(", in->call->boundary_name), arguments);
}

/* ---- The steps ---- */

static void render_step(const rust_rendering *in, const plan_step *step) {
    switch (step->kind) {
    case PLAN_CONVERT_INPUT:
        rust_convert_input(in, step->value);
        break;
    case PLAN_ALLOCATE_OUTPUT:
        rust_allocate_output(in, step);
        break;
    case PLAN_CROSS:
        rust_open_callbacks(in);
        rust_cross(in);
        break;
    case PLAN_TAKE_ERROR:
        rust_take_error(in);
        break;
    case PLAN_CONVERT_OUTPUT:
        rust_convert_output(in, step->value);
        break;
    default: /* The boundary's; and Rust has no lock that a blocking call could hold up. */
        break;
    }
}

void rust_function(emit *out, const plan_library *plan, const plan_function *call) {
    rust_rendering in = {.out = out,
                         .plan = plan,
                         .call = call,
                         .names = rust_value_names(call),
                         .is_fallible = rust_is_fallible(call)};
    rust_function_doc(out, plan, call);
    emit_line(out, "#[inline]");
    rust_signature(out, plan, call);
    emit_indent(out);
    if (rust_asks_handshake(plan, call))
        emit_line(out, in.is_fallible ? "handshake::check()?;" : "handshake::require();");
    if (rust_is_direct(plan, call)) {
        rust_call_directly(&in);
        emit_close(out, "}");
        return;
    }
    rust_open_options(&in);
    for (guint i = 0; i < call->steps->len; i++)
        render_step(&in, RUST_AT(plan_step, call->steps, i));
    rust_give_back(&in);
    emit_close(out, "}");
}
