/* crossings.h and crossings.c: per function one C function that makes the whole call, so that a Go call
 * crosses once. A goroutine may be on another thread at its next crossing: the error chain, which is per
 * thread, comes back in the same one. */

#include <string.h>

#include "backends/go/callbacks.h"
#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/fixed.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"
#include "tenon/error.h"

enum { C_WIDTH = 110 };

static const char *held_type(const go_call *call, const plan_slot *slot) {
    if (go_is_read_in_place(call->plan, go_value(call->plan, slot->value)))
        return "tenon_text_view";
    return arena_take(g_strchomp(g_strdelimit(g_strdup(slot->c_type), "*", ' ')));
}

/* Whether the slot's value comes back inside the crossing's result. */
static bool is_carried(const plan_value *value, const plan_slot *slot) {
    if (value->form == PLAN_ARRAY)
        return slot->part == PLAN_PART_FILLED;
    if (value->form == PLAN_STREAM && value->direction == PLAN_IN)
        return false;
    return value->direction != PLAN_IN;
}

static void write_struct(emit *out, const go_call *call) {
    emit_open(out, "struct call_%s {", call->plan->function->c_name);
    if (call->has_status)
        emit_line(out, "const tenon_error *error;");
    for (guint i = 0; i < call->plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(call->plan->slots, i);
        if (is_carried(go_value(call->plan, slot->value), slot))
            emit_line(out, "%s out_%s;", held_type(call, slot), slot->name);
    }
    emit_close(out, "};");
    go_gap(out);
}

/* What the boundary function gets for a slot. */
static const char *passed(const go_call *call, const plan_slot *slot) {
    const plan_value *value = go_value(call->plan, slot->value);
    if (value->form == PLAN_CALLBACK)
        return arena_printf(value->nullable ? "%s == 0 ? NULL : &tenon_%s" : "%.0s&tenon_%s", slot->name,
                            slot->name);
    if (!is_carried(value, slot))
        return go_crosses_by_value(value) ? arena_printf("&%s", slot->name) : slot->name;
    if (go_is_read_in_place(call->plan, value))
        return arena_printf("&tenon_%s", slot->name);
    const char *target =
        go_crosses_with_struct(call) ? arena_printf("&tenon_call.out_%s", slot->name) : "&tenon_result";
    if (value->direction == PLAN_INOUT && value->nullable && !value->is_optional)
        return arena_printf("%s == NULL ? NULL : %s", slot->name, target);
    return target;
}

static GPtrArray *passed_all(const go_call *call) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < call->plan->slots->len; i++)
        g_ptr_array_add(arguments,
                        (gpointer)(uintptr_t)passed(call, g_ptr_array_index(call->plan->slots, i)));
    return arguments;
}

static void write_in_and_out(emit *out, const go_call *call) {
    for (guint i = 0; i < call->plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(call->plan->slots, i);
        const plan_value *value = go_value(call->plan, slot->value);
        if (value->direction != PLAN_INOUT || !is_carried(value, slot))
            continue;
        const char *target =
            go_crosses_with_struct(call) ? arena_printf("tenon_call.out_%s", slot->name) : "tenon_result";
        bool is_pointer = value->form == PLAN_RECORD && slot->part == PLAN_PART_DATA;
        if (is_pointer && value->nullable)
            emit_line(out, "if (%s != NULL)", slot->name);
        emit_line(out, "%s%s = %s%s;", is_pointer && value->nullable ? "    " : "", target,
                  is_pointer ? "*" : "", slot->name);
    }
}

/* What the boundary takes for callbacks, which it has dropped when they are not needed any more. */
static void write_hosts(emit *out, const go_call *call) {
    for (guint i = 0; i < call->plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(call->plan->slots, i);
        const plan_value *value = go_value(call->plan, slot->value);
        if (value->form == PLAN_CALLBACK)
            emit_line(out, "tenon_callback tenon_%s = tenon_go_%s(&%s, %s);", slot->name,
                      go_is_lent(value) ? "lent" : "callback", go_callback_table(value->type.interface),
                      slot->name);
    }
}

/* Of a text that is read in place Go needs its address and its length. */
static const plan_slot *slot_in_place(const go_call *call) {
    for (guint i = 0; i < call->plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(call->plan->slots, i);
        if (go_is_read_in_place(call->plan, go_value(call->plan, slot->value)))
            return slot;
    }
    return NULL;
}

static bool is_text_array(const go_call *call, const plan_slot *slot) {
    const plan_value *value = go_value(call->plan, slot->value);
    return value->form == PLAN_TEXT_ARRAY && value->direction == PLAN_IN && slot->part == PLAN_PART_DATA;
}

/* Text arrays are put together here. @return The condition under which that failed, or null. */
static const char *write_text_arrays(emit *out, const go_call *call) {
    GPtrArray *failures = arena_array();
    for (guint i = 0; i < call->plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(call->plan->slots, i);
        if (!is_text_array(call, slot))
            continue;
        const plan_slot *count = g_ptr_array_index(call->plan->slots, i + 1);
        emit_line(out, "tenon_text_view *%s = tenon_go_texts(tenon_%s_bytes, tenon_%s_lengths, %s);",
                  slot->name, slot->name, slot->name, count->name);
        const char *failed = arena_printf("(%s == NULL && tenon_%s_lengths != NULL)", slot->name, slot->name);
        g_ptr_array_add(failures, (gpointer)(uintptr_t)failed);
    }
    return failures->len == 0 ? NULL : emit_join(failures, " || ");
}

static void free_text_arrays(emit *out, const go_call *call) {
    for (guint i = 0; i < call->plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(call->plan->slots, i);
        if (is_text_array(call, slot))
            emit_line(out, "free(%s);", slot->name);
    }
}

static void write_with_struct(emit *out, const go_call *call) {
    const char *function = call->plan->function->c_name;
    emit_line(out, "struct call_%s tenon_call = {0};", function);
    const plan_slot *in_place = slot_in_place(call);
    if (in_place != NULL)
        emit_line(out, "tenon_text tenon_%s;", in_place->name);
    write_hosts(out, call);
    write_in_and_out(out, call);
    const char *no_memory = write_text_arrays(out, call);
    if (no_memory != NULL) {
        emit_line(out, "int32_t tenon_status;");
        emit_line(out, "if (TENON_UNLIKELY(%s))", no_memory);
        emit_line(out, "    tenon_status = tenon_in_function(");
        emit_line(out, "        tenon_refuse(TENON_OUT_OF_MEMORY, \"no memory for the texts\"), \"%s\");",
                  function);
        emit_line(out, "else");
        emit_indent(out);
    }
    const char *target = no_memory != NULL  ? "tenon_status = "
                         : call->has_status ? "int32_t tenon_status = "
                                            : "(void)";
    emit_list(out, arena_printf("%s%s(", target, call->plan->boundary_name), passed_all(call), ");", false);
    if (no_memory != NULL)
        emit_dedent(out);
    free_text_arrays(out, call);
    if (in_place != NULL)
        emit_line(out, "tenon_call.out_%s = (tenon_text_view){tenon_%s.data, tenon_%s.length};",
                  in_place->name, in_place->name, in_place->name);
    if (call->has_status) {
        emit_line(out, "if (TENON_UNLIKELY(tenon_status < 0))");
        emit_line(out, "    tenon_call.error = tenon_go_error(tenon_status);");
    }
    emit_line(out, "return tenon_call;");
}

static const plan_slot *only_result(const plan_function *plan) {
    for (guint i = 0; i < plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(plan->slots, i);
        if (is_carried(go_value(plan, slot->value), slot))
            return slot;
    }
    return NULL;
}

static const char *zero_of(const plan_value *value) {
    bool is_number =
        value->form == PLAN_SCALAR && value->type.scalar != MODEL_I128 && value->type.scalar != MODEL_U128;
    return is_number || value->form == PLAN_ENUM || value->form == PLAN_OBJECT ? "0" : "{0}";
}

static void write_plain(emit *out, const go_call *call, const plan_slot *result) {
    if (result != NULL)
        emit_line(out, "%s tenon_result = %s;", held_type(call, result),
                  zero_of(go_value(call->plan, result->value)));
    write_hosts(out, call);
    write_in_and_out(out, call);
    emit_list(out, arena_printf("(void)%s(", call->plan->boundary_name), passed_all(call), ");", false);
    if (result != NULL)
        emit_line(out, "return tenon_result;");
}

static const plan_slot *plain_result(const go_call *call) {
    return go_crosses_with_struct(call) ? NULL : only_result(call->plan);
}

/* "struct call_x cross_x(int64_t left, int64_t right)", with what ends it. */
static void write_head(emit *out, const char *begin, const go_call *call, const char *end) {
    const plan_slot *result = plain_result(call);
    const char *name = call->plan->function->c_name;
    const char *type = go_crosses_with_struct(call) ? arena_printf("struct call_%s", name)
                       : result != NULL             ? held_type(call, result)
                                                    : "void";
    GPtrArray *arguments = go_arguments(call);
    GPtrArray *declarations = arena_array();
    for (guint i = 0; i < arguments->len; i++) {
        const go_argument *argument = g_ptr_array_index(arguments, i);
        g_ptr_array_add(declarations, (gpointer)(uintptr_t)argument->declaration);
    }
    emit_list(out, arena_printf("%s%s cross_%s(", begin, type, name), declarations,
              arena_printf("%s)%s", declarations->len == 0 ? "void" : "", end), false);
}

/* What is the library's function under another name is part of what Go calls, as cgo has it. */
static void declare_crossing(emit *out, go_module *module, const plan_function *plan) {
    go_call call = go_call_new(module, plan);
    if (call.is_direct) {
        write_head(out, "static inline ", &call, " {");
        emit_indent(out);
        go_call_directly(out, plan);
        emit_close(out, "}");
    } else {
        if (go_crosses_with_struct(&call))
            write_struct(out, &call);
        write_head(out, "", &call, ";");
    }
    go_gap(out);
}

static void define_crossing(emit *out, go_module *module, const plan_function *plan) {
    go_call call = go_call_new(module, plan);
    go_gap(out);
    write_head(out, "", &call, " {");
    emit_indent(out);
    if (go_crosses_with_struct(&call))
        write_with_struct(out, &call);
    else
        write_plain(out, &call, plain_result(&call));
    emit_close(out, "}");
}

static void write_class(emit *out, const model_class *class) {
    emit_open(out, "static inline bool cross_%s_is_open(tenon_handle handle) {", class->c_name);
    emit_line(out, "return tenon_is_live(&boundary_class_%s, handle);", class->c_name);
    emit_close(out, "}");
    go_gap(out);
}

/* What gives the texts of a record or variant back. */
static void write_release(emit *out, const go_module *module, const char *c_name) {
    if (!go_is_taken(module, c_name))
        return;
    emit_open(out, "static inline void cross_release_%s(%s *value) {", c_name, c_name);
    emit_line(out, "boundary_release_%s(value);", c_name);
    emit_close(out, "}");
    go_gap(out);
}

static void write_releases(emit *out, const go_module *module) {
    for (guint i = 0; i < module->model->records->len; i++)
        write_release(out, module,
                      ((const model_record *)g_ptr_array_index(module->model->records, i))->c_name);
    for (guint i = 0; i < module->model->variants->len; i++)
        write_release(out, module,
                      ((const model_variant *)g_ptr_array_index(module->model->variants, i))->c_name);
}

static void write_handshake(emit *out, const go_module *module) {
    emit_line(out,
              "/* Compares the contract that the Go code was generated for with that of the native code. */");
    emit_line(out, "const tenon_error *cross_handshake_of_%s(const char *expected);", module->model->name);
    go_gap(out);
    emit_open(out, "static inline const tenon_error *cross_handshake(const char *expected) {");
    emit_line(out, "return cross_handshake_of_%s(expected);", module->model->name);
    emit_close(out, "}");
    go_gap(out);
}

static bool passes_arrays_directly(const go_module *module) {
    for (guint i = 0; i < module->plan->functions->len; i++) {
        const plan_function *plan = g_ptr_array_index(module->plan->functions, i);
        for (guint j = 0; j < plan->values->len && go_is_direct(module, plan); j++) {
            if (go_value(plan, (int)j)->form == PLAN_ARRAY)
                return true;
        }
    }
    return false;
}

char *go_crossings_header(go_module *module) {
    emit *out = emit_new("    ", C_WIDTH);
    const char *name = module->model->name;
    emit_line(out, "/* %s */", module->banner);
    go_gap(out);
    emit_line(out, "/*");
    emit_line(out,
              " * One C function per Go function: it calls the boundary and brings the results and the error "
              "chain, null where");
    emit_line(out,
              " * nothing failed, back together. A goroutine may run on another thread at its next crossing, "
              "and errors are");
    emit_line(out, " * kept per thread, so nothing is left behind to be fetched later.");
    emit_line(out, " */");
    emit_line(out, "#ifndef CROSSINGS_H");
    emit_line(out, "#define CROSSINGS_H");
    go_gap(out);
    emit_line(out, "#include \"symbols.h\"");
    go_gap(out);
    emit_line(out, "#include \"boundary_%s.h\"", name);
    if (passes_arrays_directly(module))
        emit_line(out, "#include \"tenon/boundary.h\"");
    emit_line(out, "#include \"tenon/diagnostics.h\"");
    if (go_has_callbacks(module))
        emit_line(out, "#include \"callbacks.h\"");
    go_gap(out);
    emit_raw(out, go_fixed_text(module, "backends/go/runtime/support.h"));
    write_handshake(out, module);
    if (module->plan->bridges) {
        emit_line(out, "/* Who serves each bridged function, as JSON, to be freed. */");
        emit_open(out, "static inline const char *cross_bridges(void) {");
        emit_line(out, "return bridges_%s_json();", name);
        emit_close(out, "}");
        go_gap(out);
    }
    for (guint i = 0; i < module->model->classes->len; i++)
        write_class(out, g_ptr_array_index(module->model->classes, i));
    write_releases(out, module);
    for (guint i = 0; i < module->plan->functions->len; i++)
        declare_crossing(out, module, g_ptr_array_index(module->plan->functions, i));
    emit_line(out, "#endif /* CROSSINGS_H */");
    return emit_finish(out);
}

/* ---- The source ---- */

/* A status that brought no error along is a failure all the same: Go asks for the error alone. */
static void write_errors(emit *out) {
    go_gap(out);
    emit_line(out,
              "/* The error that a call failed with, never null. One without a message says no more than its "
              "kind, because no");
    emit_line(out, " * memory was left: it is not to be freed. */");
    emit_open(out, "static const tenon_error *tenon_go_error(int32_t status) {");
    emit_open(out, "static const tenon_error without_memory[] = {");
    for (int kind = TENON_KIND_NONE; kind <= TENON_KIND_CANCELLED; kind++)
        emit_line(out, "{.kind = %d},", kind);
    emit_close(out, "};");
    emit_line(out, "const tenon_error *error = tenon_error_take();");
    emit_line(out, "return error != NULL ? error : &without_memory[-status];");
    emit_close(out, "}");
}

/* Those whose boundary function does something: plan_function. */
static GPtrArray *defined_functions(const go_module *module) {
    GPtrArray *found = arena_array();
    for (guint i = 0; i < module->plan->functions->len; i++) {
        if (!go_is_direct(module, g_ptr_array_index(module->plan->functions, i)))
            g_ptr_array_add(found, g_ptr_array_index(module->plan->functions, i));
    }
    return found;
}

/* The debug runtime is told of these in the place of the boundary's functions, which are part of them. */
static void write_names(emit *out, const GPtrArray *functions) {
    if (functions->len == 0)
        return;
    go_gap(out);
    emit_line(out, "/* How the debug runtime knows which function runs: by where it begins. */");
    emit_open(out, "static const tenon_function cross_functions[] = {");
    for (guint i = 0; i < functions->len; i++) {
        const char *name = ((const plan_function *)g_ptr_array_index(functions, i))->function->c_name;
        GPtrArray *entry = arena_array();
        g_ptr_array_add(entry, (gpointer)(uintptr_t)arena_printf("(void (*)(void))cross_%s", name));
        g_ptr_array_add(entry, (gpointer)(uintptr_t)arena_printf("\"%s\"", name));
        emit_list(out, "{", entry, "},", false);
    }
    emit_close(out, "};");
}

static void define_handshake(emit *out, const go_module *module, const GPtrArray *functions) {
    const char *name = module->model->name;
    go_gap(out);
    emit_open(out, "const tenon_error *cross_handshake_of_%s(const char *expected) {", name);
    emit_line(out, "int32_t status = boundary_%s_handshake(expected);", name);
    if (functions->len > 0)
        emit_line(out, "tenon_set_functions(cross_functions, sizeof(cross_functions) / "
                       "sizeof(cross_functions[0]));");
    emit_line(out, "return status < 0 ? tenon_go_error(status) : NULL;");
    emit_close(out, "}");
}

static void write_parts(emit *out, const GPtrArray *functions) {
    if (functions->len == 0)
        return;
    emit_line(out, "/* Each becomes part of the function below that calls it: a Go call is one of C's. */");
    emit_line(out, "#define PART_OF_ITS_CROSSING(function)%*s\\", 72, "");
    emit_line(out, "    inline __attribute__((always_inline)) __typeof__(function) function");
    for (guint i = 0; i < functions->len; i++)
        emit_line(out, "PART_OF_ITS_CROSSING(%s);",
                  ((const plan_function *)g_ptr_array_index(functions, i))->boundary_name);
    go_gap(out);
}

char *go_crossings_source(go_module *module) {
    emit *out = emit_new("    ", C_WIDTH);
    GPtrArray *functions = defined_functions(module);
    emit_line(out, "/* %s */", module->banner);
    emit_line(out, "#include \"symbols.h\"");
    go_gap(out);
    emit_line(out, "#include \"boundary_%s.h\"", module->model->name);
    go_gap(out);
    emit_line(out, "/* What Go promises: see tenon/boundary.h. */");
    emit_line(out, "#define TENON_HOST_READS_AT_ONCE 1");
    emit_line(out, "#define TENON_HOST_CROSSES_TO_END 1");
    go_gap(out);
    write_parts(out, functions);
    emit_line(out, "#include \"native/boundary/boundary_%s.c\"", module->model->name);
    go_gap(out);
    emit_line(out, "#include \"crossings.h\"");
    write_errors(out);
    write_names(out, functions);
    define_handshake(out, module, functions);
    for (guint i = 0; i < functions->len; i++)
        define_crossing(out, module, g_ptr_array_index(functions, i));
    return emit_finish(out);
}
