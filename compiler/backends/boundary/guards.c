/* Guards: around functions that may throw C++ exceptions or jump. */

#include "backends/boundary/boundary_internal.h"
#include "bridge/bridge.h"
#include "memory/arena.h"

/* A function of the library's, as its guard declares it. */
typedef struct guarded {
    const model_library *model;
    const model_function *function;
    GPtrArray *parameters; /* declarations */
    GPtrArray *arguments;  /* names */
    const char *result;    /* the name of the last parameter, or null where nothing is returned */
} guarded;

/* The reader refuses to bridge what throws or jumps. */
const char *guard_callee(const plan_library *plan, const model_function *function) {
    bool is_guarded = plan->model->throws_cxx || plan->model->jump_frame != NULL;
    return is_guarded             ? arena_printf("boundary_guard_%s", function->c_name)
           : function->is_bridged ? bridge_callee(function)
                                  : function->c_name;
}

static const char *result_type(const guarded *it) {
    if (it->function->returns_status)
        return "int32_t";
    return it->function->result == NULL ? NULL : c_plain_type(it->function->result->c_type);
}

static guarded describe(const plan_library *plan, const model_function *function, scope *names) {
    guarded it = {
        .model = plan->model, .function = function, .parameters = arena_array(), .arguments = arena_array()};
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        const char *name = scope_take(names, parameter->name);
        g_ptr_array_add(it.arguments, (gpointer)(uintptr_t)name);
        g_ptr_array_add(it.parameters, (gpointer)(uintptr_t)c_declaration(parameter->c_type, name));
    }
    if (result_type(&it) != NULL) {
        const char *type = result_type(&it);
        const char *pointer = arena_printf("%s%s*", type, g_str_has_suffix(type, "*") ? "" : " ");
        it.result = scope_take(names, "result");
        g_ptr_array_add(it.parameters, (gpointer)(uintptr_t)c_declaration(pointer, it.result));
    }
    if (it.parameters->len == 0)
        g_ptr_array_add(it.parameters, (gpointer)(uintptr_t) "void");
    return it;
}

static void emit_head(emit *out, const plan_library *plan, const guarded *it, const char *before,
                      const char *tail) {
    c_wrapped(out, arena_printf("%sint32_t %s(", before, guard_callee(plan, it->function)), it->parameters,
              tail);
}

/* `*result = function(`, up to its parenthesis. */
static const char *call_head(const guarded *it, bool is_cxx) {
    const char *call = arena_printf("%s(", it->function->c_name);
    if (it->result == NULL)
        return call;
    if (!it->function->returns_status)
        return arena_printf("*%s = %s", it->result, call);
    return is_cxx ? arena_printf("*%s = static_cast<int32_t>(%s", it->result, call)
                  : arena_printf("*%s = (int32_t)%s", it->result, call);
}

typedef void guard_emitter(emit *out, const plan_library *plan, const guarded *it);

/* Every function that the boundary calls: those of the plan, and the destructors. */
static void each_function(emit *out, const plan_library *plan, guard_emitter *emit_one) {
    for (guint i = 0; i < plan->model->functions->len; i++) {
        const model_function *function = g_ptr_array_index(plan->model->functions, i);
        guarded it = describe(plan, function, scope_inside(scope_of_library(plan)));
        c_empty_line(out);
        emit_one(out, plan, &it);
    }
}

/* ---- Jumps: in the boundary's source ---- */

static void emit_jump_guard(emit *out, const plan_library *plan, const guarded *it) {
    scope *names = scope_inside(scope_of_library(plan));
    for (guint i = 0; i < it->arguments->len; i++)
        scope_take(names, g_ptr_array_index(it->arguments, i));
    const char *jump = scope_take(names, "jump");
    emit_head(out, plan, it, "static ", ") {");
    emit_indent(out);
    emit_line(out, "tenon_jump %s;", jump);
    emit_line(out, "tenon_jump_begin(&%s, %s());", jump, plan->model->jump_frame);
    emit_open(out, "if (setjmp(*%s.frame) != 0)", jump);
    emit_line(out, "return tenon_jump_caught(&%s, %s());", jump, plan->model->jump_message);
    emit_dedent(out);
    c_wrapped(out, call_head(it, false), it->arguments, ");");
    emit_line(out, "tenon_jump_end(&%s);", jump);
    emit_line(out, "return 0;");
    emit_close(out, "}");
}

void boundary_emit_jump_guards(emit *out, const plan_library *plan) {
    if (plan->model->jump_frame != NULL)
        each_function(out, plan, emit_jump_guard);
}

/* ---- Exceptions: in a C++ source of their own ---- */

static void emit_prototype(emit *out, const plan_library *plan, const guarded *it) {
    emit_head(out, plan, it, "", ");");
}

char *boundary_guard_header(const plan_library *plan) {
    const char *guard = arena_printf("GUARD_%s_H", emit_upper_case(plan->model->name));
    emit *out = emit_new("    ", C_WIDTH);
    boundary_emit_origin(
        out, plan,
        "The library's functions behind a guard: what they throw becomes an error. Each returns 0, "
        "or a negative tenon_kind with the error recorded.");
    emit_line(out, "#ifndef %s", guard);
    emit_line(out, "#define %s", guard);
    c_empty_line(out);
    emit_line(out, "#include <stdint.h>");
    c_empty_line(out);
    emit_line(out, "#include \"%s\"", plan->model->header_name);
    c_empty_line(out);
    emit_line(out, "#ifdef __cplusplus");
    emit_line(out, "extern \"C\" {");
    emit_line(out, "#endif");
    each_function(out, plan, emit_prototype);
    c_empty_line(out);
    emit_line(out, "#ifdef __cplusplus");
    emit_line(out, "}");
    emit_line(out, "#endif");
    c_empty_line(out);
    emit_line(out, "#endif /* %s */", guard);
    return emit_finish(out);
}

static void emit_exception_guard(emit *out, const plan_library *plan, const guarded *it) {
    const char *tail = it->function->returns_status ? "));" : ");";
    const char *statement = arena_printf("%s%s%s", call_head(it, true), emit_join(it->arguments, ", "), tail);
    const char *line = arena_printf("return tenon_guard([&] { %s });", statement);
    emit_head(out, plan, it, "", ") {");
    emit_indent(out);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
    } else if (emit_fits(out, arena_printf("    [&] { %s });", statement))) {
        emit_line(out, "return tenon_guard(");
        emit_indent(out);
        emit_line(out, "[&] { %s });", statement);
        emit_dedent(out);
    } else {
        emit_open(out, "return tenon_guard([&] {");
        c_wrapped(out, call_head(it, true), it->arguments, tail);
        emit_close(out, "});");
    }
    emit_close(out, "}");
}

char *boundary_guard_source(const plan_library *plan) {
    emit *out = emit_new("    ", C_WIDTH);
    boundary_emit_origin(out, plan,
                         "Each function of the library, and what becomes of the exceptions it throws.");
    emit_line(out, "#include \"guard_%s.h\"", plan->model->name);
    c_empty_line(out);
    emit_line(out, "#include \"tenon/guard.hpp\"");
    each_function(out, plan, emit_exception_guard);
    return emit_finish(out);
}

/* ---- Calls through a guard ---- */

void guard_check(rendering *call) {
    call->is_called = false; /* what it left behind its out-pointers is not looked at: the library keeps it */
    if (call->function->calls_back)
        emit_line(call->out, "%s = %s;", call->status, call->thrown);
    step_leave_on_failure(call);
    call->is_called = true;
}
