/* The library that stands in for the author's: see standin.h. */

#include "abuse/standin.h"

#include <string.h>

#include "abuse/standin_internal.h"
#include "memory/arena.h"
#include "package/embedded.h"

static bool uses_form(const plan_library *plan, plan_form form) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        for (guint v = 0; v < function->values->len; v++) {
            if (((const plan_value *)g_ptr_array_index(function->values, v))->form == form)
                return true;
        }
    }
    return false;
}

static void emit_includes(emit *out, const plan_library *plan) {
    emit_line(out, "/* A library that does what its contract says and nothing else: written by tenon %s. */",
              TENON_VERSION);
    emit_line(out, "#include \"%s\"", plan->model->header_name);
    c_empty_line(out);
    emit_line(out, "#include \"stand_in_objects.h\"");
    if (uses_form(plan, PLAN_STREAM))
        emit_line(out, "#include \"stand_in_streams.h\"");
    if (uses_form(plan, PLAN_DYNAMIC))
        emit_line(out, "#include \"stand_in_values.h\"");
    if (plan->model->throws_cxx) {
        c_empty_line(out);
        emit_line(out, "#include <stdexcept>");
    }
}

/* The failing constants, for `fails`. */
static void emit_failing(emit *out, const model_enum *status) {
    GPtrArray *codes = arena_array();
    for (guint i = 0; status != NULL && i < status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(status->constants, i);
        if (constant->value != 0)
            g_ptr_array_add(codes, (gpointer)(uintptr_t)constant->c_name);
    }
    if (status != NULL) {
        c_empty_line(out);
        emit_open(out, "STAND_IN_PART %s stand_in_unknown_status(void) {", status->c_name);
        emit_line(out, "%s status;", status->c_name);
        emit_line(out, "stand_in_no_constant(&status, sizeof(status));");
        emit_line(out, "return status;");
        emit_close(out, "}");
    }
    if (codes->len == 0)
        return;
    c_empty_line(out);
    emit_open(out, "STAND_IN_PART int32_t stand_in_fail(const stand_in_call *call) {");
    emit_list(out, "static const int32_t codes[] = {", codes, "};", false);
    emit_line(out, "return codes[stand_in_failure(call, %u, codes)];", codes->len);
    emit_close(out, "}");
}

static void emit_throwing(emit *out) {
    c_empty_line(out);
    emit_open(out, "STAND_IN_PART void stand_in_throw(unsigned variant) {");
    emit_line(out, "switch (variant) {");
    emit_line(out, "case 0:");
    emit_line(out, "    throw std::runtime_error(\"the stand-in was told to throw\");");
    emit_line(out, "case 1:");
    emit_line(out, "    throw std::invalid_argument(\"the stand-in was told to throw\");");
    emit_line(out, "case 2:");
    emit_line(out, "    throw std::out_of_range(\"the stand-in was told to throw\");");
    emit_line(out, "default:");
    emit_line(out, "    throw 1;");
    emit_line(out, "}");
    emit_close(out, "}");
}

static void emit_jumping(emit *out, const model_library *model) {
    c_empty_line(out);
    emit_open(out, "jmp_buf *%s(void) {", model->jump_frame);
    emit_line(out, "static _Thread_local jmp_buf frame;");
    emit_line(out, "return &frame;");
    emit_close(out, "}");
    c_empty_line(out);
    emit_open(out, "const char *%s(void) {", model->jump_message);
    emit_line(out, "return \"the stand-in was told to jump\";");
    emit_close(out, "}");
}

static void emit_destructor(emit *out, const model_class *of) {
    const model_parameter *object = g_ptr_array_index(of->destructor->parameters, 0);
    const char *result = of->destructor->result == NULL ? "void " : of->destructor->result->c_type;
    c_empty_line(out);
    emit_open(out, "%s%s(%s) {", result, of->destructor->c_name, c_declaration(object->c_type, "object"));
    emit_line(out, "stand_in_destroy(\"%s\", \"%s\", (void *)(uintptr_t)object);", of->destructor->c_name,
              of->c_name);
    emit_close(out, "}");
}

static void emit_freer(emit *out, const model_freer *freer) {
    c_empty_line(out);
    emit_open(out, "%s(%s) {", c_declaration(freer->result_type, freer->c_name),
              c_declaration(freer->c_type, "memory"));
    emit_line(out, "stand_in_free((const void *)memory);");
    emit_close(out, "}");
}

const char *standin_file(const plan_library *plan) {
    return plan->model->throws_cxx ? "stand_in.cpp" : "stand_in.c";
}

char *standin_source(const plan_library *plan) {
    const model_library *model = plan->model;
    emit *out = emit_new("    ", C_WIDTH);
    emit_includes(out, plan);
    emit_failing(out, model->status);
    if (model->throws_cxx)
        emit_throwing(out);
    if (model->jump_frame != NULL)
        emit_jumping(out, model);
    standin_emit_types(out, plan);
    for (guint i = 0; i < plan->interfaces->len; i++)
        standin_emit_interface(out, plan, g_ptr_array_index(plan->interfaces, i));
    for (guint i = 0; i < model->freers->len; i++)
        emit_freer(out, g_ptr_array_index(model->freers, i));
    for (guint i = 0; i < model->classes->len; i++) {
        const model_class *of = g_ptr_array_index(model->classes, i);
        if (!of->destructor->has_body)
            emit_destructor(out, of);
    }
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        if (!function->function->has_body)
            standin_emit_function(out, plan, function);
    }
    return emit_finish(out);
}

void standin_files(const plan_library *plan, standin_adder add, void *to) {
    static const char *const parts[] = {"stand_in.h", "stand_in_objects.h", "stand_in_streams.h",
                                        "stand_in_values.h"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        add(to, parts[i], embedded_text(arena_printf("abuse/templates/%s", parts[i])));
    add(to, standin_file(plan), standin_source(plan));
}

const plan_library *standin_plan(const plan_library *plan) {
    plan_library *copy = ARENA_NEW(plan_library);
    *copy = *plan;
    copy->stands_in = true;
    return copy;
}

const plan_library *removable_plan(const plan_library *plan) {
    plan_library *copy = ARENA_NEW(plan_library);
    *copy = *plan;
    copy->removable = true;
    return copy;
}
