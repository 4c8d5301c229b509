/* The files that describe the bridged functions of a contract and call them: see include/tenon/bridge.h. */

#include "bridge/bridge_internal.h"
#include "memory/arena.h"
#include "provider/provider.h"

/* ---- The header ---- */

static void emit_indexes(emit *out, const char *const *indexes, guint count) {
    c_empty_line(out);
    emit_line(out, "/** The operations, in the order of the contract. */");
    emit_open(out, "enum {");
    for (guint i = 0; i < count; i++)
        emit_line(out, "%s,", indexes[i]);
    emit_close(out, "};");
}

static void emit_declarations(emit *out, const char *library) {
    c_empty_line(out);
    emit_line(out, "/** For tenon_bridge_open() and the others of tenon/bridge.h. */");
    emit_line(out, "extern tenon_bridges bridges_%s;", library);
    c_empty_line(out);
    emit_line(out, "/** tenon_bridge_states() of them, for bindings. */");
    emit_line(out, "size_t bridges_%s_states(tenon_bridge_state *states, size_t room);", library);
    c_empty_line(out);
    emit_line(out, "/** tenon_bridge_text() of them, likewise. */");
    emit_line(out, "const char *bridges_%s_json(void);", library);
    c_empty_line(out);
    emit_line(
        out,
        "/** Who serves each operation, and how often this thread called it: for the functions below. */");
    emit_line(out, "extern tenon_bridge_slot bridges_%s_slots[];", library);
    emit_line(out, "extern _Thread_local uint64_t *bridges_%s_counts TENON_BRIDGE_THREAD_LOCAL;", library);
    c_empty_line(out);
    emit_open(out, "static inline tenon_any_function bridges_%s_serve(uint32_t operation) {", library);
    emit_line(out, "uint64_t *counts = bridges_%s_counts;", library);
    emit_open(out, "if (__builtin_expect(counts == NULL, 0))");
    emit_line(out, "counts = bridges_%s_counts = tenon_bridge_counts(&bridges_%s);", library, library);
    emit_dedent(out);
    emit_line(out, "tenon_bridge_count(&counts[operation]);");
    emit_line(out, "return tenon_bridge_serving(&bridges_%s_slots[operation]);", library);
    emit_close(out, "}");
}

/* Callers go on writing the functions' own names. */
static void emit_redirection(emit *out, const plan_library *plan, const GPtrArray *operations) {
    c_empty_line(out);
    emit_line(out, "#ifdef BRIDGES_%s_REDIRECT", emit_upper_case(plan->model->name));
    for (guint i = 0; i < operations->len; i++) {
        const model_function *function = g_ptr_array_index(operations, i);
        emit_line(out, "#define %s %s", function->c_name, bridge_callee(function));
    }
    emit_line(out, "#endif");
}

char *bridge_header(const plan_library *plan) {
    const char *library = plan->model->name;
    const char *guard = arena_printf("BRIDGES_%s_H", emit_upper_case(library));
    GPtrArray *operations = provider_operations(plan);
    const char *const *indexes = bridge_indexes(plan, operations);
    emit *out = emit_new("    ", C_WIDTH);
    boundary_emit_origin(
        out, plan,
        arena_printf("The bridged functions: each calls whoever serves it. Define "
                     "BRIDGES_%s_REDIRECT before this file is included, and the functions' own names mean "
                     "these.",
                     emit_upper_case(library)));
    emit_line(out, "#ifndef %s", guard);
    emit_line(out, "#define %s", guard);
    c_empty_line(out);
    emit_line(out, "#include \"%s\"", plan->model->header_name);
    emit_line(out, "#include \"tenon/bridge.h\"");
    emit_indexes(out, indexes, operations->len);
    emit_declarations(out, library);
    for (guint i = 0; i < operations->len; i++)
        bridge_emit_inline(out, plan, g_ptr_array_index(operations, i), indexes[i]);
    emit_redirection(out, plan, operations);
    c_empty_line(out);
    emit_line(out, "#endif /* %s */", guard);
    return emit_finish(out);
}

/* ---- The source ---- */

static void emit_slots(emit *out, const plan_library *plan, const GPtrArray *operations) {
    const char *library = plan->model->name;
    c_empty_line(out);
    emit_line(out,
              "/* The reference serves. Calls that make or end objects are watched: they are counted. */");
    emit_open(out, "tenon_bridge_slot bridges_%s_slots[] = {", library);
    for (guint i = 0; i < operations->len; i++) {
        const model_function *function = g_ptr_array_index(operations, i);
        emit_line(out, "{.serving = (tenon_any_function)%s},",
                  bridge_counts_objects(function) ? bridge_watch(function) : function->c_name);
    }
    emit_close(out, "};");
    c_empty_line(out);
    emit_line(out, "_Thread_local uint64_t *bridges_%s_counts TENON_BRIDGE_THREAD_LOCAL;", library);
}

static void emit_bridges(emit *out, const plan_library *plan, guint operations, guint layouts) {
    const char *library = plan->model->name;
    guint classes = bridge_classes(plan)->len;
    c_empty_line(out);
    emit_line(out, "/* Null where no provider is linked into the program. */");
    c_wrapped_words(out, "extern const tenon_provider *", ";",
                    arena_printf("tenon_provider_%s(void) __attribute__((weak))", library), NULL);
    c_empty_line(out);
    emit_open(out, "tenon_bridges bridges_%s = {", library);
    emit_line(out, ".library = \"%s\",", library);
    emit_line(out, ".fingerprint = // the version, then a line per item");
    boundary_emit_fingerprint_text(out, plan, ",");
    emit_line(out, ".operation_count = %u,", operations);
    emit_line(out, ".operations = bridges_operations,");
    emit_line(out, ".slots = bridges_%s_slots,", library);
    if (classes > 0) {
        emit_line(out, ".class_count = %u,", classes);
        emit_line(out, ".classes = bridges_classes,");
    }
    if (layouts > 0) {
        emit_line(out, ".layout_count = %u,", layouts);
        emit_line(out, ".layouts = bridges_layouts,");
    }
    emit_line(out, ".linked = tenon_provider_%s,", library);
    emit_close(out, "};");
}

static void emit_states(emit *out, const char *library) {
    c_empty_line(out);
    emit_open(out, "size_t bridges_%s_states(tenon_bridge_state *states, size_t room) {", library);
    emit_line(out, "return tenon_bridge_states(&bridges_%s, states, room);", library);
    emit_close(out, "}");
    c_empty_line(out);
    emit_open(out, "const char *bridges_%s_json(void) {", library);
    emit_line(out, "return tenon_bridge_text(&bridges_%s);", library);
    emit_close(out, "}");
}

char *bridge_source(const plan_library *plan) {
    GPtrArray *operations = provider_operations(plan);
    const char *const *indexes = bridge_indexes(plan, operations);
    emit *out = emit_new("    ", C_WIDTH);
    boundary_emit_origin(
        out, plan,
        "What the bridged functions take and give, so that the inputs of a comparison can be "
        "made and their outputs compared.");
    emit_line(out, "#include \"bridges_%s.h\"", plan->model->name);
    c_empty_line(out);
    emit_line(out, "#include <stddef.h>");
    emit_line(out, "#include <stdlib.h>");
    bridge_types *types = bridge_types_new(plan, out);
    for (guint i = 0; i < operations->len; i++) {
        const model_function *function = g_ptr_array_index(operations, i);
        bridge_emit_values(out, types, function);
        bridge_emit_invoke(out, plan, function);
        bridge_emit_watch(out, plan, function, indexes[i]);
    }
    bridge_emit_operations(out, plan);
    bridge_emit_classes(out, plan);
    guint layouts = provider_put_layouts(out, plan, "bridges_layouts");
    emit_slots(out, plan, operations);
    emit_bridges(out, plan, operations->len, layouts);
    emit_states(out, plan->model->name);
    return emit_finish(out);
}
