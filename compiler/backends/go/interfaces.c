/* The types of what the host implements: functions for callbacks, interfaces for structs of functions. */

#include "backends/go/callbacks.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "backends/go/signature.h"
#include "memory/arena.h"

static void write_paragraph(emit *out, const go_module *module, const char *text) {
    if (text[0] == '\0')
        return;
    go_comment_gap(out);
    go_comment(out, module, text);
}

static const char *returned(const model_doc *doc) {
    return doc->returns[0] == '\0'
               ? ""
               : go_full_stop(arena_printf("It returns %s", go_lower_first(doc->returns)));
}

static const char *thread_rule(const model_interface *interface) {
    return interface->threads == MODEL_THREADS_ONE
               ? "It is only called on the thread of the call that it was passed to."
               : "It may be called on any thread, also at the same time.";
}

static const char goexit_rule[] = "It may not call [runtime.Goexit], which ends the process here.";

static void write_callback(emit *out, const go_module *module, const plan_interface *interface) {
    const model_interface *model = interface->model;
    const plan_function *method = g_ptr_array_index(interface->methods, 0);
    const char *name = go_name(module, model);
    const char *summary = go_summary(module, name, GO_ACTS, model->doc->summary);
    go_comment(out, module,
               summary[0] == '\0' ? arena_printf("%s is called by the library.", name) : summary);
    write_paragraph(out, module, model->doc->details);
    write_paragraph(out, module, returned(model->doc));
    write_paragraph(
        out, module,
        arena_printf("An error that it returns, or a panic, ends the call that it was passed to, and comes "
                     "out there. %s %s",
                     goexit_rule, thread_rule(model)));
    go_comment_marks(out, module, &model->marks);
    go_write_implemented(out, module, method, arena_printf("type %s func", name), "");
    go_gap(out);
}

static void write_interface(emit *out, const go_module *module, const plan_interface *interface) {
    const model_interface *model = interface->model;
    const char *name = go_name(module, model);
    const char *summary = go_summary(module, name, GO_ACTS, model->doc->summary);
    go_comment(out, module,
               summary[0] == '\0' ? arena_printf("%s is called by the library.", name) : summary);
    write_paragraph(out, module, model->doc->details);
    write_paragraph(
        out, module,
        arena_printf("An error that a method returns, or a panic, ends the call that led to it, and comes "
                     "out there. %s %s",
                     goexit_rule, thread_rule(model)));
    go_comment_marks(out, module, &model->marks);
    emit_open(out, "type %s interface {", name);
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        const model_function *function = method->function;
        const char *said = go_summary(module, go_name(module, function), GO_DOES, function->doc->summary);
        const char *says = returned(function->doc);
        if (i > 0)
            go_gap(out);
        if (said[0] != '\0' || says[0] != '\0')
            go_comment(out, module,
                       said[0] == '\0'   ? says
                       : says[0] == '\0' ? said
                                         : arena_printf("%s %s", said, says));
        go_comment_marks(out, module, &function->marks);
        go_write_implemented(out, module, method, go_name(module, function), "");
    }
    emit_close(out, "}");
    go_gap(out);
}

char *go_interfaces(go_module *module) {
    emit *out = go_emit();
    bool has_some = false;
    for (guint i = 0; i < module->plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(module->plan->interfaces, i);
        if (interface->model->flow != MODEL_NO_FLOW)
            continue;
        has_some = true;
        if (interface->model->is_callback)
            write_callback(out, module, interface);
        else
            write_interface(out, module, interface);
    }
    char *body = emit_finish(out);
    return has_some ? go_file(module, body) : NULL;
}
